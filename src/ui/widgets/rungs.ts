/** From the rows of a path to the rows that are drawn: what differs from the run before, and what is folded. */
import type { Row } from '../../machine/index.ts'

export interface Rung {
  readonly row: Row
  readonly text: string
  /** What it is called where several are folded into one. */
  readonly name: string
  /** First and last index into the path. */
  readonly from: number
  readonly to: number
  /** How many steps this one stands for. */
  readonly folded: number
  /** ~ differs from the run before, + was not there, - is not there beside it, ✘ a violation happened here. */
  readonly mark: ' ' | '~' | '+' | '-' | '✘'
}

function signature(row: Row): string {
  return [row.place, row.act, row.times, row.nanos, row.iommu ?? '', row.text].join('|')
}

/** For each row, whether an equal one stands in the same order in the path before (longest common subsequence). */
function kept(path: readonly Row[], before: readonly Row[]): { same: boolean[]; free: boolean[] } {
  const now = path.map(signature)
  const then = before.map(signature)
  const lengths = Array.from({ length: now.length + 1 }, () => new Uint16Array(then.length + 1))
  for (let i = now.length - 1; i >= 0; i--)
    for (let j = then.length - 1; j >= 0; j--)
      lengths[i][j] =
        now[i] === then[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1])
  const same = now.map(() => false)
  const free = then.map(() => true)
  for (let i = 0, j = 0; i < now.length && j < then.length; ) {
    if (now[i] === then[j]) {
      same[i++] = true
      free[j++] = false
    } else if (lengths[i + 1][j] >= lengths[i][j + 1]) i++
    else j++
  }
  return { same, free }
}

/** A row that does not happen at rest is no step of the drawing; the playhead shows on the one before it. */
function withoutIdle(drawn: readonly Rung[], rung: Rung): Rung[] {
  const last = drawn[drawn.length - 1]
  const idle = rung.row.times === 0 && rung.row.nanos === 0 && rung.mark !== '✘'
  return idle && last !== undefined ? [...drawn.slice(0, -1), { ...last, to: rung.to }] : [...drawn, rung]
}

/** Whoever wakes another leaves the guest first: the exit stands before the waking that it leads to. */
function inOrder(rungs: readonly Rung[]): Rung[] {
  const ordered = [...rungs]
  for (let index = 1; index < ordered.length; index++) {
    const wakes = ordered[index - 1].row.act === 'wake' && ordered[index - 1].row.crosses === undefined
    if (wakes && ordered[index].row.crosses === 'exit')
      ordered.splice(index - 1, 2, ordered[index], ordered[index - 1])
  }
  return ordered
}

/** One rung a row, marked where it differs from the run before. */
export function rungsOf(path: readonly Row[], before: readonly Row[] | undefined, violated = -1): Rung[] {
  const { same, free } = before === undefined ? { same: path.map(() => true), free: [] } : kept(path, before)
  const rungs = path.map((row, index): Rung => {
    const text = row.text
    const base = { row, text, name: shortText(text), from: index, to: index, folded: 1 }
    if (index === violated) return { ...base, mark: '✘' }
    if (before === undefined || same[index]) return { ...base, mark: ' ' }
    const twin = before.findIndex((one, at) => free[at] && one.place === row.place && one.act === row.act)
    if (twin < 0) return { ...base, mark: '+' }
    free[twin] = false
    return { ...base, mark: '~' }
  })
  return inOrder(rungs.reduce(withoutIdle, []))
}

/** What happens at a wall, to the data or against the rules is always drawn. */
export function foldable(rung: Rung): boolean {
  const { act, crosses, iommu } = rung.row
  return (
    act !== 'exit' &&
    act !== 'copy' &&
    act !== 'dma' &&
    crosses === undefined &&
    iommu === undefined &&
    rung.mark !== '✘'
  )
}

/** The words of a step up to its first comma: they stand alone. */
export function shortText(text: string): string {
  return text.split(',')[0]
}

/** Two neighbours as one; it is called after the longer of them. */
export function join(first: Rung, second: Rung): Rung {
  const folded = first.folded + second.folded
  const nanos = first.row.nanos + second.row.nanos
  const bytes = first.row.bytes + second.row.bytes
  const name = second.row.nanos > first.row.nanos ? second.name : first.name
  const exits = first.row.act === 'exit'
  return {
    row: {
      ...first.row,
      act: exits ? 'exit' : 'work',
      nanos,
      bytes,
      times: exits ? first.row.times + second.row.times : 1,
    },
    text: `${name} +${folded - 1}`,
    name,
    from: first.from,
    to: second.to,
    folded,
    mark: first.mark === second.mark ? first.mark : '~',
  }
}

/** Register accesses that follow each other: told apart only where there is room. */
function sameExits(first: Rung, second: Rung): boolean {
  const traps = (rung: Rung): boolean => rung.row.counts === 'trap-read' || rung.row.counts === 'trap-write'
  return traps(first) && traps(second)
}

/** Folds neighbours in the same place, the least time first, until so many rows are left or nothing may be folded. */
export function foldRungs(rungs: readonly Rung[], most: number): Rung[] {
  const small = foldWhere(rungs, most, (first, second) => foldable(first) && foldable(second))
  return foldWhere(small, most, sameExits)
}

function foldWhere(
  rungs: readonly Rung[],
  most: number,
  may: (first: Rung, second: Rung) => boolean,
): Rung[] {
  const folded = [...rungs]
  while (folded.length > most) {
    let best = -1
    let least = Number.POSITIVE_INFINITY
    for (let index = 1; index < folded.length; index++) {
      const first = folded[index - 1]
      const second = folded[index]
      if (first.row.place !== second.row.place || first.row.scope !== second.row.scope) continue
      if (!may(first, second)) continue
      const nanos = first.row.nanos + second.row.nanos
      if (nanos >= least) continue
      least = nanos
      best = index
    }
    if (best < 0) break
    folded.splice(best - 1, 2, join(folded[best - 1], folded[best]))
  }
  return folded
}
