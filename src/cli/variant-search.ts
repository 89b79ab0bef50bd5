/** Looks for variants of a level: other machines are drawn, measured whole, and proved. */
import type { Variant } from '../classroom/assignment.ts'
import { drawVariant } from '../classroom/draw.ts'
import { copiesPass, difficultyOf } from '../classroom/equal.ts'
import { cramped, waysOf } from '../classroom/fit-target.ts'
import { fitVariant, type Original, type Proved, variantProblems } from '../classroom/fit-variant.ts'
import { noVariant, variantOf } from '../classroom/variant.ts'
import { LARGEST_SPACE } from '../game/fair/fairness.ts'
import {
  countConfigurations,
  IMPOSSIBLE,
  type Landscape,
  type Level,
  landscapeOf,
  type Measured,
  type Problem,
} from '../game/index.ts'
import { WRONG_USE } from './exit-codes.ts'
import type { MeasuringThreads } from './measuring.ts'
import type { Progress } from './progress-line.ts'
import { CannotDo } from './wrong-use.ts'

/** Machines that are drawn for each variant that is wanted. */
const TRIES = 8
/** … and at least. */
const LEAST = 16

export interface FoundVariants {
  /** Those that were there, then those that were found. */
  readonly variants: readonly Variant[]
  /** How many of those that were wanted were not found. */
  readonly missing: number
  readonly tried: number
  readonly seconds: number
  /** Share of the configurations that win, of the level. */
  readonly share: number
  /** … and of each variant. */
  readonly shares: readonly number[]
  /** In how many other variants a copied way passes, on average. */
  readonly copies: number
  /** Why the tries that failed did, the commonest reason first. */
  readonly reasons: readonly string[]
}

const NONE: FoundVariants = {
  variants: [],
  missing: 0,
  tried: 0,
  seconds: 0,
  share: 0,
  shares: [],
  copies: 0,
  reasons: [],
}

export interface Search {
  readonly threads: MeasuringThreads
  readonly progress: Progress
  readonly among: readonly Level[]
  readonly salt: string
}

/** @param kept variants that the assignment has already */
export async function findVariants(
  search: Search,
  level: Level,
  wanted: number,
  kept: readonly Variant[] = [],
): Promise<FoundVariants> {
  if (wanted === 0 && kept.length === 0) return NONE
  refuseLarge(level)
  const began = performance.now()
  const measured = measurer(search)
  const landscape = await measured(level)
  const original = { level, landscape, difficulty: difficultyOf(level, landscape), among: search.among }
  const found: Proved[] = await Promise.all(
    kept.map(async (variant) => {
      const own = await measured(variantOf(level, variant))
      return { variant, difficulty: variantProblems(original, variant, own).difficulty }
    }),
  )
  const { tried, reasons } = await more(search, original, wanted, found)
  return {
    variants: found.map(({ variant }) => variant),
    missing: Math.max(0, wanted - found.length),
    tried,
    seconds: (performance.now() - began) / 1000,
    share: original.difficulty.survey.winningShare,
    shares: found.map(({ difficulty }) => difficulty.survey.winningShare),
    copies: mean(
      found.map(({ difficulty }) =>
        copiesPass(
          difficulty,
          found.flatMap((other) => (other.difficulty === difficulty ? [] : [other.difficulty])),
        ),
      ),
    ),
    reasons: commonest(reasons),
  }
}

function refuseLarge(level: Level): void {
  const count = countConfigurations(level)
  if (count <= LARGEST_SPACE) return
  throw new CannotDo(
    `${level.id} has ${count} configurations; variants are proved of at most ${LARGEST_SPACE}: use --variants 0`,
    WRONG_USE,
  )
}

function measurer({ threads, progress }: Search): (level: Level) => Promise<Landscape> {
  return (level) => {
    progress.expect(countConfigurations(level))
    return threads.landscape(level, () => progress.add(1))
  }
}

type Given = Pick<Variant, 'pace' | 'work'>

function sameMachine(one: Given, other: Given): boolean {
  const told = ({ pace, work }: Given) =>
    JSON.stringify([pace, work].map((part) => Object.entries(part).sort()))
  return told(one) === told(other)
}

/** Adds to what was found until enough is. Tries are judged in their order, so that threads decide nothing. */
async function more(
  search: Search,
  original: Original,
  wanted: number,
  found: Proved[],
): Promise<{ readonly tried: number; readonly reasons: readonly Problem[] }> {
  const { level } = original
  const most = Math.max(LEAST, TRIES * (wanted - found.length))
  const reasons: Problem[] = []
  let tried = 0
  let drawn = 0
  // One that was found before, when fewer were wanted, is drawn again by the same salt.
  const isThere = (given: Given) => found.some(({ variant }) => sameMachine(variant, given))
  while (found.length < wanted && tried < most) {
    const batch = Array.from({ length: Math.min(wanted - found.length, most - tried) }, () => {
      let given = drawVariant(level, search.salt, drawn++)
      while (isThere(given)) given = drawVariant(level, search.salt, drawn++)
      return { given, own: tryOut(search, original, given) }
    })
    for (const { given, own } of batch) {
      tried++
      const landscape = await own
      const answer =
        'reasons' in landscape ? landscape : fitVariant(original, given, landscape, found, search.salt)
      if ('reasons' in answer) reasons.push(...answer.reasons.slice(0, 1))
      else found.push(answer)
    }
  }
  return { tried, reasons }
}

/** The author's ways first: most machines that do not do are known by them. */
async function tryOut(
  { threads, progress }: Search,
  { level, landscape }: Original,
  given: Given,
): Promise<Landscape | { readonly reasons: readonly Problem[] }> {
  const made = variantOf(level, { ...noVariant(level), ...given })
  const count = countConfigurations(made)
  const nothing = made.seeds.map(() => ({ values: [], paths: IMPOSSIBLE }))
  const all: (readonly Measured[])[] = Array.from({ length: count }, () => nothing)
  const put = (index: number, answers: readonly Measured[]) => {
    all[index] = answers
    progress.add(1)
  }
  const ways = waysOf(level)
  progress.expect(ways.length)
  await threads.measure(made, put, ways)
  const goal = cramped(level, landscape, landscapeOf(made, all))
  if (goal !== undefined) {
    const message = `no target of "${goal.text}" leaves each way of the author on its side`
    return { reasons: [{ path: ['goals'], message }] }
  }
  const rest = Array.from({ length: count }, (_, index) => index).filter((index) => !ways.includes(index))
  progress.expect(rest.length)
  await threads.measure(made, put, rest)
  return landscapeOf(made, all)
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

function commonest(reasons: readonly Problem[]): readonly string[] {
  const times = new Map<string, number>()
  for (const { message } of reasons) times.set(message, (times.get(message) ?? 0) + 1)
  return [...times].sort(([, one], [, other]) => other - one).map(([message]) => message)
}
