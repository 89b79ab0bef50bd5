/**
 * The interpreter: one loop that moves travellers through compiled itineraries. It decides nothing: what happens is in
 * the program, how long in the costs, when in the kernel, and what an `ask` answers in the tables.
 */
import type { Kernel } from '../sim/kernel.ts'
import type { Dma } from './dma.ts'
import type { Gate } from './gate.ts'
import type { PageCache } from './page-cache.ts'
import type { FlowParts } from './plant.ts'
import * as op from './program.ts'
import { FLAG_DROPPED, type Recorder, SERVED, WAITS } from './recorder.ts'
import { EXIT_REASONS } from './run.ts'
import type { Cores, Thread, Traveller } from './thread.ts'
import {
  ANSWER_0,
  BEGUN,
  CORE,
  FLAGS,
  FLOW,
  GATE,
  HELD,
  INDEX,
  LEFT,
  ORDINAL,
  PARENT,
  PC,
  REQUEST,
  THREAD,
  TOKEN_WORDS,
  type Tokens,
  VCPU,
} from './token.ts'
import type { Nanos } from './units.ts'

const NONE = -1
const INTERRUPT_EXIT = EXIT_REASONS.indexOf('interrupt')
const HALT_EXIT = EXIT_REASONS.indexOf('halt')
const AWAKE = ANSWER_0
const ASLEEP = ANSWER_0 + 1
const MISSING = ANSWER_0 + 2
const MISSES = ANSWER_0 + 3
const MEMBERS = ANSWER_0 + 4

/** What begins and ends requests: workload.ts. */
export interface Source {
  /** True: the token begins its next request at once, where it stands. */
  ended(token: number): boolean
}

export class Machine implements Traveller {
  readonly kernel: Kernel
  readonly tokens: Tokens
  readonly recorder: Recorder
  cores!: Cores
  threads: readonly Thread[] = []
  flows: readonly FlowParts[] = []
  source!: Source
  private readonly words: Int32Array
  private readonly dma: Dma
  private readonly cache: PageCache
  private readonly wakeActor: number
  private readonly resumeActor: number
  private readonly wakers: Int32Array
  /** The flow that a thread worked for last: a halt is counted there. */
  private readonly lastFlow: Int32Array
  private gates: Gate[] = []
  private startTimer!: (gate: Gate) => void

  constructor(
    kernel: Kernel,
    tokens: Tokens,
    recorder: Recorder,
    dma: Dma,
    cache: PageCache,
    threads: number,
  ) {
    this.kernel = kernel
    this.tokens = tokens
    this.words = tokens.words
    this.recorder = recorder
    this.dma = dma
    this.cache = cache
    this.wakers = new Int32Array(threads).fill(NONE)
    this.lastFlow = new Int32Array(threads).fill(NONE)
    this.wakeActor = kernel.register({ fire: (thread) => this.wakes(thread) })
    this.resumeActor = kernel.register({ fire: (token) => this.advance(token) })
  }

  connect(parts: {
    cores: Cores
    threads: readonly Thread[]
    flows: readonly FlowParts[]
    source: Source
    gates: Gate[]
    startTimer: (gate: Gate) => void
  }): void {
    this.cores = parts.cores
    this.threads = parts.threads
    this.flows = parts.flows
    this.source = parts.source
    this.gates = parts.gates
    this.startTimer = parts.startTimer
  }

  arrives(token: number, thread: Thread): void {
    this.words[token * TOKEN_WORDS + THREAD] = thread.id
    this.advance(token)
  }

