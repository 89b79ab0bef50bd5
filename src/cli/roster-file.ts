/** The list of a class in a file: ids one a line, or a platform's table, in whatever encoding it is written. */
import { readFileSync } from 'node:fs'
import { type Roster, readRoster } from '../classroom/roster.ts'
import { WRONG_USE } from './exit-codes.ts'
import { CannotDo, WrongUse } from './wrong-use.ts'

/** A list of a class is smaller. Bytes. */
const LARGEST_LIST = 20 << 20

function textIn(file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    throw new WrongUse(
      code === 'ENOENT' ? `--students: no file ${file}` : `--students: ${file} cannot be read`,
    )
  }
  if (bytes.length > LARGEST_LIST) throw new WrongUse(`--students: ${file} is larger than 20 MiB`)
  return decoded(bytes)
}

/** UTF-8, UTF-16 with its mark, else Latin-1. */
export function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}

/** The list in a file. @throws WrongUse where there is none, CannotDo where it is no list */
export function rosterIn(file: string): Roster {
  const roster = readRoster(textIn(file))
  if ('problem' in roster) throw new CannotDo(`${file}:${roster.row}: ${roster.problem}`, WRONG_USE)
  return roster
}
