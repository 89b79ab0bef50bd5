/** The codes of an assignment as a file in the folder that one plays in; none that is there is written over. */
import { writeFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { plainLine } from '../text/plain.ts'
import { words } from '../text/ui-words.ts'
import { messageOf } from './fault.ts'

const MOST_FILES = 1000

/** @param name of the assignment: letters, digits, hyphens. Says where it is, or why not */
export function writeCodes(name: string, text: string): string {
  for (let number = 1; number < MOST_FILES; number++) {
    const file = resolve(`exitless-${name}${number === 1 ? '' : `-${number}`}.txt`)
    try {
      writeFileSync(file, text, { flag: 'wx' })
      return words.task.codes.written(plainLine(relative(process.cwd(), file)))
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST')
        return words.task.codes.notWritten(plainLine(messageOf(fault)))
    }
  }
  return words.task.codes.notWritten(`${MOST_FILES}`)
}
