/** Two paths side by side: their steps aligned, so that equal ones stand at equal height, and those that differ are marked. */
import type { Flow, Row } from '../../machine/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { type Block, exact, type Line, line, span } from '../looks/line.ts'
import { type Fields, fieldsFor, type LadderView, ladderHeading, ladderLine } from './ladder.ts'
import { foldable, join, type Rung, rungsOf } from './rungs.ts'

/** A step of A, of B, or the same step of both. */
export interface Pair {
  readonly a?: Rung
  readonly b?: Rung
}

function isEqual(a: Row, b: Row): boolean {
  return (
    a.place === b.place &&
    a.act === b.act &&
    a.times === b.times &&
    a.nanos === b.nanos &&
    a.iommu === b.iommu &&
    a.text === b.text
  )
}

/** How much alike two steps are: 0, they are not; at most 4, they are equal. */
function likeness(a: Rung, b: Rung): number {
  if (isEqual(a.row, b.row)) return 4
  if (a.row.place !== b.row.place || a.row.act !== b.row.act || a.row.crosses !== b.row.crosses) return 0
  return a.name === b.name ? 3 : 2
}

/** The steps of both in one order, with as many alike side by side as can be. */
export function alignedRungs(a: readonly Rung[], b: readonly Rung[]): Pair[] {
  const best = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const like = likeness(a[i], b[j])
      const together = like === 0 ? 0 : like + best[i + 1][j + 1]
      best[i][j] = Math.max(together, best[i + 1][j], best[i][j + 1])
    }
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    const like = likeness(a[i], b[j])
    if (like > 0 && best[i][j] === like + best[i + 1][j + 1]) pairs.push(both(a[i++], b[j++], like === 4))
    else if (best[i + 1][j] >= best[i][j + 1]) pairs.push({ a: { ...a[i++], mark: '-' } })
    else pairs.push({ b: { ...b[j++], mark: '+' } })
  }
  for (; i < a.length; i++) pairs.push({ a: { ...a[i], mark: '-' } })
  for (; j < b.length; j++) pairs.push({ b: { ...b[j], mark: '+' } })
  return pairs
}

function both(a: Rung, b: Rung, equal: boolean): Pair {
  const mark = equal ? ' ' : '~'
  return { a: { ...a, mark }, b: { ...b, mark } }
}

/** May two neighbours be one row? Equal steps first, then those that differ. */
function joins(first: Pair, second: Pair, equal: boolean): boolean {
  const sides = [first.a, first.b, second.a, second.b]
  if (sides.some((rung) => rung === undefined || !foldable(rung) || (equal && rung.mark !== ' ')))
    return false
  const [a, b, c] = sides as Rung[]
  return a.row.place === c.row.place && a.row.scope === c.row.scope && b.row.scope === second.b?.row.scope
}

/** Folds neighbours that are there on both sides, the least time first, until so many rows are left or nothing may be folded. */
export function foldPairs(pairs: readonly Pair[], most: number): Pair[] {
  const folded = [...pairs]
  for (const equal of [true, false])
    while (folded.length > most) {
      const place = leastOf(folded, equal)
      if (place < 0) break
      const [first, second] = [folded[place - 1], folded[place]]
      folded.splice(place - 1, 2, { a: join(first.a!, second.a!), b: join(first.b!, second.b!) })
    }
  return folded
}

function leastOf(pairs: readonly Pair[], equal: boolean): number {
  const nanos = ({ a, b }: Pair) => (a?.row.nanos ?? 0) + (b?.row.nanos ?? 0)
  let best = -1
  for (let place = 1; place < pairs.length; place++) {
    if (!joins(pairs[place - 1], pairs[place], equal)) continue
    const sum = nanos(pairs[place - 1]) + nanos(pairs[place])
    if (best < 0 || sum < nanos(pairs[best - 1]) + nanos(pairs[best])) best = place
  }
  return best
}

/** The steps of a flow's first kind, as they are drawn. */
export function rungsOfFlow({ path }: Flow): Rung[] {
  return rungsOf(
    path.map((row) => ({ ...row, text: machineLine(row.text) })),
    undefined,
  )
}

/** Walls without a step. */
function emptyLine({ columns }: Fields, translated: boolean, width: number): Line {
  const cells = Array.from({ length: columns.width }, () => ' ')
  cells[columns.exits] = '║'
  cells[columns.iommu] = translated ? '┃' : '┊'
  return exact(line(span(cells.join(''), 'muted')), width)
}

export interface SideGiven {
  readonly flow: Flow
  readonly translated: boolean
  /** Row of the path where its request is; -1: none. */
  readonly row: number
  readonly scale: number
  readonly per: string
  readonly width: number
}

/** One side: a row for each pair, empty where the other side has a step of its own. */
export function sideLines(pairs: readonly Pair[], side: 'a' | 'b', given: SideGiven): Block {
  const { flow, translated, width } = given
  const rungs = pairs.flatMap((pair) => pair[side] ?? [])
  const fields = fieldsFor(width)
  const view: LadderView = {
    rungs,
    translated,
    here: rungs.findIndex((rung) => rung.from <= given.row && given.row <= rung.to),
    total: flow.path.reduce((sum, row) => (row.scope === 'background' ? sum : sum + row.nanos), 0) || 1,
    scale: given.scale,
    per: given.per,
  }
  let next = 0
  const lines = pairs.map((pair) =>
    pair[side] === undefined ? emptyLine(fields, translated, width) : ladderLine(fields, view, next++),
  )
  return [ladderHeading(fields, view), ...lines].map((one) => exact(one, width))
}
