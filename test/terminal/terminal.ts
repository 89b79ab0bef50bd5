/** A real pseudo-terminal with a screen that can be read: what a player would see, and keys that a player would press. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

/** How long a screen may take to show something, on a slow and busy machine. Milliseconds. */
const PATIENCE = 45_000

export interface Opening {
  readonly command: string
  readonly args?: readonly string[]
  readonly columns?: number
  readonly rows?: number
  readonly folder?: string
  readonly env?: Readonly<Record<string, string | undefined>>
}

export interface OpenTerminal {
  /** Sends keys. */
  press(keys: string): void
  /** The lines of the screen, without blanks at their ends. */
  lines(): readonly string[]
  screen(): string
  /** Resolves with the screen once it shows this; rejects with what it shows instead. */
  shows(wanted: string | RegExp): Promise<string>
  resize(columns: number, rows: number): void
  /** Stops and goes on reading what the program writes: a terminal that cannot keep up. */
  stall(): void
  goOn(): void
  /** Is the alternate screen shown? */
  alternate(): boolean
  cursorShown(): boolean
  /** Everything received so far, codes and all. */
  received(): string
  readonly pid: number
  signal(name: string): void
  /** Closes the terminal under the program. */
  hangUp(): void
  readonly exited: Promise<{ readonly code: number; readonly signal: number }>
  close(): void
}

export function openTerminal({
  command,
  args = [],
  columns = 80,
  rows = 24,
  folder,
  env,
}: Opening): OpenTerminal {
  const data = env?.EXITLESS_DATA ?? mkdtempSync(join(tmpdir(), 'exitless-test-'))
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(NO_COLOR|FORCE_COLOR|CI|NODE_ENV|VITEST.*)$/.test(name),
    ),
  )
  const child = spawn(command, [...args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd: folder,
    env: { ...inherited, LANG: 'C.UTF-8', EXITLESS_DATA: data, ...env } as Record<string, string>,
  })
  const screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 })
  let received = ''
  let ended = false
  const listeners = new Set<() => void>()
  const tellAll = () => {
    for (const listener of [...listeners]) listener()
  }
  child.onData((text) => {
    received += text
    screen.write(text, tellAll)
  })
  const exited = new Promise<{ code: number; signal: number }>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      ended = true
      // What was still on its way is drawn before anybody looks.
      screen.write('', () => {
        tellAll()
        resolve({ code: exitCode, signal: signal ?? 0 })
      })
    })
  })
  const lines = () => {
    const { active } = screen.buffer
    return Array.from(
      { length: screen.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true, 0, screen.cols) ?? '',
    )
  }
  const shown = () => lines().join('\n')

  return {
    press: (keys) => child.write(keys),
    lines,
    screen: shown,
    shows: (wanted) =>
      new Promise((resolve, reject) => {
        const found = () => (typeof wanted === 'string' ? shown().includes(wanted) : wanted.test(shown()))
        const finish = (settle: () => void) => {
          clearTimeout(timer)
          listeners.delete(look)
          settle()
        }
        const look = () => {
          if (found()) finish(() => resolve(shown()))
          else if (ended) finish(() => reject(new Error(`ended without showing ${wanted}:\n${shown()}`)))
        }
        const timer = setTimeout(
          () => finish(() => reject(new Error(`did not show ${wanted} but:\n${shown()}`))),
          PATIENCE,
        )
        listeners.add(look)
        look()
      }),
    resize: (width, height) => {
      screen.resize(width, height)
      child.resize(width, height)
    },
    stall: () => child.pause(),
    goOn: () => child.resume(),
    alternate: () => screen.buffer.active.type === 'alternate',
    cursorShown: () => received.lastIndexOf('\u001b[?25h') > received.lastIndexOf('\u001b[?25l'),
    received: () => received,
    pid: child.pid,
    signal: (name) => child.kill(name),
    hangUp: () => (child as unknown as { destroy(): void }).destroy(),
    exited,
    close: () => {
      if (!ended) child.kill('SIGKILL')
      screen.dispose()
    },
  }
}
