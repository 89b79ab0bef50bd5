/** Batches: completions wait for company and go on together by one interrupt. */

import * as op from '../path/program.ts'
import { FOR_COMPANY } from '../record/recorder.ts'
import { NONE } from '../units.ts'
import type { Gate } from './gate.ts'
import type { FlowParts } from './plant.ts'
import { Received } from './received.ts'
import { ACKNOWLEDGEMENTS } from './room.ts'
import {
  ANSWER_0,
  BEGUN,
  CORE,
  FLOW,
  GATE,
  handOver,
  MEMBERS,
  PC,
  REQUEST,
  THREAD,
  TOKEN_WORDS,
  VCPU,
} from './token.ts'

const TAIL = op.GATES.indexOf('tail')
const ACKNOWLEDGE = op.GATES.indexOf('acknowledge')
const SEND = op.GATES.indexOf('send')
const REFRESH = op.GATES.indexOf('refresh')
/** From this one on a gate may be held back. */
const PLUG = op.GATES.indexOf('plug')

export abstract class Batches extends Received {
  /** A request leaves bytes dirty in the page cache. */
  protected abstract soils(at: number, flow: FlowParts, bytes: number): void

  /** A write-back has ended. */
  protected abstract wroteBack(flow: FlowParts, slot: number): void

  /** Waits for company. The token that goes on now: the batch's, or this one where it does not wait; -1: none. */
  protected gather(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): number {
    const words = this.words
    words[at + PC] = pc + op.WIDTH
    if (code[pc + op.WHO] === op.COMPLETION && code[pc + op.URGENT] !== 0)
      return this.completes(token, at, flow, code, pc)
    if (code[pc + op.WHO] === REFRESH) {
      this.changes(at, flow, code, pc)
      return token
    }
    if (code[pc + op.WHO] === ACKNOWLEDGE) {
      this.acknowledges(at, flow, code, pc)
      return token
    }
    if (code[pc + op.URGENT] === 0) {
      this.soils(at, flow, code[pc + op.BYTES])
      return token
    }
    if (code[pc + op.WHO] === TAIL) return this.prepares(token, at, flow, code, pc)
    if (code[pc + op.WHO] === SEND) return this.send(token, at, flow, code, pc)
    if (code[pc + op.WHO] >= PLUG) return this.handsOver(token, at, flow, code, pc)
    return this.completes(token, at, flow, code, pc)
  }

  /** It has ended: its guest hears of it by an interrupt. */
  private completes(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): number {
    const gates = flow.completion
    const gate = gates[gates.length === 1 ? 0 : this.queueOf(at, flow)]
    gate.join(token, this.tokens.next)
    gate.count++
    if (this.logging) this.logs(at, code[pc + op.ROW], FOR_COMPANY, gate.id)
    const held = code[pc + op.MARK] === 1
    if (held) gate.sent--
    const unwanted = held && gate.count < gate.wanted
    const delay = gate.underway ? 0 : gate.delay(this.kernel.now)
    if (gate.underway || unwanted || delay > 0 || gate.silent) {
      if (!gate.underway && delay > 0) this.startTimer(gate, delay)
      this.leave(at)
      return NONE
    }
    return this.begins(gate, token)
  }

  /** A unit that has come is acknowledged beside whatever goes on; where many are, one stands for those that come next. */
  private acknowledges(at: number, flow: FlowParts, code: Int32Array, pc: number): void {
    const gate = flow.acknowledge
    if (gate.count >= ACKNOWLEDGEMENTS) return
    gate.count++
    const batch = this.newBatch(gate, at, code[pc + op.TARGET])
    this.words[batch * TOKEN_WORDS + REQUEST] = NONE
    this.kernel.schedule(0, this.resumeActor, batch)
  }

