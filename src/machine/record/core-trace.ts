/** What each core did over time, in finer slices than the curves: of a recorded run. All of it is made before the run begins. */
import type { Nanos } from '../units.ts'

const SLICES = 1536

/** Nanoseconds by core, slice and CORE_KINDS; the rest of a slice was idle. */
export interface FineCores {
  /** Nanoseconds of one slice. */
  readonly width: Nanos
  readonly slices: number
  /** Per core: slice after slice, a number for each of CORE_KINDS. */
  readonly cores: readonly Uint32Array[]
}

export class CoreTrace implements FineCores {
  readonly width: Nanos
  readonly slices = SLICES
  readonly cores: readonly Uint32Array[]
  private readonly kinds: number

  constructor(cores: number, kinds: number, duration: Nanos) {
    this.width = Math.max(1, Math.ceil(duration / SLICES))
    this.kinds = kinds
    this.cores = Array.from({ length: cores }, () => new Uint32Array(SLICES * kinds))
  }

  /** A core did one kind of work for a while. */
  did(core: number, use: number, from: Nanos, to: Nanos): void {
    const nanos = this.cores[core]
    let slice = Math.min(SLICES - 1, Math.floor(from / this.width))
    let at = from
    while (at < to) {
      // What comes after the last slice belongs to it.
      const end = slice === SLICES - 1 ? to : Math.min(to, (slice + 1) * this.width)
      nanos[slice * this.kinds + use] += end - at
      at = end
      slice++
    }
  }
}
