/** A program while it is written: instructions one after the other, and places to fill in later. */
import { type Fork, TARGET } from './program.ts'

export class Writer {
  readonly words: number[] = []
  readonly forks: Fork[] = []
  readonly texts: string[] = []
  /** Commands and batches, to be written after the main list. */
  readonly later: (() => void)[] = []
  /** Places to fill in with the landing of the innermost attempt. */
  faults: number[][] = [[]]
  /** Where the first write-back begins; -1: there is none. */
  writeBack = -1
  /** Writing the steps of a batch. */
  masked = 0

  get here(): number {
    return this.words.length
  }

  emit(
    kind: number,
    more: Partial<
      Record<
        | 'who'
        | 'nanos'
        | 'answer'
        | 'target'
        | 'row'
        | 'use'
        | 'exit'
        | 'count'
        | 'bytes'
        | 'mark'
        | 'urgent'
        | 'farther'
        | 'moved',
        number
      >
    > = {},
  ): number {
    const at = this.here
    this.words.push(
      kind,
      more.who ?? 0,
      more.nanos ?? 0,
      more.answer ?? -1,
      more.target ?? 0,
      more.row ?? 0,
      more.use ?? 0,
      more.exit ?? 0,
      more.count ?? 0,
      more.bytes ?? 0,
      more.mark ?? 0,
      more.urgent ?? 0,
      more.farther ?? 0,
      more.moved ?? 0,
    )
    return at
  }

  aim(at: number): void {
    this.words[at + TARGET] = this.here
  }

  /** Faults of the innermost attempt land here. */
  landFaults(): void {
    for (const at of this.faults[this.faults.length - 1]) this.aim(at)
    this.faults[this.faults.length - 1] = []
  }
}
