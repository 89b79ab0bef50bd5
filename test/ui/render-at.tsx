/** The interface on a terminal of any size, with Ink in between. */
import { EventEmitter } from 'node:events'
import { render } from 'ink'
import { App } from '../../src/ui/app.tsx'
import type { Start } from '../../src/ui/outside.ts'
import type { Store } from '../../src/ui/store.ts'
import { type FakeOutside, fakeOutside } from './fixture.ts'

/** Asks the terminal to mark what is pasted, or no more. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: codes begin with one
const PASTE_MODE = /^\u001B\[\?2004[hl]$/

class Screen extends EventEmitter {
  readonly isTTY = true
  columns: number
  rows: number
  last = ''
  writes = 0
  constructor(columns: number, rows: number) {
    super()
    this.columns = columns
    this.rows = rows
  }
  write(text: string): boolean {
    if (PASTE_MODE.test(text)) return true
    this.last = text
    this.writes++
    return true
  }
}

class Keyboard extends EventEmitter {
  readonly isTTY = true
  private readonly waiting: string[] = []
  setRawMode(): void {}
  setEncoding(): void {}
  ref(): void {}
  unref(): void {}
  resume(): void {}
  pause(): void {}
  read(): string | null {
    return this.waiting.shift() ?? null
  }
  type(text: string): void {
    this.waiting.push(text)
    this.emit('readable')
  }
}

export interface Rendered {
  readonly outside: FakeOutside
  lines(): string[]
  /** One event of the keyboard, as a terminal sends it. */
  type(text: string): Promise<void>
  resize(columns: number, rows: number): Promise<void>
  writes(): number
  store(): Store
  unmount(): void
}

/** Lets what React has scheduled happen. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise<void>((done) => setImmediate(done))
}

export async function renderAt(
  columns: number,
  rows: number,
  start: Start = { screen: 'bench', level: 'straw' },
  outside: FakeOutside = fakeOutside(),
): Promise<Rendered> {
  const screen = new Screen(columns, rows)
  const keyboard = new Keyboard()
  let store: Store | undefined
  const instance = render(<App outside={outside} start={start} onStore={(given) => (store = given)} />, {
    stdout: screen as unknown as NodeJS.WriteStream,
    stdin: keyboard as unknown as NodeJS.ReadStream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
    isScreenReaderEnabled: outside.environment.screenReader,
  })
  await settle()
  return {
    outside,
    lines: () => screen.last.split('\n'),
    type: async (text) => {
      keyboard.type(text)
      await settle()
    },
    resize: async (width, height) => {
      screen.columns = width
      screen.rows = height
      screen.emit('resize')
      await settle()
    },
    writes: () => screen.writes,
    store: () => store!,
    unmount: () => instance.unmount(),
  }
}
