/**
 * sim/: time and waiting. This room imports nothing and knows nothing of computers.
 *
 * The kernel says *when*. Time is whole nanoseconds below 2^32 (4.29 s). An event is a time and one int32, `actor << 16 | argument`;
 * when its time comes, the actor's `fire` is called with the argument. Events at the same time fire in the order in which they were
 * scheduled.
 *
 * Pending events sit in a timing wheel of three levels. Level 0 has a slot for every nanosecond of the window that holds `now`; levels 1
 * and 2 have slots as wide as a whole window of the level below. An event goes to the lowest level whose window it shares with `now`. When
 * `now` enters a wide slot, that slot's events move down, in order, into slots that are empty: nobody could reach them before. So a list
 * is always in scheduling order, and ties need no sequence number.
 */

export { Timers } from './timers.ts'

/** Something that happens to an actor: one class per kind of station, with a `fire` method. */
export interface Actor {
  fire(argument: number): void
}

/** A slice is over and there is more; the end was reached; nothing is pending. */
export type RunState = 'more' | 'ended' | 'drained'

const LARGEST_TIME = 0xffff_ffff
const LARGEST_ACTOR = 0x7fff
const LARGEST_ARGUMENT = 0xffff

const BITS_0 = 11
const BITS_1 = 11
const BITS_2 = 10
const MASK_0 = (1 << BITS_0) - 1
const MASK_1 = (1 << BITS_1) - 1
const WIDTH_1 = BITS_0
const WIDTH_2 = BITS_0 + BITS_1
const FIRST_1 = 1 << BITS_0
const FIRST_2 = FIRST_1 + (1 << BITS_1)
const SLOTS = FIRST_2 + (1 << BITS_2)

/** A sentinel's word: no actor's, since those are never negative. */
const END = -1

/** One event in the pool: the next in its slot (or in the free list), its time, its word. Event 0 stands for "none". */
const EVENT = 4
const NEXT = 0
const TIME = 1
const WORD = 2

export class Kernel {
  /** Simulated nanoseconds, a whole number. Only the kernel writes it. */
  now = 0
  /** Events handled so far, the sentinel not counted. Only the kernel writes it. */
  handled = 0

  private readonly actors: Actor[] = []
  private registered = 0
  private pool = new Int32Array(EVENT * 256)
  private free = 0
  /** First and last event of each slot, in pairs; 0 for none. */
  private readonly slots = new Int32Array(2 * SLOTS)
  /** A bit for each slot that holds events, and above it a bit for each word of those that is not 0. */
  private readonly filled = new Int32Array(SLOTS >> 5)
  private readonly summary = new Int32Array(SLOTS >> 10)
  private endPending = false
  private ended = false

  constructor() {
    this.thread(1)
  }

  /** Returns the actor's number, 0 … 32 767. */
  register(actor: Actor): number {
    if (this.registered > LARGEST_ACTOR) throw new RangeError(`more than ${LARGEST_ACTOR + 1} actors`)
    this.actors.push(actor)
    return this.registered++
  }

  /**
   * In `delay` nanoseconds, calls `fire(argument)` of an actor. With a delay of 0, after everything already scheduled for now.
   * Throws a RangeError for a delay that is no whole number ≥ 0, for an unknown actor, for an argument outside 0 … 65 535, and for a time
   * past 2^32 - 1.
   */
  schedule(delay: number, actor: number, argument: number): void {
    const time = this.now + delay
    if (!(delay >= 0) || time > LARGEST_TIME || Math.floor(delay) !== delay) throw wrongDelay(this.now, delay)
    if ((actor | 0) !== actor || actor < 0 || actor >= this.registered) throw wrongActor(actor)
    if ((argument & LARGEST_ARGUMENT) !== argument) throw wrongArgument(argument)
    const event = this.take(time, (actor << 16) | argument)
    this.append(this.slotOf(time | 0), event)
  }

  /**
   * Stops at `end`: time runs over [0, end), half-open. The end precedes everything else at its time, whenever that was scheduled; it is not
   * counted as handled. Once it is reached, `now` is `end`, and another, later end lets the simulation go on.
   */
  endAt(end: number): void {
    if (!(end >= this.now) || end > LARGEST_TIME || Math.floor(end) !== end) throw wrongEnd(this.now, end)
    if (this.endPending) throw new RangeError('an end is already set')
    this.prepend(this.slotOf(end | 0), this.take(end, END))
    this.endPending = true
    this.ended = false
  }

