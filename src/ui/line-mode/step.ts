/** One line of the player: which command it is, what it answers; and what is told once a run is there. */
import { nearest, SANDBOX_ID } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { capital, sentence } from '../spoken/aloud.ts'
import { changesSaid } from '../spoken/changes.ts'
import { waysKnown, waysSaid } from '../spoken/debrief.ts'
import { checkSaid } from '../spoken/host.ts'
import { fixesKnown, fixesSaid, fixItems } from '../spoken/violation.ts'
import { allFlipsKnown } from '../spoken/why.ts'
import { noticeOf, type State, topOf, withNotice } from '../state.ts'
import { screenCommand } from '../update/screens.ts'
import { exploredHere } from '../views/explore-view.ts'
import { BENCH_COMMANDS, exploredSaid } from './bench-commands.ts'
import { type CommandName, commandOf, wholeOf } from './command-names.ts'
import {
  type Answer,
  type At,
  answered,
  atOf,
  type Heard,
  type Line,
  listed,
  outOf,
  sayOnly,
  type Wait,
} from './line.ts'
import { comparedSaid, isCompared, whyFlipsSaid, withMoves } from './look-commands.ts'
import { MAP_COMMANDS, play } from './map-commands.ts'
import { arrive, choicesAt, openedSaid, sandboxSaidAt } from './places.ts'
import { answersKnown, toldQuestions } from './question-commands.ts'
import { SANDBOX_COMMANDS } from './sandbox-commands.ts'

type BenchId = keyof typeof BENCH_COMMANDS
type MapId = keyof typeof MAP_COMMANDS
type SandboxId = keyof typeof SANDBOX_COMMANDS

/** What a terminal would obey, and bytes that are no text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\ufffd]+/g
/** More of a line is not read. */
const LONGEST = 200

const ON_BENCH: readonly CommandName[] = [
  ...(['next', 'before', 'choose', 'knob', 'set', 'undo', 'redo', 'reset', 'goals', 'path', 'all'] as const),
  ...(['why', 'compare', 'keep', 'interrupts', 'queues', 'model'] as const),
  ...(['measured', 'cores', 'log', 'runs', 'violation', 'fix', 'faults', 'tree', 'explore', 'hint'] as const),
  ...(['brief', 'questions', 'answer', 'debrief', 'code', 'nextLevel', 'what', 'words', 'about'] as const),
]
/** The commands of each place, as they are listed. */
const PLACES: Readonly<Record<At, readonly CommandName[]>> = {
  map: ['play', 'about', 'chapter', 'questions', 'answer', 'today', 'sandbox', 'guesses', 'model'],
  bench: ON_BENCH,
  guess: ['guess', 'skip', 'brief', 'about'],
  debrief: [
    'nextLevel',
    'lesson',
    'sources',
    'ways',
    'explore',
    'questions',
    'answer',
    'again',
    'code',
    'goals',
    'path',
    'measured',
    'model',
    'what',
    'words',
  ],
  sandbox: ['part', 'row', 'add', 'remove', 'mark', 'check', 'bench', 'explore', 'write'],
}
const EVERYWHERE: readonly CommandName[] = [
  'map',
  'play',
  'back',
  'settings',
  'menu',
  'repeat',
  'help',
  'quit',
]

/** What is no part of an assignment. */
const OTHER_GAMES: readonly CommandName[] = ['today', 'sandbox']

/** The first line of all, and where it leads. @param fromScreen a screen that was too small was left for it */
export function hello(ui: State, width?: number, fromScreen = false): Heard {
  const isNew = topOf(ui).at === 'orientation'
  const begun = isNew ? screenCommand(ui, 'begin') : { state: ui, effects: [] }
  const told = isNew ? [...words.orientation.text.slice(0, 2), words.line.rule] : []
  const there = arrive(begun.state)
  const line: Line = { ui: begun.state, choices: [], last: [], ...(width === undefined ? {} : { width }) }
  const wayBack = fromScreen ? [words.line.fromScreen] : []
  const said = [words.line.hello, ...told, ...wayBack, words.line.how, ...there.said]
  return answered(line, { ...there, effects: begun.effects, said }, choicesAt(begun.state))
}

