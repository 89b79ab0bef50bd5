/** Grades a class: the best code of each student and level, points by the rubric, and why there are not all. */
import type { Level } from '../game/index.ts'
import { plainLine } from '../text/index.ts'
import type { AssignedLevel, Assignment } from './assignment.ts'
import { classReport } from './class-report.ts'
import type { Grades, LevelGrade, OtherState, StudentGrade } from './grades.ts'
import type { MarkedCode, MarkedFile, MarkedRun } from './marked.ts'
import { folderPlace, listed, type OwnCode, shortPlace, type Work, worksOf } from './ownership.ts'
import { beyondHints, mostPoints, pointsOf, scoreOf } from './points.ts'
import type { Roster } from './roster.ts'

/** Without an assignment a level brings its stars. */
const STARS = 3
/** Sentences about one student; more would be a submission that is made to be long. */
const MOST_PROBLEMS = 12

export interface Class {
  /** All levels that codes may name; of an assignment's, the ones that variants are made of. */
  readonly levels: readonly Level[]
  readonly assignment?: Assignment
  readonly roster?: Roster
  /** The salted hash of an id, as codes of the assignment have it. */
  readonly tagOf?: (id: string) => string
}

export function gradeClass(files: readonly MarkedFile[], given: Class): Grades {
  const works = worksOf(files, given.roster, given.tagOf)
  const asked = askedLevels(works, given)
  const students = works.map((work) => gradeStudent(work, asked, given.assignment !== undefined))
  const codes = files.flatMap(({ texts }) => texts).flatMap((text) => text.codes)
  const { assignment } = given
  const title = plainLine(assignment?.title ?? '')
  const otherState = assignment && otherStateOf(codes, assignment.hash)
  return {
    ...(assignment === undefined ? {} : { assignment: { id: assignment.id, title, hash: assignment.hash } }),
    ...(otherState === undefined ? {} : { otherState }),
    students,
    class: classReport(students, works, asked, codes),
  }
}

/** Half or more of the codes that name an assignment name one and the same other. */
function otherStateOf(codes: readonly MarkedCode[], hash: string): OtherState | undefined {
  const named = codes.flatMap(({ owner }) => (owner === undefined ? [] : [owner.assignment]))
  const counts = new Map<string, number>()
  for (const other of named) if (other !== hash) counts.set(other, (counts.get(other) ?? 0) + 1)
  const [most] = [...counts].sort(([, one], [, other]) => other - one)
  if (most === undefined || most[1] * 2 < named.length) return undefined
  return { hash: most[0], codes: most[1], of: named.length }
}

/** A level as it is asked of everybody. */
export interface Asked {
  readonly level: Level
  readonly weight: number
  /** Absent without an assignment. */
  readonly assigned?: AssignedLevel
}

/** The assignment's levels; without one those of which anybody has a code, in the campaign's order. */
function askedLevels(works: readonly Work[], { levels, assignment }: Class): readonly Asked[] {
  if (assignment !== undefined)
    return assignment.levels.flatMap((assigned) => {
      const level = levels.find(({ id }) => id === assigned.level)
      return level === undefined ? [] : [{ level, weight: assigned.weight, assigned }]
    })
  const named = new Set(works.flatMap(({ codes }) => codes.map(({ code }) => code.level)))
  return levels.filter(({ id }) => named.has(id)).map((level) => ({ level, weight: 1 }))
}

function gradeStudent(work: Work, asked: readonly Asked[], scored: boolean): StudentGrade {
  const { student, late, unread, codes } = work
  const whole = asked.map((one) => gradeLevel(work, one))
  const levels = scored ? whole : whole.filter(({ level }) => codes.some(({ code }) => code.level === level))
  const called = codes.find(({ code }) => code.owner?.name !== undefined)?.code.owner?.name
  const name = plainLine(student.name ?? called ?? '')
  const [number] = student.numbers
  return {
    id: plainLine(student.id),
    ...(name === '' ? {} : { name }),
    ...(number === undefined ? {} : { number: plainLine(number) }),
    listed: work.listed,
    score: scored ? scoreOf(levels) : null,
    late,
    levels,
    problems: problemsOf(work, asked, levels),
    unread,
  }
}

