/**
 * The player's terminal while the game has it, and giving it back: on every way out (a key, a signal, a fault, a closed
 * terminal) the screen, the cursor and the line mode are as before.
 */
import { writeSync } from 'node:fs'
import { clipboardCode } from './clipboard.ts'
import { FAULT, INTERRUPTED, WRONG_USE } from './exit-codes.ts'
import { faultSentence } from './fault.ts'

/** Reports presses and the wheel (1000), as numbers of any size (1006). */
const MOUSE_ON = '\u001b[?1000h\u001b[?1006h'
const MOUSE_OFF = '\u001b[?1006l\u001b[?1000l'
/** Leaves bracketed paste and the mouse, shows the cursor, resets colours. */
const PLAIN = `\u001b[?2004l${MOUSE_OFF}\u001b[?25h\u001b[0m`
const LEAVE_ALTERNATE_SCREEN = '\u001b[?1049l'
const SIGNALS = { SIGHUP: 129, SIGINT: INTERRUPTED, SIGTERM: 143 } as const
/** How long a stopped process may take to stop. Milliseconds. */
const STOPS_WITHIN = 100

/** What draws on the terminal. */
export interface Drawing {
  unmount(): void
  /** Gives the terminal away, performs, and draws anew. */
  lend(perform: () => Promise<void>): Promise<void>
}

export interface Ending {
  readonly code: number
  /** A sentence for stderr, once the screen is given back. */
  readonly sentence?: string
  /** The game goes on by lines. */
  readonly byLines?: true
}

export class Terminal {
  #drawing: Drawing | undefined
  #ending: Ending | undefined
  #resolve: (ending: Ending) => void = () => undefined
  #lent = false
  #mouse = false
  readonly #onStop = () => void this.#lend(() => this.#stopUntilContinued())
  readonly #beforeLeaving: () => void
  /** Resolves when the terminal is given back. */
  readonly ended: Promise<Ending>

  constructor(beforeLeaving: () => void) {
    this.#beforeLeaving = beforeLeaving
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve
    })
  }

  /** Listens to everything that can end the game, from now to the end of the process. */
  watch(): void {
    for (const [signal, code] of Object.entries(SIGNALS)) process.on(signal, () => this.leave(code))
    if (process.platform !== 'win32') {
      process.on('SIGTSTP', this.#onStop)
      // Somebody stopped and continued us without asking: the terminal may have changed meanwhile.
      process.on('SIGCONT', () => void this.#lend(async () => undefined))
    }
    process.on('uncaughtException', (fault) => this.fail(fault))
    process.on('unhandledRejection', (fault) => this.fail(fault))
    for (const event of ['end', 'close', 'error']) process.stdin.on(event, () => this.#gone())
    process.stdout.on('error', () => this.#gone())
    process.on('exit', () => this.#restore(LEAVE_ALTERNATE_SCREEN + PLAIN))
  }

  draw(drawing: Drawing): void {
    this.#drawing = drawing
    if (this.#mouse) this.#write(MOUSE_ON)
    if (this.#ending !== undefined) this.#release()
  }

  leave(code: number, sentence?: string): void {
    this.#end({ code, sentence })
  }

  /** Gives the terminal back to be read by lines; from now on nothing here listens to it. */
  goOnByLines(): void {
    process.off('SIGTSTP', this.#onStop)
    this.#end({ code: 0, byLines: true })
  }

  #end(ending: Ending): void {
    if (this.#ending !== undefined) return
    this.#ending = ending
    this.#beforeLeaving()
    this.#release()
    this.#resolve(ending)
  }

  #gone(): void {
    this.leave(WRONG_USE, 'the terminal was closed')
  }

  fail(fault: unknown): void {
    const lost = (fault as NodeJS.ErrnoException | undefined)?.code === 'EIO'
    if (lost) this.#gone()
    else this.leave(FAULT, faultSentence(fault))
  }

  #release(): void {
    try {
      this.#drawing?.unmount()
      this.#restore(PLAIN)
    } catch {
      this.#restore(LEAVE_ALTERNATE_SCREEN + PLAIN)
    }
  }

  #restore(codes: string): void {
    try {
      if (process.stdin.isRaw) process.stdin.setRawMode(false)
      if (this.#drawing !== undefined) writeSync(1, codes)
    } catch {
      // The terminal is gone; there is nothing to give back.
    }
    this.#drawing = undefined
  }

  /** Gives the terminal away, performs, takes it back. */
  async #lend(perform: () => Promise<void>): Promise<void> {
    const drawing = this.#drawing
    if (drawing === undefined || this.#lent) return
    await this.#without(() => drawing.lend(perform))
  }

  /** Performs while somebody else has the terminal: nobody there wants to hear of the mouse. */
  async #without(perform: () => Promise<void>): Promise<void> {
    this.#lent = true
    if (this.#mouse) this.#write(MOUSE_OFF)
    try {
      await perform()
    } finally {
      this.#lent = false
      if (this.#mouse) this.#write(MOUSE_ON)
    }
  }

  #write(codes: string): void {
    if (this.#drawing !== undefined) process.stdout.write(codes)
  }

  /** Has the mouse reported as keys are, or not any more. */
  mouse(on: boolean): void {
    this.#mouse = on
    this.#write(on ? MOUSE_ON : MOUSE_OFF)
  }

  /** Sends a text to the clipboard of the terminal. */
  copy(text: string): void {
    this.#write(clipboardCode(text))
  }

  /** To the shell, and back with `fg`; for a drawing that gave the terminal away itself. */
  async stop(): Promise<void> {
    if (process.platform === 'win32') return
    await this.#without(() => this.#stopUntilContinued())
  }

  /** Stops the whole job (npx is part of it), and resolves once it runs again; at once where no shell stops it. */
  #stopUntilContinued(): Promise<void> {
    process.off('SIGTSTP', this.#onStop)
    return new Promise((resolve) => {
      const goOn = () => {
        clearTimeout(timer)
        process.off('SIGCONT', goOn)
        if (this.#ending === undefined) process.on('SIGTSTP', this.#onStop)
        resolve()
      }
      process.on('SIGCONT', goOn)
      const timer = setTimeout(goOn, STOPS_WITHIN)
      process.kill(0, 'SIGTSTP')
    })
  }
}
