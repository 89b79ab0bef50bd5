/** `exitless check ASSIGNMENT`: every variant is measured whole, judged as a level is, and laid beside its level. */
import type { AssignedLevel } from '../classroom/assignment.ts'
import { copiesPass, type Difficulty, difficultyOf, overlap } from '../classroom/equal.ts'
import { type Original, variantProblems } from '../classroom/fit-variant.ts'
import { withKnobs } from '../classroom/levels-for.ts'
import { variantOf } from '../classroom/variant.ts'
import { LARGEST_SPACE } from '../game/fair/fairness.ts'
import { countConfigurations, type Level, type Problem, printPath } from '../game/index.ts'
import { formatMetric } from '../metrics/index.ts'
import { plainLine } from '../text/plain.ts'
import type { AssignmentFile } from './assignment-file.ts'
import type { MeasuringThreads } from './measuring.ts'
import type { Progress } from './progress-line.ts'
import { type Column, shareText, tableLines } from './table.ts'

/** One level of an assignment, with its variants beside it. */
export interface AssignedEntry {
  readonly path: string
  readonly level: string
  readonly fair: boolean
  readonly reasons: readonly { path: string; line: number; column: number; message: string }[]
  readonly configurations: number
  readonly winningShare: number
  /** The level itself first, as number 0. */
  readonly variants: readonly VariantEntry[]
}

export interface VariantEntry {
  readonly number: number
  readonly goals: readonly {
    readonly metric: string
    readonly op: string
    readonly target: number
    readonly text: string
    readonly par?: number
  }[]
  readonly winningShare: number
  readonly regions: number
  readonly front: number
  /** Stars of the author's ways. */
  readonly references: readonly number[]
  /** Of all that win in this or another variant, the share that wins in both; mean over the others. */
  readonly overlap?: number
  /** In how many of the others a configuration passes that wins here, on average. */
  readonly copiesPass?: number
}

export function configurationsIn({ assignment, levels }: AssignmentFile): number {
  return assignment.levels.reduce((sum, { level, variants }) => {
    const own = levels.find(({ id }) => id === level)
    return own === undefined ? sum : sum + countConfigurations(own) * (1 + variants.length)
  }, 0)
}

export async function checkAssignment(
  file: string,
  read: AssignmentFile,
  threads: MeasuringThreads,
  progress: Progress,
): Promise<readonly AssignedEntry[]> {
  return Promise.all(
    read.assignment.levels.map((assigned, place) =>
      checkLevelOf({ file, read, threads, progress }, assigned, place),
    ),
  )
}

interface Check {
  readonly file: string
  readonly read: AssignmentFile
  readonly threads: MeasuringThreads
  readonly progress: Progress
}

async function checkLevelOf(
  { file, read, threads, progress }: Check,
  assigned: AssignedLevel,
  place: number,
): Promise<AssignedEntry> {
  const level = read.levels.find(({ id }) => id === assigned.level) as Level
  if (countConfigurations(level) > LARGEST_SPACE) return tooLarge(file, level, read.placeOf, place)
  const measured = (one: Level) => threads.landscape(one, () => progress.add(1))
  const landscape = await measured(level)
  const original: Original = {
    level,
    landscape,
    difficulty: difficultyOf(level, landscape),
    among: read.levels,
  }
  const judged = await Promise.all(
    assigned.variants.map(async (variant) =>
      variantProblems(original, variant, await measured(variantOf(level, variant))),
    ),
  )
  const problems = [
    ...judged.flatMap((one, number) =>
      one.problems.map(({ path, message }) => ({
        path: ['levels', place, 'variants', number, ...path],
        message: `variant ${number + 1}: ${message}`,
      })),
    ),
    ...limitProblems(original, assigned, place),
    ...sameVariants(assigned, place),
  ]
  const variants = judged.map(({ difficulty }) => difficulty)
  return {
    path: file,
    level: level.id,
    fair: problems.length === 0,
    reasons: problems.map((problem) => ({
      path: printPath(problem.path),
      ...read.placeOf(problem),
      message: problem.message,
    })),
    configurations: original.difficulty.survey.configurations,
    winningShare: original.difficulty.survey.winningShare,
    variants: [
      entryOf(original.difficulty, 0),
      ...variants.map((one, number) => entryOf(one, number + 1, variants)),
    ],
  }
}