  /** A packet waits only while an interrupt is awaited that will take it along, and until there are enough of them. */
  private send(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): number {
    const gate = flow.send
    gate.join(token, this.tokens.next)
    gate.count++
    if (this.logging) this.logs(at, code[pc + op.ROW], FOR_COMPANY, gate.id)
    if (gate.underway || (gate.awaited > 0 && gate.count < gate.frames)) {
      this.leave(at)
      return NONE
    }
    const batch = this.begins(gate, token)
    // It stops the guest itself.
    this.words[batch * TOKEN_WORDS + ANSWER_0] = 1
    return batch
  }

  /** What was handed over before the other side looked goes along with it, without another doorbell; so does what was plugged. */
  private handsOver(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): number {
    const plug = code[pc + op.WHO] === PLUG
    const here = this.words[at + THREAD] === this.words[at + VCPU]
    const gate = plug ? flow.plug : flow.doorbells[this.queueOf(at, flow)]
    const held = code[pc + op.MARK] === 1 && here
    // Nobody is plugged; and who had to wait for something comes by itself, not from the system call.
    if (plug && (!here || (!held && gate.first < 0))) return token
    gate.join(token, this.tokens.next)
    gate.count++
    if (this.logging) this.logs(at, code[pc + op.ROW], FOR_COMPANY, gate.id)
    if (!gate.underway && !held) return this.begins(gate, token)
    if (held) {
      const { plugged } = this.threads[this.words[at + VCPU]]
      if (!plugged.includes(gate)) plugged.push(gate)
    }
    this.leave(at)
    return NONE
  }

  /** A thread has nothing else to do: what was held back goes on. */
  letGo(gate: Gate): void {
    if (gate.underway || gate.first < 0) return
    const thread = this.threads[this.words[gate.first * TOKEN_WORDS + VCPU]]
    this.cores.enqueue(thread, this.begins(gate, gate.first), false)
  }

  /** An interrupt that was awaited has come; its world switch takes along who waits. */
  protected returns(at: number, flow: FlowParts): void {
    const gate = flow.send
    gate.awaited--
    if (gate.underway || gate.first < 0) return
    const batch = this.begins(gate, gate.first)
    this.words[batch * TOKEN_WORDS + CORE] = this.words[at + CORE]
    this.kernel.schedule(0, this.resumeActor, batch)
  }

  /** A batch begins with whoever waits at the gate, in the place of the one that completes it. */
  begins(gate: Gate, token: number): number {
    const words = this.words
    const at = token * TOKEN_WORDS
    const { code } = this
    const batch = this.newBatch(gate, at, code[words[at + PC] - op.WIDTH + op.TARGET])
    gate.underway = true
    if (gate.wait > 0 || gate.quiet > 0) this.stopTimer(gate)
    gate.opens = this.kernel.now + gate.quiet
    if (gate.echoes) this.willEcho(gate, batch, code[words[at + PC] - op.WIDTH + op.FARTHER])
    gate.served = 0
    gate.gone = 0
    // An interrupt that several vCPUs share goes to the first of them.
    const flow = this.flows[words[at + FLOW]]
    const { completion, vcpus, queueOf } = flow
    if (completion.length < vcpus.length && completion.includes(gate)) {
      const first = completion.length === 1 ? 0 : queueOf.indexOf(this.queueOf(at, flow))
      words[batch * TOKEN_WORDS + VCPU] = vcpus[first].id
    }
    gate.line?.begins(gate, flow, this.threads[words[batch * TOKEN_WORDS + VCPU]])
    this.takesOver(at, batch)
    return batch
  }

  /** A driver that hands its device something takes back what has ended, and says when it wants to hear of the rest (virtqueue_enable_cb_delayed). */
  protected takesBack(at: number, flow: FlowParts): void {
    const gate = flow.completion[flow.completion.length === 1 ? 0 : this.queueOf(at, flow)]
    gate.sent++
    gate.wanted = this.wanted(flow, gate)
    if (gate.underway || gate.first < 0) return
    const first = gate.first * TOKEN_WORDS
    let start = this.code[this.words[first + PC] - op.WIDTH + op.TARGET]
    while (this.code[start] !== op.WAVE) start += op.WIDTH
    const batch = this.newBatch(gate, first, start)
    this.words[batch * TOKEN_WORDS + VCPU] = this.words[at + VCPU]
    gate.underway = true
    gate.takenBack = true
    gate.served = 0
    gate.gone = 0
    if (gate.wait > 0 || gate.quiet > 0) this.stopTimer(gate)
    this.cores.enqueue(this.threads[this.words[at + VCPU]], batch, false)
  }

