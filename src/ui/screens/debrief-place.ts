/** Where the run that passed stands among all configurations of its level. */
import { indexAfter, passingOf, standingOf } from '../../game/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import type { DebriefRun } from '../debrief-run.ts'
import { exploredHere } from '../explore-view.ts'
import { exact, type Line, line, span, wrap } from '../line.ts'
import { metricName } from '../metric-name.ts'
import type { State } from '../state.ts'

/** Nothing while the space is not measured whole. */
export function placeLines(state: State, bench: Bench, shown: DebriefRun | undefined, width: number): Line[] {
  const { level } = bench.play
  const explored = exploredHere(state, level)
  if (shown === undefined || explored === undefined || explored.done < explored.of) return []
  const [x, y] = level.headline
  const standing = standingOf(level, explored.space, x, y, indexAfter(level, shown.moves))
  if (standing === undefined) return []
  const name = (metric: string) => metricName(metric, bench.ran?.run, level.focus)
  const { winning, of } = passingOf(explored.space)
  const said = [
    words.place.of(name(x), standing.x, standing.of),
    words.place.of(name(y), standing.y, standing.of),
    words.explore.beaten(standing.beaten),
    words.explore.passing(winning, of),
    words.place.explore,
  ].join(';  ')
  return [
    line(''),
    line(span(` ${words.place.title}`, 'bold')),
    ...wrap(said, width - 4).map((text) => line(`   ${text}`)),
  ].map((one) => exact(one, width))
}
