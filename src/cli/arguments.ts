/** The command line as data: parsed with node:util, every mistake told in one sentence with the nearest valid choice. */
import { parseArgs } from 'node:util'
import { suggestion } from '../game/suggestion.ts'
import type { Command, Flag, Input } from './command.ts'
import { WrongUse } from './wrong-use.ts'

const HELP: Flag = { name: 'help', text: 'this text' }

/** Is this argument list only asking for help? */
export function wantsHelp(argv: readonly string[]): boolean {
  for (const argument of argv) {
    if (argument === '--') return false
    if (argument === '--help' || argument === '-h') return true
  }
  return false
}

/** @throws WrongUse */
export function parseInput(command: Command, argv: readonly string[]): Input {
  const flags = [...command.flags, HELP]
  const options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }> = {}
  for (const flag of flags)
    options[flag.name] = { type: flag.value === undefined ? 'boolean' : 'string', multiple: true }
  const { tokens } = parseArgs({
    args: [...argv],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })

  const positionals: string[] = []
  const values = new Map<string, string[]>()
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const flag = flags.find((one) => one.name === token.name)
    if (flag === undefined) throw new WrongUse(unknownFlag(command, token.rawName))
    checkValue(flag, token.value)
    const given = values.get(flag.name) ?? []
    if (given.length > 0 && flag.many !== true && flag.value !== undefined)
      throw new WrongUse(`--${flag.name} is given twice; it is taken once`)
    values.set(flag.name, [...given, token.value ?? ''])
  }
  checkPositionals(command, positionals)
  return { positionals, values }
}

function unknownFlag(command: Command, typed: string): string {
  const names = [...command.flags, HELP].map((flag) => `--${flag.name}`)
  return `${command.name}: no flag ${typed}${suggestion(typed, names)}`
}

function checkValue(flag: Flag, value: string | undefined): void {
  if (flag.value === undefined && value !== undefined)
    throw new WrongUse(`--${flag.name} takes no value, and is given "${value}"`)
  if (flag.value === undefined) return
  if (value === undefined || value === '' || value.startsWith('--'))
    throw new WrongUse(`--${flag.name} needs a value: --${flag.name} ${flag.value}`)
}

function checkPositionals(command: Command, positionals: readonly string[]): void {
  const needed = command.takes.filter((one) => !one.startsWith('[')).length
  const usage = ['exitless', command.name, ...command.takes].join(' ')
  if (positionals.length < needed)
    throw new WrongUse(`${command.name} needs ${command.takes[positionals.length]}: ${usage}`)
  const repeats = command.takes.some((one) => /\.\.\.\]?$/.test(one))
  if (!repeats && positionals.length > command.takes.length)
    throw new WrongUse(
      `${command.name} does not know what to do with "${positionals[command.takes.length]}": ${usage}`,
    )
}

export function isOn(input: Input, flag: string): boolean {
  return input.values.has(flag)
}

export function textOf(input: Input, flag: string): string | undefined {
  return input.values.get(flag)?.[0]
}

export function textsOf(input: Input, flag: string): readonly string[] {
  return input.values.get(flag) ?? []
}

/** A whole number between the limits. @throws WrongUse */
export function numberOf(input: Input, flag: string, from: number, to: number): number | undefined {
  const text = textOf(input, flag)
  if (text === undefined) return undefined
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (value >= from && value <= to) return value
  throw new WrongUse(`--${flag} takes a whole number from ${from} to ${to}, not "${text}"`)
}

/** One of the words. @throws WrongUse */
export function choiceOf<Word extends string>(
  input: Input,
  flag: string,
  words: readonly Word[],
): Word | undefined {
  const text = textOf(input, flag)
  if (text === undefined) return undefined
  const found = words.find((word) => word === text)
  if (found !== undefined) return found
  throw new WrongUse(`--${flag} has no value "${text}"${suggestion(text, words)}`)
}
