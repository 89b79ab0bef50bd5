/** `exitless` and `exitless play [LEVEL]`: the game. */
import { type Level, type Progress, resumeAt } from '../../game/index.ts'
import type { Language } from '../../text/language.ts'
import type { Start } from '../../ui/outside.ts'
import type { Input } from '../command.ts'
import { environmentOf } from '../environment.ts'
import { WRONG_USE } from '../exit-codes.ts'
import { levelNamed } from '../levels.ts'
import { makeOutside } from '../outside.ts'
import { type Loaded, loadProgress, Saver } from '../save-file.ts'
import { shippedLevels } from '../shipped-levels.ts'
import { speakLanguage } from '../speak.ts'
import { tell } from '../streams.ts'
import { Terminal } from '../terminal.ts'

const WITHOUT_SCREEN = 'Without a screen: exitless levels, exitless run 1.1 --set KEY=VALUE, exitless --help'

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
  const [name] = input.positionals
  // Without a terminal the answer is that there is none, whatever else is wrong.
  const chosen = name === undefined || noTerminal() !== undefined ? undefined : await levelNamed(name)
  const levels = withLevel(shippedLevels(), chosen)
  return playAt(levels, (progress) => startOf(levels, chosen, progress))
}

/** Plays from a place on; ends when the game is left. */
export async function playAt(
  levels: readonly Level[],
  startFor: (progress: Progress) => Start,
): Promise<number> {
  const problem = noTerminal()
  if (problem !== undefined) {
    tell(problem)
    return WRONG_USE
  }
  const loaded = loadProgress()
  if (loaded.notice !== undefined) {
    tell(loaded.notice)
    await waitForEnter()
  }
  return play(levels, startFor(loaded.progress), loaded)
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

async function play(levels: readonly Level[], start: Start, { progress, writable }: Loaded): Promise<number> {
  const saver = new Saver(writable)
  const terminal = new Terminal(() => saver.flush())
  terminal.watch()
  const { stage } = await import('../stage.tsx')
  const environment = environmentOf(process.env)
  const own = levels.filter((level) => !shippedLevels().includes(level))
  const speak = (language: Language) => {
    speakLanguage(language)
    return own.reduce<readonly Level[]>(withLevel, shippedLevels())
  }
  const outside = makeOutside({ levels, progress, environment, saver, terminal, speak })
  stage(outside, start, terminal)
  const { code, sentence } = await terminal.ended
  if (sentence !== undefined) tell(sentence)
  if (saver.problem !== undefined) tell(saver.problem)
  // Timers and half-read keys of the interface must not keep the process.
  process.exit(code)
}
