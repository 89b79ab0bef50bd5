/**
 * The line mode at a terminal, or between a pipe and a file: reads lines, prints answers, moves no cursor and clears
 * nothing. The end of the input leaves and saves, as Ctrl+C does.
 */
import { createInterface } from 'node:readline'
import { plainLine } from '../text/index.ts'
import { converse } from '../ui/line-mode/conversation.ts'
import { resumed } from '../ui/line-mode/resume.ts'
import type { Outside, Start } from '../ui/outside.ts'
import { LONGEST_LINE } from '../ui/spoken/aloud.ts'
import type { State } from '../ui/state.ts'
import { createStore } from '../ui/store.ts'
import { leave } from '../ui/update/screens.ts'
import { FAULT, INTERRUPTED } from './exit-codes.ts'
import { faultSentence } from './fault.ts'
import type { Saver } from './save-file.ts'
import { tell } from './streams.ts'

const SIGNALS = { SIGHUP: 129, SIGINT: INTERRUPTED, SIGTERM: 143 } as const
const PROMPT = '> '
/** Lines are folded for narrower terminals as for this. */
const NARROWEST = 30
/** A line that came through a pipe stands before its answer, so that both can be read later. */
const ECHOED = 70

/** What the line mode ends with, besides `quit`. */
export interface Ends {
  onQuit(call: (code: number) => void): void
}

/** Plays by lines until the game is left; resolves to the exit code. */
export function playLines(
  outside: Outside,
  start: Start,
  saver: Saver,
  ends: Ends,
  going?: State,
): Promise<number> {
  const isTyped = process.stdin.isTTY === true
  // Nothing moves by itself, and there is no frame to be drawn.
  const store = createStore({ ...outside, every: () => () => undefined }, start, going && resumed(going))
  const lines: string[] = []
  let closed = false
  let ended = false

  return new Promise((resolve) => {
    function finish(code: number, sentence?: string): void {
      if (ended) return
      ended = true
      store.stop()
      saver.flush()
      if (sentence !== undefined) tell(sentence)
      // What was said is on its way before the process ends.
      process.stdout.write('', () => resolve(code))
    }
    function leaveWith(code: number): void {
      if (!ended) store.apply(leave(store.read(), code))
    }
    function fail(fault: unknown): void {
      finish(FAULT, faultSentence(fault))
    }
    ends.onQuit((code) => finish(code))
    for (const [signal, code] of Object.entries(SIGNALS)) process.on(signal, () => leaveWith(code))
    process.on('uncaughtException', fail)
    process.on('unhandledRejection', fail)
    // A reader that has seen enough (head) ends the process: what is not saved yet is saved then.
    process.on('exit', () => saver.flush())

    process.stdin.ref?.()
    const input = createInterface({
      input: process.stdin,
      terminal: false,
      crlfDelay: Number.POSITIVE_INFINITY,
    })
    const say = (text: readonly string[]) => process.stdout.write(`${text.join('\n')}\n`)
    let isReady = false
    const goesOn = () => {
      if (isReady) setImmediate(goOn)
    }
    const { columns = LONGEST_LINE + 1 } = process.stdout
    const width = Math.max(NARROWEST, Math.min(LONGEST_LINE, columns - 1))
    const talk = converse(store, say, goesOn, width, going !== undefined)
    isReady = true

    /** The next line, once the last one is answered. */
    function goOn(): void {
      if (ended || talk.waits()) return
      const next = lines.shift()
      if (next === undefined) {
        if (closed && isTyped) process.stdout.write('\n')
        if (closed) leaveWith(0)
        else if (isTyped) process.stdout.write(PROMPT)
        return
      }
      if (!isTyped) say([`${PROMPT}${plainLine(next.slice(0, ECHOED)).slice(0, ECHOED)}`.trimEnd()])
      talk.hear(next)
    }
    input.on('line', (line) => {
      lines.push(line)
      if (lines.length === 1) goOn()
    })
    input.on('close', () => {
      closed = true
      goOn()
    })
    goOn()
  })
}
