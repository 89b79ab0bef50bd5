/** Pictures of screens and recordings of runs, made without a terminal. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import xterm from '@xterm/headless'
import { describe, expect, it } from 'vitest'
import { exitless } from './exitless.ts'

/** Every opened element is closed, in order, and nothing but text and elements is there. */
function wellFormed(svg: string): boolean {
  const open: string[] = []
  for (const [, slash, name, rest] of svg.matchAll(/<(\/?)([a-z]+)([^<>]*)>/g)) {
    if (slash === '/') {
      if (open.pop() !== name) return false
    } else if (!rest.endsWith('/')) open.push(name)
  }
  const outside = svg.replace(/<\/?[a-z]+[^<>]*>/g, '')
  return open.length === 0 && !/[<>]|&(?!(amp|lt|gt|quot);)/.test(outside)
}

const wordsOf = (svg: string): string =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text).join(' ')

type Event = readonly [number, 'o', string]

describe('exitless shot', () => {
  it('draws the bench with what this configuration measures', () => {
    const plain = exitless(['shot', '1.3'])
    expect(plain.code).toBe(0)
    expect(wellFormed(plain.out)).toBe(true)
    expect(wordsOf(plain.out)).toContain('Through a 128 KiB straw')
    const changed = exitless(['shot', '1.3', '--set', 'backup.disk.controller=lsi53c895a'])
    expect(wordsOf(changed.out)).toContain('lsi53c895a')
    expect(wordsOf(plain.out)).not.toContain('lsi53c895a')
  })

  it('has as many cells as were asked for', () => {
    const { out } = exitless(['shot', '1.3', '--size', '80x24'])
    expect(out).toContain('viewBox="0 0 824 484"')
  })

  it('is the same each time', () => {
    const [one, other] = [exitless(['shot', '2.1']), exitless(['shot', '2.1'])]
    expect(one.out).toBe(other.out)
  })

  it('in ASCII draws no other sign', () => {
    const { out } = exitless(['shot', '1.3', '--ascii'])
    expect(out).toMatch(/^[\x20-\x7e\n]*$/)
  })

  it('moves the playhead and presses keys', () => {
    const { out } = exitless(['shot', '1.3', '--at', '12.5ms', '--keys', 'right'])
    expect(wordsOf(out)).toContain('12.500 ms')
    expect(wordsOf(out)).toContain('lsi53c895a')
  })

  it('takes no key that has no name, and no time past the end', () => {
    const shot = (...flags: string[]) => exitless(['shot', '1.1', '--size', '80x24', ...flags])
    expect(shot('--keys', 'rigt')).toMatchObject({ code: 2, err: expect.stringContaining('try right') })
    expect(shot('--keys', 'right,foo').err).toMatch(/no key "foo"; there are up, down, left, right, /)
    expect(shot('--at', '9s')).toMatchObject({ code: 2, err: expect.stringMatching(/this run takes \d+ ms/) })
  })

  it('is titled by the screen that is drawn', () => {
    const title = (...flags: string[]) =>
      /<title>([^<]*)</.exec(exitless(['shot', '1.3', '--size', '80x24', ...flags]).out)?.[1]
    expect(title()).toMatch(/: bench$/)
    expect(title('--keys', 'w')).toMatch(/: why$/)
    expect(title('--keys', '6')).toMatch(/: host$/)
    expect(title('--keys', 'q')).toMatch(/: map$/)
    expect(title('--screen', 'measured')).toMatch(/: measured$/)
  })

  it('writes to a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'exitless-test-')), 'a.svg')
    const { code, out } = exitless(['shot', '1.1', '--out', file])
    expect([code, out]).toEqual([0, ''])
    expect(wellFormed(readFileSync(file, 'utf8'))).toBe(true)
  })

  for (const [args, sentence] of [
    [['--screen', 'bnech'], 'no screen "bnech"; try bench'],
    [['--size', '12'], '--size 12 is not COLUMNSxROWS; try 120x40'],
    [['--size', '20x10'], '--size 20x10 is outside 80x24 to 400x200'],
    [['--palette', 'pink'], '--palette pink is not known; try auto, standard, light'],
    [['--at', 'noon'], '--at noon is not a time; try 12.4ms'],
    [['--set', 'backup.disk.controller=floppy'], 'has no value "floppy" here'],
  ] as const)
    it(`refuses ${args.join(' ')}`, () => {
      const { code, err, out } = exitless(['shot', '1.3', ...args])
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain(sentence)
    })

  it('says why a screen does not open', () => {
    const { code, err } = exitless(['shot', '1.3', '--screen', 'debrief'])
    expect(code).toBe(1)
    expect(err).toContain('no picture of debrief: the debrief opens once all goals are met')
  })

  it('says why a file cannot be written', () => {
    const { code, err } = exitless(['shot', '1.3', '--out', '/nowhere/at/all.svg'])
    expect(code).toBe(2)
    expect(err).toContain('--out /nowhere/at/all.svg cannot be written: there is no such folder')
  })
})

describe('exitless record', () => {
  it('plays back to the frame that a terminal would show', async () => {
    const { code, out } = exitless([
      'record',
      '1.3',
      '--seconds',
      '2',
      '--size',
      '80x24',
      '--set',
      'backup.disk.controller=lsi53c895a',
    ])
    expect(code).toBe(0)
    const [header, ...events] = out
      .trimEnd()
      .split('\n')
      .map((line): Event => JSON.parse(line))
    expect(header).toMatchObject({ version: 2, width: 80, height: 24 })
    const times = events.map(([time]) => time)
    expect(times).toEqual([...times].sort((one, other) => one - other))
    expect(times.at(-1)).toBe(4)
    const terminal = new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true })
    const shown = (): string =>
      Array.from({ length: 24 }, (_, row) => terminal.buffer.active.getLine(row)?.translateToString()).join(
        '\n',
      )
    const half = events.filter(([time]) => time < 2)
    await new Promise<void>((resolve) => terminal.write(half.map(([, , text]) => text).join(''), resolve))
    expect(shown()).toContain('ide-dma')
    expect(shown()).toContain('run 1')
    const rest = events.slice(half.length)
    await new Promise<void>((resolve) => terminal.write(rest.map(([, , text]) => text).join(''), resolve))
    expect(shown()).toContain('lsi53c895a')
    expect(shown()).toContain('run 2')
  })

  it('sends only the lines that change', () => {
    const { out } = exitless(['record', '1.2', '--seconds', '3'])
    const sizes = out
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.length)
    const later = sizes.slice(1).sort((one, other) => one - other)
    expect(later[Math.floor(later.length / 2)]).toBeLessThan(sizes[0] / 3)
  })

  it('refuses a screen that does not play', () => {
    const { code, err } = exitless(['record', '1.3', '--screen', 'map'])
    expect(code).toBe(2)
    expect(err).toContain('no panel "map" of the bench; try bench')
  })
})
