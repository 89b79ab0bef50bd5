/** A conversation over a store: lines in, lines out, and an answer only once what it tells of is there. */
import type { Store } from '../store.ts'
import type { Heard, Line } from './line.ts'
import { hello, lineHeard, lineStep } from './step.ts'

export interface Conversation {
  /** Takes a line; only while it does not wait. */
  hear(input: string): void
  /** Is something being simulated that the answer is about? */
  waits(): boolean
}

/** @param onIdle is called when an answer is complete */
export function converse(
  store: Store,
  print: (lines: readonly string[]) => void,
  onIdle: () => void,
  width?: number,
  fromScreen = false,
): Conversation {
  let busy = false
  let line: Line

  function take(heard: Heard): void {
    line = heard.line
    if (heard.text.length > 0) print(heard.text)
    store.apply({ state: heard.line.ui, effects: heard.effects })
  }

  /** Takes one step, and whatever can be told after it. */
  function go(first: Heard | undefined): void {
    if (busy) return
    busy = true
    for (let heard = first ?? next(); heard !== undefined; heard = next()) take(heard)
    busy = false
    if (line.waits === undefined) onIdle()
  }

  function next(): Heard | undefined {
    line = { ...line, ui: store.read() }
    return lineHeard(line)
  }

  line = { ui: store.read(), choices: [], last: [] }
  store.subscribe(() => {
    if (line.waits !== undefined) go(undefined)
  })
  go(hello(store.read(), width, fromScreen))
  return {
    hear: (input) => go(lineStep({ ...line, ui: store.read() }, input)),
    waits: () => line.waits !== undefined,
  }
}