  /** Handles at most `events` events. The same simulation in slices of any size gives the same result. */
  run(events: number): RunState {
    if (this.ended) return 'ended'
    const slots = this.slots
    for (let left = events; left > 0; left--) {
      let slot = this.now & MASK_0
      let event = slots[2 * slot]
      if (event === 0) {
        slot = this.nextSlot()
        if (slot < 0) return 'drained'
        event = slots[2 * slot]
      }
      const pool = this.pool
      const next = pool[event + NEXT]
      slots[2 * slot] = next
      if (next === 0) this.clear(slot)
      const word = pool[event + WORD]
      pool[event + NEXT] = this.free
      this.free = event
      if (word < 0) return this.end()
      this.handled++
      this.actors[word >> 16].fire(word & LARGEST_ARGUMENT)
    }
    return 'more'
  }

  private end(): RunState {
    this.endPending = false
    this.ended = true
    return 'ended'
  }

  /** Moves `now` to the next event's time and returns its slot in level 0, or -1 if nothing is pending. */
  private nextSlot(): number {
    let slot = this.firstFilled(0, FIRST_1)
    if (slot < 0) {
      let wide = this.firstFilled(FIRST_1, FIRST_2)
      if (wide < 0) {
        const widest = this.firstFilled(FIRST_2, SLOTS)
        if (widest < 0) return -1
        this.now = ((widest - FIRST_2) << WIDTH_2) >>> 0
        this.moveDown(widest)
        // What lies in the first narrow window of the wide one went straight to level 0.
        slot = this.firstFilled(0, FIRST_1)
        if (slot < 0) wide = this.firstFilled(FIRST_1, FIRST_2)
      }
      if (slot < 0) {
        this.now = ((this.now & (-1 << WIDTH_2)) | ((wide - FIRST_1) << WIDTH_1)) >>> 0
        this.moveDown(wide)
        slot = this.firstFilled(0, FIRST_1)
      }
    }
    this.now = ((this.now & ~MASK_0) | slot) >>> 0
    return slot
  }

  /** Spreads the events of a wide slot, in order, over the levels below; `now` is already at the slot's beginning. */
  private moveDown(wide: number): void {
    const pool = this.pool
    let event = this.slots[2 * wide]
    this.slots[2 * wide] = 0
    this.clear(wide)
    while (event !== 0) {
      const next = pool[event + NEXT]
      this.append(this.slotOf(pool[event + TIME]), event)
      event = next
    }
  }

  /** The slot for a time (as an int32): the lowest level whose window it shares with `now`. */
  private slotOf(time: number): number {
    const apart = time ^ this.now
    if (apart >>> WIDTH_1 === 0) return time & MASK_0
    if (apart >>> WIDTH_2 === 0) return FIRST_1 + ((time >>> WIDTH_1) & MASK_1)
    return FIRST_2 + (time >>> WIDTH_2)
  }

  private append(slot: number, event: number): void {
    const slots = this.slots
    this.pool[event + NEXT] = 0
    if (slots[2 * slot] === 0) {
      slots[2 * slot] = event
      this.mark(slot)
    } else this.pool[slots[2 * slot + 1] + NEXT] = event
    slots[2 * slot + 1] = event
  }

  private prepend(slot: number, event: number): void {
    const first = this.slots[2 * slot]
    if (first === 0) {
      this.append(slot, event)
      return
    }
    this.pool[event + NEXT] = first
    this.slots[2 * slot] = event
  }

  private mark(slot: number): void {
    this.filled[slot >> 5] |= 1 << slot
    this.summary[slot >> 10] |= 1 << (slot >> 5)
  }

  private clear(slot: number): void {
    const word = slot >> 5
    if ((this.filled[word] &= ~(1 << slot)) === 0) this.summary[word >> 5] &= ~(1 << word)
  }

  /** The first slot in [from, to) that holds events, or -1; both are multiples of 1 024. */
  private firstFilled(from: number, to: number): number {
    for (let group = from >> 10; group < to >> 10; group++) {
      const words = this.summary[group]
      if (words === 0) continue
      const word = (group << 5) | lowestBit(words)
      return (word << 5) | lowestBit(this.filled[word])
    }
    return -1
  }

  private take(time: number, word: number): number {
    if (this.free === 0) this.grow()
    const event = this.free
    const pool = this.pool
    this.free = pool[event + NEXT]
    pool[event + TIME] = time
    pool[event + WORD] = word
    return event
  }

  private grow(): void {
    const old = this.pool
    this.pool = new Int32Array(2 * old.length)
    this.pool.set(old)
    this.thread(old.length / EVENT)
  }

  /** Puts all events of the pool from the given one on into the free list. */
  private thread(from: number): void {
    const pool = this.pool
    for (let event = from * EVENT; event < pool.length; event += EVENT) pool[event + NEXT] = event + EVENT
    pool[pool.length - EVENT + NEXT] = 0
    this.free = from * EVENT
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
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
