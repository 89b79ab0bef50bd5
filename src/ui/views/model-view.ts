/** What the Model screen lists, and what a run depends on: read off the rows of its paths, which name their costs. */
import {
  type Level,
  levelProgress,
  mentions,
  type Progress,
  printMove,
  requiredBy,
} from '../../game/index.ts'
import {
  COSTS,
  type CostId,
  type CostRow,
  clockOf,
  type Era,
  type Flow,
  subjectOf,
} from '../../machine/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { remember } from '../looks/line.ts'
import type { State } from '../state.ts'

const GRADES = 'PASRXDM'

/** Every cost of an era, by subject or by grade. */
export const costsOf = remember((era: Era, byGrade: boolean): readonly CostRow[] => {
  const costs = COSTS.filter((cost) => cost.era === era)
  if (!byGrade) return costs
  return [...costs].sort((one, other) => GRADES.indexOf(one.grade) - GRADES.indexOf(other.grade))
})

export function isListed(cost: CostId | undefined): cost is CostId {
  return COSTS.some(({ id }) => id === cost)
}

/** What stands above a cost where another subject or grade begins. */
export function headingOf(cost: CostRow, byGrade: boolean): string {
  return byGrade ? words.model.grades[cost.grade] : words.model.subjects[subjectOf(cost.id)]
}

/** Nanoseconds of one time; of a rate those of so many bytes. */
export function nanosOf({ unit, value, era }: CostRow, bytes: number): number {
  if (unit === 'GB/s') return bytes / value
  return unit === 'cycles' ? value / clockOf(era) : value
}

/** What a request alone of a flow spends on a cost. */
export interface Usage {
  readonly flow: Flow
  readonly times: number
  /** Nanoseconds that the request waits for, and those that it does not. */
  readonly nanos: number
  readonly behind: number
  /** Of all that it waits for, 0 to 1. */
  readonly share: number
  /** Texts of its steps, how often each. */
  readonly steps: readonly { readonly text: string; readonly times: number }[]
}

export function usageOf(flow: Flow, cost: CostId): Usage {
  const rows = flow.path.filter((row) => row.cost === cost && row.times > 0)
  const waited = rows.filter((row) => row.scope !== 'background')
  const sum = (list: readonly { readonly nanos: number }[]) =>
    list.reduce((total, { nanos }) => total + nanos, 0)
  const whole = sum(flow.path.filter((row) => row.scope !== 'background'))
  return {
    flow,
    times: rows.reduce((total, { times }) => total + times, 0),
    nanos: sum(waited),
    behind: sum(rows) - sum(waited),
    share: whole === 0 ? 0 : sum(waited) / whole,
    steps: rows.map(({ text, times }) => ({ text, times })),
  }
}

export const CHEAPER = 0.8
export const DEARER = 1.2

/** A trial of what lies on the bench with one cost changed. */
export function trialOfCost({ play }: Bench, cost: CostId, factor: number): string {
  return `${play.moves.map(printMove).join('; ')} | ${cost} x ${factor}`
}

/** Era of what lies on the bench; without one that of today. */
export function eraOf(bench: Bench | undefined): Era {
  return bench?.play.level.host.era ?? '2020s'
}

export interface Term {
  readonly word: string
  readonly text: string
  /** Who teaches it; absent: a word of the screens. */
  readonly level?: Level
  readonly known: boolean
}

/** Levels that were played, with all that they require. */
function taught(levels: readonly Level[], progress: Progress, here: string | undefined): ReadonlySet<string> {
  const played = levels.filter(({ id }) => {
    const { runs, medals, guess } = levelProgress(progress, id)
    return runs > 0 || medals > 0 || guess !== undefined || here === id
  })
  return new Set(played.flatMap((level) => [level.id, ...requiredBy(level, levels)]))
}

/** Words of the screens, then the terms of the levels in the order of play, each word once. */
export function termsOf(state: State): readonly Term[] {
  return listTerms(state.levels, state.progress, state.bench?.play.level.id)
}

const listTerms = remember(
  (levels: readonly Level[], progress: Progress, here: string | undefined): readonly Term[] => {
    const known = taught(levels, progress, here)
    const found = new Map<string, Term>()
    for (const level of levels)
      for (const { word, text } of level.terms)
        if (!found.has(word.toLowerCase()))
          found.set(word.toLowerCase(), { word, text, level, known: known.has(level.id) })
    const own = words.helpScreen.ownWordRows.flatMap(([word, text]): Term[] =>
      found.get(word.toLowerCase())?.known === true ? [] : [{ word, text, known: true }],
    )
    return [...own, ...found.values()]
  },
)

/** Terms taught so far that a text mentions. */
export function termsIn(state: State, text: string): readonly Term[] {
  return termsOf(state).filter(({ word, known }) => known && mentions(text, word))
}

/** The first whose name begins with what is typed, else one that has it anywhere. */
export function indexLike(names: readonly string[], typed: string): number {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return -1
  const lower = names.map((name) => name.toLowerCase())
  const begins = lower.findIndex((name) => name.startsWith(wanted))
  return begins >= 0 ? begins : lower.findIndex((name) => name.includes(wanted))
}
