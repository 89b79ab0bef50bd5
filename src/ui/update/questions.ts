/** The questions of a level: opened, answered by typing, and what is right simulated once it may be known. */
import { answerExample, answered, type Level, parseAnswer, withAnswer } from '../../game/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import { typed } from '../keys/typing.ts'
import { type Effect, type Message, push, replaceTop, type State, type Step, step } from '../state.ts'
import { ownerOf } from '../task.ts'
import {
  answerText,
  computedName,
  levelInHand,
  type QuestionsScreen,
  questionRows,
  questionsLevel,
  questionsToCompute,
} from '../views/questions-view.ts'
import { moveBy, moved } from './moving.ts'

function computes(state: State, level: Level): Effect[] {
  return questionsToCompute(state, level).map((question) => ({ kind: 'compute', level, question }))
}

/** Opens the questions of the level in hand, and has what may be known of them simulated. */
export function openQuestions(state: State): Step {
  const level = levelInHand(state)
  if (level === undefined) return step(state)
  const quiet = state.bench === undefined ? state : { ...state, bench: { ...state.bench, playing: false } }
  return step(push(quiet, { at: 'questions', level: level.id, cursor: 0 }), ...computes(state, level))
}

/** Keeps an answer, or says why it is none. */
export function answer(
  state: State,
  level: Level,
  question: number,
  text: string,
): { readonly made: Step; readonly said: string } | { readonly refused: string } {
  const row = questionRows(state, level)[question]
  if (row?.number === undefined) return { refused: words.questions.noNumber }
  if (row.stands) return { refused: words.questions.stands }
  const { metric } = row.number
  const parsed = parseAnswer(metric, text)
  if (typeof parsed === 'string') return { refused: words.questions.refused[parsed](answerExample(metric)) }
  const { value } = parsed
  const owner = ownerOf(state, level)
  const progress = withAnswer(state.progress, level, question, value, owner)
  const { bench } = state
  // What the bench writes down is laid over the entry that it was opened with.
  const isOnBench = bench?.play.level.id === level.id
  const kept = isOnBench ? { ...bench, opened: answered(bench.opened, level, question, value, owner) } : bench
  const next: State = { ...state, progress, bench: kept }
  return {
    made: step(next, { kind: 'save', progress }, ...computes(next, level)),
    said: words.questions.kept(question + 1, answerText(metric, value)),
  }
}

/** Leaves the text alone, and lets something else be said. */
function without(screen: QuestionsScreen, change: Partial<QuestionsScreen> = {}): QuestionsScreen {
  const { text: _, notice: __, ...rest } = screen
  return { ...rest, ...change }
}

function keep(state: State, screen: QuestionsScreen, text: string): Step {
  const level = questionsLevel(state, screen)
  if (level === undefined) return step(state)
  if (text.trim() === '') return step(replaceTop(state, without(screen)))
  const kept = answer(state, level, screen.cursor, text)
  if ('refused' in kept) return step(replaceTop(state, { ...screen, notice: kept.refused }))
  return step(replaceTop(kept.made.state, without(screen, { notice: kept.said })), ...kept.made.effects)
}

/** Why the question in hand takes no number; undefined: it takes one. */
function closedSaid(state: State, screen: QuestionsScreen): string | undefined {
  const level = questionsLevel(state, screen)
  const row = level && questionRows(state, level)[screen.cursor]
  if (row?.number === undefined) return row === undefined ? words.questions.none : words.questions.noNumber
  return row.stands ? words.questions.stands : undefined
}

/** A key while a number is typed, or the digit that begins one; undefined: it is none of it. */
export function typeQuestion(state: State, screen: QuestionsScreen, key: string): Step | undefined {
  if (screen.text === undefined) {
    if (!/^\d$/.test(key)) return undefined
    const closed = closedSaid(state, screen)
    return step(
      replaceTop(state, { ...screen, ...(closed === undefined ? { text: key } : { notice: closed }) }),
    )
  }
  if (key === 'enter') return keep(state, screen, screen.text)
  if (key === 'escape') return step(replaceTop(state, without(screen)))
  const text = typed(screen.text, key)
  return text === undefined ? undefined : step(replaceTop(state, without(screen, { text })))
}

/** A command on the screen of questions; undefined: not its business. */
export function questionsCommand(
  state: State,
  screen: QuestionsScreen,
  command: CommandId,
): Step | undefined {
  const by = moveBy(command)
  const count = questionsLevel(state, screen)?.questions.length ?? 0
  if (by !== undefined)
    return step(replaceTop(state, without(screen, { cursor: moved(screen.cursor, by, count) })))
  if (command !== 'answer') return undefined
  const closed = closedSaid(state, screen)
  return step(replaceTop(state, without(screen, closed === undefined ? { text: '' } : { notice: closed })))
}

/** The right number of a question is there. */
export function computed(
  state: State,
  { level, question, value }: Extract<Message, { kind: 'computed' }>,
): State {
  return { ...state, computed: { ...state.computed, [computedName(level, question)]: value } }
}
