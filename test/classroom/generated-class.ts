/**
 * A class that hands in: every kind of submission, drawn from a seed, and what grading it must say. Truth comes from simulating
 * what each student set, never from grading.
 */

import type { Assignment } from '../../src/classroom/assignment.ts'
import { levelsFor } from '../../src/classroom/levels-for.ts'
import { currentModel } from '../../src/classroom/models.ts'
import { studentTag } from '../../src/classroom/student.ts'
import { answerTo } from '../../src/classroom/verify.ts'
import {
  choiceOf,
  codeOf,
  countConfigurations,
  indexAfter,
  type Level,
  type Move,
  movesAt,
  printCode,
  type ResultCode,
  scoreValues,
} from '../../src/game/index.ts'
import { configured } from '../../src/game/space/space.ts'
import { hostProblems } from '../../src/machine/index.ts'
import { type Packed, zipped } from './zip.ts'

export const KINDS = [
  'good',
  'good',
  'middling',
  'good',
  'start',
  'wrong guess',
  'prose',
  'web page',
  'many in one',
  'good',
  'mistyped',
  'forged',
  'foreign model',
  'other assignment',
  'of another student',
  'no such configuration',
  'empty',
  'binary',
  'huge',
  'hostile',
  'archive',
  'word processor',
  'wide letters',
  'twice',
  'nothing',
] as const
export type Kind = (typeof KINDS)[number]

/** What grading must say of a student. */
export interface Expected {
  readonly id: string
  readonly kind: Kind
  /** By level id: points that the rubric gives for what the student set; absent: no code counts. */
  readonly points: Readonly<Record<string, number>>
  readonly medals: Readonly<Record<string, number>>
  readonly score: number
  /** Each is found in one of the problems. */
  readonly problems: readonly RegExp[]
  readonly unread: number
}

export interface GeneratedClass {
  /** For Moodle, or Canvas: what the platform's download holds. */
  readonly files: readonly Packed[]
  /** The platform's list of the class. */
  readonly roster: string
  readonly expected: readonly Expected[]
}

export interface Given {
  readonly lms: 'moodle' | 'canvas'
  readonly assignment: Assignment
  readonly levels: readonly Level[]
  readonly students: number
  readonly seed: number
  /** Without it all, one after the other. */
  readonly kinds?: readonly Kind[]
}

