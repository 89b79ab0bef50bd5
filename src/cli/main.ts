/**
 * The shell of the game: argv, files, wall clock, workers, exit codes. The only room that imports node:*.
 * Nothing here knows a rule of the game or a nanosecond of the machine.
 */

import { suggestion, suggestionOrAll } from '../game/suggestion.ts'
import { parseInput, wantsHelp } from './arguments.ts'
import type { Command } from './command.ts'
import { COMMANDS } from './commands.ts'
import { DONE, FAULT, WRONG_USE } from './exit-codes.ts'
import { faultSentence } from './fault.ts'
import { commandHelp, overallHelp } from './help.ts'
import { takeLanguage } from './language.ts'
import { quietOnClosedPipe, say, tell } from './streams.ts'
import { VERSION } from './version.ts'
import { CannotDo, WrongUse } from './wrong-use.ts'

/** Performs one command line and sets the exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  quietOnClosedPipe()
  process.exitCode = await perform(argv)
}

async function perform(argv: readonly string[]): Promise<number> {
  try {
    return await dispatch(argv)
  } catch (fault) {
    if (fault instanceof WrongUse) {
      tell(`${fault.message}`)
      return WRONG_USE
    }
    if (fault instanceof CannotDo) {
      tell(fault.message)
      return fault.code
    }
    tell(faultSentence(fault))
    return FAULT
  }
}

async function dispatch(given: readonly string[]): Promise<number> {
  const { argv, language } = takeLanguage(given, process.env)
  const isEnglish = COMMANDS.find(({ name }) => name === argv[0])?.english === true
  if (language !== 'en' && !isEnglish) (await import('./speak.ts')).speakLanguage(language)
  const [first, ...rest] = argv
  if (first === '--version' || first === '-v') {
    say(`${VERSION}\n`)
    return DONE
  }
  if (first === '--help' || first === '-h' || first === 'help') {
    const named = COMMANDS.find((command) => command.name === rest[0])
    say(named === undefined ? overallHelp() : commandHelp(named))
    return DONE
  }
  // The game itself has no name: its flags may stand alone.
  const plays = first === undefined || isPlayFlag(first)
  const command = commandOf(plays ? undefined : first)
  const own = plays ? argv : rest
  if (wantsHelp(own)) {
    say(commandHelp(command))
    return DONE
  }
  const input = parseInput(command, own)
  const { perform } = await command.load()
  return perform(input)
}

function isPlayFlag(argument: string): boolean {
  const play = COMMANDS.find((command) => command.name === 'play')
  return play?.flags.some(({ name }) => argument === `--${name}`) === true
}

function commandOf(name: string | undefined): Command {
  const wanted = name ?? 'play'
  const found = COMMANDS.find((command) => command.name === wanted)
  if (found !== undefined) return found
  if (wanted.startsWith('-'))
    throw new WrongUse(`no flag ${wanted}${suggestion(wanted, ['--help', '--version'])}`)
  if (/^\d+\.\w+$/.test(wanted)) throw new WrongUse(`no command "${wanted}"; try: exitless play ${wanted}`)
  const names = COMMANDS.map((command) => command.name)
  throw new WrongUse(`no command "${wanted}"${suggestionOrAll(wanted, names)}`)
}