  /** Three quarters of what is under way, and one; never more than the ring can hold. */
  private wanted(flow: FlowParts, gate: Gate): number {
    return Math.min(flow.device.ring, Math.floor((3 * gate.sent) / 4) + 1)
  }

  protected wave(at: number, code: Int32Array, pc: number): void {
    const words = this.words
    const gate = this.gates[words[at + GATE]]
    if (code[pc + op.WHO] === 1) {
      words[at + PC] = code[pc + op.TARGET]
      this.polled(at, gate)
      return
    }
    const members = this.inOnePoll(gate)
    gate.served += members
    if (gate === this.flows[words[at + FLOW]].send) gate.awaited += Math.max(0, members)
    words[at + MEMBERS] = members
    words[at + PC] = members <= 0 ? code[pc + op.TARGET] : pc + op.WIDTH
  }

  /** All members go on; the token that goes on at once, or -1. On the thread where the batch ended: woken tasks, behind those that are ready already. */
  protected batchEnds(token: number, at: number): number {
    const words = this.words
    const gate = this.gates[words[at + GATE]]
    if (gate === this.flows[words[at + FLOW]].acknowledge) {
      this.leave(at)
      this.recorder.counted(this.flows[words[at + FLOW]].index, words, at)
      gate.count--
    } else if (gate.flow >= 0) {
      this.leave(at)
      this.recorder.counted(gate.flow, words, at)
      gate.underway = false
      if (gate.count > 0) this.startTimer(gate, gate.wait)
    } else if (gate.echoing) {
      this.leave(at)
      this.recorder.counted(this.flows[words[at + FLOW]].index, words, at)
      this.echoed(gate)
    } else if (gate.underway) {
      if (this.logging) this.batchIsOver(token, at, gate)
      if (this.flows[words[at + FLOW]].tails.includes(gate)) return this.rung(token, at, gate)
      if (gate === this.flows[words[at + FLOW]].send) return this.sendEnds(token, at, gate)
      const thread = words[at + THREAD]
      this.leave(at)
      const next = this.tokens.next
      gate.passed(this.kernel.now)
      gate.line?.ends(gate)
      // After an interrupt the driver wants to hear of the next one at once.
      gate.wanted = gate.takenBack ? this.wanted(this.flows[words[at + FLOW]], gate) : 1
      gate.takenBack = false
      // What the batch counted is its first member's.
      if (gate.first >= 0) handOver(words, at, gate.first * TOKEN_WORDS)
      let member = gate.first
      gate.first = NONE
      gate.count = 0
      gate.underway = false
      while (member >= 0) {
        const following = next[member]
        this.goesOn(member, thread)
        member = following
      }
      if (gate.owes) this.quietEnds(gate)
    } else {
      const flow = this.flows[words[at + FLOW]]
      this.recorder.counted(flow.index, words, at)
      const slot = words[at + BEGUN]
      this.tokens.give(token)
      this.wroteBack(flow, slot)
      return NONE
    }
    this.tokens.give(token)
    return NONE
  }

  /** The host has these packets: the first goes on in the batch's place, the others beside it. */
  private sendEnds(token: number, at: number, gate: Gate): number {
    const { first } = gate
    handOver(this.words, at, first * TOKEN_WORDS)
    this.takesOver(at, first)
    for (let member = this.tokens.next[first]; member >= 0; member = this.tokens.next[member])
      this.kernel.schedule(0, this.resumeActor, member)
    gate.first = NONE
    gate.count = 0
    gate.underway = false
    this.tokens.give(token)
    return first
  }
}
