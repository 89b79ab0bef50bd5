/** What stands in the panels of the debrief. */
import { hintPoints, type Level, nextLevel, settledMoves, starsToWin } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plain, plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { exact, type Line, left, line, lineWidth, right, span, wrap } from '../looks/line.ts'
import { type State, withBench } from '../state.ts'
import { isExamined } from '../task.ts'
import type { DebriefRun } from '../views/debrief-run.ts'
import { guessSaid } from '../views/guess-said.ts'
import { headingOf, metricName } from '../views/metric-name.ts'
import { trialName } from '../views/trials.ts'
import { codeLines } from './debrief-code.ts'

function starLines(level: Level, shown: DebriefRun | undefined, width: number): Line[] {
  const passed = shown?.passed === true
  const each = [
    line(span(passed ? '★' : '☆', 'star'), ` ${words.debrief.allGoals}`),
    ...level.medals.map((list, index) => {
      const met = passed && shown.stretch[index]?.every((goal) => goal.met) === true
      return line(span(met ? '★' : '☆', 'star'), ` ${list.map((goal) => plainLine(goal.text)).join(', ')}`)
    }),
  ]
  const together = line(' ', ...each.flatMap((one, index) => (index === 0 ? one : line('   ', one))))
  return lineWidth(together) <= width ? [together] : each.map((one) => line(' ', one))
}

/** The most stars of any run of this level: those at the top of the screen. */
export function bestMedals(bench: Bench): number {
  return Math.max(bench.opened.medals, ...bench.play.runs.map((run) => run.medals))
}

/** Stars of the run that is shown. */
function medalsOf(shown: DebriefRun): number {
  return shown.passed ? 1 + shown.stretch.filter((list) => list.every((goal) => goal.met)).length : 0
}

/** What is true of the level beside this run: a better one, and the hints that were opened. */
function besideLines({ play }: Bench, shown: DebriefRun | undefined, best: number, width: number): Line[] {
  const points = hintPoints(play.level, play.hintsShown)
  const known = shown !== undefined && shown.values !== undefined
  const said = [
    ...(known && best > medalsOf(shown) ? [words.debrief.moreStars('★'.repeat(best))] : []),
    ...(play.hintsShown.length > 0 ? [words.debrief.hints(play.hintsShown.length, points)] : []),
  ]
  return said.flatMap((one) => wrap(one, width - 2).map((text) => line(span(` ${text}`, 'muted'))))
}

/** Which run this is, where it is not the one on the bench. */
function whichLines(shown: DebriefRun | undefined, width: number): Line[] {
  const said =
    shown === undefined
      ? words.debrief.notKept
      : !shown.passed
        ? words.debrief.outdated
        : shown.here
          ? ''
          : words.debrief.best(shown.number)
  if (said === '') return []
  return [line(''), ...wrap(said, width - 2).map((text) => line(span(` ${text}`, 'muted')))]
}

export function resultLines(
  state: State,
  bench: Bench,
  shown: DebriefRun | undefined,
  width: number,
): Line[] {
  const { level } = bench.play
  const values = (shown?.goals ?? []).map((goal) =>
    line(
      ' ',
      span(goal.met ? '✔' : '✘', goal.met ? 'good' : 'bad'),
      ` ${left(plainLine(goal.text), Math.min(34, width - 16))}${right(formatMetric(goal.metric, goal.value), 12)}`,
    ),
  )
  const guess = guessSaid(bench)
  const said =
    guess === undefined ? [] : wrap(guess, width - 2).map((text) => line(span(` ${text}`, 'muted')))
  return [
    ...starLines(level, shown, width),
    ...codeLines(state, width),
    line(''),
    ...values,
    ...said,
    ...besideLines(bench, shown, bestMedals(bench), width),
    ...whichLines(shown, width),
  ].map((one) => exact(one, width))
}

/** In the place of what an exam hides. */
function hiddenLines(width: number): Line[] {
  return [exact(line(span(` ${words.task.hidden}`, 'muted')), width)]
}

export function sourceLines(bench: Bench, width: number): Line[] {
  if (isExamined(bench)) return hiddenLines(width)
  const { level } = bench.play
  const grade = 14
  const source = Math.floor((width - grade - 4) * 0.42)
  const what = width - grade - source - 4
  return level.debrief.facts.flatMap((fact) => {
    const said = wrap(plainLine(`${fact.what}: ${fact.text}`), what - 2)
    const from = wrap(plainLine(fact.source), source - 2)
    const rows = Math.max(said.length, from.length)
    return Array.from({ length: rows }, (_, row) =>
      exact(
        line(
          `   ${left(said[row] ?? '', what)}`,
          span(left(from[row] ?? '', source), 'muted'),
          span(row === 0 ? words.grades[fact.grade] : '', fact.grade === 'M' ? 'unsure' : 'plain'),
        ),
        width,
      ),
    )
  })
}

