/** `exitless` and `exitless play [LEVEL]`: the game. */
import { setFlagsFromString } from 'node:v8'
import { type Level, type Progress, resumeAt } from '../../game/index.ts'
import { languageNow } from '../../text/language.ts'
import type { Outside, Start } from '../../ui/outside.ts'
import type { State } from '../../ui/state.ts'
import type { Task } from '../../ui/task.ts'
import { isOn, textOf } from '../arguments.ts'
import { needName, ownLevel, type Student, studentOf } from '../assigned.ts'
import type { Input } from '../command.ts'
import { environmentOf } from '../environment.ts'
import { WRONG_USE } from '../exit-codes.ts'
import { levelNamed } from '../levels.ts'
import { type Given, makeOutside } from '../outside.ts'
import { type Loaded, loadProgress, Saver } from '../save-file.ts'
import { playAs } from '../save-slot.ts'
import { isShipped, shippedLevels } from '../shipped-levels.ts'
import { speakLanguage } from '../speak.ts'
import { tell } from '../streams.ts'
import { freeLevels, taskOf } from '../task.ts'
import { Terminal } from '../terminal.ts'

const WITHOUT_SCREEN =
  'Without a screen: exitless --line plays by sentences and numbers; exitless run 1.1 --set KEY=VALUE, exitless --help'

function noTerminal(): string | undefined {
  if (!process.stdin.isTTY)
    return `playing needs a terminal to read keys from, and stdin is none. ${WITHOUT_SCREEN}`
  if (!process.stdout.isTTY)
    return `playing needs a terminal to draw on, and stdout is none. ${WITHOUT_SCREEN}`
  if (process.env.TERM === 'dumb') return `this terminal (TERM=dumb) cannot be drawn on. ${WITHOUT_SCREEN}`
  return undefined
}

/** Something about the save file has to be read before the screen covers it. */
function waitForEnter(): Promise<void> {
  process.stderr.write('Press Enter to play. ')
  return new Promise((resolve) => {
    const goOn = () => {
      process.stdin.off('data', goOn).off('end', goOn)
      process.stdin.pause()
      resolve()
    }
    process.stdin.on('data', goOn).on('end', goOn)
  })
}

export async function perform(input: Input): Promise<number> {
  playAs(textOf(input, 'player'))
  const [name] = input.positionals
  const line = isOn(input, 'line')
  const student = await studentOf(input)
  if (student !== undefined) return playAssigned(student, name, line)
  // Without a terminal the answer is that there is none, whatever else is wrong.
  const chosen =
    name === undefined || (!line && noTerminal() !== undefined) ? undefined : await levelNamed(name)
  const levels = withLevel(shippedLevels(), chosen)
  return playAt({ levels }, (progress) => startOf(levels, chosen, progress), line)
}

/** The levels of an assignment, and nothing else. */
function playAssigned(student: Student, name: string | undefined, line: boolean): Promise<number> {
  needName(student)
  const levels = freeLevels(student)
  const chosen = name === undefined ? undefined : ownLevel(student, levels, name)
  // Whoever opens it for the first time sees what it is made of.
  const start = (progress: Progress): Start =>
    chosen === undefined && progress.last === undefined
      ? { screen: 'map' }
      : startOf(levels, chosen, progress)
  return playAt({ levels, task: taskOf(student), again: () => freeLevels(student) }, start, line)
}

/** What is played. */
export interface Game {
  readonly levels: readonly Level[]
  readonly task?: Task
  /** The levels once another language is spoken; absent: the shipped ones, and those of one's own as they are. */
  readonly again?: () => readonly Level[]
}

/** Plays from a place on; ends when the game is left. */
export async function playAt(
  game: Game,
  startFor: (progress: Progress) => Start,
  line: boolean,
): Promise<number> {
  const problem = line ? undefined : noTerminal()
  if (problem !== undefined) {
    tell(problem)
    return WRONG_USE
  }
  const loaded = loadProgress()
  if (loaded.notice !== undefined) {
    tell(loaded.notice)
    if (!line) await waitForEnter()
  }
  const start = startFor(loaded.progress)
  return line ? playByLines(game, start, loaded) : play(game, start, loaded)
}

/** Where to begin: the chosen level, else where one left off. */
function startOf(levels: readonly Level[], chosen: Level | undefined, progress: Progress): Start {
  const level = chosen ?? resumeAt(levels, progress)
  return level === undefined ? { screen: 'map' } : { screen: 'bench', level: level.id }
}

/** A level from a file plays beside the shipped ones, or instead of the one of its id. */
function withLevel(levels: readonly Level[], chosen: Level | undefined): readonly Level[] {
  if (chosen === undefined || levels.includes(chosen)) return levels
  return [...levels.filter((level) => level.id !== chosen.id), chosen]
}

/** Speaks a language, and answers with the levels in it; an author's own stay as they are. */
function speaking({ levels, again }: Game): Outside['speak'] {
  if (again !== undefined)
    return (language, ascii) => {
      speakLanguage(language, ascii)
      return again()
    }
  const own = levels.filter((level) => !isShipped(level))
  return (language, ascii) => {
    speakLanguage(language, ascii)
    return own.reduce<readonly Level[]>(withLevel, shippedLevels())
  }
}

/** What lies outside, and the levels in letters that the terminal has. */
function outsideOf(
  game: Game,
  given: Omit<Given, 'levels' | 'task' | 'environment' | 'speak'>,
): ReturnType<typeof makeOutside> {
  const environment = environmentOf(process.env)
  const speak = speaking(game)
  const { glyphs } = given.progress.settings
  const ascii = glyphs === 'auto' ? environment.ascii : glyphs === 'ascii'
  const said = ascii && languageNow() !== 'en' ? speak(languageNow(), ascii) : game.levels
  return makeOutside({ ...given, levels: said, task: game.task, environment, speak })
}

/** The line mode asks nothing of the terminal. */
async function playByLines(
  game: Game,
  start: Start,
  { progress, writable }: Loaded,
  going?: State,
): Promise<number> {
  const saver = new Saver(writable)
  let quit: (code: number) => void = () => undefined
  const terminal = {
    leave: (code: number) => quit(code),
    stop: () => Promise.resolve(),
    goOnByLines: () => {},
    copy: () => {},
    mouse: () => {},
  }
  const outside = outsideOf(game, { progress, saver, terminal })
  const { playLines } = await import('../line.ts')
  const ends = {
    onQuit: (call: (code: number) => void) => {
      quit = call
    },
  }
  const code = await playLines(outside, start, saver, ends, going)
  if (saver.problem !== undefined) tell(saver.problem)
  process.exit(code)
}

/** Runs come and go while one turns knobs; without this their garbage makes the process grow to twice its size. */
function keepsHeapSmall(): void {
  setFlagsFromString('--max-semi-space-size=8')
  setFlagsFromString('--semi-space-growth-factor=1')
}

async function play(game: Game, start: Start, { progress, writable }: Loaded): Promise<number> {
  const saver = new Saver(writable)
  const terminal = new Terminal(() => saver.flush())
  terminal.watch()
  keepsHeapSmall()
  const { stage } = await import('../stage.tsx')
  const outside = outsideOf(game, { progress, saver, terminal })
  const shown = stage(outside, start, terminal)
  const { code, sentence, byLines } = await terminal.ended
  const state = byLines === true ? shown() : undefined
  if (state !== undefined) return playByLines(game, start, { progress: state.progress, writable }, state)
  if (sentence !== undefined) tell(sentence)
  if (saver.problem !== undefined) tell(saver.problem)
  // Timers and half-read keys of the interface must not keep the process.
  process.exit(code)
}
