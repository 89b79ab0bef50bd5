/** Holds the state and performs the effects. Trials wait until nothing else is simulated; the clock runs only while needed. */
import { words } from '../text/ui-words.ts'
import { TICK_MILLIS } from './bench.ts'
import type { Outside, Start } from './outside.ts'
import { type Effect, type Message, type State, type Step, wantsClock } from './state.ts'
import { jobOf, type Trial, triedOf } from './trials.ts'
import { spent } from './update/time-spent.ts'
import { begin, update } from './update.ts'

/** What the screen does for the store: things that only it can. */
export interface Terminal {
  leave(code: number): void
  suspend(): void
  /** Gives the screen back, and goes on by lines. */
  lines(): void
  redraw(): void
}

/** Frames slower than this make every second tick be left out. */
const SLOW_FRAME_MILLIS = 40

export interface Store {
  read(): State
  subscribe(listener: () => void): () => void
  send(message: Message): void
  /** Performs a step that was made elsewhere: in the line mode. */
  apply(next: Step): void
  attach(terminal: Terminal): void
  /** How long the last frame took. */
  frameTook(millis: number): void
  stop(): void
}

/** Slices of a simulation that go by before it is called slow, and the steps in which its share is told. */
const QUIET_SLICES = 12
const SHARE_STEPS = 20

/** Passes a share on where the simulation takes long, and then only where the number on screen changes. */
function slowly(tell: (share: number) => void): (share: number) => void {
  let slices = 0
  let told = -1
  return (share) => {
    const shown = Math.floor(share * SHARE_STEPS)
    if (++slices <= QUIET_SLICES || shown === told) return
    told = shown
    tell(Math.max(share, 1e-6))
  }
}