export function lessonLines(bench: Bench, width: number): Line[] {
  if (isExamined(bench)) return hiddenLines(width)
  return bench.play.level.debrief.text.flatMap((paragraph, index) => [
    ...(index === 0 ? [] : [exact(line(''), width)]),
    ...wrap(plain(paragraph), width - 2).map((one) => exact(line(` ${one}`), width)),
  ])
}

/** Metrics of the table: the headline and what else fits. */
function columnsOf(level: Level, width: number): readonly string[] {
  const goals = level.goals.filter((goal) => goal.op !== '==').map((goal) => goal.metric)
  const all = [...new Set([...level.headline, ...goals])]
  return all.slice(0, Math.max(2, Math.floor((width - 34) / 13)))
}

/** A name, a title of as many lines as it takes, and the numbers beside its first line. */
function wayRows(
  name: string,
  title: string,
  values: Readonly<Record<string, number>> | undefined,
  metrics: readonly string[],
  width: number,
  style: 'plain' | 'bold',
): Line[] {
  const shown = metrics.map((metric) => {
    const value = values?.[metric]
    return ` ${right(value === undefined ? words.debrief.computing : formatMetric(metric, value), 12)}`
  })
  const room = width - 9 - metrics.length * 13 - 1
  return wrap(plainLine(title), room - 1).map((text, index) =>
    index === 0
      ? line(span(` ${left(name, 6)}  ${left(text, room)}`, style), span(shown.join(''), style))
      : line(span(`         ${text}`, style)),
  )
}

export function wayLines(bench: Bench, shown: DebriefRun | undefined, width: number): Line[] {
  const { level } = bench.play
  const metrics = columnsOf(level, width)
  const heading = line(
    span(' '.repeat(Math.max(0, width - 1 - metrics.length * 13))),
    span(
      metrics.map((metric) => ` ${headingOf(metricName(metric, bench.ran?.run, level.focus), 12)}`).join(''),
      'muted',
    ),
  )
  const moves = shown === undefined ? [] : settledMoves(level, shown.moves)
  const mine = moves.map((move) => `${move.key.split('.').slice(-2).join(' ')} ${move.value}`).join(', ')
  const yours = shown === undefined ? words.debrief.notKept : mine === '' ? words.debrief.asItWas : mine
  return [
    heading,
    ...wayRows(words.debrief.yours, yours, shown?.values, metrics, width, 'bold'),
    ...(isExamined(bench) ? hiddenLines(width) : []),
    ...(isExamined(bench) ? [] : level.references).flatMap((reference, index) => [
      ...wayRows(
        `${right((index + 1).toString(), 4)}`,
        reference.title,
        bench.trials[trialName(reference.moves)]?.values,
        metrics,
        width,
        'plain',
      ),
      ...wrap(plainLine(reference.text), width - 12).map((one) => line(span(`         ${one}`, 'muted'))),
    ]),
  ].map((one) => exact(one, width))
}

export function levelAfter(state: State, bench: Bench): Level | undefined {
  const kept = withBench(state)
  return nextLevel(bench.play.level, kept.levels, kept.progress)
}

/** The level that Enter plays next, or that there is none. */
export function levelLine(state: State, bench: Bench, width: number): Line {
  const next = levelAfter(state, bench)
  return exact(
    next === undefined
      ? line(` ${words.debrief.noNext}`)
      : line(
          span(' ▸ ', 'focus'),
          `${next.number}  ${plainLine(next.title)}`,
          span(`   ${words.debrief.enter}`, 'muted'),
        ),
    width,
  )
}

/** What comes next: a level, or where only the result is in sight, the lesson, and the level after it. */
export function nextLines(
  state: State,
  bench: Bench,
  shown: DebriefRun | undefined,
  width: number,
  first?: 'lesson',
): Line[] {
  const next = levelAfter(state, bench)
  const after =
    next === undefined ? [] : [line(`   ${words.debrief.after(next.number, plainLine(next.title))}`)]
  const opening =
    first === undefined
      ? [levelLine(state, bench, width)]
      : [
          line(span(' ▸ ', 'focus'), words.debrief.why, span(`   ${words.debrief.enterLesson}`, 'muted')),
          ...after,
        ]
  return [
    ...opening,
    // A star that another run has is won.
    ...(bestMedals(bench) > bench.play.level.medals.length ? [] : starsToWin(shown?.stretch ?? [])).map(
      (text) => line('   ', span('☆', 'star'), ` ${words.debrief.star(plainLine(text))}`),
    ),
    line(span(`   ${words.debrief.back}`, 'muted')),
  ].map((one) => exact(one, width))
}
