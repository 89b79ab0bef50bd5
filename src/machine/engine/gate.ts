/** Where travellers wait for company (an interrupt, a write-back), and pools that they hold a part of. */
import type { Thread } from '../cpu/thread.ts'
import type { WatchedGauge } from '../record/occupancy.ts'
import { type Nanos, NONE } from '../units.ts'
import type { Moderation } from './moderation.ts'
import type { FlowParts } from './plant.ts'

/** What an interrupt line wants to know. */
interface Line {
  begins(gate: Gate, flow: FlowParts, vcpu: Thread): void
  ends(gate: Gate): void
}

/** Completions that go on together. What arrives while a batch is under way joins it. */
export class Gate {
  readonly id: number
  /** So many make a batch … */
  frames: number
  /** … or the first has waited so long; 0: nobody waits. */
  wait: Nanos
  /** Batches begin so far apart at least, and the next not before … */
  quiet: Nanos = 0
  opens: Nanos = 0
  /** When that time ends, its card sends one message more, whether anybody waits or not (datasheet: echoes); none is due: -1. */
  echoes = false
  echo = NONE
  echoFlow = NONE
  echoVcpu = NONE
  echoing = false
  /** The time has ended while its batch was under way. */
  owes = false
  /** Of those that its driver takes back when it comes by: so many are on their way here, … */
  sent = 0
  /** … and so many end before it wants an interrupt. */
  wanted = 1
  /** Its batch is none of an interrupt. */
  takenBack = false
  /** Its driver changes how long it waits. */
  moderation: Moderation | undefined
  /** Members so far; at a write-back: bytes. */
  count = 0
  /** Members that its batch has served; at a write-back: batches under way. */
  served = 0
  /** Of received packets: members that went on before their batch has ended. */
  gone = 0
  underway = false
  /** Refresh: whose screen it is, and where its steps begin. */
  flow = NONE
  start = 0
  /** Members that it let go and that are to come back: an interrupt of theirs is awaited. */
  awaited = 0
  first = NONE
  last = NONE
  /** Its interrupts come by a line that can storm (storm.ts). */
  line: Line | undefined
  /** The line was given up: nothing goes on by itself. */
  silent = false
  /** Of a plug or doorbells that are held back: lets them go. */
  looks: () => void = () => {}

  constructor(id: number, frames: number, wait: Nanos) {
    this.id = id
    this.frames = frames
    this.wait = wait
  }

  /** How long its first member waits now; 0: it goes on. */
  delay(now: Nanos): Nanos {
    const company = this.wait > 0 && this.count < this.frames ? this.wait : 0
    return Math.max(company, this.opens - now)
  }

  /** A batch has gone through. */
  passed(now: Nanos): void {
    const { moderation } = this
    if (moderation === undefined) return
    moderation.interrupted(this.count + this.gone, now)
    this.wait = moderation.wait
    this.frames = moderation.frames
  }

  join(token: number, next: Int32Array): void {
    next[token] = NONE
    if (this.first === NONE) this.first = token
    else next[this.last] = token
    this.last = token
  }
}

/** So many of something; who finds none waits, first come, first served. */
export class Pool {
  readonly name: string
  /** Whose it is: a guest's name, or the host. */
  readonly owner: string
  readonly capacity: number
  free: number
  first = NONE
  last = NONE
  /** Time that all of it was taken, up to `since`; of a lock: that it was held. */
  held: Nanos = 0
  private since: Nanos = 0
  /** Of a recorded run: how full it is. */
  gauge: WatchedGauge | undefined

  constructor(name: string, owner: string, capacity: number) {
    this.name = name
    this.owner = owner
    this.capacity = capacity
    this.free = capacity
  }

  /** Takes one, if there is one. */
  take(now: Nanos): boolean {
    if (this.free === 0) return false
    if (--this.free === 0) this.since = now
    return true
  }

  /** Time under way is put into the books. */
  settle(now: Nanos): void {
    if (this.free === 0) this.held += now - this.since
    this.since = now
  }

  wait(token: number, next: Int32Array): void {
    next[token] = NONE
    if (this.first === NONE) this.first = token
    else next[this.last] = token
    this.last = token
  }

  /** Gives one back; the token that takes it over, or -1. */
  release(next: Int32Array, now: Nanos): number {
    const waiter = this.first
    if (waiter === NONE) {
      if (this.free === 0) this.held += now - this.since
      this.free++
      return NONE
    }
    this.first = next[waiter]
    return waiter
  }
}
