/** What a whole class did: levels, predictions, knobs, time. Numbers about the class, no judgement about anybody in it. */
import { plainLine } from '../text/index.ts'
import type { ClassReport, LevelReport, Quartiles, StudentGrade } from './grades.ts'
import type { Asked } from './grading.ts'
import type { MarkedCode, MarkedRun } from './marked.ts'
import type { Work } from './ownership.ts'
import { rounded } from './points.ts'

export function classReport(
  students: readonly StudentGrade[],
  works: readonly Work[],
  asked: readonly Asked[],
  codes: readonly MarkedCode[],
): ClassReport {
  const scores = students.flatMap(({ score }) => (score === null ? [] : [score]))
  const mean = scores.length === 0 ? null : rounded(scores.reduce((sum, one) => sum + one, 0) / scores.length)
  return {
    students: students.length,
    counted: students.filter(({ levels }) => levels.some(({ best }) => best !== undefined)).length,
    withProblems: students.filter(({ problems }) => problems.length > 0).length,
    unread: students.reduce((sum, { unread }) => sum + unread, 0),
    codes: codes.length,
    valid: codes.filter(({ run }) => run !== undefined).length,
    scores: quartilesOf(scores),
    mean,
    levels: asked.map((one) => levelReport(one, students, works)),
  }
}

interface Best {
  readonly id: string
  readonly run: MarkedRun
}

/** The code that counts of each student who has one. */
function bestOf(level: string, students: readonly StudentGrade[], works: readonly Work[]): readonly Best[] {
  return students.flatMap(({ id, levels }, place) => {
    const best = levels.find((one) => one.level === level)?.best
    const run = works[place].codes.find((one) => one.place === best?.place && one.code.level === level)?.code
      .run
    return run === undefined ? [] : [{ id, run }]
  })
}

function levelReport(
  { level }: Asked,
  students: readonly StudentGrade[],
  works: readonly Work[],
): LevelReport {
  const all = bestOf(level.id, students, works)
  const runs = all.map(({ run }) => run)
  const wrong = runs.flatMap(({ guess }) => (guess === undefined || guess.right ? [] : [guess]))
  const commonest = commonestOf(wrong.map(({ text, rightText }) => ({ text, right: rightText })))
  const guessed = runs.filter(({ guess }) => guess !== undefined).length
  return {
    level: level.id,
    number: level.number,
    title: plainLine(level.title),
    counted: all.length,
    passed: runs.filter(({ passed }) => passed).length,
    medals: [0, 1, 2, 3].map((stars) => runs.filter(({ medals }) => medals === stars).length),
    predictions: { right: guessed - wrong.length, wrong: wrong.length, none: runs.length - guessed },
    ...(commonest === undefined ? {} : { commonestWrong: commonest }),
    knobs: level.knobs.map(({ key }) => ({
      key,
      tried: runs.filter(({ tried }) => tried.includes(key)).length,
    })),
    identical: identicalOf(all),
    minutes: quartilesOf(runs.map(({ minutes }) => minutes)),
    runs: quartilesOf(runs.map((run) => run.runs)),
    hints: level.hints.flatMap(({ text }, hint) => {
      const seen = runs.filter(({ hints }) => hints.includes(hint)).length
      return seen === 0 ? [] : [{ text: plainLine(text), students: seen }]
    }),
  }
}

function commonestOf(wrong: readonly { readonly text: string; readonly right: string }[]) {
  const counts = new Map<string, { text: string; count: number; right: string }>()
  for (const { text, right } of wrong)
    counts.set(text, { text, right, count: (counts.get(text)?.count ?? 0) + 1 })
  return [...counts.values()].sort(
    (one, other) => other.count - one.count || (one.text < other.text ? -1 : 1),
  )[0]
}

/** Those that several students share; nobody's who changed nothing. */
function identicalOf(all: readonly Best[]): LevelReport['identical'] {
  const groups = new Map<string, { moves: readonly string[]; students: string[] }>()
  for (const { id, run } of all) {
    const key = run.moves.join('\n')
    if (key === '') continue
    const group = groups.get(key) ?? { moves: run.moves, students: [] }
    groups.set(key, group)
    group.students.push(id)
  }
  return [...groups.values()]
    .filter(({ students }) => students.length > 1)
    .sort((one, other) => other.students.length - one.students.length)
}

/** Least, lower quartile, median, upper quartile, largest; between two values the mean by their distance. */
export function quartilesOf(values: readonly number[]): Quartiles {
  if (values.length === 0) return []
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share: number) => {
    const place = share * (sorted.length - 1)
    const low = Math.floor(place)
    const [one, other] = [sorted[low], sorted[Math.min(low + 1, sorted.length - 1)]]
    return rounded(one + (other - one) * (place - low))
  }
  return [at(0), at(0.25), at(0.5), at(0.75), at(1)]
}