  /** The token goes on until it is served, waits, or ends. */
  advance(start: number): void {
    const words = this.words
    let token = start
    for (;;) {
      const at = token * TOKEN_WORDS
      const flow = this.flows[words[at + FLOW]]
      const code = flow.program.code
      const pc = words[at + PC]
      switch (code[pc]) {
        case op.WORK:
          if (this.work(token, at, flow, code, pc)) return
          break
        case op.VISIT: {
          const answer = code[pc + op.ANSWER]
          const nanos = answer < 0 ? code[pc + op.NANOS] : code[pc + op.NANOS] * words[at + ANSWER_0 + answer]
          words[at + PC] = pc + op.WIDTH
          if (answer >= 0 && words[at + ANSWER_0 + answer] === 0) break
          this.leave(at)
          this.recorder.log(this.kernel.now, words[at + REQUEST], code[pc + op.ROW], SERVED)
          flow.stations[code[pc + op.WHO]].accept(token, nanos)
          return
        }
        case op.POST:
          if (this.post(token, at, flow, code, pc)) return
          break
        case op.WAKE: {
          const thread = this.threadOf(at, flow, code[pc + op.WHO])
          words[at + PC] = pc + op.WIDTH
          this.leave(at)
          this.recorder.log(this.kernel.now, words[at + REQUEST], code[pc + op.ROW], SERVED)
          this.wakers[thread.id] = token
          this.kernel.schedule(code[pc + op.NANOS], this.wakeActor, thread.id)
          return
        }
        case op.ASK_IOMMU: {
          const misses = this.dma.translate(flow, token, code[pc + op.BYTES], words)
          words[at + MISSES] = Math.max(0, misses)
          words[at + PC] = misses < 0 ? code[pc + op.TARGET] : pc + op.WIDTH
          break
        }
        case op.ASK_MEMORY:
          words[at + PC] = this.dma.inGuestMemory(flow, token, code[pc + op.BYTES], words)
            ? pc + op.WIDTH
            : code[pc + op.TARGET]
          break
        case op.ASK_CACHE: {
          const bytes = code[pc + op.BYTES]
          const offset = this.dma.diskOffset(flow, words[at + ORDINAL]) + words[at + INDEX] * bytes
          words[at + MISSING] = this.cache.touch(flow.file, offset, bytes)
          words[at + PC] = pc + op.WIDTH
          break
        }
        case op.SKIP_IF_ZERO:
          words[at + PC] =
            words[at + ANSWER_0 + code[pc + op.ANSWER]] === 0 ? code[pc + op.TARGET] : pc + op.WIDTH
          break
        case op.HOLD:
          if (this.hold(token, at, flow, code, pc)) return
          break
        case op.RELEASE:
          words[at + PC] = pc + op.WIDTH
          this.release(at, flow, code[pc + op.WHO])
          break
        case op.EACH:
          token = this.fork(token, at, flow, code, pc)
          break
        case op.CHILD_END: {
          const following = this.childEnds(token, at, flow)
          if (following < 0) return
          token = following
          break
        }
        case op.GATHER: {
          const following = this.gather(token, at, flow, code, pc)
          if (following < 0) return
          token = following
          break
        }
        case op.WAVE:
          this.wave(at, code, pc)
          break
        case op.BATCH_END:
          this.batchEnds(token, at)
          return
        case op.REQUEST_END:
          if (!this.source.ended(token)) return
          break
        default:
          throw new Error(`no instruction ${code[pc]} at ${pc} of ${flow.id}`)
      }
    }
  }

  /** Work on a thread, or in the interrupt context of a core. True: the token waits for its end. */
  private work(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): boolean {
    const words = this.words
    const who = code[pc + op.WHO]
    const answer = code[pc + op.ANSWER]
    const times = answer < 0 ? 1 : words[at + ANSWER_0 + answer]
    const nanos = code[pc + op.NANOS] * times
    const now = this.kernel.now
    if (who === 3) {
      words[at + PC] = pc + op.WIDTH
      this.leave(at)
      const owner = flow.direct ? this.threads[words[at + VCPU]] : flow.vmm
      const core = flow.device.irqCore >= 0 ? flow.device.irqCore : owner.core
      words[at + CORE] = core
      this.recorder.log(now, words[at + REQUEST], code[pc + op.ROW], SERVED)
      const stopped = this.cores.interrupt(core, token, nanos, flow.interruptExit)
      if (stopped !== undefined) this.recorder.exits(flow.index, INTERRUPT_EXIT, 1, now)
      else if (this.threads[words[at + VCPU]].core !== core) words[at + CORE] = NONE
      return true
    }
    const thread = this.threadOf(at, flow, who)
    if (words[at + THREAD] !== thread.id) {
      this.leave(at)
      this.recorder.log(now, words[at + REQUEST], code[pc + op.ROW], WAITS)
      this.cores.enqueue(thread, token, false)
      return true
    }
    words[at + PC] = pc + op.WIDTH
    if (times === 0) return false
    this.count(flow, code, pc, times, now)
    if (nanos === 0) return false
    this.lastFlow[thread.id] = flow.index
    thread.use = code[pc + op.USE]
    thread.masked = code[pc + op.URGENT] === 1
    this.recorder.log(now, words[at + REQUEST], code[pc + op.ROW], SERVED)
    this.cores.work(thread, nanos)
    return true
  }

  private count(flow: FlowParts, code: Int32Array, pc: number, times: number, now: Nanos): void {
    const exit = code[pc + op.EXIT]
    if (exit > 0) this.recorder.exits(flow.index, exit - 1, code[pc + op.COUNT] * times, now)
    const mark = code[pc + op.MARK]
    if (mark === 1) this.recorder.interrupt(flow.index, now)
    else if (mark === 2) this.recorder.flows[flow.index].eois++
    const bytes = code[pc + op.BYTES]
    if (bytes > 0) this.recorder.copied(flow.index, bytes * times, now)
  }

  /** Hands over to a thread. True: the token waits there; false: it goes on (with the kick, or as it stood there already). */
  private post(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): boolean {
    const words = this.words
    const thread = this.threadOf(at, flow, code[pc + op.WHO])
    words[at + ASLEEP] = 0
    words[at + AWAKE] = 0
    if (words[at + THREAD] === thread.id) {
      words[at + PC] = code[pc + op.TARGET]
      return false
    }
    const now = this.kernel.now
    if (thread.asleep) {
      thread.waking = true
      if (thread.poll > 0 && now - thread.idleSince <= thread.poll) {
        words[at + PC] = code[pc + op.TARGET]
        this.leave(at)
        this.wakers[thread.id] = token
        this.kernel.schedule(flow.polledWake, this.wakeActor, thread.id)
        return true
      }
      words[at + ASLEEP] = 1
      words[at + PC] = pc + op.WIDTH
      return false
    }
    // A running guest has to be stopped, unless the interrupt came through its own core and did so.
    if (thread.guest && thread.state === 'running' && words[at + CORE] !== thread.core) words[at + AWAKE] = 1
    words[at + PC] = code[pc + op.TARGET]
    this.leave(at)
    this.recorder.log(now, words[at + REQUEST], code[pc + op.ROW], WAITS)
    this.cores.enqueue(thread, token, code[pc + op.URGENT] === 1)
    return true
  }

