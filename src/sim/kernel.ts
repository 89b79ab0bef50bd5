/**
 * sim/: time and waiting. This room imports nothing and knows nothing of computers.
 *
 * The kernel says *when*. Time is whole nanoseconds below 2^32 (4.29 s). An event is a time and one int32, `actor << 16 | argument`;
 * when its time comes, the actor's `fire` is called with the argument. Events at the same time fire in the order in which they were
 * scheduled. Nothing is allocated while it runs, once there is room for as many events as are ever pending at a time.
 */
import { END, LARGEST_ACTOR, LARGEST_ARGUMENT, LARGEST_TIME } from './limits.ts'
import { NOTHING, Wheel } from './wheel.ts'

/** Something that happens to an actor: one class per kind of station, with a `fire` method. */
export interface Actor {
  fire(argument: number): void
}

/** A slice is over and there may be more; the end was reached; nothing is pending. */
export type RunState = 'more' | 'ended' | 'drained'

export class Kernel extends Wheel {
  /** Events handled so far, the sentinel not counted. Only the kernel writes it. */
  handled = 0
  private readonly actors: Actor[] = []
  /** Each actor's `fire`: looking it up by name gets slow when there are more than four classes of actors. */
  private readonly fires: Actor['fire'][] = []
  private registered = 0
  private endPending = false
  private ended = false

  /** Returns the actor's number, 0 … 32 767. Its `fire` is remembered: replacing it later has no effect. */
  register(actor: Actor): number {
    if (this.registered > LARGEST_ACTOR) throw new RangeError(`more than ${LARGEST_ACTOR + 1} actors`)
    this.actors.push(actor)
    this.fires.push(actor.fire)
    return this.registered++
  }

  /**
   * In `delay` nanoseconds, calls `fire(argument)` of an actor. With a delay of 0, after everything already scheduled for now.
   * Returns the event's number, which is not 0: until it fires, and while it does, `event` is that number for no other one.
   * Throws a RangeError for a delay that is no whole number ≥ 0, for an unknown actor, for an argument outside 0 … 65 535, and for a time
   * past 2^32 - 1.
   */
  schedule(delay: number, actor: number, argument: number): number {
    const time = this.now + delay
    if (!(delay >= 0) || time > LARGEST_TIME || Math.floor(delay) !== delay) throw wrongDelay(this.now, delay)
    if ((actor | 0) !== actor || actor < 0 || actor >= this.registered) throw wrongActor(actor)
    if ((argument & LARGEST_ARGUMENT) !== argument) throw wrongArgument(argument)
    return this.put(time, (actor << 16) | argument)
  }

  /**
   * Stops at `end`: time runs over [0, end), half-open. The end precedes everything else at its time, whenever that was scheduled; it is not
   * counted as handled. Once it is reached, `now` is `end`, and another, later end lets the simulation go on.
   */
  endAt(end: number): void {
    if (!(end >= this.now) || end > LARGEST_TIME || Math.floor(end) !== end) throw wrongEnd(this.now, end)
    if (this.endPending) throw new RangeError('an end is already set')
    this.putFirst(end, END)
    this.endPending = true
    this.ended = false
  }

  /** Handles at most `events` events. The same simulation in slices of any size gives the same result. */
  run(events: number): RunState {
    if (this.ended) return 'ended'
    for (let left = events; left > 0; left--) {
      const word = this.pull()
      if (word < 0) return this.stop(word)
      this.handled++
      const actor = word >> 16
      this.fires[actor].call(this.actors[actor], word & LARGEST_ARGUMENT)
    }
    return 'more'
  }

  private stop(word: number): RunState {
    if (word === NOTHING) return 'drained'
    this.endPending = false
    this.ended = true
    return 'ended'
  }
}

function wrongDelay(now: number, delay: number): RangeError {
  if (now + delay > LARGEST_TIME)
    return new RangeError(`time runs out: ${now} + ${delay} ns is past ${LARGEST_TIME} ns`)
  return new RangeError(`a delay is a whole number of nanoseconds ≥ 0, not ${delay}`)
}

function wrongEnd(now: number, end: number): RangeError {
  return new RangeError(`the end is a whole number of nanoseconds from ${now} to ${LARGEST_TIME}, not ${end}`)
}

function wrongActor(actor: number): RangeError {
  return new RangeError(`no actor ${actor}`)
}

function wrongArgument(argument: number): RangeError {
  return new RangeError(`an argument is a whole number from 0 to ${LARGEST_ARGUMENT}, not ${argument}`)
}

/**
 * Timers that can be cancelled: one for each slot of their owner. A cancelled timer's event stays in the wheel and does nothing: only a
 * slot's latest event counts.
 */
export class Timers implements Actor {
  private readonly kernel: Kernel
  private readonly number: number
  private readonly onFire: (slot: number) => void
  /** The event of each slot's latest start, or 0. */
  private readonly latest: Int32Array

  constructor(kernel: Kernel, slots: number, onFire: (slot: number) => void) {
    this.kernel = kernel
    this.onFire = onFire
    this.latest = new Int32Array(slots)
    this.number = kernel.register(this)
  }

  /** Calls `onFire(slot)` in `delay` nanoseconds. A slot that is already pending starts anew. */
  start(slot: number, delay: number): void {
    this.check(slot)
    this.latest[slot] = this.kernel.schedule(delay, this.number, slot)
  }

  /** No harm if nothing is pending. */
  cancel(slot: number): void {
    this.check(slot)
    this.latest[slot] = 0
  }

  pending(slot: number): boolean {
    this.check(slot)
    return this.latest[slot] !== 0
  }

  fire(slot: number): void {
    if (this.latest[slot] !== this.kernel.event) return
    this.latest[slot] = 0
    this.onFire(slot)
  }

  private check(slot: number): void {
    if ((slot | 0) !== slot || slot < 0 || slot >= this.latest.length)
      throw new RangeError(`no timer ${slot}`)
  }
}
