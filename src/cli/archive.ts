/**
 * Reads a zip archive by its directory, part by part: an archive as a platform gives it for a whole class is never read whole,
 * and nothing is ever written to a disk. What is packed too tightly, encrypted, or named so that it leads out is told, not read.
 */
import { constants, inflateRawSync } from 'node:zlib'

/** Bytes that are there to be read: of a file, or in memory. */
export interface Source {
  readonly size: number
  /** Fewer bytes where it ends before. */
  read(at: number, length: number): Buffer
}

export interface Entry {
  /** Parts of its path. */
  readonly path: readonly string[]
  /** Why it is not read. */
  readonly problem?: string
  /** From the archive that it was found in, opened again or still. @throws Error that says why it cannot be unpacked */
  read(source: Source): Buffer
}

/** Of one packed file, unpacked; a code has some hundred bytes. */
export const LARGEST = 5 << 20
const MOST_ENTRIES = 50_000
const LARGEST_DIRECTORY = 64 << 20
/** All that is unpacked of one archive. */
const LARGEST_WHOLE = 1 << 30

const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50
const RECORD = 0x02014b50
const LOCAL = 0x04034b50
const NONE_32 = 0xffffffff

export function isArchive(begin: Uint8Array): boolean {
  return begin[0] === 0x50 && begin[1] === 0x4b && (begin[2] === 3 || begin[2] === 5)
}

export function sourceOf(bytes: Buffer): Source {
  return { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) }
}

/** The files of an archive, in its directory's order. @throws Error that says why it cannot be read */
export function archiveEntries(source: Source): readonly Entry[] {
  const { at, size, count } = directoryOf(source)
  if (count > MOST_ENTRIES)
    throw new Error(`is an archive of ${count} files; ${MOST_ENTRIES} are read at most`)
  if (size > LARGEST_DIRECTORY || at + size > source.size) throw new Error('is a broken archive')
  const directory = source.read(at, size)
  const budget = { left: LARGEST_WHOLE }
  const entries: Entry[] = []
  let records = 0
  for (let place = 0; entries.length < MOST_ENTRIES && place + 46 <= directory.length; ) {
    if (directory.readUInt32LE(place) !== RECORD) break
    const nameLength = directory.readUInt16LE(place + 28)
    const extraLength = directory.readUInt16LE(place + 30)
    const end = place + 46 + nameLength + extraLength + directory.readUInt16LE(place + 32)
    const record = directory.subarray(place, end)
    const name = nameOf(record.subarray(46, 46 + nameLength))
    records++
    if (!name.endsWith('/')) entries.push(entryOf(record, name, budget))
    place = end
  }
  if (records < count && entries.length === 0) throw new Error('is a broken archive')
  return records < count ? [...entries, cutOff] : entries
}

const cutOff: Entry = {
  path: ['(the rest)'],
  problem: 'is not read: the list of files in this archive is broken',
  read: () => Buffer.alloc(0),
}

interface Directory {
  readonly at: number
  readonly size: number
  readonly count: number
}

/** The end of an archive names its directory; a comment of up to 64 KiB may follow. */
function directoryOf(source: Source): Directory {
  const from = Math.max(0, source.size - 65_557)
  const tail = source.read(from, source.size - from)
  for (let place = tail.length - 22; place >= 0; place--) {
    if (tail.readUInt32LE(place) !== END) continue
    const far = directory64(source, tail, place)
    if (far !== undefined) return far
    const [count, size, at] = [
      tail.readUInt16LE(place + 10),
      tail.readUInt32LE(place + 12),
      tail.readUInt32LE(place + 16),
    ]
    return { at, size, count }
  }
  throw new Error('is a broken archive: its end is missing')
}

/** Of an archive with more than 65 535 files or 4 GiB. */
function directory64(source: Source, tail: Buffer, place: number): Directory | undefined {
  if (place < 20 || tail.readUInt32LE(place - 20) !== LOCATOR_64) return undefined
  const end = source.read(Number(tail.readBigUInt64LE(place - 12)), 56)
  if (end.length < 56 || end.readUInt32LE(0) !== END_64) return undefined
  return {
    count: Number(end.readBigUInt64LE(32)),
    size: Number(end.readBigUInt64LE(40)),
    at: Number(end.readBigUInt64LE(48)),
  }
}

function nameOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\\', '/')
  } catch {
    return bytes.toString('latin1').replaceAll('\\', '/')
  }
}

function entryOf(record: Buffer, name: string, budget: { left: number }): Entry {
  const flags = record.readUInt16LE(8)
  const method = record.readUInt16LE(10)
  const packed = record.readUInt32LE(20)
  const size = record.readUInt32LE(24)
  const mode = record.readUInt32LE(38) >>> 16
  const at = placeOf(record, [size, packed, record.readUInt32LE(42)])
  const parts = name.split('/').filter((part) => part !== '' && part !== '.')
  const entry = {
    path: parts.filter((part) => part !== '..'),
    read: (source: Source) => unpacked(source, at, method, packed, budget),
  }
  const problem = problemOf({ name, parts, flags, method, size, packed, mode })
  return problem === undefined ? entry : { ...entry, problem }
}

interface Said {
  readonly name: string
  readonly parts: readonly string[]
  readonly flags: number
  readonly method: number
  readonly size: number
  readonly packed: number
  readonly mode: number
}

function problemOf({ name, parts, flags, method, size, packed, mode }: Said): string | undefined {
  if (parts.includes('..') || name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.includes('\0'))
    return 'has a path that leads out of its archive; it is not read'
  if ((mode & 0xf000) === 0xa000) return 'is a link; it is not followed'
  if ((flags & 1) === 1) return 'is encrypted; ask for it without a password'
  if (method !== 0 && method !== 8) return 'is packed in a way that is not known; ask for the code as text'
  if (size > LARGEST || packed > LARGEST) return tooLarge
  return undefined
}

const tooLarge = `unpacks to more than ${LARGEST >> 20} MiB; it is not read`

/** Where its data begin, by the directory; fields that do not fit are in an extra one. */
function placeOf(record: Buffer, [size, packed, at]: readonly [number, number, number]): number {
  if (at !== NONE_32) return at
  let place = 46 + record.readUInt16LE(28)
  const end = place + record.readUInt16LE(30)
  while (place + 4 <= end && record.readUInt16LE(place) !== 1) place += 4 + record.readUInt16LE(place + 2)
  const offset = place + 4 + (size === NONE_32 ? 8 : 0) + (packed === NONE_32 ? 8 : 0)
  return offset + 8 <= record.length ? Number(record.readBigUInt64LE(offset)) : source64Missing
}

const source64Missing = Number.MAX_SAFE_INTEGER

function unpacked(
  source: Source,
  at: number,
  method: number,
  packed: number,
  budget: { left: number },
): Buffer {
  const head = at < source.size ? source.read(at, 30) : Buffer.alloc(0)
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) throw new Error('is broken in its archive')
  const data = source.read(at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28), packed)
  if (data.length < packed) throw new Error('is cut off in its archive')
  if (budget.left <= 0) throw new Error('is not read: its archive unpacks to more than 1 GiB')
  const bytes = method === 0 ? data : inflated(data)
  budget.left -= bytes.length
  return bytes
}

function inflated(data: Buffer): Buffer {
  try {
    return inflateRawSync(data, { maxOutputLength: LARGEST, finishFlush: constants.Z_FINISH })
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new Error(tooLarge)
    throw new Error('is broken in its archive')
  }
}
