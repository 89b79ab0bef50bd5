/**
 * The interpreter: one loop that moves travellers through compiled itineraries. It decides nothing: what happens is in
 * the program, how long in the costs, when in the kernel, and what an `ask` answers in the tables.
 */
import type { Kernel } from '../../sim/kernel.ts'
import type { Traveller } from '../cpu/core-switch.ts'
import type { Thread } from '../cpu/thread.ts'
import { HOST_USE } from '../cpu/uses.ts'
import type { Dma } from '../memory/dma.ts'
import type { PageCache } from '../memory/page-cache.ts'
import * as op from '../path/program.ts'
import { FOR_NOTHING, FOR_THREAD, type Recorder } from '../record/recorder.ts'
import { EXIT_REASONS } from '../record/run.ts'
import { type Nanos, NONE } from '../units.ts'
import { Asks } from './asks.ts'
import type { FlowParts } from './plant.ts'
import {
  ANSWER_0,
  ASLEEP,
  AWAKE,
  CORE,
  COUNTED,
  COUNTED_COPIES,
  COUNTED_EOIS,
  COUNTED_INTERRUPTS,
  count,
  FLOW,
  PC,
  THREAD,
  TOKEN_WORDS,
  type Tokens,
  VCPU,
} from './token.ts'

const HALT_EXIT = EXIT_REASONS.indexOf('halt')
const PAUSE_EXIT = EXIT_REASONS.indexOf('pause')

export class Machine extends Asks implements Traveller {
  private readonly wakeActor: number
  private readonly wakers: Int32Array
  /** The flow that a thread worked for last: a halt is counted there. */
  private readonly lastFlow: Int32Array

  constructor(
    kernel: Kernel,
    tokens: Tokens,
    recorder: Recorder,
    dma: Dma,
    cache: PageCache,
    threads: number,
  ) {
    super(kernel, tokens, recorder, dma, cache)
    this.wakers = new Int32Array(threads).fill(NONE)
    this.lastFlow = new Int32Array(threads).fill(NONE)
    this.wakeActor = kernel.register({ fire: (thread) => this.wakes(thread) })
  }

  arrives(token: number, thread: Thread): void {
    this.words[token * TOKEN_WORDS + THREAD] = thread.id
    this.advance(token)
  }

  /** The token goes on until it is served, waits, or ends. */
  override advance(start: number): void {
    const { words, code } = this
    let token = start
    for (;;) {
      const at = token * TOKEN_WORDS
      const pc = words[at + PC]
      switch (code[pc]) {
        case op.WORK:
          if (this.work(token, at, this.flowOf(at), code, pc)) return
          break
        case op.VISIT: {
          const answer = code[pc + op.ANSWER]
          const nanos = answer < 0 ? code[pc + op.NANOS] : code[pc + op.NANOS] * words[at + ANSWER_0 + answer]
          words[at + PC] = pc + op.WIDTH
          if (answer >= 0 && words[at + ANSWER_0 + answer] === 0) break
          this.leave(at)
          const waits = this.flowOf(at).stations[code[pc + op.WHO]].accept(token, nanos)
          if (this.logging) this.visits(at, code, pc, waits)
          return
        }
        case op.POST:
          if (this.post(token, at, this.flowOf(at), code, pc)) return
          break
        case op.WAKE: {
          const thread = this.threadOf(at, this.flowOf(at), code[pc + op.WHO])
          words[at + PC] = pc + op.WIDTH
          this.leave(at)
          if (this.logging) this.logs(at, code[pc + op.ROW], FOR_NOTHING)
          this.wakers[thread.id] = token
          this.kernel.schedule(code[pc + op.NANOS], this.wakeActor, thread.id)
          return
        }
        case op.ASK_IOMMU:
        case op.ASK_MEMORY:
        case op.ASK_MAP:
        case op.ASK_UNMAP:
        case op.ASK_CACHE:
        case op.ASK_FRAME:
        case op.ASK_DIRTY:
        case op.ASK_LOG:
        case op.ASK_REACH:
        case op.ASK_REFILL:
        case op.ASK_SCRIPT:
          words[at + PC] = this.ask(token, at, this.flowOf(at), code, pc)
          break
        case op.SKIP_IF_ZERO:
          words[at + PC] =
            words[at + ANSWER_0 + code[pc + op.ANSWER]] === 0 ? code[pc + op.TARGET] : pc + op.WIDTH
          break
        case op.HOLD:
          if (this.hold(token, at, this.flowOf(at), code, pc)) return
          break
        case op.RELEASE:
          words[at + PC] = pc + op.WIDTH
          this.release(at, this.flowOf(at), code[pc + op.WHO])
          break
        case op.EACH:
          token = this.fork(token, at, this.flowOf(at), code, pc)
          break
        case op.CHILD_END: {
          const following = this.childEnds(token, at, this.flowOf(at))
          if (following < 0) return
          token = following
          break
        }
        case op.GATHER: {
          const following = this.gather(token, at, this.flowOf(at), code, pc)
          if (following < 0) return
          token = following
          break
        }
        case op.WAVE:
          this.wave(at, code, pc)
          break
        case op.RETURN:
          words[at + PC] = pc + op.WIDTH
          if (code[pc + op.WHO] === op.COMPLETION) this.takesBack(at, this.flowOf(at))
          else this.returns(at, this.flowOf(at))
          break
        case op.BATCH_END: {
          const following = this.batchEnds(token, at)
          if (following < 0) return
          token = following
          break
        }
        case op.REQUEST_END:
          if (!this.source.ended(token)) return
          break
        default:
          words[at + PC] = pc + op.WIDTH
          if (this.asksDisk(token, at, this.flowOf(at), code, pc)) return
      }
    }
  }

