/** Explore in sentences: how many pass, where yours stands, the front, and which knob says most. */
import { movesAt, passingOf, standingOf } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { grouped } from '../looks/format.ts'
import { filterName, weights } from '../screens/explore.ts'
import type { State } from '../state.ts'
import { isRevealed } from '../views/debrief-run.ts'
import { type ExploreScreen, type ExploreView, exploreView } from '../views/explore-view.ts'
import { capital, numbered, sentence } from './aloud.ts'
import { knobName, spokenName } from './bench.ts'

function nameIn(bench: Bench): (metric: string) => string {
  return (metric) => spokenName(bench, metric)
}

/** The moves that lead to a configuration, once one may know. */
export function movesSaid(bench: Bench, index: number): string {
  const moves = movesAt(bench.play.level, index)
  if (moves.length === 0) return words.explore.start
  return moves.map(({ key, value }) => `${knobName(key)} ${plainLine(value)}`).join(', ')
}

function pointSaid(bench: Bench, view: ExploreView, screen: ExploreScreen, index: number): string {
  const name = nameIn(bench)
  const { space } = view.explored
  const value = (metric: string) => `${name(metric)} ${formatMetric(metric, space.values(index, metric))}`
  const said = words.line.point(value(screen.x), value(screen.y), space.wins(index))
  return isRevealed(bench) ? said + words.line.pointIs(movesSaid(bench, index)) : said
}

function yoursSaid(bench: Bench, view: ExploreView, screen: ExploreScreen): string[] {
  const { level, explored, mine } = view
  const { space } = explored
  const among = mine >= 0 && space.wins(mine) ? 'winning' : 'all'
  const standing = mine < 0 ? undefined : standingOf(level, space, screen.x, screen.y, mine, among)
  if (standing === undefined) return [sentence(capital(words.explore.notRun))]
  const name = nameIn(bench)
  const row = (metric: string, place: number) =>
    words.line.standing(
      name(metric),
      formatMetric(metric, space.values(mine, metric)),
      words.explore.place(place, standing.of),
    )
  const { steps } = standing
  const end =
    steps === undefined
      ? words.explore.noneWins
      : steps === 0
        ? words.explore.passes
        : words.explore.steps(steps)
  const rest = [
    row(screen.x, standing.x),
    row(screen.y, standing.y),
    words.explore.beaten(standing.beaten),
    end,
  ]
  return [words.line.yoursAre(rest.join('; '))]
}

/** Points of the front, as choices; empty while nothing is measured. */
export function frontItems(
  state: State,
  bench: Bench,
  screen: ExploreScreen,
): { text: string; index: number }[] {
  const view = exploreView(state, bench, screen)
  return (view?.front ?? []).map(({ index }) => ({ text: pointSaid(bench, view!, screen, index), index }))
}

export function exploreSaid(state: State, bench: Bench, screen: ExploreScreen): string[] {
  const view = exploreView(state, bench, screen)
  if (view === undefined || view.explored.done === 0) return [capital(words.explore.waiting)]
  const { space, done, of } = view.explored
  const name = nameIn(bench)
  const { winning, of: known } = passingOf(space)
  const front = frontItems(state, bench, screen)
  const weighed =
    done < of
      ? []
      : weights(view.level, space)
          .toSorted((one, other) => other.weight - one.weight)
          .slice(0, 5)
          .map(({ key, weight }) => words.line.weight(knobName(key), `${Math.round(weight * 100)} %`))
  return [
    words.line.explore(grouped(space.configurations), words.explore.passing(winning, known)),
    ...(done < of ? [words.line.exploring(done, of)] : []),
    ...yoursSaid(bench, view, screen),
    words.line.front(name(screen.x), name(screen.y), front.length),
    ...numbered(front.map(({ text }) => `${text}.`)),
    ...(isRevealed(bench) ? [] : [sentence(capital(words.explore.hidden))]),
    ...(weighed.length === 0 ? [] : [words.line.weights(weighed.join(', '))]),
  ]
}

/** The point that the cursor is on, its axes and what is shown: for the screen. */
export function exploreHand(state: State, bench: Bench, screen: ExploreScreen): string[] {
  const view = exploreView(state, bench, screen)
  const name = nameIn(bench)
  const axes = words.line.axes(name(screen.y), name(screen.x))
  if (view?.held === undefined) return [axes]
  const filtered =
    screen.filter === 'all'
      ? ''
      : ` ${capital(words.explore.filter(filterName(view, screen.filter)))}, ${words.line.points(view.points.length)}`
  const at = view.points.findIndex((point) => point.index === view.held?.index) + 1
  return [
    `${words.line.handRow(pointSaid(bench, view, screen, view.held.index), at, view.points.length)}${filtered}`,
    axes,
  ]
}
