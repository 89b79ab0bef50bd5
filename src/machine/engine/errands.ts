/** What goes on beside requests, piece by piece: neighbours' noise, pages of a guest that moves, ticks, storms on a line. */
import type { Machine } from './interpret.ts'
import { BEGUN, FLOW, PC, REQUEST, THREAD, TOKEN_WORDS, VCPU } from './token.ts'

export class Errands {
  private readonly machine: Machine
  /** By traveller: asked after each piece, does it go on? */
  private readonly goOn = new Map<number, () => boolean>()

  constructor(machine: Machine) {
    this.machine = machine
  }

  /** @param start where the steps of one piece begin */
  begins(thread: number, start: number, flow: number, goesOn: () => boolean): void {
    const { tokens } = this.machine
    const token = tokens.take()
    if (token < 0) throw new Error('more neighbours than there is room for')
    const at = token * TOKEN_WORDS
    tokens.words[at + PC] = start
    tokens.words[at + FLOW] = flow
    tokens.words[at + REQUEST] = -1
    tokens.words[at + VCPU] = thread
    tokens.words[at + BEGUN] = start
    this.goOn.set(token, goesOn)
    this.machine.advance(token)
  }

  /** A piece is done. True: the next begins at once. */
  ended(token: number, at: number): boolean {
    const { tokens, threads, recorder } = this.machine
    const thread = tokens.words[at + THREAD]
    tokens.words[at + PC] = tokens.words[at + BEGUN]
    if (this.goOn.get(token)?.() === true) return true
    if (thread >= 0) threads[thread].token = -1
    recorder.counted(tokens.words[at + FLOW], tokens.words, at)
    tokens.give(token)
    return false
  }
}
