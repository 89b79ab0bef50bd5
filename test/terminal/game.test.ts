/** The built game in a real pseudo-terminal: started, won, resized, stopped, ended in every way. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Opening, type OpenTerminal, openTerminal } from './terminal.ts'

const GAME = join(process.cwd(), 'dist/exitless.cjs')
const CTRL_C = '\u0003'
const CTRL_Z = '\u001a'
const RIGHT = '\u001b[C'
const ENTER = '\r'
const ESCAPE = '\u001b'

let terminal: OpenTerminal
afterEach(() => terminal.close())
beforeAll(() => {
  if (!existsSync(GAME)) throw new Error('dist/ is missing: npm run build first')
})

function dataFolder(): string {
  return mkdtempSync(join(tmpdir(), 'exitless-test-'))
}

function open(opening: Partial<Opening> & { args?: readonly string[] } = {}): OpenTerminal {
  terminal = openTerminal({ command: process.execPath, ...opening, args: [GAME, ...(opening.args ?? [])] })
  return terminal
}

/** Past the orientation, on the bench of 1.1. */
async function openBench(opening: Partial<Opening> = {}): Promise<OpenTerminal> {
  open(opening)
  await terminal.shows('Welcome')
  terminal.press(ENTER)
  await terminal.shows(/run 1 .*seed/)
  return terminal
}

function expectGivenBack(): void {
  expect(terminal.alternate()).toBe(false)
  expect(terminal.cursorShown()).toBe(true)
}

describe('a first game', () => {
  it('shows the orientation once, and level 1.1 is won by changing its knob', async () => {
    const data = dataFolder()
    await openBench({ env: { EXITLESS_DATA: data } })
    expect(terminal.alternate()).toBe(true)
    expect(terminal.cursorShown()).toBe(false)
    expect(terminal.screen()).toContain('1.1')
    for (let presses = 0; presses < 6 && !terminal.screen().includes('★'); presses++) {
      terminal.press(RIGHT)
      await terminal.shows(new RegExp(`run ${presses + 2} `))
    }
    await terminal.shows('★')
    await terminal.shows('passed')
    terminal.press(CTRL_C)
    expect(await terminal.exited).toEqual({ code: 130, signal: 0 })
    expectGivenBack()

    const saved = JSON.parse(readFileSync(join(data, 'progress.json'), 'utf8'))
    expect(saved.seenOrientation).toBe(true)
    expect(saved.levels[saved.last].medals).toBeGreaterThan(0)

    terminal.close()
    open({ env: { EXITLESS_DATA: data } })
    expect(await terminal.shows('1.1')).not.toContain('Welcome')
    await terminal.shows('★')
  })

  it('play 1.1 opens that level', async () => {
    open({ args: ['play', '1.1'] })
    await terminal.shows('Welcome')
    terminal.press(ESCAPE)
    await terminal.shows('1.1')
  })

  it('shows nothing wider or higher than the terminal, after every resize', async () => {
    await openBench({ columns: 120, rows: 40 })
    for (const [columns, rows] of [
      [80, 24],
      [200, 60],
      [100, 30],
      [81, 25],
    ]) {
      terminal.resize(columns, rows)
      // Drawn anew, which leaves the last row empty; until then the terminal shows what it cut.
      await terminal.shows(/1\.1 [\s\S]*goal[\s\S]*\n$/)
      const lines = terminal.lines()
      expect(lines[0]).toContain('exitless')
      expect(lines.filter((line) => line.includes('exitless  1.1'))).toHaveLength(1)
      expect(lines.at(-1)).toBe('')
    }
  })

  it('says on 40x10 that the terminal is too small, and goes on when it grows', async () => {
    await openBench()
    terminal.resize(40, 10)
    await terminal.shows(/40 ?x ?10|There are 40/)
    terminal.resize(80, 24)
    await terminal.shows(/run 1 .*seed/)
    terminal.press(CTRL_C)
    expect((await terminal.exited).code).toBe(130)
  })

  it('starts on 40x10, also where a CI variable is set', async () => {
    open({ columns: 40, rows: 10, env: { CI: 'true' } })
    await terminal.shows('exitless')
    await terminal.shows(/80/)
    terminal.press(CTRL_C)
    expect((await terminal.exited).code).toBe(130)
    expectGivenBack()
  })

  it('does not ask for colour with NO_COLOR', async () => {
    await openBench({ env: { NO_COLOR: '1' } })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences
    expect(terminal.received()).not.toMatch(/\u001b\[[\d;]*(?:3[0-7]|4[0-7]|38|48|9[0-7])[;m]/)
  })

  it('draws in ASCII where the locale has nothing else', async () => {
    await openBench({ env: { LANG: 'C', LC_ALL: 'C' } })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII is looked for
    expect(terminal.screen().replace(/[µ×–≤≥’]/g, '')).toMatch(/^[\x00-\x7f]*$/)
  })
})

describe('the way out', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ])('%s saves, gives the terminal back, and exits %i', async (signal, code) => {
    const data = dataFolder()
    await openBench({ env: { EXITLESS_DATA: data } })
    terminal.press(RIGHT)
    await terminal.shows('run 2 ')
    terminal.signal(signal)
    expect(await terminal.exited).toEqual({ code, signal: 0 })
    expectGivenBack()
    expect(JSON.parse(readFileSync(join(data, 'progress.json'), 'utf8')).last).toEqual(expect.any(String))
  })

  it('a fault of ours exits 70 with one sentence, and the details in a file', async () => {
    const data = dataFolder()
    const broken = join(dataFolder(), 'broken.cjs')
    // Something throws while the game is drawn.
    writeFileSync(
      broken,
      "setInterval(() => { if (process.stdin.isRaw) throw new Error('a planted fault') }, 200).unref()",
    )
    open({ env: { EXITLESS_DATA: data, NODE_OPTIONS: `--require ${broken}` } })
    expect(await terminal.exited).toEqual({ code: 70, signal: 0 })
    expectGivenBack()
    expect(terminal.screen().replaceAll('\n', '')).toContain(
      'a fault of exitless, not of yours: a planted fault',
    )
    expect(readFileSync(join(data, 'fault.txt'), 'utf8')).toContain('a planted fault')
  })

  it('a terminal that closes ends the game, saved', async () => {
    const data = dataFolder()
    const shell = openTerminal({
      command: 'bash',
      args: [
        '-c',
        `trap '' HUP; "$0" "$1"; echo ended with $? > "$EXITLESS_DATA/code"`,
        process.execPath,
        GAME,
      ],
      env: { EXITLESS_DATA: data },
    })
    terminal = shell
    await shell.shows('Welcome')
    shell.press(ENTER)
    await shell.shows(/run 1 .*seed/)
    shell.hangUp()
    await expect.poll(() => existsSync(join(data, 'code')), { timeout: 20_000 }).toBe(true)
    expect(readFileSync(join(data, 'code'), 'utf8')).toMatch(/^ended with (2|129)\n$/)
    expect(existsSync(join(data, 'progress.json'))).toBe(true)
  })
})

