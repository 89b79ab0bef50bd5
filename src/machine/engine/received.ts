/** Received packets: a driver takes them in polls, and each finds its place at the socket, or none. */

import * as op from '../path/program.ts'
import { FOR_THREAD } from '../record/recorder.ts'
import { NONE } from '../units.ts'
import { Echoes } from './echoes.ts'
import type { Gate } from './gate.ts'
import { FLOW, handOver, PC, THREAD, TOKEN_WORDS } from './token.ts'

/** A hold that is short drops the traveller. */
const DROPS = op.SHORT.indexOf('drop')
/** Packets that a driver takes before it gives their descriptors back (Linux' NAPI_POLL_WEIGHT). */
const POLL_WEIGHT = 64

export abstract class Received extends Echoes {
  /** Members of its batch that are served next: all that are there, and of received packets as many as one poll takes. */
  protected inOnePoll(gate: Gate): number {
    const waiting = gate.count - gate.served
    return waiting > POLL_WEIGHT && this.socketOf(gate.first) >= 0 ? POLL_WEIGHT : waiting
  }

  /** The packets of a poll are through the stack, and the next poll finds their descriptors free. The first takes over what was counted. */
  protected polled(at: number, gate: Gate): void {
    if (gate.first < 0 || this.socketOf(gate.first) < 0) return
    const { words } = this
    const { next } = this.tokens
    handOver(words, at, gate.first * TOKEN_WORDS)
    let member = gate.first
    for (; gate.served > 0; gate.served--) {
      const following = next[member]
      this.goesOn(member, words[at + THREAD])
      gate.count--
      gate.gone++
      member = following
    }
    gate.first = member
  }

  /** Where a received packet takes its place at the socket; -1: it does not. */
  private socketOf(member: number): number {
    const at = member * TOKEN_WORDS
    const { code } = this
    let pc = this.words[at + PC]
    while (code[pc] === op.RELEASE) pc += op.WIDTH
    return code[pc] === op.HOLD && code[pc + op.URGENT] === DROPS ? pc : NONE
  }

  /** The interrupt has done its part for a member: it waits for this thread. */
  protected goesOn(member: number, thread: number): void {
    if (this.overruns(member)) return
    this.stands(member, FOR_THREAD)
    this.cores.enqueue(this.threads[thread], member, false)
  }

  /** A packet takes its place at the socket in the interrupt itself, its descriptor free again, or finds none and is lost. */
  private overruns(member: number): boolean {
    const socket = this.socketOf(member)
    if (socket < 0) return false
    const at = member * TOKEN_WORDS
    const flow = this.flows[this.words[at + FLOW]]
    const { code } = flow.program
    const pc = this.words[at + PC]
    this.words[at + PC] = socket
    for (let held = pc; held < socket; held += op.WIDTH) this.release(at, flow, code[held + op.WHO])
    return this.hold(member, at, flow, code, socket)
  }
}
