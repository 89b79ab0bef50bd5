/**
 * Which save file is played in: the one of whoever gives no name, that of a player, or that of an assignment. Names are
 * data: a file is called after the letters of a name and a hash of it, an assignment's after hashes alone.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { plainLine } from '../text/plain.ts'
import { dataFolder } from './data-folder.ts'
import { WrongUse } from './wrong-use.ts'

/** Folder of the players' saves, below that of the data. */
export const PLAYERS = 'players'
/** … and of students in assignments. */
export const ASSIGNMENTS = 'assignments'
/** Characters of a name. */
const LONGEST_NAME = 40
/** Letters of a file's name that are those of the player, and digits of the hash after them. */
const LETTERS = 20
const DIGITS = 8

/** Name of the file without its ending, below the data folder; undefined: that of EXITLESS_PLAYER, or `progress`. */
let chosen: string | undefined
let player: string | undefined

/** A player's name as it is shown: one line, blanks at neither end. @throws WrongUse */
export function playerName(given: string, from: string): string {
  const name = plainLine(given.normalize('NFC')).trim()
  if (name === '') throw new WrongUse(`${from} needs a name with a letter in it`)
  if ([...name].length > LONGEST_NAME)
    throw new WrongUse(`${from} takes a name of at most ${LONGEST_NAME} characters`)
  return name
}

/** `players/ada-1f0c22ab`: capitals make no other player. */
export function slotOf(name: string): string {
  const letters = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LETTERS)
    .replace(/^-+|-+$/g, '')
  const hash = createHash('sha256').update(name.normalize('NFC').toLowerCase()).digest('hex').slice(0, DIGITS)
  return join(PLAYERS, letters === '' ? hash : `${letters}-${hash}`)
}

/** Who plays: of --player, else of EXITLESS_PLAYER; undefined: nobody said. @throws WrongUse */
export function playerNow(): string | undefined {
  if (player !== undefined) return player
  const { EXITLESS_PLAYER: given = '' } = process.env
  return given === '' ? undefined : playerName(given, 'EXITLESS_PLAYER')
}

/** From now on the save file is that of this player. @throws WrongUse */
export function playAs(given: string | undefined): void {
  if (given !== undefined) player = playerName(given, '--player')
}

/** From now on the save file is that of an assignment and a student; both are hashes. */
export function playAssigned(assignment: string, student: string): void {
  chosen = join(ASSIGNMENTS, `${assignment}-${student}`)
}

/** The name in a new save: none where it is that of an assignment. */
export function nameInSave(): string | undefined {
  return chosen === undefined ? playerNow() : undefined
}

/** Who `--player` of a command line names, before it is parsed. */
export function playerIn(argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--')
  const own = end < 0 ? argv : argv.slice(0, end)
  const at = own.findIndex((one) => /^--player(=|$)/.test(one))
  return at < 0 ? undefined : own[at].includes('=') ? own[at].slice('--player='.length) : own[at + 1]
}

/** The save file without its ending. @throws WrongUse where EXITLESS_PLAYER is no name */
export function saveSlot(): string {
  const name = playerNow()
  return join(dataFolder(), chosen ?? (name === undefined ? 'progress' : slotOf(name)))
}

export function saveFile(): string {
  return `${saveSlot()}.json`
}

/** The sandbox of whoever plays. */
export function sandboxFile(): string {
  const name = playerNow()
  return name === undefined ? join(dataFolder(), 'sandbox.yaml') : `${join(dataFolder(), slotOf(name))}.yaml`
}
