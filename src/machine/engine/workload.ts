/** Workloads: where requests begin and end. Closed ones ask again after each answer, open ones whatever the answers do. */
import type { Kernel } from '../../sim/kernel.ts'
import { draw, exponential } from '../../sim/random.ts'
import { FLAG_DROPPED, FLAG_FAILED, FLAG_FLUSH } from '../record/recorder.ts'
import { writesPages } from './asks.ts'
import type { Source } from './company.ts'
import { type Demand, demandOf } from './demand.ts'
import { Errands } from './errands.ts'
import type { Machine } from './interpret.ts'
import type { FlowParts } from './plant.ts'
import { Presence } from './presence.ts'
import { BACKLOG } from './room.ts'
import {
  FLAGS,
  FLOW,
  forgetCounts,
  KIND,
  OFFSET,
  ORDINAL,
  PC,
  REQUEST,
  THREAD,
  TOKEN_WORDS,
  VCPU,
} from './token.ts'

const SALT_ARRIVAL = 2
const SALT_STREAM = 3

export class Workloads implements Source {
  private readonly kernel: Kernel
  private readonly machine: Machine
  private readonly flows: readonly FlowParts[]
  private readonly demands: readonly Demand[]
  private readonly seed: number
  /** Next request of each flow, from 0. */
  private readonly ordinals: Int32Array
  /** 1: its application asks no more. */
  private readonly stopped: Uint8Array
  /** Of an open workload: requests under way. */
  private readonly underway: Int32Array
  /** Of a burst: answered, and waiting for the others. */
  private readonly rested: number[][]
  private readonly thinkActor: number
  private readonly arrivalActor: number
  private readonly flushActor: number
  /** Writes of each flow that have been answered since it asked for a flush. */
  private readonly unflushed: Int32Array
  /** Times as often as they say, requests of open workloads come now. */
  private readonly factors: Float64Array
  private readonly presence: Presence
  /** Of each flow: those that ask, or rest before they ask again. */
  private readonly askers: Int32Array
  /** Of an open workload: its next request is on the calendar. */
  private readonly arriving: Uint8Array
  private begun = false
  private readonly errands: Errands

  constructor(kernel: Kernel, machine: Machine, flows: readonly FlowParts[], seed: number) {
    this.kernel = kernel
    this.machine = machine
    this.flows = flows
    this.demands = flows.map(demandOf)
    this.seed = seed
    this.ordinals = new Int32Array(flows.length)
    this.stopped = new Uint8Array(flows.length)
    this.underway = new Int32Array(flows.length)
    this.unflushed = new Int32Array(flows.length)
    this.factors = new Float64Array(flows.length).fill(1)
    this.presence = new Presence(kernel, flows)
    this.askers = new Int32Array(flows.length)
    this.arriving = new Uint8Array(flows.length)
    this.rested = flows.map(() => [])
    this.errands = new Errands(machine)
    this.thinkActor = kernel.register({ fire: (token) => this.asks(token) })
    this.arrivalActor = kernel.register({ fire: (flow) => this.arrives(flow) })
    this.flushActor = kernel.register({ fire: (token) => this.machine.advance(token) })
  }

  /** All guests that boot begin. */
  begin(): void {
    this.begun = true
    for (const flow of this.flows) if (this.plugged(flow)) this.beginFlow(flow)
  }

  private beginFlow(flow: FlowParts): void {
    if (!flow.boots || !this.begun) return
    const { depth, every, limit } = this.demands[flow.index]
    if (every !== 0) this.nextArrival(flow)
    // Who comes back finds those that have not heard that it was away.
    else
      for (let slot = this.askers[flow.index]; slot < Math.min(depth, limit); slot++)
        this.asks(this.newToken(flow, slot))
  }

  /** From now on, requests of an open workload come so many times as often as it says. */
  hurries(flow: number, factor: number): void {
    this.factors[flow] = factor
  }

  /** Nothing more is asked of this device; what is under way ends well, or, without asking, fails. */
  unplugs(flow: number, surprise: boolean): void {
    for (const other of this.presence.takes(flow, surprise)) this.beginFlow(other)
  }

  /** It is there, and its guest begins. */
  plugs(flow: FlowParts): void {
    this.presence.gives(flow)
    this.beginFlow(flow)
  }

  /** Takes it away in order. @param actor fires once all that was under way is answered */
  leaves(flow: FlowParts, actor: number): void {
    this.unplugs(flow.index, false)
    this.presence.awaits(flow.index, actor)
  }

  /** Whether its guest has this device now. */
  plugged(flow: FlowParts): boolean {
    return this.presence.plugged(flow.index)
  }

  /** Somebody else works on a thread until then. */
  disturbs(thread: number, start: number, until: number): void {
    this.lends(thread, start, 0, () => this.kernel.now < until)
  }

  /** A thread works beside the requests of a flow, piece by piece for as long as it goes on. */
  lends(thread: number, start: number, flow: number, goesOn: () => boolean): void {
    // Without a flow there is no program, and nobody to disturb.
    if (this.flows.length > 0) this.errands.begins(thread, start, flow, goesOn)
  }

