/** Screens: what changed is drawn anew when its timer says so, once for all that changed by then. */
import * as op from '../path/program.ts'
import { NONE } from '../units.ts'
import type { Gate } from './gate.ts'
import type { FlowParts } from './plant.ts'
import { Tails } from './tails.ts'
import { FLOW, GATE, PC, REQUEST, TOKEN_WORDS, VCPU } from './token.ts'

export abstract class Screens extends Tails {
  /** The screen changed: it is drawn anew when its timer says so. */
  protected changes(at: number, flow: FlowParts, code: Int32Array, pc: number): void {
    const gate = flow.refresh
    gate.flow = this.words[at + FLOW]
    gate.start = code[pc + op.TARGET]
    gate.count++
    if (!gate.underway) this.startTimer(gate, gate.wait)
  }

  /** It is time to draw a screen anew. */
  refreshes(gate: Gate): void {
    const batch = this.tokens.take()
    if (batch < 0) throw new Error('more screens are drawn than there is room for')
    const to = batch * TOKEN_WORDS
    this.words[to + PC] = gate.start
    this.words[to + FLOW] = gate.flow
    this.words[to + REQUEST] = NONE
    this.words[to + VCPU] = this.flows[gate.flow].vcpus[0].id
    this.words[to + GATE] = gate.id
    gate.underway = true
    gate.count = 0
    this.advance(batch)
  }
}
