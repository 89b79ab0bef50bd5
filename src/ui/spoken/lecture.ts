/** A step of a lecture in sentences: what it is, its number, its goals, its path; the notes where they are asked for. */
import { choiceText, type Level, printMove } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { difference } from '../looks/format.ts'
import type { State } from '../state.ts'
import { type LectureScreen, lectureLevel } from '../update/lecture.ts'
import { bigMetric, type Lectured, lectureSteps, notesOf, stepBefore } from '../views/lecture.ts'
import { metricName } from '../views/metric-name.ts'
import { sumText } from '../widgets/lecture.ts'
import { capital, numbered, sentence } from './aloud.ts'

export function lectureSaid(state: State, top: LectureScreen): string[] {
  const level = lectureLevel(state, top)
  if (level === undefined) return []
  if (top.blank) return [words.lecture.blank]
  const steps = lectureSteps(level)
  const step = steps[top.step]
  const name = `${words.lecture.kinds[step.kind]}: ${plainLine(step.title)}`
  const head = capital(sentence(`${words.lecture.place(top.step + 1, steps.length)}, ${name}`))
  const notes = top.notes ? notesOf(level, step, top.ran[top.step]).map((text) => plainLine(text)) : []
  if (step.kind === 'pause') return [head, ...notes]
  if (step.kind === 'guess') {
    const { predict } = level
    const choices = predict.choices.map((_, index) => plainLine(choiceText(predict, index)))
    return [head, plainLine(level.brief), ...numbered(choices), ...notes]
  }
  const ran = top.ran[top.step]
  const moves = step.moves.map((move) => printMove(move).replace(/^set /, '')).join(', ')
  const turned = capital(sentence(moves === '' ? words.lecture.nothingTurned : words.lecture.turned(moves)))
  if (ran === undefined) return [head, turned, words.lecture.measuring, ...notes]
  const before = top.twin ? stepBefore(top.ran, top.step) : undefined
  const other = before === undefined ? top.ran[1] : top.ran[before]
  const was = before === undefined || before === 1 ? words.lecture.instead : words.lecture.before
  return [head, turned, ...ranSaid(level, ran, other, was), ...notes]
}

function ranSaid(
  level: Level,
  ran: Lectured,
  other: Lectured | undefined,
  was: typeof words.lecture.instead,
): string[] {
  const metric = bigMetric(level)
  const value = `${capital(metricName(metric, undefined, level.focus))}: ${ran.empty ? words.bench.meansNothing : formatMetric(metric, ran.value)}`
  const change =
    other === undefined || other === ran || other.empty || ran.empty
      ? ''
      : `, ${was(formatMetric(metric, other.value), difference(ran.value, other.value))}`
  const goals = ran.goals.map(({ text, met, metric: id, value: is, empty }) =>
    capital(
      empty
        ? `${plainLine(text)}: ${words.bench.meansNothing}.`
        : words.line.goal(plainLine(text), met, formatMetric(id, is)),
    ),
  )
  const sum = ran.empty ? [] : [capital(sentence(sumText(ran)))]
  return [sentence(value + change), ...goals, ...sum]
}
