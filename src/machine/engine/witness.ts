/** What travellers do, written down: where each waits or is served, and what the pictures of queues and interrupts are made of. */
import type { Kernel } from '../../sim/kernel.ts'
import type { Thread } from '../cpu/thread.ts'
import * as op from '../path/program.ts'
import { whoIs } from '../record/log.ts'
import {
  FOR_NOTHING,
  FOR_STATION,
  type Recorder,
  SERVED,
  TAKEN_AWAY,
  TAKEN_BY_HOST,
  WAITS,
} from '../record/recorder.ts'
import { type Nanos, NONE } from '../units.ts'
import type { FlowParts } from './plant.ts'
import { FLOW, GATE, PC, REQUEST, THREAD, TOKEN_WORDS, type Tokens, VCPU } from './token.ts'

export abstract class Witness {
  readonly kernel: Kernel
  readonly tokens: Tokens
  readonly recorder: Recorder
  protected readonly logging: boolean
  threads: readonly Thread[] = []
  flows: readonly FlowParts[] = []
  /** All programs, linked. */
  protected code: Int32Array = new Int32Array(0)
  protected readonly words: Int32Array

  constructor(kernel: Kernel, tokens: Tokens, recorder: Recorder) {
    this.kernel = kernel
    this.tokens = tokens
    this.words = tokens.words
    this.recorder = recorder
    this.logging = recorder.logging
  }

  /** Writes down that the token now waits, or is served, in the step it came to last. @param why as in marks.ts @param by as in RunLog */
  protected stands(token: number, why: number, by: number = NONE): void {
    if (!this.logging) return
    const at = token * TOKEN_WORDS
    const pc = this.words[at + PC] - op.WIDTH
    this.logs(at, this.code[pc + op.ROW], why, by)
    if (why === FOR_NOTHING && this.code[pc] === op.VISIT)
      this.recorder.watch?.served(this.words[at + FLOW], this.code[pc + op.WHO], this.kernel.now)
  }

  /** What served the token is taken away. @param by TAKEN_AWAY, or from TAKEN_BY_HOST on */
  paused(token: number, by: number): void {
    this.stands(token, TAKEN_AWAY, by === TAKEN_AWAY ? NONE : by - TAKEN_BY_HOST)
  }

  /** … and given back. */
  served(token: number): void {
    this.stands(token, FOR_NOTHING)
  }

  /** Writes down where the token stands. @param gate where it waits for company; of who is TAKEN_AWAY: who took it, from TAKEN_BY_HOST on */
  protected logs(at: number, row: number, why: number, gate: number = NONE): void {
    if (!this.logging) return
    const words = this.words
    const batch = words[at + GATE]
    const who = whoIs(at / TOKEN_WORDS, batch >= 0, why, batch >= 0 ? batch : gate)
    this.recorder.log(this.kernel.now, words[at + REQUEST], row, why === FOR_NOTHING ? SERVED : WAITS, who)
  }

  protected notes(at: number, what: number, traveller: number, of: number): void {
    if (this.logging) this.recorder.note(this.kernel.now, this.words[at + REQUEST], what, traveller, of)
  }

  /** Writes down that the token came to a station. */
  protected visits(at: number, code: Int32Array, pc: number, waits: boolean): void {
    this.logs(at, code[pc + op.ROW], waits ? FOR_STATION : FOR_NOTHING)
    if (waits) this.recorder.watch?.waits(this.words[at + FLOW], code[pc + op.WHO], this.kernel.now)
  }

  /** … how long a core works, and how much of that is since something is far or crowded. */
  protected extra(
    flow: FlowParts,
    row: number,
    core: number,
    use: number,
    nanos: Nanos,
    far: Nanos,
    crowded: Nanos,
  ): void {
    this.recorder.extra?.works(flow.index, row, core, use, nanos, far, crowded)
  }

  /** … that a core takes it in its interrupt context. */
  protected calls(at: number, flow: FlowParts, code: Int32Array, pc: number, core: number): void {
    this.logs(at, code[pc + op.ROW], FOR_NOTHING)
    if (code[pc + op.MARK] === op.CALLS) this.recorder.watch?.called(flow.index, this.queueOf(at, flow), core)
  }

  /** … that a driver handles an interrupt: of its device, or of its guest's clock, which nobody gathers for. */
  protected handles(at: number, flow: FlowParts): void {
    const queue = this.words[at + GATE] < 0 ? NONE : this.queueOf(at, flow)
    this.recorder.watch?.took(flow.index, queue, this.threads[this.words[at + THREAD]].core)
  }

  /** The queue that the token's vCPU uses. */
  protected queueOf(at: number, flow: FlowParts): number {
    return flow.queueOf[this.words[at + VCPU] - flow.vcpus[0].id]
  }
}