  ended(token: number): boolean {
    const { machine, kernel } = this
    const words = machine.tokens.words
    const at = token * TOKEN_WORDS
    if (words[at + REQUEST] < 0) return this.errands.ended(token, at)
    const flow = this.flows[words[at + FLOW]]
    const { every, think, burst, depth, restless } = this.demands[flow.index]
    if (this.presence.snatched(flow.index)) words[at + FLAGS] |= FLAG_FAILED
    machine.recorder.requestEnds(words[at + REQUEST], kernel.now, words[at + FLAGS], words, at)
    if (flow.log !== undefined && flow.kinds.intoMemory[words[at + KIND]] === 1)
      writesPages(flow, words[at + ORDINAL], flow.kinds.bytes[words[at + KIND]])
    const thread = words[at + THREAD]
    if (this.flushes(at, flow)) {
      this.renewAs(token, flow, flow.kinds.flush)
      words[at + FLAGS] = FLAG_FLUSH
      if (thread < 0) kernel.schedule(0, this.flushActor, token)
      return thread >= 0
    }
    const over = this.over(flow)
    this.presence.answers(flow.index)
    if (!over && restless && thread >= 0) {
      this.renew(token, flow)
      return true
    }
    if (thread >= 0) machine.threads[thread].token = -1
    words[at + THREAD] = -1
    if (every !== 0) this.underway[flow.index]--
    if (over || every !== 0) this.gives(token, flow)
    else if (burst) this.rest(token, flow, depth, think)
    // Who was refused asks again a moment later: at the same moment it would be refused for ever.
    else
      kernel.schedule(
        (words[at + FLAGS] & FLAG_DROPPED) === 0 ? think : Math.max(1000, think),
        this.thinkActor,
        token,
      )
    return false
  }

  /** Whether this write was the last one before the application asks that all be safe. */
  private flushes(at: number, flow: FlowParts): boolean {
    const words = this.machine.tokens.words
    if (flow.kinds.flush < 0) return false
    const wrote = flow.kinds.writes[words[at + KIND]] === 1
    if (!wrote || (words[at + FLAGS] & (FLAG_FAILED | FLAG_DROPPED)) !== 0) return false
    if (++this.unflushed[flow.index] < this.demands[flow.index].flush) return false
    this.unflushed[flow.index] = 0
    return true
  }

  /** The last of a burst lets all of them ask again. */
  private rest(token: number, flow: FlowParts, depth: number, think: number): void {
    const resting = this.rested[flow.index]
    resting.push(token)
    if (resting.length < depth) return
    for (const one of resting) this.kernel.schedule(think, this.thinkActor, one)
    resting.length = 0
  }

  /** Its application asks no more; what is under way goes on. */
  stop(flow: FlowParts): void {
    this.stopped[flow.index] = 1
  }

  /** All have been asked for. */
  private over(flow: FlowParts): boolean {
    const { index } = flow
    if (this.stopped[index] === 1 || !this.plugged(flow)) return true
    return this.ordinals[index] >= this.demands[index].limit
  }

  private asks(token: number): void {
    const flow = this.flows[this.machine.tokens.words[token * TOKEN_WORDS + FLOW]]
    // Others may have taken the last ones while this one thought.
    if (this.over(flow)) {
      this.gives(token, flow)
      return
    }
    this.renew(token, flow)
    this.machine.advance(token)
  }

  private gives(token: number, { index }: FlowParts): void {
    this.machine.tokens.give(token)
    this.askers[index]--
  }

  private newToken(flow: FlowParts, slot: number): number {
    const token = this.machine.tokens.take()
    if (token < 0) throw new Error('more requests under way than there is room for')
    this.askers[flow.index]++
    const at = token * TOKEN_WORDS
    this.machine.tokens.words[at + FLOW] = flow.index
    const { streams } = this.demands[flow.index]
    // Each connection has a place of its own (receive-side scaling), by chance like its ports.
    const lane = streams === 0 ? slot : draw(0, 0, slot % streams, SALT_STREAM)
    this.machine.tokens.words[at + VCPU] = flow.vcpus[lane % flow.vcpus.length].id
    return token
  }

  private renew(token: number, flow: FlowParts): void {
    const ordinal = this.ordinals[flow.index]++
    this.presence.asks(flow.index)
    this.machine.tokens.words[token * TOKEN_WORDS + ORDINAL] = ordinal
    this.renewAs(token, flow, flow.kinds.of(this.seed, flow.index, ordinal))
  }

  private renewAs(token: number, flow: FlowParts, kind: number): void {
    const words = this.machine.tokens.words
    const at = token * TOKEN_WORDS
    words[at + PC] = flow.program.entries[kind]
    words[at + FLAGS] = 0
    words[at + OFFSET] = 0
    forgetCounts(words, at)
    words[at + KIND] = kind
    words[at + REQUEST] = this.machine.recorder.requestBegins(flow.index, kind, this.kernel.now)
  }

  /** It begins and ends at once. */
  private drops(token: number, flow: FlowParts): void {
    const { tokens, recorder } = this.machine
    const at = token * TOKEN_WORDS
    this.renew(token, flow)
    recorder.watch?.turns(flow.index)
    recorder.requestEnds(tokens.words[at + REQUEST], this.kernel.now, FLAG_DROPPED, tokens.words, at)
    this.presence.answers(flow.index)
    this.gives(token, flow)
  }

  private nextArrival(flow: FlowParts): void {
    if (this.arriving[flow.index] === 1) return
    this.arriving[flow.index] = 1
    const wait = exponential(
      this.seed,
      flow.index,
      this.ordinals[flow.index],
      SALT_ARRIVAL,
      Math.max(1, Math.round(this.demands[flow.index].every / this.factors[flow.index])),
    )
    this.kernel.schedule(wait, this.arrivalActor, flow.index)
  }

  private arrives(index: number): void {
    const flow = this.flows[index]
    this.arriving[index] = 0
    if (this.over(flow)) return
    const token = this.newToken(flow, this.ordinals[index])
    if (this.underway[index] < BACKLOG) {
      this.underway[index]++
      this.asks(token)
    } else this.drops(token, flow)
    this.nextArrival(flow)
  }
}
