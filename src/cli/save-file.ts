/**
 * The save file. Whatever lies there, the game goes on, and nothing of the player's is lost: a newer version's file is
 * kept as it is, a broken or foreign one is moved aside under a name that is told.
 */
import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import {
  mergeProgress,
  newProgress,
  type Progress,
  parseProgress,
  printProgress,
} from '../game/play/progress.ts'
import { dataFolder } from './data-folder.ts'
import { nameInSave, saveFile, saveSlot } from './save-slot.ts'

export { saveFile } from './save-slot.ts'

export interface Loaded {
  readonly progress: Progress
  /** false: the file stays as it is, and nothing is written. */
  readonly writable: boolean
  /** A sentence for the player where not all is well. */
  readonly notice?: string
}

/** The progress of somebody who has none yet, under the name that was given. */
function beginning(): Progress {
  return newProgress(nameInSave())
}

function reason(fault: unknown): string {
  const { code, message } = fault as NodeJS.ErrnoException
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be written by you'
  if (code === 'EROFS') return 'its file system is read-only'
  if (code === 'ENOSPC') return 'the disk is full'
  if (code === 'ENOTDIR' || code === 'EEXIST') return 'a file stands where a folder should be'
  return message
}

/** A free name beside the file: progress.broken.json, progress.broken-2.json, … */
function freeName(word: string): string {
  for (let number = 1; ; number++) {
    const name = `${saveSlot()}.${word}${number === 1 ? '' : `-${number}`}.json`
    if (!existsSync(name)) return name
  }
}

/** Keeps what is in the save file under another name, and says which. Undefined: there was none. */
export function setAside(word: string): string | undefined {
  if (!existsSync(saveFile())) return undefined
  const name = freeName(word)
  renameSync(saveFile(), name)
  return name
}

function cannotWrite(): string | undefined {
  try {
    mkdirSync(dirname(saveFile()), { recursive: true })
    accessSync(dirname(saveFile()), constants.W_OK)
    return undefined
  } catch (fault) {
    return `nothing can be saved in ${dataFolder()}: ${reason(fault)}. You can play on; set EXITLESS_DATA to another folder`
  }
}

/** What the save file says, touching nothing. No file: a new progress. */
export function readStored(): { progress: Progress } | { problem: string } {
  if (!existsSync(saveFile())) return { progress: beginning() }
  try {
    return parseProgress(readFileSync(saveFile(), 'utf8'))
  } catch (fault) {
    return { problem: (fault as Error).message }
  }
}

/** The progress for a listing: a save file that cannot be read counts as none. */
export function peekProgress(): Progress {
  const stored = readStored()
  return 'progress' in stored ? stored.progress : beginning()
}

/** Reads the save file, moving a broken one aside. Never throws. */
export function loadProgress(): Loaded {
  const problem = cannotWrite()
  const writable = problem === undefined
  let text: string
  try {
    text = readFileSync(saveFile(), 'utf8')
  } catch (fault) {
    if (!writable || (fault as NodeJS.ErrnoException).code === 'ENOENT')
      return { progress: beginning(), writable, notice: problem }
    const notice = `${saveFile()} cannot be read (${(fault as Error).message}); you can play, but nothing is saved`
    return { progress: beginning(), writable: false, notice }
  }
  const answer = parseProgress(text)
  if ('progress' in answer) {
    if (answer.left.length === 0 || !writable) return { progress: answer.progress, writable, notice: problem }
    const copy = freeName('before')
    copyFileSync(saveFile(), copy)
    const notice = `part of the save file could not be read (${answer.left.join(', ')}); a copy is kept as ${copy}`
    return { progress: answer.progress, writable, notice }
  }
  if (answer.newer) {
    const notice = `${saveFile()} was written by a newer exitless; it is kept as it is, and this game is not saved`
    return { progress: beginning(), writable: false, notice }
  }
  return moveBrokenAside(answer.problem, problem)
}

function moveBrokenAside(why: string, problem: string | undefined): Loaded {
  if (problem !== undefined) return { progress: beginning(), writable: false, notice: problem }
  try {
    const name = setAside('broken')
    const notice = `the save file could not be read (${why}); it is kept as ${name}, and you begin anew`
    return { progress: beginning(), writable: true, notice }
  } catch (fault) {
    const notice = `${saveFile()} could not be read (${why}) nor moved aside: ${reason(fault)}. Nothing is saved`
    return { progress: beginning(), writable: false, notice }
  }
}

/** Writes whole or not at all. @throws where the folder does not let it */
export function writeProgress(progress: Progress): void {
  mkdirSync(dirname(saveFile()), { recursive: true })
  writeFileAtomic.sync(saveFile(), printProgress(progress))
}

/** Milliseconds that a save waits for the next one. */
const DELAY = 400

/** Saves now and then; a second game that wrote meanwhile is merged, not overwritten. */
export class Saver {
  readonly writable: boolean
  /** What went wrong last, for the player when the screen is given back. */
  problem: string | undefined
  #pending: Progress | undefined
  #timer: NodeJS.Timeout | undefined
  #seen: number

  constructor(writable: boolean) {
    this.writable = writable
    this.#seen = changedAt()
  }

  save(progress: Progress): void {
    if (!this.writable) return
    this.#pending = progress
    this.#timer ??= setTimeout(() => this.flush(), DELAY)
  }

  /** Writes what is pending, at once. Never throws. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#pending === undefined) return
    const progress = this.#pending
    this.#pending = undefined
    try {
      writeProgress(this.#seen === changedAt() ? progress : mergeProgress(progress, otherProgress(progress)))
      this.#seen = changedAt()
      this.problem = undefined
    } catch (fault) {
      this.problem = `the progress could not be saved in ${saveFile()}: ${reason(fault)}`
    }
  }
}

function changedAt(): number {
  return statSync(saveFile(), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function otherProgress(mine: Progress): Progress {
  if (!existsSync(saveFile())) return mine
  const answer = parseProgress(readFileSync(saveFile(), 'utf8'))
  return 'progress' in answer ? answer.progress : mine
}
