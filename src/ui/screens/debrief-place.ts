/** Where the run that passed stands among the configurations of its level that pass. */
import { indexAfter, passingOf, standingOf } from '../../game/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { exact, type Line, line, span, wrap } from '../looks/line.ts'
import type { State } from '../state.ts'
import { isExamined } from '../task.ts'
import type { DebriefRun } from '../views/debrief-run.ts'
import { exploredHere } from '../views/explore-view.ts'
import { metricName } from '../views/metric-name.ts'

/** Nothing while the space is not measured whole. */
export function placeLines(state: State, bench: Bench, shown: DebriefRun | undefined, width: number): Line[] {
  const { level } = bench.play
  const explored = exploredHere(state, level)
  if (isExamined(bench) || shown === undefined || explored === undefined || explored.done < explored.of)
    return []
  const [x, y] = level.headline
  const index = indexAfter(level, shown.moves)
  if (index < 0) return []
  const standing = standingOf(level, explored.space, x, y, index, 'winning')
  const name = (metric: string) => metricName(metric, bench.ran?.run, level.focus)
  const { winning, of } = passingOf(explored.space)
  const said = [
    ...(standing === undefined
      ? [words.place.notOnAllSeeds]
      : [
          words.place.of(name(x), standing.x, standing.of),
          words.place.of(name(y), standing.y, standing.of),
          words.explore.beaten(standing.beaten),
        ]),
    words.explore.passing(winning, of),
    words.place.explore,
  ].join(';  ')
  return [
    line(''),
    line(span(` ${words.place.title}`, 'bold')),
    ...wrap(said, width - 4).map((text) => line(`   ${text}`)),
  ].map((one) => exact(one, width))
}
