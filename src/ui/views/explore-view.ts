/** What the scatter shows of a space: points, front, axes, what lies on the bench, the way there, and the point in hand. */
import {
  type Goal,
  indexAfter,
  isSpaceOf,
  type Level,
  type ScatterPoint,
  type Space,
  scatterFront,
  scatterPoints,
} from '../../game/index.ts'
import type { Bench } from '../bench.ts'
import { remember } from '../looks/line.ts'
import type { Explored, Screen, State } from '../state.ts'
import { type Axis, axisOf, placeOn } from './axis.ts'

export type ExploreScreen = Extract<Screen, { at: 'explore' }>

/** A point with its place on both axes, 0 to 1. */
export interface PlacedPoint extends ScatterPoint {
  readonly across: number
  readonly up: number
}

export interface ExploreView {
  readonly level: Level
  readonly explored: Explored
  readonly points: readonly PlacedPoint[]
  readonly front: readonly PlacedPoint[]
  readonly xAxis: Axis
  readonly yAxis: Axis
  readonly xGoal?: Goal
  readonly yGoal?: Goal
  /** Number of the configuration on the bench; -1: not of this space. */
  readonly mine: number
  /** Numbers of the newest different configurations that were run here, the oldest first; at most nine. */
  readonly trail: readonly number[]
  /** The point in hand; undefined where nothing is shown. */
  readonly held?: PlacedPoint
}

const LONGEST_TRAIL = 9

const goalOn = (level: Level, metric: string) =>
  level.goals.find((goal) => goal.metric === metric && goal.op !== '==')

/** Points, front and axes: they change with the space, the axes and the filter, not with the cursor. */
const plotted = remember(
  (level: Level, space: Space, x: string, y: string, filter: ExploreScreen['filter']) => {
    const all = scatterPoints(level, space, x, y)
    const xGoal = goalOn(level, x)
    const yGoal = goalOn(level, y)
    const xAxis = axisOf(
      all.map((point) => point.x),
      xGoal?.target,
    )
    const yAxis = axisOf(
      all.map((point) => point.y),
      yGoal?.target,
    )
    const placed = (point: ScatterPoint): PlacedPoint => ({
      ...point,
      across: placeOn(xAxis, point.x),
      up: placeOn(yAxis, point.y),
    })
    const points = (filter === 'all' ? all : scatterPoints(level, space, x, y, filter)).map(placed)
    const front = scatterFront(level, space, x, y).map(placed)
    return { points, front, xAxis, yAxis, xGoal, yGoal }
  },
)

/** The configurations that were run, each at its newest place. */
function trailOf(bench: Bench): readonly number[] {
  const run = bench.play.runs
    .map((note) => indexAfter(bench.play.level, note.moves))
    .filter((one) => one >= 0)
  return run.filter((one, place) => run.lastIndexOf(one) === place).slice(-LONGEST_TRAIL)
}

/** What is measured of the level on the bench, if it was asked for. */
export function exploredHere(state: State, level: Level): Explored | undefined {
  const { explored } = state
  return explored !== undefined && isSpaceOf(explored.space, level) ? explored : undefined
}

export function exploreView(state: State, bench: Bench, screen: ExploreScreen): ExploreView | undefined {
  const { level, moves } = bench.play
  const explored = exploredHere(state, level)
  if (explored === undefined) return undefined
  const plot = plotted(level, explored.space, screen.x, screen.y, screen.filter)
  const mine = indexAfter(level, moves)
  const wanted = screen.cursor ?? mine
  const held = plot.points.find((point) => point.index === wanted) ?? plot.points[0]
  return { level, explored, ...plot, mine, trail: trailOf(bench), ...(held === undefined ? {} : { held }) }
}

/** Points nearer than this are one to the eye. */
const SAME = 1e-9

/** Those that share both numbers with a point, it among them. */
export function sameAs(view: ExploreView, held: PlacedPoint): readonly PlacedPoint[] {
  return view.points.filter(
    (point) => Math.abs(point.across - held.across) < SAME && Math.abs(point.up - held.up) < SAME,
  )
}

/** A step aside costs so much more than one in the direction asked for. */
const ASIDE = 2.5

/** The nearest point in a direction; the one in hand where there is none. */
export function towards(view: ExploreView, held: PlacedPoint, across: number, up: number): PlacedPoint {
  let best = held
  let least = Number.POSITIVE_INFINITY
  for (const point of view.points) {
    const dx = point.across - held.across
    const dy = point.up - held.up
    const ahead = dx * across + dy * up
    if (ahead < 0.004) continue
    const far = ahead + ASIDE * Math.abs(across === 0 ? dx : dy)
    if (far >= least) continue
    best = point
    least = far
  }
  return best
}
