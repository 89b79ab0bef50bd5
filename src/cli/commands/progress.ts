/** `exitless progress export|import|reset`: moving a progress to another machine, and beginning again. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { newProgress, type Progress, parseProgress, printProgress } from '../../game/play/progress.ts'
import { suggestion } from '../../game/suggestion.ts'
import type { Input } from '../command.ts'
import { DONE, NOT_MET, WRONG_USE } from '../exit-codes.ts'
import { readStored, saveFile, setAside, writeProgress } from '../save-file.ts'
import { say, tell } from '../streams.ts'
import { CannotDo, WrongUse } from '../wrong-use.ts'

const ACTIONS = ['export', 'import', 'reset']

export async function perform(input: Input): Promise<number> {
  const [action, file] = input.positionals
  if (action === 'export') return exportTo(file)
  if (action === 'import') return importFrom(file)
  if (action !== 'reset') throw new WrongUse(`progress: no action "${action}"${suggestion(action, ACTIONS)}`)
  if (file !== undefined) throw new WrongUse(`progress reset takes no file, and is given "${file}"`)
  return reset()
}

function exportTo(file: string | undefined): number {
  const stored = readStored()
  if ('problem' in stored) throw new CannotDo(`the save file cannot be exported: ${stored.problem}`, NOT_MET)
  const text = printProgress(stored.progress)
  if (file === undefined) {
    say(text)
    return DONE
  }
  attempt(() => writeFileSync(file, text), `${file} cannot be written`)
  tell(`progress written to ${file}`)
  return DONE
}

function importFrom(file: string | undefined): number {
  const name = file ?? 'stdin'
  if (file !== undefined && !existsSync(file)) throw new WrongUse(`no file ${file}`)
  if (file === undefined && process.stdin.isTTY)
    throw new WrongUse('progress import needs a file, or a progress on stdin: exitless progress import FILE')
  const text = attempt(() => readFileSync(file ?? 0, 'utf8'), `${name} cannot be read`)
  const answer = parseProgress(text)
  if ('problem' in answer) throw new CannotDo(`${name} cannot be imported: ${answer.problem}`, WRONG_USE)
  return replace(answer.progress, `progress taken from ${name}`)
}

function reset(): number {
  return replace(newProgress(), 'progress begins anew')
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