/** What a code brings, the best first: points, stars, then fewer hints and fewer runs. */
function gradeLevel({ codes }: Work, asked: Asked): LevelGrade {
  const { level, weight, assigned } = asked
  const own = codes.filter(({ code }) => code.level === level.id)
  const good = own.flatMap(({ code: { run }, place }) => (run === undefined ? [] : [{ run, place }]))
  const points = (run: MarkedRun) => (assigned === undefined ? run.medals : pointsOf(assigned.rubric, run))
  const [best] = good.sort(
    (one, other) =>
      points(other.run) - points(one.run) ||
      other.run.medals - one.run.medals ||
      one.run.hintPoints - other.run.hintPoints ||
      one.run.runs - other.run.runs ||
      (one.place < other.place ? -1 : 1),
  )
  const questions = level.questions.filter(({ answer }) => typeof answer !== 'string').length
  const of = assigned === undefined ? STARS : mostPoints(assigned.rubric, questions)
  const about = { level: level.id, number: level.number, title: plainLine(level.title), weight, of }
  if (best === undefined)
    return { ...about, ...NOTHING, questions: { right: 0, of: questions }, reasons: [noCode(own)] }
  const { run, place } = best
  const { configuration, moves, goals, runs, minutes } = run
  return {
    ...about,
    points: points(run),
    passed: run.passed,
    medals: run.medals,
    prediction: run.guess === undefined ? 'none' : run.guess.right ? 'right' : 'wrong',
    questions: { right: run.questions.right, of: questions },
    hintPoints: run.hintPoints,
    best: { place, moves, configuration, runs, minutes, goals },
    reasons: reasonsOf(run, asked, questions),
  }
}

const NOTHING = { points: 0, passed: false, medals: 0, prediction: 'none', hintPoints: 0 } as const

export const NO_CODE = 'no code'

function noCode(own: readonly OwnCode[]): string {
  const [first] = own
  if (first === undefined) return NO_CODE
  return `no code counts: ${shortPlace(first.place)}: ${first.code.problem ?? ''}`
}

/** Why there are not all points. */
function reasonsOf(run: MarkedRun, { assigned }: Asked, questions: number): readonly string[] {
  const missed = run.goals.filter(({ met }) => !met).map(({ text, value }) => `${text} (${value})`)
  const reasons = run.passed ? [] : [`not passed: ${missed.join(', ')}`]
  const { guess } = run
  if (guess !== undefined && !guess.right) reasons.push(`predicted ${guess.text}, it is ${guess.rightText}`)
  if (guess === undefined && (assigned?.rubric.prediction ?? 0) > 0) reasons.push('no prediction')
  if (run.questions.right < questions && (assigned?.rubric.question ?? 0) > 0)
    reasons.push(`${run.questions.right} of ${questions} questions right`)
  return reasons
}

function unlisted({ student: { id, name }, paths }: Work): string {
  const where = listed([...new Set(paths.map(folderPlace))])
  return `is not in the list of students${name === undefined ? '' : ` (${id})`}${where === '' ? '' : `: ${where}`}`
}

function problemsOf(work: Work, asked: readonly Asked[], levels: readonly LevelGrade[]): readonly string[] {
  const { codes, notices, without, texts, late } = work
  const problems: string[] = []
  if (!work.listed) problems.push(unlisted(work))
  if (texts === 0) problems.push('handed in nothing')
  if (late) problems.push('late')
  problems.push(...notices)
  if (codes.length === 0 && without.length > 0) problems.push(`no code in ${listed(without)}`)
  for (const { code, place } of codes) {
    if (code.problem !== undefined) problems.push(`${shortPlace(place)}: ${code.problem}`)
    else if (!asked.some(({ level }) => level.id === code.level))
      problems.push(`${shortPlace(place)}: is of no level that is asked for`)
  }
  for (const { level, best } of levels) {
    const { assigned } = asked.find((one) => one.level.id === level)!
    const run = codes.find((one) => one.place === best?.place)?.code.run
    const beyond = assigned === undefined || run === undefined ? undefined : beyondHints(assigned, run)
    if (beyond !== undefined)
      problems.push(`${asked.find((one) => one.level.id === level)!.level.number}: ${beyond}`)
  }
  const once = [...new Set(problems.map(plainLine))]
  if (once.length <= MOST_PROBLEMS) return once
  return [...once.slice(0, MOST_PROBLEMS), `and ${once.length - MOST_PROBLEMS} more problems`]
}
