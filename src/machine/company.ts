/**
 * Travellers in company: a request forks into commands, commands join, completions gather in a batch and go on
 * together, and who finds a pool empty waits for the others.
 */
import type { Kernel } from '../sim/kernel.ts'
import type { Cores } from './cores.ts'
import type { Gate } from './gate.ts'
import type { FlowParts } from './plant.ts'
import * as op from './program.ts'
import { FLAG_DROPPED, type Recorder, WAITS } from './recorder.ts'
import { WRITE_BACKS } from './room.ts'
import type { Thread } from './thread.ts'
import {
  ANSWER_0,
  BEGUN,
  CORE,
  FLAGS,
  FLOW,
  GATE,
  HELD,
  handOver,
  LEFT,
  OFFSET,
  ORDINAL,
  PARENT,
  PC,
  REQUEST,
  THREAD,
  TOKEN_WORDS,
  type Tokens,
  VCPU,
} from './token.ts'

const NONE = -1
const MEMBERS = ANSWER_0 + 4

/** What begins and ends requests: workload.ts. */
export interface Source {
  /** True: the token begins its next request at once, where it stands. */
  ended(token: number): boolean
}

export abstract class Company {
  readonly kernel: Kernel
  readonly tokens: Tokens
  readonly recorder: Recorder
  cores!: Cores
  threads: readonly Thread[] = []
  flows: readonly FlowParts[] = []
  source!: Source
  protected readonly words: Int32Array
  protected readonly resumeActor: number
  private gates: Gate[] = []
  private startTimer!: (gate: Gate) => void
  private stopTimer!: (gate: Gate) => void

  constructor(kernel: Kernel, tokens: Tokens, recorder: Recorder) {
    this.kernel = kernel
    this.tokens = tokens
    this.words = tokens.words
    this.recorder = recorder
    this.resumeActor = kernel.register({ fire: (token) => this.advance(token) })
  }

  connect(parts: {
    cores: Cores
    threads: readonly Thread[]
    flows: readonly FlowParts[]
    source: Source
    gates: Gate[]
    startTimer: (gate: Gate) => void
    stopTimer: (gate: Gate) => void
  }): void {
    this.cores = parts.cores
    this.threads = parts.threads
    this.flows = parts.flows
    this.source = parts.source
    this.gates = parts.gates
    this.startTimer = parts.startTimer
    this.stopTimer = parts.stopTimer
  }

  /** The token goes on until it is served, waits, or ends. */
  abstract advance(token: number): void

  protected leave(at: number): void {
    const id = this.words[at + THREAD]
    if (id < 0) return
    this.threads[id].token = NONE
    this.words[at + THREAD] = NONE
  }

  /** Commands begin; the first goes on in the place of its request. */
  protected fork(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): number {
    const words = this.words
    const fork = flow.program.forks[code[pc + op.WHO]]
    const total = fork.starts.length
    const begun = Math.min(total, fork.window)
    words[at + LEFT] = total
    words[at + BEGUN] = begun
    const thread = words[at + THREAD]
    let first = NONE
    for (let command = 0; command < begun; command++) {
      const child = this.tokens.take()
      if (child < 0) throw new Error('more commands under way than there is room for')
      const to = child * TOKEN_WORDS
      words[to + PC] = fork.starts[command]
      words[to + FLOW] = words[at + FLOW]
      words[to + REQUEST] = words[at + REQUEST]
      words[to + VCPU] = words[at + VCPU]
      words[to + ORDINAL] = words[at + ORDINAL]
      words[to + PARENT] = token
      words[to + OFFSET] = words[at + OFFSET] + command * fork.unit
      if (first < 0) first = child
      else if (thread >= 0) this.cores.enqueue(this.threads[thread], child, false)
      else this.kernel.schedule(0, this.resumeActor, child)
    }
    this.takesOver(at, first)
    return first
  }

  /** Writes down that the token now waits, or is served, in the step it came to last. */
  protected stands(token: number, kind: number): void {
    if (!this.recorder.logging) return
    const words = this.words
    const at = token * TOKEN_WORDS
    const row = this.flows[words[at + FLOW]].program.code[words[at + PC] - op.WIDTH + op.ROW]
    this.recorder.log(this.kernel.now, words[at + REQUEST], row, kind)
  }

  /** Another token stands where this one stood. */
  protected takesOver(at: number, token: number): void {
    const words = this.words
    const thread = words[at + THREAD]
    words[token * TOKEN_WORDS + THREAD] = thread
    words[at + THREAD] = NONE
    if (thread >= 0) this.threads[thread].token = token
  }

  /** The next command begins in its place, or the request goes on after the last; -1: neither. */
  protected childEnds(token: number, at: number, flow: FlowParts): number {
    const words = this.words
    const parent = words[at + PARENT]
    const up = parent * TOKEN_WORDS
    words[up + FLAGS] |= words[at + FLAGS]
    handOver(words, at, up)
    words[up + LEFT]--
    const fork = flow.program.forks[flow.program.code[words[up + PC] + op.WHO]]
    if (words[up + BEGUN] < fork.starts.length) {
      const command = words[up + BEGUN]++
      words[at + PC] = fork.starts[command]
      words[at + OFFSET] = words[up + OFFSET] + command * fork.unit
      words[at + FLAGS] = 0
      return token
    }
    const last = words[up + LEFT] === 0
    if (last) {
      this.takesOver(at, parent)
      words[up + PC] += op.WIDTH
    } else this.leave(at)
    this.tokens.give(token)
    return last ? parent : NONE
  }

