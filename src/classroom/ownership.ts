/**
 * Whose each code is. Where a platform or a folder says whose a submission is, only codes of that student count in it; another
 * one's are named, which is information and no accusation. Where nobody says, the codes' own hashes do.
 */
import { plainLine } from '../text/index.ts'
import { finderOf } from './finder.ts'
import { givenName, lmsName, ownName } from './lms-name.ts'
import type { MarkedCode, MarkedFile, MarkedText } from './marked.ts'
import type { Roster, Student } from './roster.ts'

export interface OwnCode {
  readonly code: MarkedCode
  /** `class.zip/Ada/codes.txt:3` */
  readonly place: string
}

/** All that one student handed in. */
export interface Work {
  readonly student: Student
  /** In the list of the class, or there is none. */
  readonly listed: boolean
  late: boolean
  /** Codes that are this student's, good ones and others. */
  readonly codes: OwnCode[]
  /** Sentences for whoever looks at this student. */
  readonly notices: string[]
  unread: number
  /** Texts that were read and hold no code. */
  readonly without: string[]
  texts: number
  /** Where they stand. */
  readonly paths: string[]
}

/** `codes.txt:3`: what of a place a student's line has room for. */
export function shortPlace(place: string): string {
  const [, file, line] = /^(.*?)(:\d+)?$/s.exec(place.split('/').at(-1) ?? place)!
  return plainLine(givenName(file)).slice(-60) + (line ?? '')
}

/** `lab/codes.txt:3`: with its folder; where it lies in none that was named, as it is. */
export function folderPlace(place: string): string {
  const [file, folder] = place.split('/').reverse()
  return folder === undefined ? shortPlace(file) : `${plainLine(folder).slice(-60)}/${shortPlace(file)}`
}

/** The shortest that tells them apart. */
function apart(places: readonly string[]): readonly string[] {
  const forms = [shortPlace, folderPlace, plainLine].map((form) => places.map(form))
  return forms.find((names) => new Set(names).size === names.length) ?? forms[2]
}

/** @param tagOf the salted hash of an id; absent where there is no assignment */
export function worksOf(
  files: readonly MarkedFile[],
  roster: Roster | undefined,
  tagOf?: (id: string) => string,
): readonly Work[] {
  const desk = new Desk(roster, tagOf)
  const texts = files.flatMap((file) => file.texts)
  if (roster === undefined) desk.learnTags(texts)
  for (const text of texts) desk.put(text)
  desk.compare()
  return desk.works()
}

class Desk {
  readonly #listed: ReadonlySet<Student> | undefined
  readonly #finder: ReturnType<typeof finderOf> | undefined
  /** By the student's id. */
  readonly #works = new Map<string, Work>()
  /** Without a list: who handed in most codes of a hash; several where it is not clear. */
  readonly #holders = new Map<string, Student[]>()
  /** Without a list: the hashes that a student of the platform has most codes of. */
  readonly #mains = new Map<string, readonly string[]>()

  constructor(roster: Roster | undefined, tagOf?: (id: string) => string) {
    this.#listed = roster && new Set(roster.students)
    this.#finder = roster === undefined ? undefined : finderOf(roster, tagOf)
    for (const student of roster?.students ?? []) this.#work(student)
  }

