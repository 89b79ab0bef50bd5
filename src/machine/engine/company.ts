/** Travellers in company: a request forks into commands, commands join, and who finds a pool empty waits for the others. */
import type { Kernel } from '../../sim/kernel.ts'
import type { Cores } from '../cpu/cores.ts'
import type { Thread } from '../cpu/thread.ts'
import type { MemoryBus } from '../memory/bus.ts'
import * as op from '../path/program.ts'
import {
  FLAG_DROPPED,
  FLAG_SOCKET,
  FOR_POOL,
  FOR_THREAD,
  FORKED,
  JOINED,
  LEFT_OFF,
  type Recorder,
} from '../record/recorder.ts'
import { type Nanos, NONE } from '../units.ts'
import type { Gate, Pool } from './gate.ts'
import type { FlowParts } from './plant.ts'
import {
  BEGUN,
  FLAGS,
  FLOW,
  HELD,
  handOver,
  KIND,
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
import { Witness } from './witness.ts'

const SOCKET = op.POOLS.indexOf('socket')

/** What begins and ends requests: workload.ts. */
export interface Source {
  /** True: the token begins its next request at once, where it stands. */
  ended(token: number): boolean
}

export abstract class Company extends Witness {
  cores!: Cores
  /** NUMA node of each core. */
  protected nodes: Uint8Array = new Uint8Array(0)
  protected bus!: MemoryBus
  source!: Source
  protected readonly resumeActor: number
  protected gates: Gate[] = []
  protected startTimer!: (gate: Gate, delay: Nanos) => void
  protected stopTimer!: (gate: Gate) => void

  constructor(kernel: Kernel, tokens: Tokens, recorder: Recorder) {
    super(kernel, tokens, recorder)
    this.resumeActor = kernel.register({ fire: (token) => this.advance(token) })
  }

  connect(parts: {
    cores: Cores
    nodes: Uint8Array
    bus: MemoryBus
    threads: readonly Thread[]
    flows: readonly FlowParts[]
    source: Source
    gates: Gate[]
    startTimer: (gate: Gate, delay: Nanos) => void
    stopTimer: (gate: Gate) => void
  }): void {
    this.cores = parts.cores
    this.nodes = parts.nodes
    this.bus = parts.bus
    this.threads = parts.threads
    this.flows = parts.flows
    if (parts.flows.length > 0) this.code = parts.flows[0].program.code
    this.source = parts.source
    this.gates = parts.gates
    this.startTimer = parts.startTimer
    this.stopTimer = parts.stopTimer
  }

  /** The token goes on until it is served, waits, or ends. */
  abstract advance(token: number): void

  protected flowOf(at: number): FlowParts {
    return this.flows[this.words[at + FLOW]]
  }

  /** A device begins to move a token's bytes: how much longer it takes because others want the same memory. */
  moves(token: number): Nanos {
    const at = token * TOKEN_WORDS
    const bytes = this.code[this.words[at + PC] - op.WIDTH + op.BYTES]
    if (bytes === 0) return 0
    const flow = this.flowOf(at)
    const crowded = this.bus.waits(flow.memoryNode, bytes, this.kernel.now)
    if (this.logging) {
      const pc = this.words[at + PC] - op.WIDTH
      this.recorder.extra?.serves(
        flow.index,
        this.code[pc + op.ROW],
        this.code[pc + op.NANOS] + crowded,
        0,
        crowded,
      )
    }
    return crowded
  }

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
    this.notes(at, FORKED, token, words[at + REQUEST])
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
      words[to + KIND] = words[at + KIND]
      words[to + PARENT] = token
      words[to + OFFSET] = words[at + OFFSET] + command * fork.unit
      if (first < 0) first = child
      else if (thread >= 0) this.cores.enqueue(this.threads[thread], child, false)
      else this.kernel.schedule(0, this.resumeActor, child)
    }
    this.takesOver(at, first)
    return first
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
    const fork = flow.program.forks[this.code[words[up + PC] + op.WHO]]
    if (words[up + BEGUN] < fork.starts.length) {
      const command = words[up + BEGUN]++
      words[at + PC] = fork.starts[command]
      words[at + OFFSET] = words[up + OFFSET] + command * fork.unit
      words[at + FLAGS] = 0
      return token
    }
    const last = words[up + LEFT] === 0
    this.notes(at, last ? JOINED : LEFT_OFF, token, parent)
    if (last) {
      this.takesOver(at, parent)
      words[up + PC] += op.WIDTH
    } else this.leave(at)
    this.tokens.give(token)
    return last ? parent : NONE
  }

  protected threadOf(at: number, flow: FlowParts, who: number): Thread {
    if (who === 0) return this.threads[this.words[at + VCPU]]
    if (who !== op.BACKEND) return who === 1 ? flow.vmm : flow.worker
    const { backends } = flow
    return backends[backends.length === 1 ? 0 : this.queueOf(at, flow)]
  }

  /** Queues the token on a thread, unless that serves it already. True: it waits. */
  protected awaited(token: number, at: number, thread: Thread, row: number): boolean {
    const words = this.words
    if (words[at + THREAD] === thread.id) return false
    this.leave(at)
    this.logs(at, row, FOR_THREAD)
    this.cores.enqueue(thread, token, false)
    return true
  }

  /** Each queue has a ring of its own; a lock is the guest's. */
  private poolOf(at: number, flow: FlowParts, who: number): Pool {
    const queue = who < op.QUEUE_POOLS ? this.queueOf(at, flow) : 0
    return flow.pools[queue === 0 ? who : op.POOLS.length + (queue - 1) * op.QUEUE_POOLS + who]
  }

  protected hold(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): boolean {
    const words = this.words
    const who = code[pc + op.WHO]
    const pool = this.poolOf(at, flow, who)
    const short = code[pc + op.URGENT]
    if (
      short === 2 &&
      this.awaited(token, at, this.threadOf(at, flow, code[pc + op.COUNT]), code[pc + op.ROW])
    )
      return true
    if (this.logging) pool.gauge?.asked(pool.free, short === 1, this.kernel.now)
    if (pool.take(this.kernel.now)) {
      words[at + HELD] |= 1 << who
      words[at + PC] = pc + op.WIDTH
      return false
    }
    if (short === 1) {
      words[at + FLAGS] |= who === SOCKET ? FLAG_DROPPED | FLAG_SOCKET : FLAG_DROPPED
      this.leave(at)
      this.source.ended(token)
      return true
    }
    this.logs(at, code[pc + op.ROW], FOR_POOL + who)
    pool.wait(token, this.tokens.next)
    if (short === 2) this.cores.spin(this.threads[words[at + THREAD]])
    // It comes back to the thread that it asked from: the work that follows queues it there.
    else this.leave(at)
    return true
  }

  protected release(at: number, flow: FlowParts, who: number): void {
    const words = this.words
    words[at + HELD] &= ~(1 << who)
    const pool = this.poolOf(at, flow, who)
    const waiter = pool.release(this.tokens.next, this.kernel.now)
    if (waiter < 0) {
      if (this.logging) pool.gauge?.changes(-1, this.kernel.now)
      return
    }
    const waiting = waiter * TOKEN_WORDS
    words[waiting + HELD] |= 1 << who
    words[waiting + PC] += op.WIDTH
    // Who spins for it has a thread still.
    if (words[waiting + THREAD] >= 0) this.cores.granted(this.threads[words[waiting + THREAD]])
    else this.kernel.schedule(0, this.resumeActor, waiter)
  }
}
