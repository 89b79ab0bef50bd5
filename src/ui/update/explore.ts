/** Explore: moving from point to point, other axes, the filter, and a point put on the bench. */
import {
  countConfigurations,
  isRefusal,
  isSpaceOf,
  MOST_SURVEYED,
  movesAt,
  reducePlay,
  scatterAxes,
  scatterFilters,
} from '../../game/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { grouped } from '../looks/format.ts'
import { type Message, push, replaceTop, type State, type Step, step, withNotice } from '../state.ts'
import { isExamined } from '../task.ts'
import { isRevealed } from '../views/debrief-run.ts'
import { type ExploreScreen, exploredHere, exploreView, sameAs, towards } from '../views/explore-view.ts'
import { simulateLoaded } from './runs.ts'

/** Opens the scatter of the level on the bench; its space is asked for once. */
export function openExplore(state: State): Step {
  const { bench } = state
  if (bench === undefined) return step(state)
  if (isExamined(bench)) return step(withNotice(state, words.task.hiddenWhat(words.explore.scatter)))
  const { level } = bench.play
  const count = countConfigurations(level)
  if (count > MOST_SURVEYED)
    return step(withNotice(state, words.explore.tooMany(grouped(count), grouped(MOST_SURVEYED))))
  const [x, y] = level.headline
  const quiet: State = { ...state, bench: { ...bench, playing: false, notice: undefined } }
  const shown = push(quiet, { at: 'explore', x, y, filter: 'all' })
  return exploredHere(state, level) === undefined ? step(shown, { kind: 'explore', level }) : step(shown)
}

/** More of the space is known. */
export function explored(state: State, message: Extract<Message, { kind: 'explored' }>): State {
  const { space, done, of } = message
  const level = state.bench?.play.level
  return level !== undefined && isSpaceOf(space, level) ? { ...state, explored: { space, done, of } } : state
}

function after<Choice>(list: readonly Choice[], now: Choice): Choice {
  return list[(list.indexOf(now) + 1) % list.length] ?? now
}

const DIRECTIONS: Readonly<Partial<Record<CommandId, readonly [number, number]>>> = {
  'point-left': [-1, 0],
  'point-right': [1, 0],
  'point-up': [0, 1],
  'point-down': [0, -1],
}

/** A command on the scatter; undefined: not its business. */
export function exploreCommand(
  state: State,
  bench: Bench,
  screen: ExploreScreen,
  command: CommandId,
): Step | undefined {
  const view = exploreView(state, bench, screen)
  const to = (change: Partial<ExploreScreen>) => step(replaceTop(state, { ...screen, ...change }))
  const other = (now: string, beside: string) =>
    view === undefined
      ? now
      : after(
          scatterAxes(view.explored.space).filter((one) => one !== beside),
          now,
        )
  switch (command) {
    case 'x-axis':
      return to({ x: other(screen.x, screen.y) })
    case 'y-axis':
      return to({ y: other(screen.y, screen.x) })
    case 'filter':
      return to({ filter: after(scatterFilters(bench.play.level), screen.filter) })
    case 'to-mine':
      return to({ cursor: undefined })
    case 'try':
      return view?.held === undefined ? step(state) : tryPoint(state, bench, view.held.index)
    case 'panel-number':
      return step(state)
    default:
      return moveCommand(state, screen, view, command)
  }
}

function moveCommand(
  state: State,
  screen: ExploreScreen,
  view: ReturnType<typeof exploreView>,
  command: CommandId,
): Step | undefined {
  const direction = DIRECTIONS[command]
  const moves = direction !== undefined || ['next-front', 'next-panel', 'panel-before'].includes(command)
  if (!moves) return undefined
  if (view?.held === undefined) return step(state)
  const { held, front } = view
  const to = (cursor: number) => step(replaceTop(state, { ...screen, cursor }))
  if (direction !== undefined) return to(towards(view, held, direction[0], direction[1]).index)
  if (command === 'next-front') {
    const shown = front.filter((point) => view.points.some((one) => one.index === point.index))
    const next = shown[shown.findIndex((point) => point.index === held.index) + 1] ?? shown[0]
    return next === undefined ? step(state) : to(next.index)
  }
  const same = sameAs(view, held)
  const by = command === 'next-panel' ? 1 : -1
  const at = same.findIndex((point) => point.index === held.index) + by
  return to(same[(at + same.length) % same.length].index)
}

/** What a point is may be seen once the level is passed; then it can be played. */
function tryPoint(state: State, bench: Bench, index: number): Step {
  if (!isRevealed(bench)) return step(withNotice(state, words.explore.hidden))
  const moves = movesAt(bench.play.level, index)
  const answer = reducePlay(bench.play, { kind: 'load', moves })
  if (isRefusal(answer)) return step(withNotice(state, answer.problem))
  return simulateLoaded({ ...state, stack: stackToBench(state) }, bench, answer.play)
}

/** The screens up to the bench; explore can be opened from the sandbox too, before there is one. */
export function stackToBench({ stack }: State): State['stack'] {
  const at = stack.findIndex((screen) => screen.at === 'bench')
  if (at >= 0) return stack.slice(0, at + 1)
  return [...stack.filter((screen) => screen.at !== 'explore'), { at: 'bench' }]
}
