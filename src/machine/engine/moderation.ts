/**
 * Adaptive coalescing, as Linux' drivers of network cards do it (lib/dim): after every 64 interrupts the driver looks whether
 * it got further than before, and tries a longer or a shorter wait next. Where neither gets it further it stays, until the
 * load changes; where it has tried for long it rests for a while.
 *
 * Not modelled: bytes, beside completions; that the card is told of a new wait a little later.
 */
import type { Operation } from '../host/host.ts'
import type { Nanos } from '../units.ts'

/** How long the first completion waits, in microseconds, and how many end that wait. */
type Step = readonly [us: number, frames: number]

const INCOMING: readonly Step[] = [
  [2, 256],
  [8, 128],
  [16, 64],
  [32, 64],
  [64, 64],
]
const OUTGOING: readonly Step[] = [
  [5, 128],
  [8, 64],
  [16, 32],
  [32, 32],
  [64, 32],
]
const FIRST = 1
/** Interrupts of one look. */
const LOOK = 64
/** Less than a tenth is no difference. */
const DIFFERENCE = 0.1
/** Steps until it rests. */
const TIRED = 10

export function stepsOf(op: Operation): readonly Step[] {
  return op === 'tx' ? OUTGOING : INCOMING
}

/** How long an interrupt waits before anything has been learnt. */
export function firstWait(op: Operation): Nanos {
  return stepsOf(op)[FIRST][0] * 1000
}

export class Moderation {
  wait: Nanos
  frames: number
  private readonly steps: readonly Step[]
  private at = FIRST
  /** 1: towards longer waits, -1: shorter, 0: it stays. */
  private way = 0
  /** Steps taken up and down since it turned there last. */
  private readonly taken = { up: 0, down: 0 }
  private tired = 0
  private resting = false
  private since: Nanos = -1
  private interrupts = 0
  private completions = 0
  private before = { completions: 0, interrupts: 0 }

  constructor(op: Operation) {
    this.steps = stepsOf(op)
    this.wait = firstWait(op)
    this.frames = this.steps[FIRST][1]
  }

  /** An interrupt has brought so many completions. */
  interrupted(completions: number, now: Nanos): void {
    if (this.since < 0) {
      this.since = now
      return
    }
    this.completions += completions
    if (++this.interrupts < LOOK) return
    const took = Math.max(1, now - this.since)
    this.decides(this.completions / took, this.interrupts / took)
    this.wait = this.steps[this.at][0] * 1000
    this.frames = this.steps[this.at][1]
    this.since = now
    this.interrupts = 0
    this.completions = 0
  }

  private decides(completions: number, interrupts: number): void {
    const stayed = this.way === 0 && !this.resting
    const better = this.compare(completions, interrupts)
    if (this.resting) {
      if (--this.tired === 0) this.leaves()
    } else if (this.way === 0) {
      if (better !== 0) this.leaves()
    } else this.goesOn(better)
    // What it stays for is what it found there at first.
    if (!stayed || this.way !== 0 || this.resting) this.before = { completions, interrupts }
  }

  /** 1: further than before, -1: less far, 0: the same. */
  private compare(completions: number, interrupts: number): number {
    if (this.before.completions === 0) return 1
    if (differs(completions, this.before.completions)) return completions > this.before.completions ? 1 : -1
    if (differs(interrupts, this.before.interrupts)) return interrupts < this.before.interrupts ? 1 : -1
    return 0
  }

  private goesOn(better: number): void {
    if (better <= 0) this.turns()
    const { up, down } = this.taken
    const onTop = this.way > 0 ? down > 1 && up === 1 : up > 1 && down === 1
    if (onTop) this.stays(false)
    else if (this.tired === TIRED) this.stays(true)
    else if (!this.moves()) this.stays(false)
  }

  private turns(): void {
    this.way = -this.way
    if (this.way > 0) this.taken.up = 0
    else this.taken.down = 0
  }

  /** False: there is no further step. */
  private moves(): boolean {
    const next = this.at + this.way
    if (next < 0 || next === this.steps.length) return false
    this.at = next
    this.tired++
    if (this.way > 0) this.taken.up++
    else this.taken.down++
    return true
  }

  /** Here; or for as long as it has been trying. */
  private stays(tired: boolean): void {
    this.way = 0
    this.taken.up = 0
    this.taken.down = 0
    this.resting = tired
    if (!tired) this.tired = 0
  }

  private leaves(): void {
    this.resting = false
    this.way = this.at > 0 ? -1 : 1
    this.moves()
  }
}

function differs(now: number, before: number): boolean {
  return Math.abs(now - before) > DIFFERENCE * before
}
