/**
 * The whole space of a level as it is shipped with the game: measured before, so that the scatter needs no computing. A few
 * kilobytes of text a level: who wins with how many medals is exact, values are rounded to what a screen shows.
 * `npm run prove` writes it, and a test measures a sample of it again.
 */
import { formatMetric } from '../../metrics/index.ts'
import type { Level } from '../level.ts'
import { IMPOSSIBLE, type Landscape, meanAt } from './measure.ts'
import { starsOf } from './optimum.ts'

/** Every configuration of a level in numbers, in the order of `configurations(level)`. */
export interface Space {
  /** Id of its level. */
  readonly level: string
  /** Of the level as it was when this was measured. */
  readonly hash: string
  readonly metrics: readonly string[]
  readonly configurations: number
  /** Mean over the seeds; not a number where the configuration cannot exist, and where nobody measured the metric. */
  values(index: number, metric: string): number
  /** On every seed. */
  wins(index: number): boolean
  /** The fewest of any seed: 0 … 3. */
  medals(index: number): number
}

/** Numbers of all configurations of a space. */
export function numbersOf({ configurations }: Space): readonly number[] {
  return Array.from({ length: configurations }, (_, index) => index)
}

/** A metric of all configurations: different values once, and for each configuration which of them. */
export interface PackedColumn {
  readonly metric: string
  readonly values: readonly number[]
  /** One character a configuration, or two where there are many values; a place in `values`. */
  readonly places: string
}

export interface PackedSpace {
  readonly format: 1
  readonly level: string
  readonly hash: string
  /** One character a configuration: its medals, or `-` where it cannot exist. */
  readonly medals: string
  readonly columns: readonly PackedColumn[]
}

const NEVER = '-'
/** Characters that JSON writes as they are. */
const DIGITS = Array.from({ length: 94 }, (_, place) => String.fromCharCode(33 + place))
  .filter((character) => character !== '"' && character !== '\\')
  .join('')

/** The space of a level from all that was measured. */
export function packSpace(level: Level, landscape: Landscape): PackedSpace {
  const stars = starsOf(level, landscape)
  return {
    format: 1,
    level: level.id,
    hash: level.hash,
    medals: stars.map((many, index) => (exists(landscape, index) ? many : NEVER)).join(''),
    columns: landscape.metrics.map((metric) =>
      packColumn(
        metric,
        stars.map((_, index) => shown(metric, meanAt(landscape, index, metric))),
      ),
    ),
  }
}

function exists(landscape: Landscape, index: number): boolean {
  return landscape.measured[index * landscape.seeds].paths !== IMPOSSIBLE
}

/** The shortest number that a screen shows as it would show this one. */
export function shown(metric: string, value: number): number {
  if (!Number.isFinite(value)) return value
  const text = formatMetric(metric, value)
  for (let precision = 1; precision < 17; precision++) {
    const short = Number(value.toPrecision(precision))
    if (formatMetric(metric, short) === text) return short
  }
  return value
}

function packColumn(metric: string, numbers: readonly number[]): PackedColumn {
  const values = [...new Set(numbers.filter(Number.isFinite))].sort((one, other) => one - other)
  const width = widthOf(values)
  const place = new Map(values.map((value, at) => [value, at]))
  // What has no value stands one beyond the last.
  const places = numbers.map((value) => digitsOf(place.get(value) ?? values.length, width)).join('')
  return { metric, values, places }
}

function widthOf(values: readonly number[]): number {
  return values.length < DIGITS.length ? 1 : 2
}

function digitsOf(place: number, width: number): string {
  const low = DIGITS[place % DIGITS.length]
  return width === 1 ? low : DIGITS[Math.floor(place / DIGITS.length)] + low
}

function placeOf(places: string, index: number, width: number): number {
  if (width === 1) return DIGITS.indexOf(places[index])
  return DIGITS.indexOf(places[2 * index]) * DIGITS.length + DIGITS.indexOf(places[2 * index + 1])
}

/** A space from what is shipped. */
export function readSpace(packed: PackedSpace): Space {
  const { level, hash, medals, columns } = packed
  const byMetric = new Map(
    columns.map(({ metric, values, places }) => {
      const width = widthOf(values)
      return [metric, (index: number) => values[placeOf(places, index, width)] ?? Number.NaN] as const
    }),
  )
  return {
    level,
    hash,
    metrics: columns.map((column) => column.metric),
    configurations: medals.length,
    values: (index, metric) => byMetric.get(metric)?.(index) ?? Number.NaN,
    wins: (index) => medals[index] > '0',
    medals: (index) => (medals[index] > '0' ? Number(medals[index]) : 0),
  }
}

/** A space that was measured here and now, where none is shipped. */
export function spaceOf(level: Level, landscape: Landscape): Space {
  return readSpace(packSpace(level, landscape))
}

/** Is this the space of the level as it stands? */
export function isSpaceOf(space: Pick<Space, 'level' | 'hash'>, level: Pick<Level, 'id' | 'hash'>): boolean {
  return space.level === level.id && space.hash === level.hash
}
