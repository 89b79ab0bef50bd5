/**
 * Echoes: a card that raises its messages so far apart at least, and that sends one more when that time ends, though nobody waits
 * for it (the model of an e1000e). A message at that moment, with company or without, begins no such time anew.
 */
import { NONE } from '../units.ts'
import type { Gate } from './gate.ts'
import { Screens } from './screens.ts'
import { FLOW, GATE, PC, REQUEST, TOKEN_WORDS, VCPU } from './token.ts'

export abstract class Echoes extends Screens {
  abstract begins(gate: Gate, token: number): number

  /** A message is raised. @param start where the steps of an echo begin */
  protected willEcho(gate: Gate, batch: number, start: number): void {
    gate.owes = false
    if (gate.echo === NONE) {
      gate.echo = start
      gate.echoFlow = this.words[batch * TOKEN_WORDS + FLOW]
      gate.echoVcpu = this.words[batch * TOKEN_WORDS + VCPU]
      this.startTimer(gate, gate.quiet)
      return
    }
    // It comes because that time has ended.
    gate.echo = NONE
    gate.opens = this.kernel.now
  }

  /** The time has ended: whoever waits goes on by this message; where nobody does, it comes all the same. */
  quietEnds(gate: Gate): void {
    gate.owes = gate.underway
    if (gate.owes) return
    if (gate.first >= 0) {
      this.advance(this.begins(gate, gate.first))
      return
    }
    if (gate.echo === NONE) return
    const echo = this.tokens.take()
    if (echo < 0) throw new Error('more echoes under way than there is room for')
    const at = echo * TOKEN_WORDS
    this.words[at + PC] = gate.echo
    this.words[at + FLOW] = gate.echoFlow
    this.words[at + REQUEST] = NONE
    this.words[at + VCPU] = gate.echoVcpu
    this.words[at + GATE] = gate.id
    gate.echo = NONE
    gate.opens = this.kernel.now
    gate.underway = true
    gate.echoing = true
    this.advance(echo)
  }

  /** What has ended meanwhile has a message of its own. */
  protected echoed(gate: Gate): void {
    gate.echoing = false
    gate.underway = false
    if (gate.first >= 0) this.kernel.schedule(0, this.resumeActor, this.begins(gate, gate.first))
  }
}
