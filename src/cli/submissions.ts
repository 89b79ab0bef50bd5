/**
 * What was handed in, file by file: files, folders, archives as platforms give them, stdin. Each is read only when it is asked
 * for, to a limit; what cannot be read says why. Nothing that lies there can stop the reading.
 */
import { closeSync, fstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { documentText, officeText } from '../classroom/document-text.ts'
import { archiveEntries, isArchive, LARGEST, type Source, sourceOf } from './archive.ts'
import { WrongUse } from './wrong-use.ts'

/** One thing that somebody handed in. */
export interface HandedIn {
  /** What was asked for, then the way to it, archives among it; parted by `/`. */
  readonly path: string
  /** Its texts: one, or more where it is an archive itself. */
  texts(): readonly HandedText[]
}

export interface HandedText {
  readonly path: string
  readonly text: string
  readonly problem?: string
}

/** Archives in archives. */
const DEEPEST = 3
/** Folders in folders. */
const DEEPEST_FOLDER = 32
const MOST_FILES = 200_000
/** No file is named so. */
const FULL = '\0'
/** Of a file that is no archive; more of it is not read. */
const LARGEST_TEXT = LARGEST

/** What systems leave beside one's files. */
const NOTHING = /^\.|^__MACOSX$|^(?:Thumbs\.db|desktop\.ini)$/i

/** Files that were found, by their real paths. */
class Seen extends Set<string> {
  readonly isOwn: (file: string) => boolean

  constructor(isOwn: (file: string) => boolean) {
    super()
    this.isOwn = isOwn
  }
}

/**
 * All that lies there, sorted by path; the same on every machine.
 * @param isOwn of a real path: nobody handed it in, it is passed over
 * @throws WrongUse where a path is not there
 */
export function handedIn(
  paths: readonly string[],
  isOwn: (file: string) => boolean = () => false,
): readonly HandedIn[] {
  const found: HandedIn[] = []
  const seen = new Seen(isOwn)
  for (const path of paths) {
    if (path === '-') found.push(stdin())
    else collect(path, seen, found)
  }
  return found.sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0))
}

/** `class/` is named `class`. */
function shortName(path: string): string {
  const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.')
  return parts.at(-1) ?? path
}

function collect(path: string, seen: Seen, found: HandedIn[]): void {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) throw new WrongUse(`no file or folder ${path}`)
  if (stats.isDirectory()) walk(path, [shortName(path)], 0, seen, found)
  else addFile(path, [shortName(path)], seen, found)
}

function walk(folder: string, names: readonly string[], depth: number, seen: Seen, found: HandedIn[]): void {
  if (depth > DEEPEST_FOLDER) {
    found.push(refused(names, 'lies too deep; it is not read'))
    return
  }
  for (const entry of listed(folder, names, found)) {
    const [path, own] = [join(folder, entry.name), [...names, entry.name]]
    if (NOTHING.test(entry.name)) continue
    if (found.length >= MOST_FILES) {
      if (!seen.has(FULL)) found.push(refused(own, `and more: ${MOST_FILES} files are read at most`))
      seen.add(FULL)
      return
    }
    if (entry.isDirectory()) walk(path, own, depth + 1, seen, found)
    else if (entry.isFile()) addFile(path, own, seen, found)
    else if (entry.isSymbolicLink()) found.push(refused(own, 'is a link; it is not followed'))
    else found.push(refused(own, 'is no file; it is not read'))
  }
}

function listed(folder: string, names: readonly string[], found: HandedIn[]) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    found.push(refused(names, 'is a folder that this user may not read'))
    return []
  }
}

function refused(names: readonly string[], problem: string): HandedIn {
  const path = names.join('/')
  return { path, texts: () => [{ path, text: '', problem }] }
}

/** A file is one that was handed in; an archive is many. */
function addFile(file: string, names: readonly string[], seen: Seen, found: HandedIn[]): void {
  const real = realPath(file)
  if (seen.has(real)) return
  seen.add(real)
  if (seen.isOwn(real)) return
  const path = names.join('/')
  try {
    if (archiveInFile(file)) {
      const within = inArchive(file, names)
      found.push(...(within.length > 0 ? within : [refused(names, 'is an empty archive')]))
    } else found.push({ path, texts: () => textsOf(path, readWhole(file), 1) })
  } catch (fault) {
    found.push(refused(names, whyNot(fault)))
  }
}

function realPath(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return file
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  ENOENT: 'is not there any more',
}

