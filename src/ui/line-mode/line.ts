/**
 * The line mode: the same state and reducers as the screens, heard as sentences. A line in, the next state, sentences and
 * effects out. Pure: who reads and writes lines stands outside.
 */
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { asciiCells } from '../looks/glyphs.ts'
import { answerLines, numbered } from '../spoken/aloud.ts'
import { type Effect, type State, topOf } from '../state.ts'

/** What a number stands for: the text beside it, and the line that is meant. */
export interface Choice {
  readonly text: string
  readonly line: string
}

/** What an answer waits for before it can be told. */
export type Wait =
  | 'run'
  | 'opened'
  | 'space'
  | 'fixes'
  | 'ways'
  | 'daily'
  | 'sandbox'
  | 'told'
  | 'compare'
  | 'answers'
  | 'why'

/** Where one is: it decides which commands there are. */
export type At = 'map' | 'bench' | 'guess' | 'debrief' | 'sandbox'

export interface Line {
  readonly ui: State
  /** What the numbers mean now. */
  readonly choices: readonly Choice[]
  /** The last answer, before it is folded. */
  readonly last: readonly string[]
  readonly waits?: Wait
  /** Said before that what is waited for. */
  readonly before?: readonly string[]
  /** Most characters of a line; 76 if not said. */
  readonly width?: number
  /** Part of the sandbox that was listed last. */
  readonly part?: string
  /** Metric that is asked why, while its changes are simulated. */
  readonly asked?: string
}

/** What a command answers. */
export interface Answer {
  /** Absent: as it was. */
  readonly ui?: State
  readonly effects?: readonly Effect[]
  readonly said: readonly string[]
  /** Absent: those of the place. */
  readonly choices?: readonly Choice[]
  readonly waits?: Wait
  readonly part?: string
  readonly asked?: string
}

export interface Heard {
  readonly line: Line
  readonly text: readonly string[]
  readonly effects: readonly Effect[]
}

export function atOf(ui: State): At {
  const top = topOf(ui)
  switch (top.at) {
    case 'bench':
    case 'debrief':
    case 'sandbox':
    case 'map':
      return top.at
    case 'menu':
      return top.menu.of === 'guess' ? 'guess' : ui.bench === undefined ? 'map' : 'bench'
    default:
      return ui.bench === undefined ? 'map' : 'bench'
  }
}

export function choice(text: string, line: string): Choice {
  return { text: plainLine(text), line }
}

/** Choices as they are listed. */
export function listed(choices: readonly Choice[]): string[] {
  return numbered(choices.map(({ text }) => text))
}

const NUMBER = /^ {0,2}\d+\. /

/** A number that is printed means that row, and nothing else: rows that are no choice lose theirs. */
function numberedChoices(said: readonly string[], choices: readonly Choice[]): string[] {
  const plainEnd = (text: string) => text.replace(/\.$/, '')
  const meant = new Set(listed(choices).map(plainEnd))
  return said.map((one) => (meant.has(plainEnd(one)) ? one : one.replace(NUMBER, '  ')))
}

/** The line after an answer, and what is printed. */
export function answered(line: Line, answer: Answer, choices: readonly Choice[]): Heard {
  const said = numberedChoices([...(line.before ?? []), ...answer.said], answer.choices ?? choices)
  const { width } = line
  const next: Line = {
    ...(width === undefined ? {} : { width }),
    ui: answer.ui ?? line.ui,
    choices: answer.choices ?? choices,
    last: answer.waits === undefined ? (said.length > 0 ? said : line.last) : line.last,
    ...(answer.waits === undefined ? {} : { waits: answer.waits, before: said }),
    ...(answer.asked === undefined ? {} : { asked: answer.asked }),
    ...((answer.part ?? line.part) === undefined ? {} : { part: answer.part ?? line.part }),
  }
  // An answer is one: what is known at once is told together with what is waited for.
  const text = answer.waits === undefined ? printed(said, line) : []
  return { line: next, text, effects: answer.effects ?? [] }
}

/** Lines for a terminal of any kind. */
export function printed(said: readonly string[], { ui, width }: Line): string[] {
  const lines = answerLines(said, width)
  const { glyphs } = ui.progress.settings
  const isAscii = glyphs === 'auto' ? ui.environment.ascii : glyphs === 'ascii'
  return isAscii ? lines.map(asciiCells) : lines
}

export function sayOnly(...said: readonly string[]): Answer {
  return { said }
}

/** `first` to the number of a choice. */
export function outOf(number: string, most: number): Answer {
  return { said: [words.line.noChoice(number, most)] }
}
