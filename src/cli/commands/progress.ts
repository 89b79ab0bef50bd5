/** `exitless progress export|import|reset|players|report`: to another machine, begin again, who plays here, how far one is. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import {
  mergeProgress,
  newProgress,
  type Progress,
  parseProgress,
  printProgress,
} from '../../game/play/progress.ts'
import { suggestion } from '../../game/suggestion.ts'
import { plainLine } from '../../text/plain.ts'
import { isOn, textOf } from '../arguments.ts'
import { studentOf } from '../assigned.ts'
import type { Input } from '../command.ts'
import { DONE, NOT_MET, WRONG_USE } from '../exit-codes.ts'
import { readStored, saveFile, setAside, writeProgress } from '../save-file.ts'
import { isSaveLine, printSaveLine, readSaveLine } from '../save-line.ts'
import { playAs, playerNow } from '../save-slot.ts'
import { say, tell } from '../streams.ts'
import { CannotDo, WrongUse } from '../wrong-use.ts'

const ACTIONS = ['export', 'import', 'reset', 'players', 'report'] as const
type Action = (typeof ACTIONS)[number]

/** Which action each flag belongs to. */
const FLAGS: Readonly<Record<string, readonly Action[]>> = {
  line: ['export'],
  merge: ['import'],
  json: ['players', 'report', 'export'],
}

export async function perform(input: Input): Promise<number> {
  const [given, file] = input.positionals
  const action = ACTIONS.find((one) => one === given)
  if (action === undefined) throw new WrongUse(`progress: no action "${given}"${suggestion(given, ACTIONS)}`)
  for (const [flag, own] of Object.entries(FLAGS))
    if (isOn(input, flag) && !own.includes(action))
      throw new WrongUse(`progress ${action} takes no --${flag}: it is for ${own[0]}`)
  if (file !== undefined && action !== 'export' && action !== 'import')
    throw new WrongUse(`progress ${action} takes no file, and is given "${file}"`)
  playAs(textOf(input, 'player'))
  // Whose save it is: from here on that of a student in an assignment, where one is named.
  const student = action === 'players' ? undefined : await studentOf(input)
  switch (action) {
    case 'export':
      return exportTo(file, isOn(input, 'line'))
    case 'import':
      return importFrom(file, isOn(input, 'merge'))
    case 'reset':
      return replace(newProgress(student === undefined ? playerNow() : undefined), 'progress begins anew')
    case 'players':
      return (await import('../players.ts')).sayPlayers(isOn(input, 'json'))
    case 'report':
      return (await import('../progress-report.ts')).sayReport(
        isOn(input, 'json'),
        student?.own(),
        student && ' --assignment … --student …',
      )
  }
}

function exportTo(file: string | undefined, asLine: boolean): number {
  const stored = readStored()
  if ('problem' in stored) throw new CannotDo(`the save file cannot be exported: ${stored.problem}`, NOT_MET)
  // Without blanks a line is a tenth shorter.
  const text = asLine ? `${printSaveLine(JSON.stringify(stored.progress))}\n` : printProgress(stored.progress)
  if (file === undefined) {
    say(text)
    return DONE
  }
  attempt(() => writeFileSync(file, text), `${file} cannot be written`)
  tell(`progress written to ${file}`)
  return DONE
}

/** What is to be imported, and what it is called. */
function textFrom(given: string | undefined): { readonly name: string; readonly text: string } {
  if (given !== undefined && isSaveLine(given)) return { name: 'the line', text: given }
  if (given !== undefined && !existsSync(given)) throw new WrongUse(`no file ${given}`)
  if (given === undefined && process.stdin.isTTY)
    throw new WrongUse(
      'progress import needs a file, a line of export --line, or either on stdin: exitless progress import FILE',
    )
  const name = given ?? 'stdin'
  return { name, text: attempt(() => readFileSync(given ?? 0, 'utf8'), `${name} cannot be read`) }
}

function importFrom(given: string | undefined, merge: boolean): number {
  const { name, text } = textFrom(given)
  const refused = (problem: string) =>
    new CannotDo(`${name} cannot be imported: ${plainLine(problem)}`, WRONG_USE)
  const unpacked = isSaveLine(text) ? readSaveLine(text) : { text }
  if ('problem' in unpacked) throw refused(unpacked.problem)
  const answer = parseProgress(unpacked.text)
  if ('problem' in answer) throw refused(answer.problem)
  const player = playerNow()
  const taken = player === undefined ? answer.progress : { ...answer.progress, player }
  if (!merge) return replace(taken, `progress taken from ${name}`)
  const stored = readStored()
  if ('problem' in stored)
    throw new CannotDo(`nothing can be merged: ${saveFile()} cannot be read: ${stored.problem}`, NOT_MET)
  return replace(mergeProgress(stored.progress, taken), `progress of ${name} merged: the better of both`)
}

function replace(progress: Progress, done: string): number {
  const kept = attempt(() => setAside('before'), `${saveFile()} cannot be moved aside`)
  attempt(() => writeProgress(progress), `${saveFile()} cannot be written`)
  tell(kept === undefined ? done : `${done}; what was there is kept as ${kept}`)
  return DONE
}

function attempt<Answer>(perform: () => Answer, what: string): Answer {
  try {
    return perform()
  } catch (fault) {
    throw new CannotDo(`${what}: ${(fault as Error).message}`, NOT_MET)
  }
}
