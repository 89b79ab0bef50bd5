/**
 * Faults that the unit writes down: so many records, until its interrupt's handler has read and cleared them. What comes
 * meanwhile and finds none is stopped all the same, and nobody learns of it.
 *
 * Not modelled: the CPU time of the handler.
 */
import type { Nanos } from '../units.ts'

export class FaultLog {
  recorded = 0
  lost = 0
  private readonly records: number
  private readonly handling: Nanos
  private taken = 0
  private clearedAt = 0

  /** @param handling from the first fault until the records are free again */
  constructor(records: number, handling: Nanos) {
    this.records = records
    this.handling = handling
  }

  note(now: Nanos): void {
    if (this.taken > 0 && now >= this.clearedAt) this.taken = 0
    if (this.taken === 0) this.clearedAt = now + this.handling
    if (this.taken === this.records) {
      this.lost++
      return
    }
    this.taken++
    this.recorded++
  }
}
