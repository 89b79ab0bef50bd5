/**
 * The pending events of a simulation, in the order of their times, and among equal times in the order in which they were put in.
 *
 * A timing wheel of three levels. Level 0 has a slot for every nanosecond of the window that holds `now`; levels 1 and 2 have slots as wide
 * as a whole window of the level below. An event goes to the lowest level whose window it shares with `now`. When `now` enters a wide slot,
 * that slot's events move down, in order, into slots that are empty: nobody could reach them before. So every list is in the order of
 * putting in, and ties need no sequence number.
 *
 * Everything lies in one array of integers, which costs one look-up of where it is, not four: first and last event of each slot; a bit for
 * each slot that holds events; a bit for each word of those bits that is not 0; and from POOL on the events. An event is the index of its
 * first cell, 0 stands for none; it takes 16 bytes. Constants are literals so that a bundler can put them into the code: looked up in a module
 * they cost an eighth of the speed.
 */

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

const LAST = 1
const FILLED = 2 * SLOTS
const SUMMARY = FILLED + (SLOTS >> 5)
const POOL = SUMMARY + 8

/** An event's cells: the next event of its slot, or of those that are free; its time; its word. */
const TIME = 1
const WORD = 2
const EVENT = 4

/** What `pull` answers when nothing is pending. */
export const NOTHING = -2

export abstract class Wheel {
  /** Simulated nanoseconds, a whole number. Only the wheel writes it. */
  now = 0
  /** The event that was taken out last: its number is nobody else's from when it was put in until something is put in after it came out. */
  event = 0
  private cells = new Int32Array(POOL + 256 * EVENT)
  private free = 0

  constructor() {
    this.thread(POOL)
  }

  /** Puts in an event: a time from `now` to 2^32 - 1, and a word of 32 bits, not NOTHING. Returns its number, which is not 0. */
  protected put(time: number, word: number): number {
    const event = this.take(time, word)
    this.append(this.slotOf(time | 0), event)
    return event
  }

  /** Puts in an event that precedes everything else at its time. */
  protected putFirst(time: number, word: number): void {
    const event = this.take(time, word)
    const slot = this.slotOf(time | 0)
    const first = this.cells[slot << 1]
    if (first === 0) {
      this.append(slot, event)
      return
    }
    this.cells[event] = first
    this.cells[slot << 1] = event
  }

  /** Takes out the next event, moves `now` to its time, and returns its word; NOTHING, and `now` stays, when nothing is pending. */
  protected pull(): number {
    let slot = this.now & MASK_0
    let event = this.cells[slot << 1]
    if (event === 0) {
      slot = this.nextSlot()
      if (slot < 0) return NOTHING
      event = this.cells[slot << 1]
    }
    const cells = this.cells
    const next = cells[event]
    cells[slot << 1] = next
    if (next === 0) this.clear(slot)
    cells[event] = this.free
    this.free = event
    this.event = event
    return cells[(event + WORD) | 0]
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
        // What lies in the first narrow window of the widest went straight to level 0.
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
    const cells = this.cells
    let event = cells[wide << 1]
    cells[wide << 1] = 0
    this.clear(wide)
    while (event !== 0) {
      const next = cells[event]
      cells[event] = 0
      this.append(this.slotOf(cells[(event + TIME) | 0]), event)
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

  /** Puts an event, whose next is 0, at the end of a slot. */
  private append(slot: number, event: number): void {
    const cells = this.cells
    const at = slot << 1
    if (cells[at] === 0) {
      cells[at] = event
      cells[FILLED + (slot >> 5)] |= 1 << slot
      cells[SUMMARY + (slot >> 10)] |= 1 << (slot >> 5)
    } else cells[cells[at + LAST]] = event
    cells[at + LAST] = event
  }

  private clear(slot: number): void {
    const cells = this.cells
    const word = slot >> 5
    const bits = cells[FILLED + word] & ~(1 << slot)
    cells[FILLED + word] = bits
    if (bits === 0) cells[SUMMARY + (word >> 5)] &= ~(1 << word)
  }

  /** The first slot in [from, to) that holds events, or -1; both are multiples of 1 024. */
  private firstFilled(from: number, to: number): number {
    const cells = this.cells
    for (let group = from >> 10; group < to >> 10; group++) {
      const words = cells[SUMMARY + group]
      if (words === 0) continue
      const word = (group << 5) | lowestBit(words)
      return (word << 5) | lowestBit(cells[FILLED + word])
    }
    return -1
  }

  private take(time: number, word: number): number {
    if (this.free === 0) this.grow()
    const cells = this.cells
    const event = this.free
    this.free = cells[event]
    cells[event] = 0
    cells[(event + TIME) | 0] = time
    cells[(event + WORD) | 0] = word
    return event
  }

  private grow(): void {
    const old = this.cells
    this.cells = new Int32Array(2 * old.length - POOL)
    this.cells.set(old)
    this.thread(old.length)
  }

  /** Makes all events from the given one on free. */
  private thread(from: number): void {
    const cells = this.cells
    for (let event = from; event < cells.length; event += EVENT) cells[event] = event + EVENT
    cells[cells.length - EVENT] = 0
    this.free = from
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}