describe('in a shell', () => {
  async function openShell(): Promise<OpenTerminal> {
    terminal = openTerminal({ command: 'bash', args: ['--norc', '-i'], env: { PS1: '> ' } })
    await terminal.shows('>')
    terminal.press(`${process.execPath} ${GAME}\r`)
    await terminal.shows('Welcome')
    terminal.press(ENTER)
    await terminal.shows(/run 1 .*seed/)
    return terminal
  }

  it('Ctrl+Z goes to the shell and fg comes back, twice', async () => {
    await openShell()
    for (const run of [2, 3]) {
      terminal.press(CTRL_Z)
      await terminal.shows('Stopped')
      expectGivenBack()
      terminal.press('clear; fg\r')
      await terminal.shows(`run ${run - 1} `)
      expect(terminal.alternate()).toBe(true)
      expect(terminal.cursorShown()).toBe(false)
      terminal.press(RIGHT)
      await terminal.shows(`run ${run} `)
    }
  })

  it('after Ctrl+C the terminal reads lines and echoes again', async () => {
    await openShell()
    terminal.press(CTRL_C)
    await terminal.shows(/> $/m)
    terminal.press('echo code $?; stty -a\r')
    const after = await terminal.shows(/echoke/)
    expect(after).toContain('code 130')
    expect(after).toMatch(/[^-]icanon /)
    expect(after).toMatch(/[^-]echo /)
    expect(after).toMatch(/(^|[^-])isig /m)
    expectGivenBack()
  })

  it('with stdin closed it says that there is no terminal', async () => {
    terminal = openTerminal({
      command: 'bash',
      args: ['-c', `"$0" "$1" <&-; echo code $?`, process.execPath, GAME],
    })
    await terminal.shows('code 2')
    expect(terminal.screen()).toContain('stdin is none')
  })
})

