/** What each core does at the playhead, and over time: a sign for what took most of a while. */
import { CORE_KINDS, type Run } from '../../machine/index.ts'
import { type Line, line, type Span, span } from '../line.ts'
import { coreLook } from './cores.ts'

/** Nanoseconds by CORE_KINDS that a core spent in some slices, from the finest that the run has. */
export interface Slices {
  /** Nanoseconds of one slice. */
  readonly width: number
  readonly count: number
  /** Time of a core for one kind of work in one slice. */
  spent(core: number, slice: number, kind: number): number
}

export function slicesOf(run: Run): Slices {
  const { fine, series } = run
  if (fine !== undefined)
    return {
      width: fine.width,
      count: fine.slices,
      spent: (core, slice, kind) => fine.cores[core]?.[slice * CORE_KINDS.length + kind] ?? 0,
    }
  return {
    width: series.width,
    count: series.slices,
    spent: (core, slice, kind) => series.cores[core]?.[kind]?.[slice] ?? 0,
  }
}

/** The sign of what a core did most in slices `from` to `to`; a dot: nothing, for the larger part. */
export function signOf(slices: Slices, core: number, from: number, to: number): Span {
  const kinds = CORE_KINDS.map((_, kind) => {
    let sum = 0
    for (let slice = from; slice < to; slice++) sum += slices.spent(core, slice, kind)
    return sum
  })
  const busy = kinds.reduce((sum, one) => sum + one, 0)
  const idle = (to - from) * slices.width - busy
  const most = Math.max(...kinds)
  if (most <= 0 || idle > busy) return busy > 0 ? span('∙', 'muted') : span('·', 'wait')
  return coreLook(CORE_KINDS[kinds.indexOf(most)])
}

/** `0 █  1 ▓  2 ·`; of many cores the signs alone, by eights. */
export function coreStrip(run: Run, at: number, cells: number): Line {
  const slices = slicesOf(run)
  const slice = Math.min(slices.count - 1, Math.max(0, Math.floor(at / slices.width)))
  const signs = run.cores.map((_, core) => signOf(slices, core, slice, slice + 1))
  const numbered = signs.flatMap((sign, core) => [span(`${core} `, 'muted'), sign, span('  ')])
  const width = numbered.reduce((sum, { text }) => sum + text.length, 0)
  if (width <= cells) return line(...numbered)
  return line(...signs.flatMap((sign, core) => (core > 0 && core % 8 === 0 ? [span(' '), sign] : [sign])))
}
