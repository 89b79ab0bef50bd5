/**
 * How deep a core sleeps that has nothing to do. The deeper, the longer until it is awake again, so the host guesses how long
 * nothing will come and takes the deepest state that is worth it, as Linux' menu governor does in essence: of the last eight
 * pauses it takes the usual one where they are alike, those at the long end left out where that helps; else a mean in which
 * old pauses fade. A core that was sent to a shallow state and sleeps on is asked again by its tick.
 *
 * Not modelled: the next timer, of which the kernel would know; states of a whole package; what a state saves.
 */
import type { Nanos } from '../units.ts'

/** A state of a core without work. */
export interface IdleState {
  /** Until a core is awake, beyond what it takes out of the shallowest state: that is in every wake-up. */
  readonly exit: Nanos
  /** A pause as long as this is worth it. */
  readonly residency: Nanos
}

/** Pauses that are remembered of each core. */
const PAUSES = 8
/** … of which so many have to be alike. */
const ALIKE = 6
/** Pauses that differ by less than this are alike: the square of 20 us. */
const CLOSE = 20_000 * 20_000
/** … or by less than a sixth of their mean. */
const SHARE = 36
/** An old pause fades by an eighth with each new one. */
const FADES = 8

export class Governor {
  private readonly states: readonly IdleState[]
  private readonly tick: Nanos
  /** By core: its last pauses, the place of the next one, and their fading mean. */
  private readonly pauses: Float64Array
  private readonly place: Int32Array
  private readonly mean: Float64Array
  /** Since when it has nothing to do, and the state that it took; -1: it is awake. */
  private readonly since: Float64Array
  private readonly state: Int32Array

  /**
   * @param states the shallowest first
   * @param tick a core that sleeps for longer is asked again
   */
  constructor(states: readonly IdleState[], tick: Nanos, cores: number) {
    this.states = states
    this.tick = tick
    this.pauses = new Float64Array(PAUSES * cores)
    this.place = new Int32Array(cores)
    this.mean = new Float64Array(cores)
    this.since = new Float64Array(cores)
    this.state = new Int32Array(cores).fill(-1)
  }

  /** A core has nothing to do from then on. */
  rests(core: number, from: Nanos): void {
    this.since[core] = from
    this.state[core] = this.worth(this.usual(core))
  }

  /** Somebody is on the way to it already: it does not go to sleep. */
  stays(core: number): void {
    this.state[core] = -1
  }

  /** How long it would take it to be awake now, beyond what a wake-up takes anyway. */
  depth(core: number, now: Nanos): Nanos {
    const state = this.state[core]
    if (state < 0 || now <= this.since[core]) return 0
    const asked = now - this.since[core] > this.tick ? this.states.length - 1 : state
    return this.states[asked].exit
  }

  /** Something has come for it, and it remembers how long that took. */
  wakes(core: number, now: Nanos): void {
    const pause = now - this.since[core]
    if (this.state[core] < 0 || pause <= 0) return
    this.state[core] = -1
    this.pauses[core * PAUSES + this.place[core]] = pause
    this.place[core] = (this.place[core] + 1) % PAUSES
    this.mean[core] += (pause - this.mean[core]) / FADES
  }

  /** The deepest state that is worth it for so long. */
  private worth(pause: Nanos): number {
    let best = 0
    for (let state = 1; state < this.states.length; state++)
      if (this.states[state].residency <= pause) best = state
    return best
  }

  /** The pause that most of the last ones were like. */
  private usual(core: number): Nanos {
    const { pauses } = this
    const first = core * PAUSES
    let longest = Number.POSITIVE_INFINITY
    for (;;) {
      let sum = 0
      let count = 0
      let most = 0
      for (let at = first; at < first + PAUSES; at++) {
        if (pauses[at] > longest) continue
        sum += pauses[at]
        count++
        most = Math.max(most, pauses[at])
      }
      const mean = sum / count
      let squares = 0
      for (let at = first; at < first + PAUSES; at++)
        if (pauses[at] <= longest) squares += (pauses[at] - mean) * (pauses[at] - mean)
      const variance = squares / count
      if (variance <= CLOSE || (count >= ALIKE && mean * mean > SHARE * variance)) return mean
      if (count <= ALIKE) return this.mean[core]
      longest = most - 1
    }
  }
}
