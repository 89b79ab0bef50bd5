/** The questions of a level, each with its answer below it as far as it may be known. */
import { answerExample } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { aimed, type Block, type Line, line, span, wrap } from '../looks/line.ts'
import type { State } from '../state.ts'
import {
  answeredSaid,
  answersShown,
  type QuestionRow,
  type QuestionsScreen,
  questionRows,
  questionsLevel,
} from '../views/questions-view.ts'
import { footer, statusRow, titleBar } from '../widgets/chrome.ts'
import { innerHeight, innerWidth, panel } from '../widgets/panel.ts'
import { BOXED_FROM, isBoxed, type View } from './view.ts'

/** Cells before a question: the hand, its number. */
const LEAD = 6

function signOf({ right, given, number }: QuestionRow): Line {
  if (right !== undefined) return line(span(right ? '✔ ' : '✘ ', right ? 'good' : 'bad'))
  return line(span(number === undefined ? '· ' : given === undefined ? '○ ' : '● ', 'muted'))
}

function rowLines(row: QuestionRow, index: number, held: boolean, width: number): Block {
  const text = wrap(row.text, width - LEAD - 1).map((one, at) =>
    line(
      span(at === 0 && held ? ' ▸ ' : '   ', 'focus'),
      span(at === 0 ? `${index + 1}  ` : '   ', 'muted'),
      span(one, held ? 'focus' : 'plain'),
    ),
  )
  const style = row.right === undefined ? 'muted' : row.right ? 'good' : 'bad'
  const said = row.said.split('\n').flatMap((one) => wrap(one, width - LEAD - 3))
  const below = said.map((one, at) =>
    line(' '.repeat(LEAD), ...(at === 0 ? signOf(row) : ['  ']), span(one, style)),
  )
  return [...text, ...below, line('')].map((one) => aimed(one, { item: index }))
}

/** From which line on it is shown, so that the question in hand is in sight with what is said of it. */
function shownFrom(blocks: readonly Block[], cursor: number, height: number): number {
  const sizes = blocks.map((block) => block.length)
  const top = sizes.slice(0, cursor).reduce((sum, size) => sum + size, 0)
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const end = top + (sizes[cursor] ?? 0)
  if (all <= height || end <= height) return 0
  return Math.min(top, Math.max(0, Math.min(end, all) - height))
}

/** What is typed, in the place of the footer. */
function typedLine(screen: QuestionsScreen, row: QuestionRow | undefined, once: boolean): Line {
  const example = row?.number === undefined ? '' : answerExample(row.number.metric)
  const said = screen.notice ?? (once ? words.questions.onceKeys(example) : words.questions.keys(example))
  return line(
    span(` ${words.questions.prompt} `, 'bold'),
    span(`${screen.text}_`, 'focus'),
    span(`   ${said}`, screen.notice === undefined ? 'muted' : 'focus'),
  )
}

export function questionsScreen(state: State, screen: QuestionsScreen, view: View): Block {
  const { columns } = view
  const boxed = isBoxed(view)
  const rows = view.rows - 4
  const level = questionsLevel(state, screen)
  const questions = level === undefined ? [] : questionRows(state, level)
  const width = innerWidth(columns, boxed)
  const blocks = questions.map((row, index) => rowLines(row, index, index === screen.cursor, width))
  const from = shownFrom(blocks, screen.cursor, innerHeight(rows, boxed))
  const lines = blocks.flat()
  const body = lines.length === 0 ? [line(''), line(` ${words.questions.none}`)] : lines.slice(from)
  const given = answeredSaid(questions)
  const name = columns < BOXED_FROM ? '' : ` ${plainLine(level?.title ?? '')}`
  const note = line(span(given, 'muted'))
  return [
    titleBar(columns, `${level?.number ?? ''}${name} ▸ ${words.questions.title}`, []),
    ...panel(
      { title: words.questions.panel, note, width: columns, height: rows, boxed, focused: true },
      body,
    ),
    statusRow(line(span(` ${words.questions.tolerance}`, 'muted')), undefined, columns),
    screen.text === undefined
      ? footer('questions', columns, screen.notice)
      : typedLine(screen, questions[screen.cursor], level !== undefined && answersShown(state, level)),
  ]
}
