/** The result code of a level as a file in the folder that one plays in: a new name each time, nothing is written over. */
import { writeFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { plainLine } from '../text/plain.ts'
import { words } from '../text/ui-words.ts'
import type { LevelCode } from '../ui/views/result-code.ts'

const MOST_FILES = 1000

/** Says where, or why not. @param folder that of whoever plays, if not said */
export function writeCode({ number, title, text }: LevelCode, folder = process.cwd()): string {
  return writeNew(number, `${number} ${title}\n${text}\n`, folder)
}

/** The same for all codes of an assignment. @param id letters, digits, hyphens */
export function writeCodes(id: string, text: string): string {
  return writeNew(id, text, process.cwd())
}

function writeNew(what: string, text: string, folder: string): string {
  const name = `exitless-${what.toLowerCase().replace(/[^a-z0-9.]+/g, '-')}`
  for (let count = 1; count < MOST_FILES; count++) {
    const file = resolve(folder, `${name}${count === 1 ? '' : `-${count}`}.txt`)
    try {
      writeFileSync(file, text, { flag: 'wx' })
      return words.result.saved(plainLine(relative(folder, file)))
    } catch (fault) {
      const { code, message } = fault as NodeJS.ErrnoException
      if (code !== 'EEXIST') return words.result.notSaved(plainLine(message))
    }
  }
  return words.result.notSaved(words.result.tooMany)
}
