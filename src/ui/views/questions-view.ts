/** The questions of a level as they stand: asked, answered, right or not, and what may be known of it now. */
import {
  answerExample,
  isRight,
  type Level,
  levelProgress,
  type NumberAsked,
  numberAsked,
  SANDBOX_ID,
} from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plain, plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Screen, State } from '../state.ts'
import { isExam } from '../task.ts'

export type QuestionsScreen = Extract<Screen, { at: 'questions' }>

export interface QuestionRow {
  readonly text: string
  readonly number?: NumberAsked
  /** As it was typed, in the metric's own unit. */
  readonly given?: number
  /** Right or not, once that may be known and is. */
  readonly right?: boolean
  /** The answer is known to the player: it cannot be changed any more. */
  readonly stands: boolean
  /** What is said below it. */
  readonly said: string
}

export function questionsLevel(state: State, screen: QuestionsScreen): Level | undefined {
  const onBench = state.bench?.play.level
  return onBench?.id === screen.level ? onBench : state.levels.find(({ id }) => id === screen.level)
}

/** The level that questions are asked for: on the map that under the cursor, else that on the bench. */
export function levelInHand(state: State): Level | undefined {
  const top = state.stack.findLast((screen) => screen.at === 'map' || screen.at === 'bench')
  return top?.at === 'map' ? state.levels[top.cursor] : state.bench?.play.level
}

/** May one know the answers? Once passed, and never in an exam. */
export function answersShown(state: State, level: Level): boolean {
  return !isExam(state) && level.id !== SANDBOX_ID && levelProgress(state.progress, level.id).medals > 0
}

/** Under which name the right number of a question is remembered. */
export function computedName(level: Level, question: number): string {
  return `${level.hash} ${question}`
}

/** Questions whose right number may be shown and is not simulated yet. */
export function questionsToCompute(state: State, level: Level): readonly number[] {
  if (!answersShown(state, level)) return []
  const { answers = {} } = levelProgress(state.progress, level.id)
  return level.questions.flatMap((_, question) =>
    answers[question] !== undefined &&
    numberAsked(level, question) !== undefined &&
    state.computed?.[computedName(level, question)] === undefined
      ? [question]
      : [],
  )
}

/** An answer as it is shown: a number without a unit has no empty decimals, as a count is typed. */
export function answerText(metric: string, value: number): string {
  return formatMetric(metric, value).replace(/^(\d+)\.0{1,2}$/, '$1')
}

/** A number asked for, answered or not, before its answer may be known. */
function openSaid(number: NumberAsked, given: number | undefined, shown: boolean, exam: boolean): string {
  const say = words.questions
  const example = answerExample(number.metric)
  if (given === undefined) {
    if (shown) return say.typeToSee(example)
    return exam ? say.type(example) : `${say.type(example)}; ${say.untilPassed}`
  }
  const yours = say.yours(answerText(number.metric, given))
  if (shown) return `${yours}; ${say.computing}`
  return `${yours}; ${exam ? words.task.hidden : say.later}`
}

function numberRow(state: State, level: Level, question: number, number: NumberAsked): QuestionRow {
  const { text } = level.questions[question]
  const shown = answersShown(state, level)
  const given = levelProgress(state.progress, level.id).answers?.[question]
  const computed = shown ? state.computed?.[computedName(level, question)] : undefined
  const row = {
    text: plainLine(text),
    number,
    ...(given === undefined ? {} : { given }),
    stands: shown && given !== undefined,
  }
  if (given === undefined || computed === undefined)
    return { ...row, said: openSaid(number, given, shown, isExam(state)) }
  const right = isRight(number.metric, given, computed)
  const value = (one: number) => answerText(number.metric, one)
  const say = right ? words.questions.right : words.questions.wrong
  return { ...row, right, said: say(value(given), value(computed)) }
}

export function questionRows(state: State, level: Level): readonly QuestionRow[] {
  return level.questions.map(({ text, answer }, question) => {
    const number = numberAsked(level, question)
    if (number !== undefined) return numberRow(state, level, question, number)
    const said = answersShown(state, level)
      ? plain(String(answer))
      : isExam(state)
        ? words.task.hidden
        : words.questions.think
    return { text: plainLine(text), stands: false, said }
  })
}

/** `2 of 3 answered`, of those that ask for a number. */
export function answeredSaid(rows: readonly QuestionRow[]): string {
  const numbers = rows.filter(({ number }) => number !== undefined)
  if (numbers.length === 0) return rows.length === 0 ? words.questions.none : words.questions.onlyThink
  const given = numbers.filter((row) => row.given !== undefined).length
  return words.questions.answered(given, numbers.length)
}
