/** The debrief: the result, what happened, where the numbers come from, and other ways. */
import { type Level, nextLevel, predictionOf, settledMoves } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plain, plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { type Block, exact, type Line, left, line, right, sized, span, wrap } from '../line.ts'
import { metricName } from '../metric-name.ts'
import { type State, withBench } from '../state.ts'
import { trialName } from '../trials.ts'
import { footer, statusRow } from '../widgets/chrome.ts'
import { innerWidth, panel } from '../widgets/panel.ts'
import { benchTitle } from './panels.ts'
import { isBoxed, type View } from './view.ts'

function resultLines(bench: Bench, width: number): Block {
  const { level } = bench.play
  const { ran } = bench
  const starGoals = level.medals.flatMap((list, index) =>
    list.map((goal, at) => ({
      goal,
      met: ran?.note.passed === true && ran.score.stretch[index]?.[at]?.met === true,
    })),
  )
  const passed = ran?.note.passed === true || bench.opened.medals > 0
  const head = line(
    ' ',
    span(passed ? '★' : '☆', 'star'),
    ` ${words.debrief.allGoals}`,
    ...starGoals.flatMap(({ goal, met }) => [
      span(met ? '   ★' : '   ☆', 'star'),
      ` ${plainLine(goal.text)}`,
    ]),
  )
  const values = (ran?.note.goals ?? []).map((goal) =>
    line(
      ' ',
      span(goal.met ? '✔' : '✘', goal.met ? 'good' : 'bad'),
      ` ${left(plainLine(goal.text), Math.min(34, width - 16))}${right(formatMetric(goal.metric, goal.value), 12)}`,
    ),
  )
  const guess = predictionOf(bench.play)
  const said =
    guess === undefined
      ? []
      : [
          line(
            span(
              ` ${words.bench.guessed(plainLine(level.predict.choices[guess.choice]?.text ?? ''), formatMetric(level.predict.metric, guess.value), guess.correct)}`,
              'muted',
            ),
          ),
        ]
  return [head, line(''), ...values, ...said].map((one) => exact(one, width))
}

function factLines(level: Level, width: number): Line[] {
  const grade = 14
  const source = Math.floor((width - grade - 4) * 0.42)
  const what = width - grade - source - 4
  return level.debrief.facts.flatMap((fact) => {
    const said = wrap(plainLine(`${fact.what}: ${fact.text}`), what - 2)
    const from = wrap(plainLine(fact.source), source - 2)
    const rows = Math.max(said.length, from.length)
    return Array.from({ length: rows }, (_, row) =>
      line(
        `   ${left(said[row] ?? '', what)}`,
        span(left(from[row] ?? '', source), 'muted'),
        span(row === 0 ? words.grades[fact.grade] : '', fact.grade === 'M' ? 'unsure' : 'plain'),
      ),
    )
  })
}

function lessonLines(level: Level, width: number): Line[] {
  const text = level.debrief.text.flatMap((paragraph) => [
    ...wrap(plain(paragraph), width - 2).map((one) => line(` ${one}`)),
    line(''),
  ])
  return [...text, ...factLines(level, width)].map((one) => exact(one, width))
}

/** Metrics of the table: the headline and what else fits. */
function columnsOf(level: Level, width: number): readonly string[] {
  const goals = level.goals.filter((goal) => goal.op !== '==').map((goal) => goal.metric)
  const all = [...new Set([...level.headline, ...goals])]
  return all.slice(0, Math.max(2, Math.floor((width - 34) / 13)))
}

function wayLine(
  name: string,
  title: string,
  values: Readonly<Record<string, number>> | undefined,
  metrics: readonly string[],
  width: number,
  style: 'plain' | 'bold',
): Line {
  const shown = metrics.map((metric) => {
    const value = values?.[metric]
    return ` ${right(value === undefined ? words.debrief.computing : formatMetric(metric, value), 12)}`
  })
  const room = width - 9 - metrics.length * 13 - 1
  return exact(
    line(span(` ${left(name, 6)}  ${left(plainLine(title), room)}`, style), span(shown.join(''), style)),
    width,
  )
}

