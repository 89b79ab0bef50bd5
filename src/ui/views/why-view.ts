/** What the Why screen shows: the answer of the run, its rows as they are folded, and the flips with what came of them. */
import {
  bestFlip,
  type Cause,
  exitsFor,
  type Flip,
  type Reason,
  readSafely,
  type Why,
  whyIncident,
  whyMetric,
  whyRequest,
} from '../../game/index.ts'
import { ordinalOf, type Run } from '../../machine/index.ts'
import type { Bench, Trial } from '../bench.ts'
import { remember } from '../looks/line.ts'
import type { WhyScreen } from '../state.ts'
import { allFlipsOf, trialName } from './trials.ts'

type Asked = WhyScreen['asked']

/** The metric that flips are compared by. */
export function flipMetric(bench: Bench, { asked }: Pick<WhyScreen, 'asked'>): string {
  const run = bench.ran?.run
  if (asked.of === 'metric') return asked.metric
  if (asked.of === 'violation') return 'violations'
  if (asked.of === 'contained') return 'contained'
  const flow = run?.flows[run.requests.flow[asked.index]]
  return flow === undefined ? bench.play.level.headline[0] : `latency-p50@${flow.id}`
}

const readOf = remember((run: Run, metric: string) => readSafely(run)(metric))

/** What a metric is now: also one that the level does not show. */
export function nowOf({ ran }: Pick<Bench, 'ran'>, metric: string): number | undefined {
  if (ran === undefined) return undefined
  const value = ran.values[metric] ?? readOf(ran.run, metric)
  return Number.isNaN(value) ? undefined : value
}

/** All numbers that the table of flips shows. */
export function flipMetrics(bench: Bench, screen: Pick<WhyScreen, 'asked'>): readonly string[] {
  const metric = flipMetric(bench, screen)
  return [metric, exitsFor(metric, bench.play.level), 'violations']
}

const answer = remember((run: Run, asked: Asked): Why | undefined => {
  if (asked.of === 'request') return whyRequest(run, asked.index, ordinalOf(run, asked.index))
  if (asked.of !== 'metric') {
    const one = (asked.of === 'violation' ? run.violations : run.contained)[asked.index]
    return one === undefined ? undefined : whyIncident(run, one)
  }
  const why = whyMetric(run, asked.metric)
  return 'problem' in why ? undefined : why
})

/** The answer; undefined: there is no run, or no such thing in it. */
export function whyOf(bench: Bench, { asked }: WhyScreen): Why | undefined {
  const run = bench.ran?.run
  return run === undefined ? undefined : answer(run, asked)
}

export interface CauseRow {
  /** `0.2.1`: its place in the tree. */
  readonly path: string
  /** Lines that lead to it from above. */
  readonly rails: string
  readonly cause: Cause
  readonly open: boolean
  /** What it comes of, below it. */
  readonly reasons: readonly Reason[]
  /** Rails of those. */
  readonly below: string
}

/** A part of the whole is open at first from this share on. */
const LARGE = 0.2

/** Folded at first: all but the large parts, and the largest of what has parts of its own, and of those, and so on. */
function isOpen(path: string, largest: ReadonlySet<string>, turned: readonly string[]): boolean {
  return largest.has(path) !== turned.includes(path)
}

function openAtFirst(root: Cause): ReadonlySet<string> {
  const large = root.causes.flatMap((one, index) => (one.share >= LARGE ? [`0.${index}`] : []))
  const open = new Set<string>(['0', ...large])
  let path = '0'
  for (let at = root; at.causes.length > 0; ) {
    const largest = at.causes.reduce((top, one, index) => (one.value > at.causes[top].value ? index : top), 0)
    open.add(`${path}.${largest}`)
    const folds = at.causes.flatMap((one, index) => (one.causes.length > 0 ? [index] : []))
    if (folds.length === 0) break
    const next = folds.reduce((top, index) => (at.causes[index].value > at.causes[top].value ? index : top))
    path += `.${next}`
    open.add(path)
    at = at.causes[next]
  }
  return open
}

/** The causes that are in sight. */
export const whyRows = remember((why: Why, turned: readonly string[]): readonly CauseRow[] => {
  const largest = openAtFirst(why.root)
  const rows: CauseRow[] = []
  const add = (cause: Cause, path: string, rails: string, below: string): void => {
    const open = isOpen(path, largest, turned)
    const children = open ? cause.causes : []
    rows.push({
      path,
      rails,
      cause,
      open,
      reasons: open || path === '0' ? cause.because : [],
      below: `${below}${children.length > 0 ? '│  ' : '   '}`,
    })
    for (const [index, child] of children.entries()) {
      const last = index === children.length - 1
      add(child, `${path}.${index}`, `${below}${last ? '└─ ' : '├─ '}`, `${below}${last ? '   ' : '│  '}`)
    }
  }
  add(why.root, '0', '', '')
  return rows
})

/** The tree opened down to a step of the path, with the cursor there: to the largest cause that is this step; at the top where none is. */
export function causeOfStep(why: Why, step: string): Pick<WhyScreen, 'cursor' | 'turned'> {
  let found: { readonly path: string; readonly value: number } | undefined
  const look = ({ row, value, causes }: Cause, path: string): void => {
    if (row === step && value > (found?.value ?? 0)) found = { path, value }
    for (const [index, one] of causes.entries()) look(one, `${path}.${index}`)
  }
  look(why.root, '0')
  const { path } = found ?? { path: '0' }
  const open = openAtFirst(why.root)
  const parts = path.split('.')
  const above = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'))
  const turned = above.filter((one) => !open.has(one))
  const cursor = whyRows(why, turned).findIndex((one) => one.path === path)
  return { cursor: Math.max(0, cursor), turned }
}

export interface FlipRow {
  readonly flip: Flip
  /** First of the rows of its knob. */
  readonly first: boolean
  readonly trial: Trial | undefined
}

const flipsHere = remember((level: Bench['play']['level'], moves: Bench['play']['moves']) =>
  allFlipsOf(level, moves),
)

export function flipRows(bench: Bench): readonly FlipRow[] {
  const { level, moves } = bench.play
  const flips = flipsHere(level, moves)
  return flips.map((flip, index) => ({
    flip,
    first: flips[index - 1]?.key !== flip.key,
    trial: bench.trials[trialName(flip.moves)],
  }))
}

/** The flip that makes the number better than any other that is known. */
export function bestRow(bench: Bench, metric: string, rows: readonly FlipRow[]): FlipRow | undefined {
  const now = nowOf(bench, metric)
  if (bench.ran === undefined || now === undefined) return undefined
  const { goals } = bench.ran.score
  const known = rows.flatMap((row) => {
    const value = row.trial?.values?.[metric]
    const lost = goals.flatMap(({ met, text }, index) =>
      met && row.trial?.met?.[index] === false ? [text] : [],
    )
    return value === undefined ? [] : [{ row, result: { value, lost } }]
  })
  return bestFlip(metric, now, known)?.row
}
