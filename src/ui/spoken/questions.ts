/** The questions of a level in sentences. */
import type { Level } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { State } from '../state.ts'
import {
  answeredSaid,
  type QuestionRow,
  type QuestionsScreen,
  questionRows,
  questionsLevel,
} from '../views/questions-view.ts'
import { capital, sentence } from './aloud.ts'

function item({ text, said }: QuestionRow, index: number): string {
  return words.questionsSaid.one(index + 1, sentence(text), capital(sentence(said.replaceAll('\n', ' '))))
}

export function questionsSaid(state: State, level: Level): string[] {
  const rows = questionRows(state, level)
  if (rows.length === 0) return [capital(sentence(words.questions.none))]
  return [
    words.questionsSaid.title(level.number, plainLine(level.title), answeredSaid(rows)),
    ...rows.map(item),
  ]
}

export function questionsScreenSaid(state: State, screen: QuestionsScreen): string[] {
  const level = questionsLevel(state, screen)
  if (level === undefined) return []
  const rows = questionRows(state, level)
  const row = rows[screen.cursor]
  const typing = screen.text === undefined ? [] : [`${capital(words.questions.prompt)}: ${screen.text}.`]
  const held =
    row === undefined
      ? []
      : [words.line.handRow(item(row, screen.cursor).replace(/\.$/, ''), screen.cursor + 1, rows.length)]
  return [...typing, ...held, ...questionsSaid(state, level), capital(sentence(words.questions.tolerance))]
}