  #work(student: Student): Work {
    const known = this.#works.get(student.id)
    if (known !== undefined) return known
    const listed = this.#listed?.has(student) ?? true
    const work = {
      student,
      listed,
      late: false,
      codes: [],
      notices: [],
      unread: 0,
      without: [],
      texts: 0,
      paths: [],
    }
    this.#works.set(student.id, work)
    return work
  }

  /** Whom the platform names, where there is no list that says more. */
  #named(path: string): Student | undefined {
    const lms = lmsName(path)
    if (lms === undefined) return undefined
    const name = plainLine(lms.name)
    return { ...nobody(lms.id), ...(name === '' ? {} : { name }), numbers: [lms.id] }
  }

  /** Without a list: whose hash is whose, by what the platform's students handed in most. */
  learnTags(texts: readonly MarkedText[]): void {
    const handed = new Map<string, { student: Student; tags: Map<string, number> }>()
    for (const { path, codes } of texts) {
      const student = this.#named(path)
      if (student === undefined) continue
      const own = handed.get(student.id) ?? { student, tags: new Map<string, number>() }
      handed.set(student.id, own)
      for (const { owner } of codes)
        if (owner !== undefined) own.tags.set(owner.student, (own.tags.get(owner.student) ?? 0) + 1)
    }
    const counts = new Map<string, number>()
    for (const { student, tags } of handed.values()) {
      const count = Math.max(...tags.values())
      const mains = [...tags].flatMap(([tag, own]) => (own === count ? [tag] : []))
      this.#mains.set(student.id, mains)
      if (mains.length !== 1) continue
      const [tag] = mains
      const known = counts.get(tag) ?? 0
      if (count > known) this.#holders.set(tag, [student])
      else if (count === known) this.#holders.get(tag)!.push(student)
      counts.set(tag, Math.max(count, known))
    }
  }

  /** A text and its codes to whom they belong. */
  put(text: MarkedText): void {
    const owner = this.#ownerOf(text)
    if (owner === undefined) {
      this.#putLoose(text)
      return
    }
    const work = this.#work(owner)
    this.#account(work, text)
    const named = this.#finder === undefined ? undefined : this.#named(text.path)
    if (named?.name !== undefined && this.#finder?.byPath(text.path) === undefined && work.listed)
      work.notices.push(`handed in under the name ${named.name}`)
    for (const code of text.codes) this.#putOwned(work, text.path, code)
  }

  #account(work: Work, { path, problem, codes }: MarkedText): void {
    work.texts++
    work.paths.push(path)
    if (lmsName(path)?.late === true) work.late = true
    if (problem !== undefined) {
      work.unread++
      work.notices.push(`${shortPlace(path)}: ${problem}`)
    } else if (codes.length === 0) work.without.push(shortPlace(path))
  }

  #ownerOf({ path, codes }: MarkedText): Student | undefined {
    if (this.#finder === undefined) return this.#named(path)
    const byPath = this.#finder.byPath(path)
    if (byPath !== undefined) return byPath
    const named = this.#named(path)
    if (named === undefined) return undefined
    // The platform knows this student by another name than the list: the codes say who it is, if they agree.
    const byCodes = new Set(codes.flatMap(({ owner }) => this.#finder!.byTag(owner?.student ?? '') ?? []))
    return byCodes.size === 1 ? [...byCodes][0] : named
  }

  #putOwned(work: Work, path: string, code: MarkedCode): void {
    const place = `${path}:${code.line}`
    const tag = code.owner?.student
    const other = tag === undefined || isForeign(code) ? undefined : this.#otherOwner(work.student, tag)
    if (other === undefined) {
      work.codes.push({ code, place })
      return
    }
    work.notices.push(`${shortPlace(place)}: ${other.text}`)
    if (other.counts) work.codes.push({ code, place })
  }

  /** Undefined: this student's own. */
  #otherOwner(
    student: Student,
    tag: string,
  ): { readonly text: string; readonly counts: boolean } | undefined {
    if (this.#finder !== undefined) {
      const owner = this.#finder.byTag(tag)
      if (owner === student) return undefined
      if (owner !== undefined) return { text: `belongs to ${title(owner)}`, counts: false }
      return { text: `was made for an id that is not in the list of students (hash ${tag})`, counts: false }
    }
    const mains = this.#mains.get(student.id) ?? []
    const holders = this.#holders.get(tag) ?? []
    const others = holders.filter(({ id }) => id !== student.id)
    const isOwn = mains.includes(tag)
    if (others.length === holders.length && holders.length > 0)
      return { text: `belongs to ${listed(holders.map(title))}`, counts: false }
    if (!isOwn)
      return {
        text: `was made for another student id than the other codes here (hash ${tag})`,
        counts: false,
      }
    if (mains.length > 1)
      return {
        text: `is one of codes for ${mains.length} student ids here; give --students to know whose`,
        counts: true,
      }
    if (others.length === 0) return undefined
    return { text: `was made for the same student id as one of ${listed(others.map(title))}`, counts: true }
  }

  /** A text that says nothing about whose it is: each code says it itself. */
  #putLoose(text: MarkedText): void {
    const byName = nobody(plainLine(ownName(text.path)))
    const owners = text.codes.map((code) => this.#ownerByTag(code) ?? byName)
    const one = new Set(owners).size === 1 ? owners[0] : undefined
    if (text.problem !== undefined || text.codes.length === 0) this.#account(this.#work(one ?? byName), text)
    for (const [place, code] of text.codes.entries()) {
      const work = this.#work(owners[place])
      work.texts++
      work.paths.push(text.path)
      work.codes.push({ code, place: `${text.path}:${code.line}` })
    }
  }

  #ownerByTag({ owner }: MarkedCode): Student | undefined {
    if (owner === undefined) return undefined
    const holders = this.#holders.get(owner.student) ?? []
    const known = this.#finder?.byTag(owner.student) ?? (holders.length === 1 ? holders[0] : undefined)
    if (known !== undefined) return known
    const work = this.#works.get(owner.student)
    if (work !== undefined) return work.student
    return { ...nobody(owner.student), ...(owner.name === undefined ? {} : { name: owner.name }) }
  }

  /** One code at several places, of one student or of several. */
  compare(): void {
    const places = new Map<string, { work: Work; place: string }[]>()
    for (const work of this.#works.values())
      for (const { code, place } of work.codes) {
        if (code.run === undefined) continue
        const own = places.get(code.text) ?? []
        places.set(code.text, own)
        own.push({ work, place })
      }
    for (const all of places.values()) {
      if (all.length < 2) continue
      const works = [...new Set(all.map(({ work }) => work))]
      for (const work of works) work.notices.push(twice(work, works, all))
    }
  }

  /** In the list's order, then those who are in none, by id. */
  works(): readonly Work[] {
    const all = [...this.#works.values()]
    const key = ({ student }: Work) =>
      (this.#listed === undefined ? (student.name ?? student.id) : student.id).toLowerCase()
    const isListed = ({ student }: Work) => this.#listed?.has(student) === true
    const rest = all.filter((work) => !isListed(work))
    return [
      ...all.filter(isListed),
      ...rest.sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0)),
    ]
  }
}

/** Codes of another assignment say their own problem. */
function isForeign({ level, problem }: MarkedCode): boolean {
  return problem !== undefined && level === undefined
}

function nobody(id: string): Student {
  return { id, ids: [id], numbers: [], cells: new Map() }
}

function title({ id, name }: Student): string {
  return plainLine(name === undefined || name === id ? id : `${id} (${name})`)
}

function twice(work: Work, works: readonly Work[], all: readonly { work: Work; place: string }[]): string {
  const own = apart(all.filter((one) => one.work === work).map(({ place }) => place))
  const others = works.filter((one) => one !== work).map(({ student }) => title(student))
  if (others.length > 0) return `${own[0]}: the same code as of ${listed(others)}`
  return `one code is handed in ${own.length} times: ${listed(own)}`
}

/** At most three of them by name. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ')
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown
}
