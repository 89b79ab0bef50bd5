/** `--line` between a pipe and a file: whole levels, and every way to leave. */
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newProgress, printProgress } from '../../src/game/index.ts'
import { DOOR, emptyFolder, exitless } from './exitless.ts'

const PATIENCE = 90_000

const WINS_STRAW = [
  'set backup.disk.controller lsi53c895a',
  'set backup disk depth 4',
  'set orders.disk.controller lsi53c895a',
]
const WINS_ADDRESS = [
  'set db.disk.controller vfio-pci',
  'set delivery posted',
  'violation',
  'fix',
  'set mode translated',
]

/** Answers to lines that come through a pipe. */
function play(args: readonly string[], lines: readonly string[], data = emptyFolder(), env = {}) {
  const outcome = exitless(args, { input: lines.map((line) => `${line}\n`).join(''), data, env })
  return { ...outcome, flat: outcome.out.replace(/\n */g, ' '), data }
}

const saved = (data: string) => JSON.parse(readFileSync(join(data, 'progress.json'), 'utf8'))

/** A player who has passed what the first chapters begin with. */
function folderOf(...passed: readonly string[]): string {
  const data = emptyFolder()
  const entry = { medals: 1, best: {}, moves: [], runs: 1, hints: [] }
  const levels = Object.fromEntries(passed.map((id) => [id, entry]))
  writeFileSync(
    join(data, 'progress.json'),
    printProgress({ ...newProgress('p'), seenOrientation: true, levels }),
  )
  return data
}

/** Every line is short, and none has a code or a drawing. */
function expectPlain(out: string): void {
  for (const line of out.split('\n')) {
    expect(line.length, line).toBeLessThanOrEqual(76)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2190-\u2bff\u2800-\u28ff]/)
  }
}

describe('exitless --line', { timeout: PATIENCE }, () => {
  it('wins level 1.1 by numbers, goes to the next one, and keeps it', () => {
    const { code, out, flat, data } = play(['--line'], ['5', '2', '3', '9', '2', '1', '5'])
    expect(code).toBe(0)
    expectPlain(out)
    expect(flat).toContain('no guest may touch the memory of another')
    expect(flat).toContain('Exits per write at most 100: not met, 1,045.')
    expect(flat).toContain('Move: set old.disk.controller lsi53c895a. Run 2.')
    expect(flat).toContain('Passed, 3 of 3 stars.')
    expect(flat).toContain('A host cannot hand one disk to many guests')
    expect(flat).toContain('Level 1.2, Where do the copies come from?')
    expect(saved(data).levels['controller-everybody-knows']).toMatchObject({ medals: 3 })
    // The last line refused to guess.
    expect(saved(data).last).toBe('where-copies-come-from')
    const again = play(['--line'], [], data)
    expect(again.flat).toContain('Level 1.2, Where do the copies come from?')
    expect(again.flat).not.toContain('memory of another')
  })

  it('wins level 1.3 by words, after a guess', () => {
    const data = folderOf('controller-everybody-knows', 'where-copies-come-from')
    const { code, out, flat } = play(['play', '1.3', '--line'], ['2', ...WINS_STRAW, 'debrief', 'ways'], data)
    expect(code).toBe(0)
    expectPlain(out)
    expect(flat).toMatch(/You guessed /)
    expect(flat).toMatch(/Passed, \d of 3 stars\./)
    expect(flat).toContain('Ways of the author, simulated here:')
    expect(saved(data).levels.straw.medals).toBeGreaterThan(0)
    expect(saved(data).levels.straw.guess).toBe(1)
  })

  it('level 3.1: a violation tells what, who and whom, what would help, and the way out of it wins', () => {
    const data = folderOf('controller-everybody-knows', 'where-copies-come-from', 'straw', 'one-ring')
    const { code, out, flat } = play(['play', '3.1', '--line'], ['skip', ...WINS_ADDRESS], data)
    expect(code).toBe(0)
    expectPlain(out)
    expect(flat).toMatch(/violations?: with one, nothing else counts/)
    expect(flat).toContain('DMA into memory of another owner')
    expect(flat).toContain('It was meant for 0x')
    expect(flat).toContain('One knob changed, each simulated:')
    expect(flat).toMatch(/Passed, \d of 3 stars\./)
  })

  it('the end of the input saves, wherever one is', () => {
    for (const lines of [
      [],
      ['map'],
      ['next', 'debrief'],
      ['sandbox'],
      ['sandbox', 'part 2'],
      ['next', 'on'],
    ]) {
      const { code, data } = play(['--line'], lines)
      expect(code, lines.join()).toBe(0)
      expect(saved(data).seenOrientation).toBe(true)
      if (lines.includes('next')) expect(saved(data).levels['controller-everybody-knows'].medals).toBe(1)
    }
  })

  it('a last line without its end is heard too', () => {
    const { out } = exitless(['--line'], { input: 'next' })
    expect(out).toContain('Run 2.')
  })

  it('whatever comes through the pipe is answered in plain lines', () => {
    const strange = [
      '',
      '   ',
      '99',
      'paht',
      '\u001b[A\u001b[31m',
      '\u0007\u0000',
      'x'.repeat(100_000),
      'ünïcode ✔ 界',
      '\\x',
    ]
    const { code, out, flat } = play(['--line'], strange, undefined, { EXITLESS_ASCII: '0' })
    expect(code).toBe(0)
    expect(flat).toContain('There is no number 99; there are 1 to 10.')
    expect(flat).toContain('Is it path?')
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(76)
  })

  it('bytes that are no text do no harm', () => {
    const bytes = Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index * 37) % 256))
    const { code, err } = exitless(['--line'], { input: bytes as unknown as string })
    expect(code).toBe(0)
    expect(err).toBe('')
  })

  it('works on a terminal that cannot be drawn on, in ASCII alone', () => {
    const { code, out } = play(['--line'], ['5', 'path', '?'], undefined, { TERM: 'dumb', LANG: 'C' })
    expect(code).toBe(0)
    expect(out).toMatch(/^[\x20-\x7e\n]*$/)
  })

  it('plays the task of a day and the sandbox', () => {
    const daily = play(['daily', '--date', '2026-01-05', '--line'], ['goals'])
    expect(daily.code).toBe(0)
    expect(daily.out).toContain('Task of ')
    const sandbox = play(['sandbox', '--line'], ['part 1', 'row 2', '1', 'bench'])
    expect(sandbox.code).toBe(0)
    expect(sandbox.out).toContain('Check: guest1 boots.')
  })

  it('Ctrl+C leaves with 130, and what was won is kept', async () => {
    const data = emptyFolder()
    const child = spawn(process.execPath, [DOOR, '--line'], { env: { ...process.env, EXITLESS_DATA: data } })
    let out = ''
    const says = (text: string) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (out.includes(text)) resolve()
        }
        child.stdout.on('data', (more) => {
          out += more
          look()
        })
        look()
      })
    const start = says('map of the levels')
    await start
    child.stdin.write('next\n')
    await says('Passed')
    child.kill('SIGINT')
    const code = await new Promise((resolve) => child.on('exit', resolve))
    expect(code).toBe(130)
    expect(saved(data).levels['controller-everybody-knows'].medals).toBe(1)
  })

  it('is named where there is no screen', () => {
    for (const args of [[], ['play', '1.1']]) {
      const { code, err } = exitless(args)
      expect(code).toBe(2)
      expect(err).toContain('exitless --line')
    }
  })
})