  /** Waits for company. The token that goes on now: the batch's, or this one where it does not wait; -1: none. */
  protected gather(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): number {
    const words = this.words
    words[at + PC] = pc + op.WIDTH
    if (code[pc + op.URGENT] === 0) {
      const gate = flow.writeback
      gate.count += code[pc + op.BYTES]
      if (gate.count >= code[pc + op.COUNT] && gate.served < WRITE_BACKS) {
        gate.served++
        gate.count -= code[pc + op.COUNT]
        const batch = this.newBatch(gate, at, code[pc + op.TARGET])
        // It is no request's: what it does is not written down as one's.
        words[batch * TOKEN_WORDS + REQUEST] = NONE
        this.kernel.schedule(0, this.resumeActor, batch)
      }
      return token
    }
    const gates = flow.completion
    const gate = gates[gates.length === 1 ? 0 : flow.vcpus.indexOf(this.threads[words[at + VCPU]])]
    gate.join(token, this.tokens.next)
    gate.count++
    this.recorder.log(this.kernel.now, words[at + REQUEST], code[pc + op.ROW], WAITS)
    if (gate.underway || (gate.wait > 0 && gate.count < gate.frames)) {
      if (!gate.underway) this.startTimer(gate)
      this.leave(at)
      return NONE
    }
    return this.begins(gate, token)
  }

  /** A batch begins with whoever waits at the gate, in the place of the one that completes it. */
  begins(gate: Gate, token: number): number {
    const words = this.words
    const at = token * TOKEN_WORDS
    const code = this.flows[words[at + FLOW]].program.code
    const batch = this.newBatch(gate, at, code[words[at + PC] - op.WIDTH + op.TARGET])
    gate.underway = true
    if (gate.wait > 0) this.stopTimer(gate)
    gate.served = 0
    // An interrupt that all vCPUs share goes to the first of them.
    const { completion, vcpus } = this.flows[words[at + FLOW]]
    if (completion.length === 1) words[batch * TOKEN_WORDS + VCPU] = vcpus[0].id
    this.takesOver(at, batch)
    return batch
  }

  protected newBatch(gate: Gate, at: number, start: number): number {
    const words = this.words
    const batch = this.tokens.take()
    if (batch < 0) throw new Error('more batches under way than there is room for')
    const to = batch * TOKEN_WORDS
    words[to + PC] = start
    words[to + FLOW] = words[at + FLOW]
    words[to + REQUEST] = words[at + REQUEST]
    words[to + VCPU] = words[at + VCPU]
    words[to + ORDINAL] = words[at + ORDINAL]
    words[to + CORE] = words[at + CORE]
    words[to + GATE] = gate.id
    return batch
  }

  protected wave(at: number, code: Int32Array, pc: number): void {
    const words = this.words
    if (code[pc + op.WHO] === 1) {
      words[at + PC] = code[pc + op.TARGET]
      return
    }
    const gate = this.gates[words[at + GATE]]
    const members = gate.count - gate.served
    gate.served = gate.count
    words[at + MEMBERS] = members
    words[at + PC] = members <= 0 ? code[pc + op.TARGET] : pc + op.WIDTH
  }

  /** All members go on, on the thread where the batch ended: woken tasks, behind those that are ready already. */
  protected batchEnds(token: number, at: number): void {
    const words = this.words
    const gate = this.gates[words[at + GATE]]
    if (gate.underway) {
      const thread = words[at + THREAD]
      this.leave(at)
      const next = this.tokens.next
      // What the batch counted is its first member's.
      handOver(words, at, gate.first * TOKEN_WORDS)
      let member = gate.first
      gate.first = NONE
      gate.count = 0
      gate.underway = false
      while (member >= 0) {
        const following = next[member]
        this.stands(member, WAITS)
        this.cores.enqueue(this.threads[thread], member, false)
        member = following
      }
    } else {
      gate.served--
      this.recorder.counted(words[at + FLOW], words, at)
    }
    this.tokens.give(token)
  }

  protected hold(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): boolean {
    const words = this.words
    const who = code[pc + op.WHO]
    const pool = flow.pools[who]
    if (pool.free > 0) {
      pool.free--
      words[at + HELD] |= 1 << who
      words[at + PC] = pc + op.WIDTH
      return false
    }
    if (code[pc + op.URGENT] === 1) {
      words[at + FLAGS] |= FLAG_DROPPED
      this.leave(at)
      this.source.ended(token)
      return true
    }
    this.recorder.log(this.kernel.now, words[at + REQUEST], code[pc + op.ROW], WAITS)
    // It comes back to the thread that it asked from: the work that follows queues it there.
    this.leave(at)
    pool.wait(token, this.tokens.next)
    return true
  }

  protected release(at: number, flow: FlowParts, who: number): void {
    const words = this.words
    words[at + HELD] &= ~(1 << who)
    const waiter = flow.pools[who].release(this.tokens.next)
    if (waiter < 0) return
    const waiting = waiter * TOKEN_WORDS
    words[waiting + HELD] |= 1 << who
    words[waiting + PC] += op.WIDTH
    this.kernel.schedule(0, this.resumeActor, waiter)
  }
}
