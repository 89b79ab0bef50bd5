/** `exitless check PATH...`: is this level fair, are the variants of this assignment equal? Whole spaces are simulated, on every seed. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { LARGEST_SPACE } from '../../game/fair/fairness.ts'
import {
  type CheckResult,
  checkEntry,
  checkReport,
  checkTexts,
  countConfigurations,
  judgeLevel,
} from '../../game/index.ts'
import { plainLine } from '../../text/plain.ts'
import { isOn } from '../arguments.ts'
import { type AssignmentFile, isAssignmentText, parseAssignmentFile } from '../assignment-file.ts'
import { type AssignedEntry, assignedLines, checkAssignment, configurationsIn } from '../check-assignment.ts'
import type { Input } from '../command.ts'
import { DONE, NOT_MET } from '../exit-codes.ts'
import type { FileProblem } from '../level-file.ts'
import { type FoundLevel, findLevels } from '../level-search.ts'
import { MeasuringThreads, threadsOf } from '../measuring.ts'
import { Progress } from '../progress-line.ts'
import { levelsAsWritten } from '../shipped-levels.ts'
import { say, sayJson } from '../streams.ts'
import { shareText } from '../table.ts'

type Entry = ReturnType<typeof checkEntry> | AssignedEntry

export async function perform(input: Input): Promise<number> {
  const threads = threadsOf(input)
  const files = input.positionals.filter(isAssignment)
  const { levels, problems } = findLevels(input.positionals.filter((path) => !files.includes(path)))
  const assignments = files.map(assignmentAt)
  const wrong = assignments.flatMap((one) => ('problems' in one ? one.problems : []))
  const right = assignments.flatMap((one) => ('problems' in one ? [] : [one]))
  const entries = [...unreadable([...problems, ...wrong]), ...(await judged(levels, right, threads))]
  if (isOn(input, 'json')) sayJson(checkReport(entries))
  else say(`${entries.length === 0 ? 'no problem' : entries.flatMap(entryLines).join('\n')}\n`)
  return entries.every((entry) => entry.fair) ? DONE : NOT_MET
}

function isAssignment(path: string): boolean {
  return existsSync(path) && statSync(path).isFile() && isAssignmentText(readFileSync(path, 'utf8'))
}

interface ReadFile {
  readonly file: string
  readonly read: AssignmentFile
}

/** The proof looks at the words of the authors. */
function assignmentAt(file: string): ReadFile | { readonly problems: readonly FileProblem[] } {
  const read = parseAssignmentFile(readFileSync(file, 'utf8'), file, levelsAsWritten())
  return read.problems === undefined ? { file, read } : { problems: read.problems }
}

/** An entry for each file that is no level. */
function unreadable(problems: readonly FileProblem[]): readonly Entry[] {
  const files = [...new Set(problems.map((problem) => problem.file))]
  return files.map((file) => {
    const own = problems.filter((problem) => problem.file === file)
    const reasons = own.map(({ path, line, column, message }) => ({ path, line, column, message }))
    return { path: file, fair: false, reasons, configurations: 0, winningShare: 0 }
  })
}

async function judged(
  levels: readonly FoundLevel[],
  assignments: readonly ReadFile[],
  most: number,
): Promise<readonly Entry[]> {
  if (levels.length + assignments.length === 0) return []
  const counter = new Progress(
    levels.reduce((sum, { level }) => sum + countConfigurations(level), 0) +
      assignments.reduce((sum, { read }) => sum + configurationsIn(read), 0),
  )
  const threads = new MeasuringThreads(most)
  try {
    const [own, assigned] = await Promise.all([
      Promise.all(
        levels.map(async (found) => {
          const result = await judge(found, threads, counter)
          return checkEntry(found.file, result, found.placeOf)
        }),
      ),
      Promise.all(assignments.map(({ file, read }) => checkAssignment(file, read, threads, counter))),
    ])
    return [...own, ...assigned.flat()]
  } finally {
    threads.close()
    counter.clear()
  }
}

async function judge(
  { level, among }: FoundLevel,
  threads: MeasuringThreads,
  counter: Progress,
): Promise<CheckResult> {
  if (countConfigurations(level) > LARGEST_SPACE) return { fair: false, reasons: checkTexts(level, among) }
  const landscape = await threads.landscape(level, () => counter.add(1))
  return judgeLevel(level, landscape, among)
}

function entryLines(entry: Entry): string[] {
  return 'variants' in entry ? assignedLines(entry) : levelLines(entry)
}

function levelLines({
  path,
  fair,
  reasons,
  configurations,
  winningShare,
}: ReturnType<typeof checkEntry>): string[] {
  const file = plainLine(path)
  const share = `${configurations} configurations, ${shareText(winningShare)} win`
  if (fair) return [`fair      ${file}   ${share}`]
  const head = configurations === 0 ? `not fair  ${file}` : `not fair  ${file}   ${share}`
  return [
    head,
    ...reasons.map(({ path: where, line, column, message }) => {
      const at = where === '' ? '' : ` ${plainLine(where)}`
      return `  ${file}:${line}:${column}${at}: ${plainLine(message)}`
    }),
  ]
}
