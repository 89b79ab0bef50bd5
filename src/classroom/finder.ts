/** Finds the student of a class by the hash in a code, by what a platform calls a file, or by a file's own name. */
import { lmsName, ownName } from './lms-name.ts'
import type { Roster, Student } from './roster.ts'

export interface Finder {
  byTag(tag: string): Student | undefined
  /** Undefined: nobody, or two of one name. */
  byPath(path: string): Student | undefined
}

/** Letters and digits of a name, whatever their accents and case. */
function lettersOf(name: string): readonly string[] {
  return (
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replaceAll('ß', 'ss')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

/** `Lovelace, Ada`, `Ada Lovelace` and `lovelaceada` have one in common. */
function keysOf(name: string): readonly string[] {
  const words = lettersOf(name)
  if (words.length === 0) return []
  const turned = words.map((_, at) => [...words.slice(at), ...words.slice(0, at)].join(''))
  return [words.toSorted().join(' '), ...turned]
}

/** @param tagOf the salted hash of an id, as codes of the assignment have it; absent: codes name nobody */
export function finderOf(roster: Roster, tagOf?: (id: string) => string): Finder {
  const tags = new Map<string, Student>()
  const ids = new Map<string, Student>()
  const numbers = new Map<string, Student>()
  /** Null: two of one name. */
  const names = new Map<string, Student | null>()
  for (const student of roster.students) {
    for (const id of student.ids) {
      if (!ids.has(id.toLowerCase())) ids.set(id.toLowerCase(), student)
      if (tagOf !== undefined) keepFirst(tags, tagOf(id), student)
    }
    for (const number of student.numbers) keepFirst(numbers, number, student)
    for (const key of new Set(keysOf(student.name ?? '')))
      names.set(key, names.has(key) && names.get(key) !== student ? null : student)
  }
  const byName = (name: string) =>
    keysOf(name)
      .map((key) => names.get(key))
      .find((found) => found !== undefined) ?? undefined
  return {
    byTag: (tag) => tags.get(tag),
    byPath: (path) => {
      const lms = lmsName(path)
      if (lms !== undefined)
        return numbers.get(lms.id) ?? byName(lms.name) ?? ids.get(lms.id) ?? ids.get(lms.name.toLowerCase())
      const own = ownName(path).toLowerCase()
      const parts = [own, ...own.split(/[_\s]+/), ...own.split(/[_\s.-]+/)]
      const named = parts.map((part) => ids.get(part)).find((found) => found !== undefined)
      return named ?? byName(own)
    },
  }
}

function keepFirst(map: Map<string, Student>, key: string, student: Student): void {
  if (!map.has(key)) map.set(key, student)
}
