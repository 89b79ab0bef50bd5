/** `exitless lecture LEVEL`: steps through prepared configurations, for a projector, or by sentences. */
import { createInterface } from 'node:readline'
import { levelsFor } from '../../classroom/levels-for.ts'
import { studentTag } from '../../classroom/student.ts'
import type { Level } from '../../game/index.ts'
import { SETTING_VALUES } from '../../game/index.ts'
import { words } from '../../text/ui-words.ts'
import { spoken } from '../../ui/spoken/screens.ts'
import { choiceOf, isOn, textOf } from '../arguments.ts'
import { assignmentOf, checkStudent, ownLevel } from '../assigned.ts'
import type { Input } from '../command.ts'
import { DONE } from '../exit-codes.ts'
import { type Headless, headless, poseOf } from '../headless.ts'
import { levelNamed } from '../levels.ts'
import { shippedLevels } from '../shipped-levels.ts'
import { say } from '../streams.ts'
import { WrongUse } from '../wrong-use.ts'
import { playAt } from './play.ts'

export async function perform(input: Input): Promise<number> {
  const level = await levelOf(input)
  const palette = choiceOf(input, 'palette', SETTING_VALUES.palette)
  if (palette !== undefined) process.env.EXITLESS_PALETTE = palette
  if (isOn(input, 'ascii')) process.env.EXITLESS_ASCII = '1'
  const start = { screen: 'lecture', level: level.id } as const
  if (isOn(input, 'line'))
    return byLines(headless(level, start, poseOf({ positionals: [], values: new Map() })))
  return playAt({ levels: withLevel(level) }, () => start, false)
}

/** The level, or what a student of an assignment has of it. @throws WrongUse, CannotDo */
async function levelOf(input: Input): Promise<Level> {
  const [name] = input.positionals
  const [given, student] = [await assignmentOf(input), textOf(input, 'student')]
  if (given === undefined && student === undefined) return levelNamed(name)
  if (given === undefined || student === undefined)
    throw new WrongUse('--assignment FILE and --student ID belong together: whose variant is shown')
  checkStudent(student, given.assignment)
  const tag = studentTag(given.assignment.salt, student)
  return ownLevel(given, levelsFor(given.assignment, tag, given.levels), name)
}

function withLevel(level: Level): readonly Level[] {
  const shipped = shippedLevels()
  return shipped.includes(level) ? shipped : [...shipped.filter(({ id }) => id !== level.id), level]
}

/** What is typed, and the key that it presses; the first letter will do. `''`: again. */
function keyOf(typed: string): string | undefined {
  const word = typed.trim().toLowerCase()
  if (word === '' || /^(next|weiter)$/.test(word)) return 'right'
  if (/^[1-9]$/.test(word)) return word
  const known: Readonly<Record<string, string>> = {
    back: 'left',
    zurück: 'left',
    zurueck: 'left',
    notes: 'n',
    notizen: 'n',
    beside: 't',
    daneben: 't',
    again: '',
    nochmal: '',
  }
  return known[word]
}

/** The lecture by sentences: a line in, a step out. Ends at `quit` and at the end of the input. */
async function byLines(game: Headless): Promise<number> {
  const tell = (lines: readonly string[]) => say(`${lines.join('\n')}\n`)
  tell([...spoken(game.store.read()), words.lecture.how])
  const lines = createInterface({ input: process.stdin, terminal: false })
  for await (const typed of lines) {
    if (/^\s*(q|quit|ende|exit)\s*$/i.test(typed)) break
    const key = keyOf(typed)
    if (key === undefined) {
      tell([words.lecture.unknown])
      continue
    }
    if (key !== '') game.press(key)
    tell(['', ...spoken(game.store.read())])
  }
  lines.close()
  game.store.stop()
  return DONE
}