/** What a line of the player does. */
export function lineStep(line: Line, input: string): Heard {
  const text = input.replace(CONTROL, ' ').trim().slice(0, LONGEST)
  const clean: Line = { ...line, ui: withNotice(line.ui, undefined) }
  const answer = interpret(clean, text)
  if (isRepeat(clean, text))
    return { line: clean, text: answered(clean, answer, clean.choices).text, effects: [] }
  return answered(clean, answer, choicesAt(answer.ui ?? clean.ui))
}

function isRepeat(line: Line, text: string): boolean {
  return commandIn(line, text.split(' ')[0]) === 'repeat'
}

function interpret(line: Line, text: string): Answer {
  if (text === '') return { said: listed(line.choices), choices: line.choices }
  if (/^\d+$/.test(text)) {
    const chosen = line.choices[Number(text) - 1]
    return chosen === undefined
      ? { ...outOf(plainLine(text), line.choices.length), choices: line.choices }
      : interpret(line, chosen.line)
  }
  if (/^\d+\.\w+$/.test(text)) return play(line.ui, text)
  const [word = '', ...rest] = text.split(/\s+/)
  if (word.toLowerCase() === words.line.typeWord && rest.length > 0) return interpret(line, rest.join(' '))
  const command = commandIn(line, word)
  if (command !== undefined) return perform(line, command, rest.join(' '))
  const later = atOf(line.ui) === 'guess' ? commandOf(ON_BENCH, word) : undefined
  if (later !== undefined)
    return {
      ...sayOnly(words.line.guessFirst(words.lineCommands[later].words[0]), ...listed(line.choices)),
      choices: line.choices,
    }
  const known = commandsAt(line.ui)
    .flatMap((id) => words.lineCommands[id].words)
    .filter((one) => one.length > 1)
  const near = word.length < 3 ? '' : nearest(word.toLowerCase(), known).join(', ')
  return { ...sayOnly(words.line.unknown(plainLine(word).slice(0, 30), near)), choices: line.choices }
}

function commandsAt(ui: State): readonly CommandName[] {
  const own = PLACES[atOf(ui)]
  if (ui.task === undefined) return [...own, ...EVERYWHERE]
  return ['codes', ...own.filter((id) => !OTHER_GAMES.includes(id)), ...EVERYWHERE]
}

/** The command that a word means here: whole, or cut short where only one begins so. */
function commandIn({ ui }: Line, given: string): CommandName | undefined {
  const word = given.toLowerCase()
  // A whole word of what comes after the guess is no beginning of what can be done before it.
  const isLater = atOf(ui) === 'guess' && wholeOf(ON_BENCH, word) !== undefined
  return isLater ? wholeOf(commandsAt(ui), word) : commandOf(commandsAt(ui), word)
}

function isOne<Id extends string>(table: Readonly<Record<Id, unknown>>, id: string): id is Id {
  return Object.hasOwn(table, id)
}

function perform(line: Line, id: CommandName, rest: string): Answer {
  const { ui } = line
  if (id === 'repeat') return { said: line.last.length === 0 ? [words.line.nothing] : line.last }
  if (id === 'menu') return { said: listed(choicesAt(ui)) }
  if (id === 'help') return { ...helpOf(ui), choices: line.choices }
  const at = atOf(ui)
  if (isOne<MapId>(MAP_COMMANDS, id)) return MAP_COMMANDS[id](ui, rest)
  const { bench } = ui
  if (bench === undefined) return sayOnly(words.line.notHere)
  if (at === 'sandbox' && isOne<SandboxId>(SANDBOX_COMMANDS, id))
    return SANDBOX_COMMANDS[id](ui, bench, rest, line.part)
  if (isOne<BenchId>(BENCH_COMMANDS, id)) return BENCH_COMMANDS[id](ui, bench, rest)
  return sayOnly(words.line.notHere)
}