/** Numbers of 32 bits, the same for a seed everywhere. */
function draws(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

interface Someone {
  readonly id: string
  readonly first: string
  readonly last: string
  readonly number: string
  readonly kind: Kind
}

const FIRST = ['Ada', 'Björn', 'Chloé', 'Đặng', 'Elif', 'Fatima', 'Grace', 'Hiro', 'Ines', 'Jörg']
const LAST = ['Aho', 'Brontë', 'Curie', 'Dijkstra', 'Erdős', "O'Neil", 'Feynman', 'Gödel', 'Hopper', 'Itō']
const FORMULA = '=HYPERLINK("http://x","y")'

function someone(place: number, kinds: readonly Kind[]): Someone {
  const kind = kinds[place % kinds.length]
  const hostile = kind === 'hostile'
  return {
    id: `s${1000 + place}`,
    first: hostile ? `${FORMULA}\u001b[2J` : FIRST[place % 10],
    last: `${LAST[Math.floor(place / 10) % 10]}${letters(place)}`,
    number: String(700_000 + place * 37),
    kind,
  }
}

/** So that no two have one name. */
function letters(place: number): string {
  return String.fromCharCode(...[676, 26, 1].map((unit) => 97 + (Math.floor(place / unit) % 26)))
}

interface Set {
  readonly code: ResultCode
  readonly points: number
  readonly medals: number
}

export function generatedClass(given: Given): GeneratedClass {
  const draw = draws(given.seed)
  const people = Array.from({ length: given.students }, (_, place) => someone(place, given.kinds ?? KINDS))
  const files: Packed[] = []
  const expected: Expected[] = []
  for (const [place, person] of people.entries()) {
    const other = people[(place + 1) % people.length]
    const handed = handIn(person, other, given, draw)
    files.push(...handed.files)
    expected.push(handed.expected)
  }
  return { files, expected, roster: given.lms === 'canvas' ? canvasList(people, given) : moodleList(people) }
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

function canvasList(people: readonly Someone[], { assignment }: Given): string {
  const rows = people.map(({ id, first, last, number }) =>
    [quoted(`${last}, ${first}`), number, id, `${id}@uni.example`, 'Class A', ''].join(','),
  )
  const heading = `Student,ID,SIS User ID,SIS Login ID,Section,${assignment.title} (4711)`
  return [heading, '    Points Possible,,,,,100', ...rows, ''].join('\n')
}

function moodleList(people: readonly Someone[]): string {
  const rows = people.map(({ id, first, last, number }) =>
    [
      `Participant ${number}`,
      quoted(`${first} ${last}`),
      id,
      `${id}@uni.example`,
      'Submitted',
      '',
      '100.00',
      '-',
      '',
    ].join(','),
  )
  const heading =
    'Identifier,Full name,ID number,Email address,Status,Grade,Maximum grade,Last modified (grade),Feedback comments'
  return [heading, ...rows, ''].join('\n')
}

/** The name that the platform gives a file. */
function named(
  { lms }: Given,
  { first, last, number }: Someone,
  file: string,
  typed: boolean,
  late: boolean,
): string {
  const whole = `${first} ${last}`.replaceAll('/', '')
  if (lms === 'moodle')
    return typed
      ? `${whole}_${number}_assignsubmission_onlinetext_/onlinetext.html`
      : `${whole}_${number}_assignsubmission_file_/${file}`
  const name = `${last}${first}`.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const start = `${name}${late ? '_LATE' : ''}_${number}`
  return typed ? `${start}_text.html` : `${start}_${Number(number) + 5}_${file}`
}

interface Handed {
  readonly files: readonly Packed[]
  readonly expected: Expected
}

function handIn(person: Someone, other: Someone, given: Given, draw: (below: number) => number): Handed {
  const { assignment } = given
  const { kind } = person
  const own = setsOf(person, person, given, draw)
  const codes = own.map(({ code }) => printCode(code))
  const late = given.lms === 'canvas' && kind === 'prose'
  const file = (name: string, bytes: Buffer | string, typed = false): Packed => ({
    name: named(given, person, name, typed, late),
    bytes: Buffer.from(bytes),
  })
  const lines = codes.join('\n')
  const first = assignment.levels[0].level
  const all: readonly Kept[] = own.map((set, place) => ({ level: assignment.levels[place].level, set }))
  const answer = (
    files: readonly Packed[],
    kept: readonly Kept[],
    problems: readonly RegExp[] = [],
    unread = 0,
  ) => ({
    files,
    expected: expectedOf(person, kept, assignment, late ? [...problems, /^late$/] : problems, unread),
  })
  /** The first level's code is another one, which does not count. */
  const spoiled = (code: string, problem: RegExp) =>
    answer(
      [file('codes.txt', [code, ...codes.slice(1)].join('\n'))],
      all.filter(({ level }) => level !== first),
      [problem],
    )

  switch (kind) {
    case 'good':
    case 'middling':
    case 'start':
    case 'wrong guess':
      return answer([file('codes.txt', lines)], all)
    case 'prose':
      return answer([file('letter.txt', prose(codes))], all)
    case 'web page':
      return answer([file('page.html', page(codes), true)], all)
    case 'many in one':
      return answer([file('all.txt', codes.map((code) => `> ${code.toLowerCase()}`).join(' and '))], all)
    case 'mistyped':
      return spoiled(mistyped(codes[0], draw), /codes\.txt:1: .*(group|mistyped|character)/i)
    case 'forged': {
      const claims = { ...failing(person, given, draw), medals: 3 }
      return spoiled(
        printCode({ ...claims, met: claims.met.map(() => true) }),
        /codes\.txt:1: claims 3 stars/,
      )
    }
    case 'foreign model':
      return spoiled(printCode({ ...own[0].code, model: 900 }), /codes\.txt:1: written with model 900/)
    case 'other assignment': {
      const owner = { ...own[0].code.owner!, assignment: 'deadbeef' }
      return spoiled(printCode({ ...own[0].code, owner }), /codes\.txt:1: belongs to assignment deadbeef/)
    }
    case 'of another student': {
      const [theirs] = setsOf(other, other, given, draw)
      return spoiled(printCode(theirs.code), new RegExp(`codes\\.txt:1: belongs to ${other.id}`))
    }
    case 'no such configuration':
      return spoiled(
        printCode({ ...own[0].code, configuration: 1_000_000 }),
        /codes\.txt:1: names configuration 1000000/,
      )
    case 'empty':
      return answer([file('codes.txt', '')], [], [/codes\.txt: is empty/], 1)
    case 'binary':
      return answer(
        [file('photo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]))],
        [],
        [/is a picture \(PNG\)/],
        1,
      )
    case 'huge':
      return answer(
        [file('log.txt', `${lines}\n${'all work and no play\n'.repeat(260_000)}`)],
        [],
        [/more than 5 MiB/],
        1,
      )
    case 'hostile':
      return answer([file('\u001b[2J=cmd.txt', `\u001b]0;owned\u0007 ${lines} <script>&`)], all)
    case 'archive':
      return answer([file('codes.zip', zipped([{ name: 'in/codes.txt', bytes: Buffer.from(lines) }]))], all)
    case 'word processor':
      return answer([file('codes.docx', docx(codes))], all)
    case 'wide letters':
      return answer([file('codes.txt', Buffer.from(`\ufeff${lines}`, 'utf16le'))], all)
    case 'twice':
      return answer([file('a.txt', codes[0]), file('b.txt', lines)], all, [
        /one code is handed in 2 times: a\.txt:1, b\.txt:1/,
      ])
    case 'nothing':
      return answer([], [], [/handed in nothing/])
  }
}

interface Kept {
  readonly level: string
  readonly set: Set
}

function expectedOf(
  { id, kind }: Someone,
  kept: readonly Kept[],
  { levels }: Assignment,
  problems: readonly RegExp[],
  unread: number,
): Expected {
  const weights = levels.reduce((sum, { weight }) => sum + weight, 0)
  const got = levels.reduce((sum, { level, weight }) => {
    const set = kept.find((one) => one.level === level)?.set
    return sum + (set === undefined ? 0 : (weight * set.points) / most.get(level)!)
  }, 0)
  return {
    id,
    kind,
    points: Object.fromEntries(kept.map(({ level, set }) => [level, set.points])),
    medals: Object.fromEntries(kept.map(({ level, set }) => [level, set.medals])),
    score: Math.round((100 * got * 100) / weights) / 100,
    problems,
    unread,
  }
}

/** By level, all points that there are. */
const most = new Map<string, number>()

/** One object for each level: what is simulated of it is remembered by it. */
const known = new Map<string, Level>()

/** What a student set in each level, with the points that it brings. */
function setsOf(
  person: Someone,
  seed: Someone,
  given: Given,
  draw: (below: number) => number,
): readonly Set[] {
  const tag = studentTag(given.assignment.salt, person.id)
  return levelsFor(given.assignment, tag, given.levels).map((made, place) => {
    const level = known.get(made.hash) ?? made
    known.set(made.hash, level)
    const wanted = seed.kind === 'start' ? 'start' : seed.kind === 'middling' ? 'any' : 'good'
    const guess = guessOf(level, seed.kind === 'wrong guess')
    return setOf(level, movesFor(level, wanted, draw), guess, given.assignment, place, tag, draw)
  })
}

function movesFor(
  level: Level,
  wanted: 'good' | 'any' | 'start',
  draw: (below: number) => number,
): readonly Move[] {
  if (wanted === 'start') return []
  if (wanted === 'good') return level.references[draw(level.references.length)].moves
  for (;;) {
    const moves = movesAt(level, draw(countConfigurations(level)))
    const host = configured(level, moves)
    if ('host' in host && hostProblems(host.host).length === 0) return moves
  }
}

function guessOf(level: Level, wrong: boolean): number {
  const right = choiceOf(level.predict, outcome(level, []).read(level.predict.metric))
  return wrong ? (right + 1) % level.predict.choices.length : right
}

const outcomes = new Map<
  string,
  { score: ReturnType<typeof scoreValues>; read: (metric: string) => number }
>()

function outcome(level: Level, moves: readonly Move[]) {
  const key = `${level.hash} ${indexAfter(level, moves)}`
  const known = outcomes.get(key)
  if (known !== undefined) return known
  const read = currentModel(level, moves)
  const first = { score: scoreValues(level, read), read }
  outcomes.set(key, first)
  return first
}

function setOf(
  level: Level,
  moves: readonly Move[],
  guess: number,
  assignment: Assignment,
  place: number,
  tag: string,
  draw: (below: number) => number,
): Set {
  const { score } = outcome(level, moves)
  const questions = level.questions.flatMap(({ answer }, question) =>
    typeof answer === 'string' ? [] : [question],
  )
  const answers = questions.map((question) => ({ question, value: answerTo(level, question)! }))
  const owner = { assignment: assignment.hash, student: tag }
  const tried = moves.map(({ key }) => key)
  const [runs, minutes] = [1 + draw(30), 1 + draw(40)]
  const code = codeOf(level, { moves, score, guess, answers, hints: [], tried, runs, minutes }, owner)!
  const { rubric } = assignment.levels[place]
  const gates = score.goals.filter(({ op }) => op === '==')
  const goals = score.goals.filter(({ op, met }) => op !== '==' && met).length
  const partly = gates.every(({ met }) => met) ? Math.min(rubric.pass, goals * rubric.goal) : 0
  const right = choiceOf(level.predict, outcome(level, []).read(level.predict.metric)) === guess
  most.set(level.id, rubric.pass + 2 * rubric.medal + rubric.prediction + rubric.question * questions.length)
  const points =
    (score.passed ? rubric.pass + rubric.medal * (score.medals - 1) : partly) +
    (right ? rubric.prediction : 0) +
    rubric.question * questions.length
  return { code, points, medals: score.medals }
}

/** What the first level's start shows, which does not pass: no level begins won. */
function failing(person: Someone, given: Given, draw: (below: number) => number): ResultCode {
  const [set] = setsOf(person, { ...person, kind: 'start' }, given, draw)
  return set.code
}

/** One character of a group is another one, as a hand may do it. */
function mistyped(code: string, draw: (below: number) => number): string {
  const [format, number, ...groups] = code.split('-')
  const group = draw(groups.length)
  const at = draw(5)
  const next = groups[group][at] === 'Q' ? 'P' : 'Q'
  groups[group] = groups[group].slice(0, at) + next + groups[group].slice(at + 1)
  return [format, number, ...groups].join('-')
}

function prose(codes: readonly string[]): string {
  const parts = codes.map((code) => `I got this far, and the code that it showed was "${code}". `)
  return `Dear all,\r\n\r\n${parts.join('\r\n> ')}\r\n\r\nBest wishes, X1 and X11 (my cats)\r\n`
}

function page(codes: readonly string[]): string {
  const items = codes.map(
    (code) => `<li><b>${code.slice(0, 9)}</b><span style="x">${code.slice(9)}</span>&nbsp;</li>`,
  )
  return `<p>My codes &amp; I:</p><ul>${items.join('')}</ul>`
}

function docx(codes: readonly string[]): Buffer {
  const body = codes.map(
    (code) => `<w:p><w:r><w:t>${code.slice(0, 12)}</w:t></w:r><w:r><w:t>${code.slice(12)}</w:t></w:r></w:p>`,
  )
  return zipped([
    { name: '[Content_Types].xml', bytes: Buffer.from('<Types/>') },
    {
      name: 'word/document.xml',
      bytes: Buffer.from(`<w:document><w:body>${body.join('')}</w:body></w:document>`),
    },
  ])
}