function tooLarge(
  file: string,
  level: Level,
  placeOf: AssignmentFile['placeOf'],
  place: number,
): AssignedEntry {
  const configurations = countConfigurations(level)
  const path = ['levels', place, 'level']
  const message = `${level.id} has ${configurations} configurations; of at most ${LARGEST_SPACE} variants can be proved`
  const reasons = [{ path: printPath(path), ...placeOf({ path, message }), message }]
  return { path: file, level: level.id, fair: false, reasons, configurations, winningShare: 0, variants: [] }
}

/** With the knobs that are left, some way has to pass. */
function limitProblems(
  { level, difficulty }: Original,
  { knobs }: AssignedLevel,
  place: number,
): readonly Problem[] {
  if (knobs === undefined) return []
  const left = withKnobs(level, knobs)
  if (left.references.length > 0 || winsWithin(level, left, difficulty)) return []
  const path = ['levels', place, 'knobs']
  return [
    {
      path,
      message: `no configuration passes with these knobs alone; a way of the author turns ${level.references[0].moves.map(({ key }) => key).join(', ')}`,
    },
  ]
}

function winsWithin(level: Level, left: Level, { wins }: Difficulty): boolean {
  return wins.some((won, index) => {
    if (!won) return false
    let rest = index
    return level.knobs.toReversed().every(({ values }, back) => {
      const value = values[rest % values.length]
      rest = Math.floor(rest / values.length)
      return left.knobs[level.knobs.length - 1 - back].values.includes(value)
    })
  })
}

function sameVariants({ variants }: AssignedLevel, place: number): readonly Problem[] {
  const texts = variants.map(({ goals, medals }) => JSON.stringify([goals, medals]))
  return texts.flatMap((text, number) => {
    const first = texts.indexOf(text)
    return first === number
      ? []
      : [
          {
            path: ['levels', place, 'variants', number, 'goals'],
            message: `variant ${number + 1} asks what variant ${first + 1} asks; a variant has goals of its own`,
          },
        ]
  })
}

function entryOf(own: Difficulty, number: number, all: readonly Difficulty[] = []): VariantEntry {
  const { level, survey } = own
  const others = all.filter((one) => one !== own)
  const goals = [...level.goals, ...level.medals.flat()].filter(({ op }) => op !== '==')
  return {
    number,
    goals: goals.map(({ metric, op, target, text }) => ({
      metric,
      op,
      target,
      text,
      par: survey.pars[metric],
    })),
    winningShare: survey.winningShare,
    regions: own.regions,
    front: survey.front.length,
    references: survey.references.map(({ medals }) => medals),
    ...(others.length === 0
      ? {}
      : {
          overlap: others.reduce((sum, one) => sum + overlap(own, one), 0) / others.length,
          copiesPass: copiesPass(own, others),
        }),
  }
}

const COLUMNS: readonly Column[] = [
  { title: 'variant' },
  { title: 'win', align: 'right' },
  { title: 'regions', align: 'right' },
  { title: 'front', align: 'right' },
  { title: 'references' },
  { title: 'overlap', align: 'right' },
  { title: 'copy passes', align: 'right' },
  { title: 'targets (best)' },
]

function rowOf(entry: VariantEntry, others: number): readonly string[] {
  const best = (metric: string, par: number | undefined) =>
    par === undefined ? '' : ` (${formatMetric(metric, par)})`
  return [
    entry.number === 0 ? 'level' : String(entry.number),
    shareText(entry.winningShare),
    String(entry.regions),
    String(entry.front),
    entry.references.map((stars) => '★'.repeat(stars) || '·').join(' '),
    entry.overlap === undefined ? '' : shareText(entry.overlap),
    entry.copiesPass === undefined ? '' : `${entry.copiesPass.toFixed(1)} of ${others}`,
    entry.goals.map(({ metric, text, par }) => plainLine(text) + best(metric, par)).join(' · '),
  ]
}

/** The table of one level, and what is wrong under it. */
export function assignedLines({
  path,
  level,
  fair,
  reasons,
  configurations,
  variants,
}: AssignedEntry): string[] {
  const many = Math.max(0, variants.length - 1)
  const count = many === 0 ? 'no variants: everybody gets the level' : `${many} variants`
  return [
    `${fair ? 'equal    ' : 'not equal'} ${plainLine(path)}  ${level}   ${configurations} configurations, ${count}`,
    ...tableLines(
      COLUMNS,
      variants.map((entry) => rowOf(entry, many - 1)),
    ).map((line) => `  ${line}`),
    ...reasons.map(
      ({ path: where, line, column, message }) =>
        `  ${plainLine(path)}:${line}:${column} ${plainLine(where)}: ${plainLine(message)}`,
    ),
  ]
}