function helpOf(ui: State): Answer {
  const row = (id: CommandName) => {
    const { words: names, text } = words.lineCommands[id]
    return `  ${words.line.help.row(names.join(', '), text)}`
  }
  const at = atOf(ui)
  return sayOnly(
    words.line.help.title(words.line.at[at]),
    ...commandsAt(ui)
      .filter((one) => !EVERYWHERE.includes(one) || PLACES[at].includes(one))
      .map(row),
    `${capital(words.line.help.everywhere)}:`,
    ...EVERYWHERE.map(row),
  )
}

/** Is what an answer waits for there? */
function isOver(ui: State, waits: Wait, asked?: string): boolean {
  const { bench } = ui
  const top = topOf(ui)
  const ran = bench !== undefined && bench.pending === undefined
  switch (waits) {
    case 'run':
    case 'opened':
      return ran && (bench.ran !== undefined || bench.impossible !== undefined)
    case 'space':
      return bench === undefined || (exploredHere(ui, bench.play.level)?.done ?? 0) > 0
    case 'fixes':
      return ran && fixesKnown(bench)
    case 'ways':
      return ran && waysKnown(bench)
    case 'daily':
      return top.at !== 'map'
    case 'sandbox':
      return top.at === 'sandbox' ? ran : noticeOf(ui) !== undefined
    case 'told':
      return noticeOf(ui) !== undefined
    case 'compare':
      return isCompared(ui)
    case 'answers':
      return answersKnown(ui, asked)
    case 'why':
      return ran && allFlipsKnown(bench)
  }
}

/** What is told once it is there; undefined: it is not yet. */
export function lineHeard(line: Line): Heard | undefined {
  const { ui, waits } = line
  if (waits === undefined || !isOver(ui, waits, line.asked)) return undefined
  const { waits: _, before: __, asked: ___, ...rest } = line
  const answer = told(line, waits)
  return answered(rest, answer, choicesAt(answer.ui ?? ui))
}

/** What is worth typing after a run. */
function howOn({ ran, impossible, play: { level } }: Bench): string[] {
  if (ran === undefined || impossible !== undefined) return []
  if (ran.run.violationCount > 0) return [words.line.violatedHow]
  return ran.note.passed && level.id !== SANDBOX_ID ? [words.line.passedHow] : []
}

function told({ ui, before = [], asked }: Line, waits: Wait): Answer {
  const { bench } = ui
  const notice = noticeOf(ui)
  if (waits === 'told' || (waits === 'sandbox' && topOf(ui).at === 'map'))
    return sayOnly(...before, capital(sentence(plainLine(notice ?? ''))))
  if (waits === 'daily') {
    const there = arrive(ui)
    return { ...there, said: [...before, ...there.said] }
  }
  if (waits === 'answers') return sayOnly(...before, ...toldQuestions(ui, asked))
  if (bench === undefined) return sayOnly(...before)
  switch (waits) {
    case 'run': {
      const built = topOf(ui).at === 'sandbox'
      const isRun = !built && bench.impossible === undefined && bench.ran !== undefined
      const run = isRun ? [words.line.runAgain(bench.ran.number)] : []
      const check = built ? checkSaid(bench) : []
      return sayOnly([...before, ...run].join(' '), ...check, ...changesSaid(bench), ...howOn(bench))
    }
    case 'opened':
      return sayOnly(...before, ...openedSaid(bench))
    case 'space': {
      const answer = exploredSaid(ui, bench)
      return { ...answer, said: [...before, ...answer.said] }
    }
    case 'fixes': {
      const answer = withMoves(fixesSaid(bench), fixItems(bench))
      return { ...answer, said: [...before, ...answer.said] }
    }
    case 'ways':
      return sayOnly(...before, ...waysSaid(ui, bench))
    case 'compare': {
      const answer = comparedSaid(ui, bench)
      return { ...answer, said: [...before, ...answer.said] }
    }
    case 'why':
      return { ...whyFlipsSaid(bench, asked), said: [...before, ...whyFlipsSaid(bench, asked).said] }
    case 'sandbox':
      return sayOnly(...before, ...sandboxSaidAt(ui, bench))
  }
}
