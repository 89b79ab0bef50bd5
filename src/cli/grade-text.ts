/** Grades as a table, then why each student does not have all points, then the class. All texts in it are plain already. */
import type {
  Grades,
  LevelGrade,
  LevelReport,
  OtherState,
  Quartiles,
  StudentGrade,
} from '../classroom/grades.ts'
import { NO_CODE } from '../classroom/grading.ts'
import { listed } from '../classroom/ownership.ts'
import { plainLine } from '../text/plain.ts'
import { tableLines, wrapped } from './table.ts'

const WIDTH = 100
const LONGEST_ID = 24
const LONGEST_NAME = 20
const LONGEST_PROBLEM = 60
/** Of a class, knobs that fewer than one in so many ever turned. */
const FEW = 10
/** Groups of one configuration that are printed; JSON has all. */
const GROUPS = 3

export function gradeText(grades: Grades): readonly string[] {
  return [...head(grades), '', ...table(grades), ...whyLines(grades), ...classLines(grades)]
}

export function otherStateText({ hash, codes, of }: OtherState): string {
  return `${codes} of ${many(of, 'code')} ${codes === 1 ? 'is' : 'are'} of another state of this assignment (hash ${plainLine(hash)}): grade with the file that was handed out`
}

function head({ assignment, otherState, class: all }: Grades): readonly string[] {
  const what =
    assignment === undefined
      ? 'codes of no assignment'
      : `${assignment.title} (${assignment.id}, ${assignment.hash})`
  const counted = `${many(all.students, 'student')}, ${all.counted} with a code that counts`
  const state = otherState === undefined ? [] : [...wrapped(otherStateText(otherState), WIDTH), '']
  return [...state, what, `${counted}; ${many(all.codes, 'code')} found, ${all.valid} valid`]
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

/** With an ellipsis where it is longer. */
function cut(text: string, most: number): string {
  const signs = [...text]
  return signs.length <= most ? text : `${signs.slice(0, most - 1).join('')}…`
}

function table({ students, class: all }: Grades): readonly string[] {
  const named = students.some(({ name }) => name !== undefined)
  const scored = students.some(({ score }) => score !== null)
  const columns = [
    { title: 'student' },
    ...(named ? [{ title: 'name' }] : []),
    ...all.levels.map(({ number, level }) => ({ title: number === '' ? level : number })),
    ...(scored ? [{ title: 'score', align: 'right' as const }] : []),
    { title: 'problems' },
  ]
  const rows = students.map((student) => [
    cut(student.id, LONGEST_ID),
    ...(named ? [cut(student.name ?? '', LONGEST_NAME)] : []),
    ...all.levels.map(({ level }) =>
      cell(
        student.levels.find((one) => one.level === level),
        scored,
      ),
    ),
    ...(scored ? [student.score === null ? '' : student.score.toFixed(1)] : []),
    problemCell(student),
  ])
  return tableLines(columns, rows)
}

/** `★★☆ 7/8`: stars and points; without an assignment stars alone. */
function cell(grade: LevelGrade | undefined, scored: boolean): string {
  if (grade === undefined) return '–'
  const stars = '★'.repeat(grade.medals) + '☆'.repeat(3 - grade.medals)
  const points = `${grade.points}/${grade.of}`
  if (grade.best === undefined) return scored ? `–   ${points}` : '–'
  return scored ? `${stars} ${points}` : stars
}

function problemCell({ problems }: StudentGrade): string {
  const [first, ...others] = problems
  if (first === undefined) return ''
  return cut(first, LONGEST_PROBLEM) + (others.length === 0 ? '' : ` (+${others.length})`)
}

/** One paragraph a student who does not have all points, or has more than one problem; what the table says is not said again. */
function whyLines({ students }: Grades): readonly string[] {
  const lines = students.flatMap((student) => {
    const reasons = reasonLines(student)
    const long = student.problems.filter((one, place) => place > 0 || [...one].length > LONGEST_PROBLEM)
    const all = [...reasons, ...long.filter((one) => !reasons.some((reason) => reason.endsWith(one)))]
    return all.length === 0 ? [] : paragraph(cut(student.id, LONGEST_ID), all)
  })
  return lines.length === 0 ? [] : ['', 'why not more', ...lines]
}

/** `1.1, 1.2: no code`; levels of one reason stand together. */
function reasonLines({ levels }: StudentGrade): readonly string[] {
  const numbers = new Map<string, string[]>()
  for (const { number, level, reasons } of levels)
    for (const reason of reasons) {
      const own = numbers.get(reason) ?? []
      numbers.set(reason, own)
      own.push(number === '' ? level : number)
    }
  if (numbers.size === 1 && levels.every(({ reasons }) => reasons[0] === NO_CODE)) return []
  return [...numbers].map(([reason, own]) => `${own.join(', ')}: ${reason}`)
}

function paragraph(title: string, sentences: readonly string[]): readonly string[] {
  return [`  ${title}`, ...sentences.flatMap((one) => indented(one, '    '))]
}

function indented(text: string, indent: string): readonly string[] {
  return wrapped(text, WIDTH - indent.length).map((line) => indent + line)
}

function classLines({ class: all }: Grades): readonly string[] {
  const mean =
    all.mean === null ? [] : [`  score: mean ${all.mean.toFixed(1)}, ${quartileText(all.scores, '')}`]
  const unread = all.unread === 0 ? [] : [`  ${many(all.unread, 'text')} could not be read, or not whole`]
  return ['', 'the class', ...mean, ...unread, ...all.levels.flatMap(levelLines)]
}

function quartileText(values: Quartiles, unit: string): string {
  if (values.length === 0) return 'nobody'
  const [least, low, median, high, largest] = values
  return `${least} to ${largest}${unit}, median ${median}, middle half ${low} to ${high}`
}

function levelLines(report: LevelReport): readonly string[] {
  const { number, title, counted, passed, medals, predictions, commonestWrong, minutes, runs } = report
  if (counted === 0) return [`  ${number} ${title}: no code counts`.trimEnd()]
  const stars = [1, 2, 3].map((many) => `${medals[many]} with ${many}`)
  const wrong =
    commonestWrong === undefined
      ? ''
      : `; commonest wrong: ${commonestWrong.text} (${commonestWrong.count}), it is ${commonestWrong.right}`
  const lines = [
    `passed by ${passed} of ${counted}; stars: ${stars.join(', ')}`,
    `predictions: ${predictions.right} right, ${predictions.wrong} wrong, ${predictions.none} none${wrong}`,
    ...knobLines(report),
    ...identicalLines(report),
    `minutes: ${quartileText(minutes, '')}; runs: ${quartileText(runs, '')}`,
    ...report.hints.map(({ text, students }) => `hint seen by ${students}: ${cut(text, LONGEST_PROBLEM)}`),
  ]
  return [`  ${number} ${title}`, ...lines.flatMap((line) => indented(line, '    '))]
}

function knobLines({ knobs, counted }: LevelReport): readonly string[] {
  const never = knobs.filter(({ tried }) => tried === 0).map(({ key }) => key)
  const few = knobs.filter(({ tried }) => tried > 0 && tried * FEW <= counted)
  return [
    ...(never.length === 0 ? [] : [`knobs that nobody turned: ${never.join(', ')}`]),
    ...(few.length === 0
      ? []
      : [`knobs that few turned: ${few.map(({ key, tried }) => `${key} (${tried})`).join(', ')}`]),
  ]
}

function identicalLines({ identical }: LevelReport): readonly string[] {
  const lines = identical.slice(0, GROUPS).map(({ moves, students }) => {
    const changes = moves.map((move) => move.replace(/^set /, '')).join(', ')
    return `one configuration of ${students.length} students (${listed(students)}): ${changes}`
  })
  const more = identical.length - GROUPS
  return more > 0
    ? [...lines, `${more} more ${more === 1 ? 'group shares' : 'groups share'} a configuration`]
    : lines
}