function whyNot(fault: unknown): string {
  const { code, message } = fault as NodeJS.ErrnoException
  if (code === undefined) return message
  return REASONS[code] ?? `cannot be read (${code})`
}

function archiveInFile(file: string): boolean {
  if (!statSync(file).isFile()) return false
  return withFile(file, (source) => isArchive(source.read(0, 4)) && !isOffice(source))
}

/** A text of a word processor is an archive, too: of one text. */
function isOffice(source: Source): boolean {
  try {
    return archiveEntries(source).some(({ path }) => OFFICE.includes(path.join('/')))
  } catch {
    return false
  }
}

const OFFICE = ['word/document.xml', 'content.xml']

function inArchive(file: string, names: readonly string[]): readonly HandedIn[] {
  const entries = withFile(file, archiveEntries)
  return entries.flatMap((entry) => {
    if (entry.path.some((part) => NOTHING.test(part)) || entry.path.length === 0) return []
    const own = [...names, ...entry.path]
    if (entry.problem !== undefined) return [refused(own, entry.problem)]
    const path = own.join('/')
    // The archive is opened anew for each: nothing stays open, whatever happens in between.
    const texts = () =>
      attempt(path, () =>
        textsOf(
          path,
          withFile(file, (source) => entry.read(source)),
          2,
        ),
      )
    return [{ path, texts }]
  })
}

/** A file while it is open. */
function withFile<Answer>(file: string, use: (source: Source) => Answer): Answer {
  const descriptor = openSync(file, 'r')
  try {
    const { size } = fstatSync(descriptor)
    return use({ size, read: (at, length) => readPart(descriptor, at, Math.min(length, size - at)) })
  } finally {
    closeSync(descriptor)
  }
}

function readPart(descriptor: number, at: number | null, length: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, length))
  let done = 0
  while (done < bytes.length) {
    const read = readSync(descriptor, bytes, done, bytes.length - done, at === null ? null : at + done)
    if (read === 0) break
    done += read
  }
  return bytes.subarray(0, done)
}

/** One byte more than the limit says that there is more. */
function readWhole(file: string): Buffer {
  const descriptor = openSync(file, 'r')
  try {
    const stats = fstatSync(descriptor)
    const wanted = stats.isFile() ? Math.min(stats.size, LARGEST_TEXT + 1) : LARGEST_TEXT + 1
    return readPart(descriptor, null, wanted)
  } finally {
    closeSync(descriptor)
  }
}

function stdin(): HandedIn {
  return {
    path: 'stdin',
    texts: () => attempt('stdin', () => textsOf('stdin', readPart(0, null, LARGEST_TEXT + 1), 1)),
  }
}

function attempt(path: string, read: () => readonly HandedText[]): readonly HandedText[] {
  try {
    return read()
  } catch (fault) {
    return [{ path, text: '', problem: whyNot(fault) }]
  }
}

/** The texts of a file's bytes, opened where they are an archive. Never throws. */
export function textsOf(path: string, bytes: Buffer, depth: number): readonly HandedText[] {
  return attempt(path, () => {
    if (isArchive(bytes)) return textsInArchive(path, bytes, depth)
    const whole = bytes.length <= LARGEST_TEXT
    const { text, problem } = documentText(path, whole ? bytes : bytes.subarray(0, LARGEST_TEXT))
    if (problem !== undefined) return [{ path, text, problem }]
    if (whole) return [{ path, text }]
    return [{ path, text, problem: `is larger than ${LARGEST_TEXT >> 20} MiB; only its beginning is read` }]
  })
}

function textsInArchive(path: string, bytes: Buffer, depth: number): readonly HandedText[] {
  const source = sourceOf(bytes)
  const entries = archiveEntries(source)
  const office = entries.find((entry) => OFFICE.includes(entry.path.join('/')))
  if (office !== undefined) {
    const text = officeText(office.read(source).toString('utf8'))
    return [text.trim() === '' ? { path, text, problem: 'is empty' } : { path, text }]
  }
  if (depth > DEEPEST)
    return [{ path, text: '', problem: 'is an archive in archives in archives; it is not read' }]
  const texts = entries.flatMap((entry) => {
    if (entry.path.length === 0 || entry.path.some((part) => NOTHING.test(part))) return []
    const own = `${path}/${entry.path.join('/')}`
    if (entry.problem !== undefined) return [{ path: own, text: '', problem: entry.problem }]
    return attempt(own, () => textsOf(own, entry.read(source), depth + 1))
  })
  return texts.length > 0 ? texts : [{ path, text: '', problem: 'is an empty archive' }]
}
