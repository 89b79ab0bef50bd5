/**
 * Tails: a thread prepares commands as long as it has something to do, and then hands all of them over at once: a driver that
 * polls by one doorbell, an event loop by one system call.
 */
import * as op from '../path/program.ts'
import { BATCH_OVER, FOR_COMPANY } from '../record/recorder.ts'
import { NONE } from '../units.ts'
import { Company } from './company.ts'
import type { Gate } from './gate.ts'
import type { FlowParts } from './plant.ts'
import { CORE, FLOW, GATE, handOver, KIND, ORDINAL, PC, REQUEST, THREAD, TOKEN_WORDS, VCPU } from './token.ts'

export abstract class Tails extends Company {
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
    words[to + KIND] = words[at + KIND]
    words[to + CORE] = words[at + CORE]
    words[to + GATE] = gate.id
    return batch
  }

  /** Written down before its members go on. */
  protected batchIsOver(batch: number, at: number, gate: Gate): void {
    this.recorder.note(this.kernel.now, this.words[at + REQUEST], BATCH_OVER, batch, gate.id)
  }

  /** The tail is written when its thread comes to it, behind all that it has to do now; what is prepared by then is in it. */
  protected prepares(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): number {
    const gate = flow.tails[this.queueOf(at, flow)]
    gate.join(token, this.tokens.next)
    gate.count++
    if (this.logging) this.logs(at, code[pc + op.ROW], FOR_COMPANY, gate.id)
    const thread = this.threads[this.words[at + THREAD]]
    this.leave(at)
    if (!gate.underway) {
      gate.underway = true
      gate.served = 0
      this.cores.enqueue(thread, this.newBatch(gate, at, code[pc + op.TARGET]), false)
    }
    return NONE
  }

  /** The device goes on with all that was prepared. */
  protected rung(token: number, at: number, gate: Gate): number {
    this.leave(at)
    const next = this.tokens.next
    handOver(this.words, at, gate.first * TOKEN_WORDS)
    let member = gate.first
    gate.first = NONE
    gate.count = 0
    gate.underway = false
    while (member >= 0) {
      const following = next[member]
      this.kernel.schedule(0, this.resumeActor, member)
      member = following
    }
    this.tokens.give(token)
    return NONE
  }
}
