/** The built game in a real pseudo-terminal while it plays: sizes, stops, floods of keys, slow lines, and what it costs. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Opening, type OpenTerminal, openTerminal } from './terminal.ts'

const GAME = join(process.cwd(), 'dist/exitless.cjs')
const CTRL_L = '\u000c'
const CTRL_Z = '\u001a'
const RIGHT = '\u001b[C'
const ENTER = '\r'
const ESCAPE = '\u001b'
/** Frames a second of a playback. */
const FRAMES = 10

let terminal: OpenTerminal
afterEach(() => terminal.close())
beforeAll(() => {
  if (!existsSync(GAME)) throw new Error('dist/ is missing: npm run build first')
})

const wait = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))

/** A level on its bench, after its first run; the question before it is passed over. */
async function onBench(level: string, opening: Partial<Opening> = {}): Promise<OpenTerminal> {
  terminal = openTerminal({ command: process.execPath, args: [GAME, 'play', level], ...opening })
  await terminal.shows('Welcome')
  terminal.press(ENTER)
  const screen = await terminal.shows(/Guess|run 1 .*seed/)
  if (screen.includes('Guess')) terminal.press(ESCAPE)
  await terminal.shows(/run 1 .*seed/)
  return terminal
}

function clock(): number {
  return Number(/[‖►]\s+([\d.]+) [mµn]?s ├/.exec(terminal.screen())?.[1] ?? Number.NaN)
}

async function playing(): Promise<void> {
  if (!terminal.screen().includes('►')) terminal.press(' ')
  await terminal.shows('►')
}

describe('while a run plays', () => {
  it('a resize at any moment leaves a frame that fits, and nothing of the one before', async () => {
    await onBench('1.2', { columns: 120, rows: 40 })
    await playing()
    for (const [columns, rows] of [
      [80, 24],
      [200, 60],
      [100, 30],
      [61, 19],
      [133, 41],
      [80, 50],
      [120, 40],
    ]) {
      terminal.resize(columns, rows)
      await wait(200)
      // A busy machine draws the new size a little later.
      const widest = () => Math.max(...terminal.lines().map((line) => stringWidth(line)))
      await expect.poll(widest, { timeout: 10_000 }).toBeLessThanOrEqual(columns)
      const filled = () => terminal.lines().filter((line) => line !== '').length
      await expect.poll(filled, { timeout: 10_000 }).toBeLessThan(rows)
    }
    // A terminal that is too small has paused it.
    if (terminal.screen().includes('►')) terminal.press(' ')
    await terminal.shows('‖')
    await wait(300)
    const before = terminal.screen()
    terminal.press(CTRL_L)
    await wait(500)
    expect(terminal.screen()).toBe(before)
  })

  it('a stop and fg go on where it was', async () => {
    terminal = openTerminal({
      command: 'bash',
      args: ['--norc', '-i'],
      env: { PS1: '> ' },
      columns: 120,
      rows: 40,
    })
    await terminal.shows('>')
    terminal.press(`${process.execPath} ${GAME} play 1.1\r`)
    await terminal.shows('Welcome')
    terminal.press(ENTER)
    // This level plays by itself.
    await terminal.shows('►')
    const before = clock()
    terminal.press(CTRL_Z)
    await terminal.shows('Stopped')
    await wait(1500)
    terminal.press('clear; fg\r')
    await terminal.shows('►')
    const after = clock()
    expect(after).toBeGreaterThanOrEqual(before)
    await expect.poll(clock, { timeout: 10_000 }).toBeGreaterThan(after)
  })

  it('pasted text presses no key', async () => {
    await onBench('1.2')
    const before = terminal.screen().match(/run \d+/)?.[0]
    terminal.press(`\u001b[200~qq${RIGHT}ur\u0003 set everything\r\u001b[201~`)
    await terminal.shows('pasted text is not taken as keys')
    expect(terminal.screen().match(/run \d+/)?.[0]).toBe(before)
    expect(terminal.alternate()).toBe(true)
  })

  it('a flood of keys is taken whole, in order', async () => {
    await onBench('1.2')
    const marked = () => terminal.lines().findIndex((line) => /^ ?▸ /.test(line))
    const start = marked()
    terminal.press('j'.repeat(3))
    await expect.poll(marked, { timeout: 10_000 }).not.toBe(start)
    terminal.press('k'.repeat(150))
    await expect.poll(marked, { timeout: 10_000 }).toBe(start)
    terminal.press(`${'.,'.repeat(200)}...`)
    terminal.press('?')
    await terminal.shows('▸ Help')
    terminal.press(ESCAPE)
    await terminal.shows(/run 1 .*seed/)
  })

  it('a terminal that does not keep up gets the newest frame, not every one', async () => {
    await onBench('1.2', { columns: 120, rows: 40 })
    await playing()
    await wait(500)
    terminal.stall()
    await wait(4000)
    const before = terminal.received().length
    terminal.goOn()
    await wait(700)
    const late = terminal.received().length - before
    // What the line itself holds, and some frames; not the forty that went by.
    expect(late).toBeLessThan(200_000)
    terminal.press(' ')
    await terminal.shows('‖')
  })
})

