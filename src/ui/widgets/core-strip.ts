/** What each core does at the playhead, and over time: a sign for what took most of a while. */
import { CORE_KINDS, type Run } from '../../machine/index.ts'
import { type Line, line, type Span, span } from '../looks/line.ts'
import { coreLook } from './cores.ts'

const KINDS = CORE_KINDS.length

/** Nanoseconds by slice and CORE_KINDS, the finest that the run has. */
export interface Slices {
  /** Nanoseconds of one slice. */
  readonly width: number
  readonly count: number
  /** Per core: slice after slice, a number for each kind. */
  readonly cores: readonly ArrayLike<number>[]
}

const coarse = new WeakMap<Run, Slices>()

export function slicesOf(run: Run): Slices {
  const { fine } = run
  if (fine !== undefined) return { width: fine.width, count: fine.slices, cores: fine.cores }
  const known = coarse.get(run) ?? coarseOf(run)
  coarse.set(run, known)
  return known
}

/** Of a run without a log: the slices of its curves. */
function coarseOf({ series }: Run): Slices {
  const cores = series.cores.map((kinds) =>
    Float64Array.from(
      { length: series.slices * KINDS },
      (_, at) => kinds[at % KINDS]?.[Math.floor(at / KINDS)] ?? 0,
    ),
  )
  return { width: series.width, count: series.slices, cores }
}

/** Adds up what a core did in slices `from` to `to`, by CORE_KINDS. */
export function addUp(
  slices: Slices,
  core: number,
  from: number,
  to: number,
  sums: Float64Array,
  at = 0,
): void {
  const nanos = slices.cores[core]
  for (let index = from * KINDS; index < to * KINDS; index += KINDS)
    for (let kind = 0; kind < KINDS; kind++) sums[at + kind] += nanos[index + kind]
}

/** The sign of what took most of some nanoseconds; a dot: nothing; a thick one: nothing for the larger part. @param at where its kinds begin */
export function signOf(sums: Float64Array, at: number, nanos: number): Span {
  let busy = 0
  let most = 0
  for (let kind = 0; kind < KINDS; kind++) {
    busy += sums[at + kind]
    if (sums[at + kind] > sums[at + most]) most = kind
  }
  if (busy === 0) return span('·', 'wait')
  return busy * 2 < nanos ? span('∙', 'muted') : coreLook(CORE_KINDS[most])
}

/** `0 █  1 ▓  2 ·`; of many cores the signs alone, by eights. */
export function coreStrip(run: Run, at: number, cells: number): Line {
  const slices = slicesOf(run)
  const slice = Math.min(slices.count - 1, Math.max(0, Math.floor(at / slices.width)))
  const signs = run.cores.map((_, core) => {
    const sums = new Float64Array(KINDS)
    addUp(slices, core, slice, slice + 1, sums)
    return signOf(sums, 0, slices.width)
  })
  const numbered = signs.flatMap((sign, core) => [span(`${core} `, 'muted'), sign, span('  ')])
  const width = numbered.reduce((sum, { text }) => sum + text.length, 0)
  if (width <= cells) return line(...numbered)
  return line(...signs.flatMap((sign, core) => (core > 0 && core % 8 === 0 ? [span(' '), sign] : [sign])))
}
