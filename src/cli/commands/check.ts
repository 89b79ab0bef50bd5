/** `exitless check PATH...`: is this level fair? Its whole space is simulated, on every seed. */
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
import type { Input } from '../command.ts'
import { DONE, NOT_MET } from '../exit-codes.ts'
import type { FileProblem } from '../level-file.ts'
import { type FoundLevel, findLevels } from '../level-search.ts'
import { MeasuringThreads, threadsOf } from '../measuring.ts'
import { Progress } from '../progress-line.ts'
import { say, sayJson } from '../streams.ts'

type Entry = ReturnType<typeof checkEntry>

export async function perform(input: Input): Promise<number> {
  const threads = threadsOf(input)
  const { levels, problems } = findLevels(input.positionals)
  const entries = [...unreadable(problems), ...(await judged(levels, threads))]
  if (isOn(input, 'json')) sayJson(checkReport(entries))
  else say(`${entries.length === 0 ? 'no problem' : entries.flatMap(entryLines).join('\n')}\n`)
  return entries.every((entry) => entry.fair) ? DONE : NOT_MET
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

async function judged(levels: readonly FoundLevel[], most: number): Promise<readonly Entry[]> {
  if (levels.length === 0) return []
  const counter = new Progress(levels.reduce((sum, { level }) => sum + countConfigurations(level), 0))
  const threads = new MeasuringThreads(most)
  try {
    return await Promise.all(
      levels.map(async (found) => {
        const result = await judge(found, threads, counter)
        return checkEntry(found.file, result, found.placeOf)
      }),
    )
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

function entryLines({ path, fair, reasons, configurations, winningShare }: Entry): string[] {
  const file = plainLine(path)
  const share = `${configurations} configurations, ${(winningShare * 100).toFixed(1)} % win`
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
