/** A space as points over two metrics: which of them are shown, which nobody beats, and where one configuration stands. */
import type { Level } from '../level.ts'
import { compare } from '../play/score.ts'
import { betterFor } from './optimum.ts'
import { numbersOf, type Space } from './shipped-space.ts'
import { digitsAt } from './space.ts'

export interface ScatterPoint {
  readonly index: number
  readonly x: number
  readonly y: number
  readonly wins: boolean
}

/** Which configurations are shown: all, those that pass, or those that reach one goal (its place in level.goals). */
export type ScatterFilter = 'all' | 'winning' | number

export function scatterFilters(level: Level): readonly ScatterFilter[] {
  return ['all', 'winning', ...level.goals.keys()]
}

function isShown(level: Level, space: Space, index: number, filter: ScatterFilter): boolean {
  if (filter === 'all') return true
  if (filter === 'winning') return space.wins(index)
  const goal = level.goals[filter]
  return goal !== undefined && compare(space.values(index, goal.metric), goal.op, goal.target)
}

/** Every configuration with a number on both axes. */
export function scatterPoints(
  level: Level,
  space: Space,
  x: string,
  y: string,
  filter: ScatterFilter = 'all',
): readonly ScatterPoint[] {
  const points: ScatterPoint[] = []
  for (let index = 0; index < space.configurations; index++) {
    const point = { index, x: space.values(index, x), y: space.values(index, y), wins: space.wins(index) }
    if (Number.isFinite(point.x) && Number.isFinite(point.y) && isShown(level, space, index, filter))
      points.push(point)
  }
  return points
}

/** Metrics that make an axis: at least two configurations differ in them. */
export function scatterAxes(space: Space): readonly string[] {
  return space.metrics.filter((metric) => {
    let first: number | undefined
    for (let index = 0; index < space.configurations; index++) {
      const value = space.values(index, metric)
      if (!Number.isFinite(value)) continue
      if (first !== undefined && value !== first) return true
      first = value
    }
    return false
  })
}

type Better = (value: number, other: number) => boolean

function betterIn(level: Level, metric: string): Better {
  const asked = [...level.goals, ...level.medals.flat()].find((goal) => goal.metric === metric)
  return betterFor(metric, asked?.op)
}

/** Does one beat another: no worse in either, better in one? */
function beats(one: ScatterPoint, other: ScatterPoint, betterX: Better, betterY: Better): boolean {
  const worse = betterX(other.x, one.x) || betterY(other.y, one.y)
  return !worse && (betterX(one.x, other.x) || betterY(one.y, other.y))
}

/** Every gate (a goal with ==) holds: numbers of a host that breaks one are nothing to compare with. */
function isGated(level: Level, space: Space, index: number): boolean {
  return level.goals.every(
    ({ metric, op, target }) => op !== '==' || compare(space.values(index, metric), op, target),
  )
}

/** The points that none beats in both metrics, gates kept; one for each pair of numbers, from the least x on. */
export function scatterFront(level: Level, space: Space, x: string, y: string): readonly ScatterPoint[] {
  const betterX = betterIn(level, x)
  const betterY = betterIn(level, y)
  const points = scatterPoints(level, space, x, y).filter(({ index }) => isGated(level, space, index))
  const first = new Map(points.toReversed().map((point) => [`${point.x} ${point.y}`, point]))
  const different = [...first.values()]
  return different
    .filter((point) => !different.some((other) => beats(other, point, betterX, betterY)))
    .sort((one, other) => one.x - other.x || one.index - other.index)
}

export interface Standing {
  /** Its place in each metric, from 1. */
  readonly x: number
  readonly y: number
  /** Configurations among which it stands: they have both numbers. */
  readonly of: number
  /** Of them, those that are better in both, gates kept: as good in one is not enough. */
  readonly beaten: number
  /** Knobs between it and the nearest configuration that passes; 0: it passes; undefined: none does. */
  readonly steps: number | undefined
}

/** Where one configuration stands among those that the filter keeps; undefined: it is none of them, or has no numbers. */
export function standingOf(
  level: Level,
  space: Space,
  x: string,
  y: string,
  index: number,
  among: ScatterFilter = 'all',
): Standing | undefined {
  const betterX = betterIn(level, x)
  const betterY = betterIn(level, y)
  const points = scatterPoints(level, space, x, y, among)
  const mine = points.find((point) => point.index === index)
  if (mine === undefined) return undefined
  return {
    x: 1 + points.filter((point) => betterX(point.x, mine.x)).length,
    y: 1 + points.filter((point) => betterY(point.y, mine.y)).length,
    of: points.length,
    beaten: points.filter(
      (point) => betterX(point.x, mine.x) && betterY(point.y, mine.y) && isGated(level, space, point.index),
    ).length,
    steps: stepsToWin(level, space, index),
  }
}

function stepsToWin(level: Level, space: Space, index: number): number | undefined {
  const mine = digitsAt(level, index)
  let least: number | undefined
  for (let other = 0; other < space.configurations; other++) {
    if (!space.wins(other)) continue
    const steps = digitsAt(level, other).filter((digit, place) => digit !== mine[place]).length
    if (least === undefined || steps < least) least = steps
  }
  return least
}

/** How many pass, of those that can be. */
export function passingOf(space: Space): { readonly winning: number; readonly of: number } {
  const known = numbersOf(space).filter((index) =>
    space.metrics.some((metric) => Number.isFinite(space.values(index, metric))),
  )
  return { winning: known.filter((index) => space.wins(index)).length, of: known.length }
}