function wayLines(bench: Bench, width: number): Line[] {
  const { level, moves } = bench.play
  const metrics = columnsOf(level, width)
  const heading = line(
    span(' '.repeat(Math.max(0, width - 1 - metrics.length * 13))),
    span(
      metrics.map((metric) => ` ${right(metricName(metric, bench.ran?.run, level.focus), 12)}`).join(''),
      'muted',
    ),
  )
  const mine = settledMoves(level, moves).map((move) => `${move.key.split('.').pop()} ${move.value}`)
  return [
    exact(heading, width),
    wayLine(words.debrief.yours, mine.join(', '), bench.ran?.values, metrics, width, 'bold'),
    ...level.references.flatMap((reference, index) => {
      const trial = bench.trials[trialName(reference.moves)]
      const said = width >= 98 ? wrap(plainLine(reference.text), width - 12) : []
      const text = said.map((one) => line(span(`         ${one}`, 'muted')))
      return [
        wayLine(
          `${right((index + 1).toString(), 4)}`,
          reference.title,
          trial?.values,
          metrics,
          width,
          'plain',
        ),
        ...text,
      ]
    }),
  ].map((one) => exact(one, width))
}

function nextLines(state: State, bench: Bench, width: number): Line[] {
  const kept = withBench(state)
  const next = nextLevel(bench.play.level, kept.levels, kept.progress)
  const missing = bench.play.level.medals.flatMap((list, index) =>
    list.filter((_, at) => bench.ran?.score.stretch[index]?.[at]?.met !== true),
  )
  return [
    next === undefined
      ? line(` ${words.debrief.noNext}`)
      : line(
          span(' ▸ ', 'focus'),
          `${next.number}  ${plainLine(next.title)}`,
          span(`   ${words.debrief.enter}`, 'muted'),
        ),
    ...missing
      .slice(0, width >= 98 ? 2 : 1)
      .map((goal) => line('   ', span('☆', 'star'), ` ${words.debrief.star(plainLine(goal.text))}`)),
    line(span(`   ${words.debrief.back}`, 'muted')),
  ].map((one) => exact(one, width))
}

export function debriefScreen(state: State, bench: Bench, scroll: number, view: View): Block {
  const { columns } = view
  const rows = view.rows - 4
  const boxed = isBoxed(view)
  const inside = innerWidth(columns, boxed)
  const add = boxed ? 2 : 1
  const result = resultLines(bench, inside)
  const ways = wayLines(bench, inside)
  const next = nextLines(state, bench, inside)
  const nextHeight = next.length + add
  const resultHeight = Math.min(result.length + add, Math.floor(rows / 3))
  const waysHeight = Math.max(
    add + 2,
    Math.min(ways.length + add, Math.floor((rows - resultHeight - nextHeight) / 2)),
  )
  const lessonHeight = rows - resultHeight - waysHeight - nextHeight
  const lesson = lessonLines(bench.play.level, inside)
  const room = Math.max(1, lessonHeight - add)
  const from = Math.min(scroll, Math.max(0, lesson.length - room))
  const more = lesson.length - from - room
  const runs = bench.opened.runs + bench.play.runs.length
  const note = more > 0 ? words.bench.more(more) : columns >= 100 ? words.debrief.lessonNote : ''
  return [
    benchTitle(bench, columns, ` ▸ ${words.debrief.title}`),
    ...panel(
      {
        title: words.debrief.result,
        note: line(span(words.debrief.passedIn(runs), 'muted')),
        width: columns,
        height: resultHeight,
        boxed,
      },
      result,
    ),
    ...panel(
      {
        title: words.debrief.lesson,
        note: line(span(note, 'muted')),
        width: columns,
        height: lessonHeight,
        boxed,
        focused: true,
      },
      lesson.slice(from),
    ),
    ...panel(
      {
        title: words.debrief.ways,
        note: line(span(words.debrief.waysNote, 'muted')),
        width: columns,
        height: waysHeight,
        boxed,
      },
      ways,
    ),
    ...sized(
      panel({ title: words.debrief.next, width: columns, height: nextHeight, boxed }, next),
      columns,
      nextHeight,
    ),
    statusRow(line(''), bench.ran?.run, columns),
    footer('debrief', columns),
  ]
}