describe('a save file', () => {
  async function noticed(data: string): Promise<string> {
    open({ env: { EXITLESS_DATA: data } })
    const told = await terminal.shows('Press Enter to play.')
    terminal.press(ENTER)
    await terminal.shows('Welcome')
    return told.replaceAll('\n', '')
  }

  it('that is broken is told before the game covers it, and is kept', async () => {
    const data = dataFolder()
    writeFileSync(join(data, 'progress.json'), '{')
    expect(await noticed(data)).toContain('progress.broken.json')
    expect(readFileSync(join(data, 'progress.broken.json'), 'utf8')).toBe('{')
  })

  it('of a newer version is kept, and the game is played without saving', async () => {
    const data = dataFolder()
    const newer = '{"format":99,"levels":{}}'
    writeFileSync(join(data, 'progress.json'), newer)
    expect(await noticed(data)).toContain('was written by a newer exitless')
    terminal.press(ENTER)
    await terminal.shows(/run 1 .*seed/)
    terminal.press(CTRL_C)
    await terminal.exited
    expect(readFileSync(join(data, 'progress.json'), 'utf8')).toBe(newer)
    expect(readdirSync(data)).toEqual(['progress.json'])
  })

  it('that cannot be written does not keep anybody from playing', async () => {
    const data = join(dataFolder(), 'file')
    writeFileSync(data, '')
    expect(await noticed(join(data, 'below'))).toContain('nothing can be saved')
  })

  it('whose writing fails meanwhile is told at the end', async () => {
    const data = dataFolder()
    await openBench({ env: { EXITLESS_DATA: data } })
    // A slow host has saved once by now.
    rmSync(join(data, 'progress.json'), { force: true })
    mkdirSync(join(data, 'progress.json'), { recursive: true })
    terminal.press(RIGHT)
    await terminal.shows('run 2 ')
    terminal.press(CTRL_C)
    await terminal.exited
    expect(terminal.screen()).toContain('the progress could not be saved')
  })
})

describe('the mouse and the clipboard', () => {
  const MOUSE_ON = '\u001b[?1000h\u001b[?1006h'
  const MOUSE_OFF = '\u001b[?1006l\u001b[?1000l'
  const isReported = () => {
    const received = terminal.received()
    return received.lastIndexOf(MOUSE_ON) > received.lastIndexOf(MOUSE_OFF)
  }
  /** The setting, through the palette. */
  async function withMouse(): Promise<void> {
    await openBench()
    expect(isReported()).toBe(false)
    terminal.press(':mouse: on')
    await terminal.shows('setting mouse: on')
    terminal.press(ENTER)
    await expect.poll(isReported, { timeout: 20_000 }).toBe(true)
  }

  it('y sends the panel in hand to the clipboard of the terminal', async () => {
    await openBench()
    terminal.press('y')
    await terminal.shows("sent to the terminal's clipboard")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: OSC 52 is a control sequence
    const [, encoded] = /\u001b\]52;c;([A-Za-z0-9+/=]+)\u0007/.exec(terminal.received()) ?? []
    expect(Buffer.from(encoded, 'base64').toString('utf8')).toMatch(/^Bench\n\n/)
    terminal.press(CTRL_C)
    await terminal.exited
    expectGivenBack()
  })

  it('a click presses a key on the screen once the setting is on, and the terminal is given back without', async () => {
    await withMouse()
    const row = terminal.lines().findIndex((line) => line.includes('? help'))
    const column = terminal.lines()[row].indexOf('? help')
    terminal.press(`\u001b[<0;${column + 1};${row + 1}M\u001b[<0;${column + 1};${row + 1}m`)
    await terminal.shows('Type to find')
    terminal.press(CTRL_C)
    expect((await terminal.exited).code).toBe(130)
    expect(isReported()).toBe(false)
    expectGivenBack()
  })

  it.each(['SIGTERM', 'SIGHUP'])('%s leaves no mouse reports behind', async (signal) => {
    await withMouse()
    terminal.signal(signal)
    await terminal.exited
    expect(isReported()).toBe(false)
    expectGivenBack()
  })

  it('a shell in between is not told of the mouse, and the game is again', async () => {
    terminal = openTerminal({ command: 'bash', args: ['--norc', '-i'], env: { PS1: '> ' } })
    await terminal.shows('>')
    terminal.press(`${process.execPath} ${GAME}\r`)
    await terminal.shows('Welcome')
    terminal.press(ENTER)
    await terminal.shows(/run 1 .*seed/)
    terminal.press(':mouse: on')
    await terminal.shows('setting mouse: on')
    terminal.press(ENTER)
    await expect.poll(isReported, { timeout: 20_000 }).toBe(true)
    terminal.press(CTRL_Z)
    await terminal.shows('Stopped')
    expect(isReported()).toBe(false)
    terminal.press('clear; fg\r')
    await terminal.shows('run 1 ')
    await expect.poll(isReported, { timeout: 20_000 }).toBe(true)
  })
})