  /** Work on a thread, or in the interrupt context of a core. True: the token waits for its end. */
  private work(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): boolean {
    const words = this.words
    const who = code[pc + op.WHO]
    const answer = code[pc + op.ANSWER]
    const times = answer < 0 ? 1 : words[at + ANSWER_0 + answer]
    let nanos = code[pc + op.NANOS] * times
    const now = this.kernel.now
    if (who === 3) {
      words[at + PC] = pc + op.WIDTH
      this.leave(at)
      const owner = flow.direct ? this.threads[words[at + VCPU]] : this.threadOf(at, flow, op.BACKEND)
      const { irqCores } = flow
      const fixed = irqCores[irqCores.length === 1 ? 0 : this.queueOf(at, flow)]
      const core = fixed >= 0 ? fixed : owner.core
      words[at + CORE] = core
      const far = this.nodes[core] === flow.deviceNode ? 0 : code[pc + op.FARTHER]
      const crowded = code[pc + op.BYTES] === 0 ? 0 : this.copiesOnCore(at, flow, code, pc, times, now)
      nanos += far + crowded
      if (this.logging) this.extra(flow, code[pc + op.ROW], core, HOST_USE, nanos, far, crowded)
      if (this.logging) this.calls(at, flow, code, pc, core)
      const stopped = this.cores.interrupt(core, token, nanos, flow.interruptExit)
      if (stopped !== undefined) this.exits(at, flow, flow.interruptReason, 1, now)
      else if (this.threads[words[at + VCPU]].core !== core) words[at + CORE] = NONE
      return true
    }
    const thread = this.threadOf(at, flow, who)
    if (this.awaited(token, at, thread, code[pc + op.ROW])) return true
    words[at + PC] = pc + op.WIDTH
    if (times === 0) return false
    if ((code[pc + op.EXIT] | code[pc + op.MARK] | code[pc + op.BYTES]) !== 0)
      this.counts(at, flow, code, pc, times, now)
    if (nanos === 0) return false
    const moved = code[pc + op.MOVED]
    const crowded = moved > 0 ? this.bus.waits(flow.memoryNode, moved * times, now) : 0
    const farther = code[pc + op.FARTHER]
    const far = farther !== 0 && this.nodes[thread.core] !== flow.memoryNode ? farther * times : 0
    nanos += crowded + far
    if (this.logging) this.extra(flow, code[pc + op.ROW], thread.core, code[pc + op.USE], nanos, far, crowded)
    this.lastFlow[thread.id] = flow.index
    thread.use = code[pc + op.USE]
    thread.masked = code[pc + op.URGENT] === 1
    if (this.logging) this.logs(at, code[pc + op.ROW], FOR_NOTHING)
    this.cores.work(thread, nanos)
    return true
  }

  /** A copy in the interrupt context of a core: it is counted; how much longer it takes because others want the same memory. */
  private copiesOnCore(
    at: number,
    flow: FlowParts,
    code: Int32Array,
    pc: number,
    times: number,
    now: Nanos,
  ): Nanos {
    this.counts(at, flow, code, pc, times, now)
    return this.bus.waits(flow.memoryNode, code[pc + op.MOVED] * times, now)
  }

  private exits(at: number, flow: FlowParts, reason: number, times: number, now: Nanos): void {
    count(this.words, at, COUNTED + reason, times)
    this.recorder.sawExits(flow.index, reason, times, now)
  }

  private counts(at: number, flow: FlowParts, code: Int32Array, pc: number, times: number, now: Nanos): void {
    const exit = code[pc + op.EXIT]
    if (exit > 0) this.exits(at, flow, exit - 1, code[pc + op.COUNT] * times, now)
    const mark = code[pc + op.MARK]
    const bytes = code[pc + op.BYTES]
    if ((mark | bytes) === 0) return
    if (mark === 1) {
      count(this.words, at, COUNTED_INTERRUPTS, 1)
      this.recorder.sawInterrupt(flow.index, now)
      if (this.logging) this.handles(at, flow)
    } else if (mark === 2) count(this.words, at, COUNTED_EOIS, 1)
    if (bytes === 0) return
    count(this.words, at, COUNTED_COPIES, bytes * times)
    this.recorder.sawCopy(flow.index, bytes * times, now)
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
    // Of a core without a guest: whether it has to enter an interrupt, or is in one already.
    const native = thread.system && !thread.guest && code[pc + op.URGENT] === 1
    if (native && !this.cores.interrupted(thread)) words[at + AWAKE] = 1
    if (thread.asleep) {
      this.cores.expects(thread)
      if (this.cores.polls(thread)) {
        words[at + PC] = code[pc + op.TARGET]
        this.leave(at)
        if (this.logging) this.logs(at, code[pc + op.ROW], FOR_NOTHING)
        this.wakers[thread.id] = token
        this.kernel.schedule(thread.system ? flow.polledWake : flow.pickup, this.wakeActor, thread.id)
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
    if (this.logging) this.logs(at, code[pc + op.ROW], FOR_THREAD)
    this.cores.enqueue(thread, token, code[pc + op.URGENT] === 1)
    return true
  }

  /** A thread wakes: first of all for who woke it. */
  private wakes(id: number): void {
    const thread = this.threads[id]
    const token = this.wakers[id]
    this.stands(token, FOR_THREAD)
    this.cores.comes(thread, token, this.tokens.next)
  }

  halted(thread: Thread): void {
    const flow = this.lastFlow[thread.id]
    if (flow >= 0) this.recorder.halts(flow, HALT_EXIT, this.kernel.now)
  }

  pauses(thread: Thread): Nanos {
    const at = thread.token * TOKEN_WORDS
    const flow = this.flows[this.words[at + FLOW]]
    this.exits(at, flow, PAUSE_EXIT, 1, this.kernel.now)
    return flow.pauseExit
  }
}
