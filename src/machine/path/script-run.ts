/**
 * A script that runs on the model of a card: after so many instructions in a row the model lets it go on later, so that one that
 * waits for its guest in a circle does not keep the process for ever. (QEMU, hw/scsi/lsi53c895a.c, LSI_MAX_INSN and its timer,
 * since 9.0 and 7.2.11.)
 */
import type { Nanos } from '../units.ts'

const MOST = 100

/** How often one that begins now stops within so many. */
export function pausesAlone(instructions: number): number {
  return Math.floor(instructions / MOST)
}

/** The script of one card. */
export class ScriptRun {
  private count = 0
  /** When it handed over last: what follows at once is in a row with it. */
  private until: Nanos = -1

  /** @param instructions 0: it hands over. Returns how often it stops. */
  runs(instructions: number, anew: boolean, now: Nanos): number {
    if (instructions === 0) {
      this.until = now
      return 0
    }
    if (anew || now !== this.until) this.count = 0
    this.count += instructions
    const pauses = Math.floor(this.count / MOST)
    this.count %= MOST
    return pauses
  }
}