  /** A thread wakes: first of all for who woke it. */
  private wakes(id: number): void {
    const thread = this.threads[id]
    const token = this.wakers[id]
    thread.waking = false
    this.cores.enqueueFirst(thread, token)
    this.cores.wake(thread)
  }

  private threadOf(at: number, flow: FlowParts, who: number): Thread {
    return who === 0 ? this.threads[this.words[at + VCPU]] : who === 1 ? flow.vmm : flow.worker
  }

  private leave(at: number): void {
    const id = this.words[at + THREAD]
    if (id < 0) return
    this.threads[id].token = NONE
    this.words[at + THREAD] = NONE
  }

  private hold(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): boolean {
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

  private release(at: number, flow: FlowParts, who: number): void {
    const words = this.words
    words[at + HELD] &= ~(1 << who)
    const waiter = flow.pools[who].release(this.tokens.next)
    if (waiter < 0) return
    const waiting = waiter * TOKEN_WORDS
    words[waiting + HELD] |= 1 << who
    words[waiting + PC] += op.WIDTH
    this.kernel.schedule(0, this.resumeActor, waiter)
  }

  /** Commands begin; the first goes on in the place of its request. */
  private fork(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): number {
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
      if (child < 0) throw new Error('more than 4,096 commands under way at once')
      const to = child * TOKEN_WORDS
      words[to + PC] = fork.starts[command]
      words[to + FLOW] = words[at + FLOW]
      words[to + REQUEST] = words[at + REQUEST]
      words[to + VCPU] = words[at + VCPU]
      words[to + ORDINAL] = words[at + ORDINAL]
      words[to + PARENT] = token
      words[to + INDEX] = command
      if (first < 0) first = child
      else if (thread >= 0) this.cores.enqueue(this.threads[thread], child, false)
      else this.kernel.schedule(0, this.resumeActor, child)
    }
    this.takesOver(at, first)
    return first
  }

  /** Another token stands where this one stood. */
  private takesOver(at: number, token: number): void {
    const words = this.words
    const thread = words[at + THREAD]
    words[token * TOKEN_WORDS + THREAD] = thread
    words[at + THREAD] = NONE
    if (thread >= 0) this.threads[thread].token = token
  }

  /** The next command begins in its place, or the request goes on after the last; -1: neither. */
  private childEnds(token: number, at: number, flow: FlowParts): number {
    const words = this.words
    const parent = words[at + PARENT]
    const up = parent * TOKEN_WORDS
    words[up + FLAGS] |= words[at + FLAGS]
    words[up + LEFT]--
    const fork = flow.program.forks[flow.program.code[words[up + PC] + op.WHO]]
    if (words[up + BEGUN] < fork.starts.length) {
      const command = words[up + BEGUN]++
      words[at + PC] = fork.starts[command]
      words[at + INDEX] = command
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
  private gather(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): number {
    const words = this.words
    words[at + PC] = pc + op.WIDTH
    if (code[pc + op.URGENT] === 0) {
      const gate = flow.writeback
      if (++gate.count >= gate.frames) {
        gate.count = 0
        const batch = this.newBatch(gate, at, code[pc + op.TARGET])
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
    gate.served = 0
    // An interrupt that all vCPUs share goes to the first of them.
    const { completion, vcpus } = this.flows[words[at + FLOW]]
    if (completion.length === 1) words[batch * TOKEN_WORDS + VCPU] = vcpus[0].id
    this.takesOver(at, batch)
    return batch
  }

  private newBatch(gate: Gate, at: number, start: number): number {
    const words = this.words
    const batch = this.tokens.take()
    if (batch < 0) throw new Error('more than 4,096 requests under way at once')
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

  private wave(at: number, code: Int32Array, pc: number): void {
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
  private batchEnds(token: number, at: number): void {
    const words = this.words
    const gate = this.gates[words[at + GATE]]
    if (gate.underway) {
      const thread = words[at + THREAD]
      this.leave(at)
      const next = this.tokens.next
      let member = gate.first
      gate.first = NONE
      gate.count = 0
      gate.underway = false
      while (member >= 0) {
        const following = next[member]
        this.cores.enqueue(this.threads[thread], member, false)
        member = following
      }
    }
    this.tokens.give(token)
  }

  halted(thread: Thread): void {
    const flow = this.lastFlow[thread.id]
    if (flow >= 0) this.recorder.exits(flow, HALT_EXIT, 1, this.kernel.now)
  }
}
