/** The debrief in sentences: the result, the lesson, the sources, other ways. */
import {
  configured,
  hintPoints,
  indexAfter,
  isRefusal,
  passingOf,
  settledMoves,
  standingOf,
  starsToWin,
} from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plain, plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { bestMedals, levelAfter } from '../screens/debrief-lines.ts'
import type { State } from '../state.ts'
import { isExamined } from '../task.ts'
import { debriefRun, savedMoves } from '../views/debrief-run.ts'
import { exploredHere } from '../views/explore-view.ts'
import { guessSaid } from '../views/guess-said.ts'
import { codeInHand, codeRows } from '../views/result-code.ts'
import { trialName } from '../views/trials.ts'
import { goalValue } from '../widgets/goals.ts'
import { capital, LONGEST_LINE, numbered, sentence } from './aloud.ts'
import { knobName, spokenName } from './bench.ts'

export function resultSaid(state: State, bench: Bench): string[] {
  const shown = debriefRun(bench)
  const { level, hintsShown } = bench.play
  const most = 1 + level.medals.length
  const won = shown?.stretch.filter((list) => list.every((goal) => goal.met)).length ?? 0
  const medals = shown?.passed === true ? 1 + won : 0
  const best = bestMedals(bench)
  const guess = guessSaid(bench)
  const which =
    shown === undefined
      ? [words.debrief.notKept]
      : !shown.passed
        ? [words.debrief.outdated]
        : shown.here
          ? []
          : [words.debrief.best(shown.number)]
  const next = levelAfter(state, bench)
  const code = codeInHand(state)
  return [
    words.line.debrief(words.line.stars(medals, most)),
    ...which.map((one) => capital(sentence(one))),
    ...numbered(
      (shown?.goals ?? []).map((goal) =>
        words.line.goal(capital(plainLine(goal.text)), goal.met, goalValue(goal)),
      ),
    ),
    ...(best > level.medals.length ? [] : starsToWin(shown?.stretch ?? [])).map(
      (text) => `${capital(words.debrief.star(plainLine(text)))}.`,
    ),
    ...(guess === undefined ? [] : [capital(guess)]),
    ...(code === undefined ? [] : [words.result.said(code.number), ...codeRows(code.text, LONGEST_LINE)]),
    ...(hintsShown.length > 0 ? [words.debrief.hints(hintsShown.length, hintPoints(level, hintsShown))] : []),
    `${capital(words.debrief.changes(bench.opened.runs + bench.play.counted))}.`,
    next === undefined
      ? sentence(capital(words.debrief.noNext))
      : words.line.after(next.number, plainLine(next.title)),
  ]
}

export function lessonSaid(bench: Bench): string[] {
  if (isExamined(bench)) return [capital(sentence(words.task.hiddenWhat(words.debrief.lesson)))]
  return bench.play.level.debrief.text.flatMap((paragraph) => plain(paragraph).split('\n'))
}

export function sourcesSaid(bench: Bench): string[] {
  if (isExamined(bench)) return [capital(sentence(words.task.hiddenWhat(words.debrief.sources)))]
  const rows = bench.play.level.debrief.facts.map((fact) =>
    words.line.fact(
      capital(plainLine(`${fact.what}: ${fact.text}`)),
      plainLine(fact.source),
      words.grades[fact.grade],
    ),
  )
  return [words.line.sources, ...numbered(rows)]
}

/** Are the numbers of all ways there? */
export function waysKnown(bench: Bench): boolean {
  const saved = savedMoves(bench)
  const all = [
    ...(saved === undefined ? [] : [saved]),
    ...(isExamined(bench) ? [] : bench.play.level.references.map(({ moves }) => moves)),
  ]
  return all.every(
    (moves) =>
      bench.trials[trialName(moves)]?.values !== undefined || isRefusal(configured(bench.play.level, moves)),
  )
}

export function waysSaid(state: State, bench: Bench): string[] {
  const { level } = bench.play
  const shown = debriefRun(bench)
  const goals = level.goals.filter(({ op }) => op !== '==').map(({ metric }) => metric)
  const metrics = [...new Set([...level.headline, ...goals])].slice(0, 3)
  const values = (read: Readonly<Record<string, number>> | undefined) =>
    metrics
      .flatMap((metric) =>
        read?.[metric] === undefined
          ? []
          : [`${spokenName(bench, metric)} ${formatMetric(metric, read[metric])}`],
      )
      .join(', ')
  const moves = shown === undefined ? [] : settledMoves(level, shown.moves)
  const mine = moves.map(({ key, value }) => `${knobName(key)} ${plainLine(value)}`).join(', ')
  return [
    shown === undefined
      ? sentence(capital(words.debrief.notKept))
      : words.line.yours(mine === '' ? words.debrief.asItWas : mine, values(shown.values)),
    ...(isExamined(bench)
      ? [capital(sentence(words.task.hiddenWhat(words.debrief.ways)))]
      : [words.line.ways]),
    ...numbered(
      (isExamined(bench) ? [] : level.references).map(({ title, text, moves: way }) =>
        words.line.way(
          capital(plainLine(title)),
          values(bench.trials[trialName(way)]?.values) || words.debrief.computing,
          plainLine(text),
        ),
      ),
    ),
    ...placeSaid(state, bench),
  ]
}

/** Where the run stands among those that pass; nothing while the space is not measured whole. */
function placeSaid(state: State, bench: Bench): string[] {
  const { level } = bench.play
  const shown = debriefRun(bench)
  const explored = exploredHere(state, level)
  if (isExamined(bench) || shown === undefined || explored === undefined || explored.done < explored.of)
    return []
  const index = indexAfter(level, shown.moves)
  if (index < 0) return []
  const [x, y] = level.headline
  const place = standingOf(level, explored.space, x, y, index, 'winning')
  const name = (metric: string) => spokenName(bench, metric)
  const { winning, of } = passingOf(explored.space)
  const said =
    place === undefined
      ? [words.place.notOnAllSeeds]
      : [words.place.of(name(x), place.x, place.of), words.place.of(name(y), place.y, place.of)]
  return [`${capital(words.place.title)}: ${said.join('; ')}. ${words.explore.passing(winning, of)}.`]
}
