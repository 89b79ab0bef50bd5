/** Questions of a level by sentences: listed wherever one is, answered where the level lies open. */
import { findLevel, isRefusal, type Level, levelLike } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { capital, sentence } from '../spoken/aloud.ts'
import { questionsSaid } from '../spoken/questions.ts'
import type { State } from '../state.ts'
import { answer as answerTo } from '../update/questions.ts'
import { questionsToCompute } from '../views/questions-view.ts'
import { type Answer, atOf, outOf, sayOnly } from './line.ts'

/** The level that lies open; undefined on the map. */
function levelHere(state: State): Level | undefined {
  return atOf(state) === 'map' ? undefined : state.bench?.play.level
}

function levelNamed(state: State, name: string): Level | string | undefined {
  if (name === '') return undefined
  const found = findLevel(state.levels, name)
  if (!isRefusal(found)) return found.level
  return state.levels[levelLike(state.levels, name)] ?? sentence(capital(plainLine(found.problem)))
}

/** Tells the questions once what is right is known, as far as it may be. */
function tells(state: State, level: Level, before: readonly string[]): Answer {
  const effects = questionsToCompute(state, level).map(
    (question) => ({ kind: 'compute', level, question }) as const,
  )
  return { ui: state, effects, said: before, waits: 'answers', asked: level.id }
}

/** The level that was asked for. */
function levelOf(state: State, id: string | undefined): Level | undefined {
  const onBench = state.bench?.play.level
  return onBench?.id === id ? onBench : state.levels.find((one) => one.id === id)
}

/** Are all right numbers of it there that may be told? */
export function answersKnown(state: State, id: string | undefined): boolean {
  const level = levelOf(state, id)
  return level === undefined || questionsToCompute(state, level).length === 0
}

export function toldQuestions(state: State, id: string | undefined): string[] {
  const level = levelOf(state, id)
  if (level === undefined) return []
  const how = levelHere(state)?.id === level.id && level.questions.length > 0 ? [words.questionsSaid.how] : []
  return [...questionsSaid(state, level), ...how]
}

function questions(state: State, rest: string): Answer {
  const level = levelNamed(state, rest) ?? levelHere(state)
  if (typeof level === 'string') return sayOnly(level)
  return level === undefined ? sayOnly(capital(words.questionsSaid.notHere)) : tells(state, level, [])
}

function answer(state: State, rest: string): Answer {
  const level = levelHere(state)
  if (level === undefined) return sayOnly(capital(words.questionsSaid.notHere))
  const [, number, text = ''] = /^(\d{1,3})(?:\s+(.+))?$/.exec(rest) ?? []
  if (number === undefined) return sayOnly(words.questionsSaid.what)
  const question = Number(number) - 1
  if (level.questions[question] === undefined) return outOf(number, level.questions.length)
  const made = answerTo(state, level, question, text)
  if ('refused' in made) return sayOnly(capital(sentence(made.refused)))
  const told = tells(made.made.state, level, [capital(sentence(made.said))])
  return { ...told, effects: made.made.effects }
}

export const QUESTION_COMMANDS = { questions, answer } as const