describe('what it costs', () => {
  it('at most 4 kB a frame while it plays at 120x40, and nothing while it is paused', async () => {
    await onBench('1.2', { columns: 120, rows: 40 })
    await playing()
    await wait(1000)
    const start = terminal.received().length
    await wait(3000)
    const bytes = terminal.received().length - start
    expect(bytes / (3 * FRAMES)).toBeLessThan(4000)
    expect(bytes).toBeGreaterThan(1000)
    terminal.press(' ')
    await terminal.shows('‖')
    await wait(500)
    const paused = terminal.received().length
    await wait(2000)
    expect(terminal.received().length).toBe(paused)
  })

  it.runIf(existsSync('/proc/self/stat'))('little of a core, and at most 160 MB', async () => {
    await onBench('1.2', { columns: 120, rows: 40 })
    await playing()
    await wait(1500)
    const shares: number[] = []
    for (let window = 0; window < 4; window++) {
      const slower = slowness()
      const before = cpuMillis(terminal.pid)
      await wait(1000)
      shares.push((cpuMillis(terminal.pid) - before) / 1000 / slower)
    }
    // The least of four, each beside the machine's own speed in that second. 12 % is what the design allows.
    expect(Math.min(...shares)).toBeLessThan(0.12)
    expect(megabytes(terminal.pid)).toBeLessThan(160)
  })
})

/** Work as a frame makes it: pieces of text put together, looked through, taken apart. Prints its time on a core. */
const YARDSTICK = `
  const before = process.cpuUsage()
  let sum = 0
  for (let round = 0; round < 400; round++) {
    const parts = []
    for (let piece = 0; piece < 2000; piece++) parts.push('\\x1b[3' + (piece % 8) + 'm' + piece.toString(36))
    sum += parts.join('').match(/\\x1b\\[\\d+m/g).length
    sum += JSON.parse(JSON.stringify(parts.slice(0, 500).map((text, at) => ({ text, at })))).length
  }
  const { user, system } = process.cpuUsage(before)
  console.log((user + system) / 1000)`
/** What it takes on the machine that the figures of the documents were measured on, when that is quiet. Milliseconds. */
const QUIET = 175

/** How many times slower a core is now than the one of the documents; a quicker one counts as that. */
function slowness(): number {
  const millis = Number(execFileSync(process.execPath, ['-e', YARDSTICK], { encoding: 'utf8' }))
  return Math.max(1, millis / QUIET)
}

/** User and system time of a process. Milliseconds. */
function cpuMillis(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function megabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

describe('a whole level', () => {
  it('with its guess, its knobs, its debrief, and the map after it', async () => {
    const data = mkdtempSync(join(tmpdir(), 'exitless-test-'))
    terminal = openTerminal({
      command: process.execPath,
      args: [GAME, 'play', '1.3'],
      env: { EXITLESS_DATA: data },
    })
    await terminal.shows('Welcome')
    terminal.press(ENTER)
    await terminal.shows('Guess')
    terminal.press('2')
    await terminal.shows(/run 1 .*seed/)
    terminal.press(RIGHT)
    await terminal.shows(/run 2 .*seed/)
    terminal.press('jjj')
    terminal.press(RIGHT)
    await terminal.shows(/run 3 .*seed/)
    terminal.press('j')
    terminal.press(RIGHT)
    await terminal.shows(/run 4 .*seed/)
    await terminal.shows('passed')
    terminal.press('d')
    await terminal.shows(/Result/)
    terminal.press('q')
    await terminal.shows('Levels')
    expect(terminal.screen()).toMatch(/1\.3.*★/)
    // It is saved a little later.
    const medals = () => JSON.parse(readFileSync(join(data, 'progress.json'), 'utf8')).levels.straw.medals
    await expect.poll(medals, { timeout: 10_000 }).toBeGreaterThan(0)
  })
})