/** @param going a state to go on with, instead of beginning */
export function createStore(outside: Outside, start: Start, going?: Step): Store {
  const listeners = new Set<() => void>()
  const waiting: Trial[] = []
  let terminal: Terminal = {
    leave: (code) => outside.quit(code),
    suspend: () => outside.suspend(),
    lines: () => outside.lineMode?.(),
    redraw: () => {},
  }
  let cancelRun: (() => void) | undefined
  let cancelTrial: (() => void) | undefined
  let trying: Trial | undefined
  const again = new Map<'a' | 'b', () => void>()
  let stopExploring: (() => void) | undefined
  let stopClock: (() => void) | undefined
  let stopped = false
  let skip = false
  let slow = false

  let acted = outside.now?.() ?? 0

  const first = going ?? begin(outside, start)
  let state = first.state

  function settle(next: Step): void {
    const changed = next.state !== state
    state = next.state
    for (const effect of next.effects) perform(effect)
    keepClock()
    if (changed) for (const listener of [...listeners]) listener()
  }

  function send(message: Message): void {
    if (stopped) return
    const isPlayers = message.kind === 'key' || message.kind === 'mouse' || message.kind === 'choose'
    settle(update(isPlayers ? spent(state, sinceLast()) : state, message))
  }

  /** Milliseconds since the player did something. */
  function sinceLast(): number {
    const now = outside.now?.() ?? 0
    const since = now - acted
    acted = now
    return since
  }

  function keepClock(): void {
    const wanted = !stopped && wantsClock(state)
    if (wanted && stopClock === undefined) stopClock = outside.every(TICK_MILLIS, tick)
    if (!wanted && stopClock !== undefined) {
      stopClock()
      stopClock = undefined
    }
  }

  function tick(): void {
    skip = slow && !skip
    if (!skip) send({ kind: 'tick' })
  }

  function perform(effect: Effect): void {
    switch (effect.kind) {
      case 'simulate':
        simulate(effect)
        break
      case 'try':
      case 'compute':
        waiting.push(effect)
        nextTrial()
        break
      case 'run-again':
        runAgain(effect)
        break
      case 'stop-again':
        stopAgain()
        break
      case 'forget-trials':
        forgetTrials()
        break
      case 'explore':
        stopExploring?.()
        stopExploring = outside.explore(effect.level, (space, done, of) =>
          send({ kind: 'explored', space, done, of }),
        )
        break
      case 'draw-daily':
        outside.drawDaily(
          (share) => send({ kind: 'told', text: words.daily.drawing(share) }),
          (daily) => send({ kind: 'daily', daily }),
        )
        break
      case 'read-checked':
        outside.readChecked((rows) => send({ kind: 'checked', rows }))
        break
      case 'open-sandbox':
        outside.openSandbox((answer) => send({ kind: 'sandbox', answer }))
        break
      case 'save-sandbox':
        outside.saveSandbox(effect.sandbox)
        break
      case 'write-sandbox':
        outside.writeSandbox(effect.sandbox, (text) => send({ kind: 'told', text }))
        break
      case 'save-codes':
        outside.saveCodes(effect.text, (text) => send({ kind: 'told', text }))
        break
      case 'save':
        outside.save(effect.progress)
        break
      case 'speak':
        send({ kind: 'spoken', levels: outside.speak(effect.language, effect.ascii) })
        break
      case 'quit':
        stop()
        terminal.leave(effect.code)
        break
      case 'line-mode':
        stop()
        terminal.lines()
        break
      case 'suspend':
        terminal.suspend()
        break
      case 'redraw':
        terminal.redraw()
        break
      case 'copy':
        outside.copy(effect.text)
        break
      case 'mouse':
        outside.mouse(effect.on)
        break
      case 'save-code':
        if (outside.saveCode === undefined) send({ kind: 'told', text: words.result.nowhere })
        outside.saveCode?.(effect.code, (text) => send({ kind: 'told', text }))
        break
    }
  }

  function simulate({ serial, host, seed, duration, baseline }: Extract<Effect, { kind: 'simulate' }>): void {
    cancelRun?.()
    cancelRun = undefined
    let done = false
    const cancel = outside.simulate(
      host,
      { seed, duration, baseline },
      slowly((share) => send({ kind: 'progress', serial, share })),
      (run, bare) => {
        done = true
        cancelRun = undefined
        send({ kind: 'ran', serial, run, baseline: bare })
        nextTrial()
      },
    )
    if (!done) cancelRun = cancel
  }

  /** Each side of the comparison has a simulation of its own; the one asked for last is done. */
  function runAgain({ side, name, host, ...options }: Extract<Effect, { kind: 'run-again' }>): void {
    again.get(side)?.()
    const cancel = outside.simulate(
      host,
      options,
      () => {},
      (run, baseline) => send({ kind: 'compared', side, name, run, baseline }),
    )
    again.set(side, cancel)
  }

  function stopAgain(): void {
    for (const cancel of again.values()) cancel()
    again.clear()
  }

  /** Trials are of what lies on the bench; answers of questions are not, and stay. */
  function forgetTrials(): void {
    waiting.splice(0, waiting.length, ...waiting.filter(({ kind }) => kind === 'compute'))
    if (trying?.kind === 'compute') return
    cancelTrial?.()
    cancelTrial = undefined
  }

  function nextTrial(): void {
    if (cancelRun !== undefined || cancelTrial !== undefined || stopped) return
    const trial = waiting.shift()
    if (trial === undefined) return
    trying = trial
    const { host, ...options } = jobOf(trial)
    let done = false
    const cancel = outside.simulate(
      host,
      options,
      () => {},
      (run, bare) => {
        done = true
        cancelTrial = undefined
        send(triedOf(trial, run, bare))
        nextTrial()
      },
    )
    if (!done) cancelTrial = cancel
  }

  function stop(): void {
    stopped = true
    cancelRun?.()
    cancelTrial?.()
    stopAgain()
    stopExploring?.()
    stopClock?.()
    stopClock = undefined
  }

  for (const effect of first.effects) perform(effect)
  keepClock()

  return {
    read: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    send,
    apply: (next) => {
      if (!stopped) settle({ ...next, state: spent(next.state, sinceLast()) })
    },
    attach: (given) => {
      terminal = given
    },
    frameTook: (millis) => {
      slow = millis > SLOW_FRAME_MILLIS
    },
    stop,
  }
}
