/**
 * Why a number is what it is: the causes in this very run, as a tree. What is counted or timed adds up to what was asked; what
 * it comes of stands beside it as sentences, each with the knob that decides it.
 */
import type { Nanos } from '../../machine/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'

/** What kind of thing it is; decides the colour of its bar. */
export type CauseKind =
  | 'all'
  | 'guest'
  | 'exit'
  | 'copy'
  | 'dma'
  | 'model'
  | 'host'
  | 'wake'
  | 'interrupt'
  | 'device'
  | 'translate'
  | 'wait'
  | 'poll'
  | 'spin'
  | 'bad'
  | 'contained'

/** What something comes of; `setting` is a knob and its value, `backup.disk.addressing lba28`. */
export interface Reason {
  readonly text: string
  readonly setting?: string
  /** What a value such as -1 stands for, a sentence. */
  readonly meaning?: string
}

/** A moment of the run that shows it. */
export interface Example {
  readonly flow: string
  readonly at: Nanos
}

export interface Cause {
  readonly step: string
  readonly kind: CauseKind
  /** In the unit of its tree. Children add up to it, unless there are none. */
  readonly value: number
  /** Of the whole that was asked after, 0 to 1. */
  readonly share: number
  /** How often, and how much each time, where that is known. */
  readonly times?: number
  readonly because: readonly Reason[]
  readonly causes: readonly Cause[]
  readonly example?: Example
  /** Text of the step of the path that it is. */
  readonly row?: string
}

/** What the values of a tree are. nanos: of one request; the others of the whole run. */
export type CauseUnit = 'nanos' | 'count' | 'bytes' | 'points' | 'total-nanos' | 'rate'

export interface Why {
  /** Metric id with its selector, or what else was asked after. */
  readonly asked: string
  /** The metric's number, in its own unit. */
  readonly value: number
  readonly unit: CauseUnit
  /** Requests whose mean it is; 0: no mean. */
  readonly requests: number
  readonly root: Cause
}

/** A cause before its share is known. */
export type Part = Omit<Cause, 'share' | 'causes'> & { readonly causes?: readonly Part[] }

/** Shares of the whole, from the top; what is said above is not said again. */
export function shared(part: Part, whole: number = part.value, said: readonly string[] = []): Cause {
  const { causes = [] } = part
  const because = [...part.because, ...commonReasons(causes)].filter(
    (one, at, all) => !said.includes(one.text) && all.findIndex((other) => other.text === one.text) === at,
  )
  const above = [...said, ...because.map((one) => one.text)]
  return {
    ...part,
    because,
    share: whole === 0 ? 0 : part.value / whole,
    causes: causes.map((one) => shared(one, whole, above)),
  }
}

/** What two of the parts or more come of is said once, above them. */
function commonReasons(parts: readonly Part[]): readonly Reason[] {
  const all = parts.flatMap((part) => part.because)
  return all.filter((one) => all.filter((other) => other.text === one.text).length > 1)
}

/** The same in another unit: so that the whole is `value`. */
export function scaledTo(part: Part, value: number): Part {
  return part.value === 0 ? part : scaled(part, value / part.value)
}

/** The largest first; equal ones stay in order. */
export function largestFirst(parts: readonly Part[]): Part[] {
  return [...parts].sort((one, other) => other.value - one.value)
}

/** What is left of a whole after its parts, as one more part where it is more than nothing. */
export function withRest(parts: readonly Part[], whole: number, step: string, kind: CauseKind): Part[] {
  const sum = parts.reduce((total, one) => total + one.value, 0)
  const rest = whole - sum
  if (rest > whole * 1e-9) return [...parts, { step, kind, value: rest, because: [] }]
  // Those under way at the end are counted by step, and not in the whole.
  const factor = sum === 0 ? 1 : whole / sum
  return factor === 1 ? [...parts] : parts.map((one) => scaled(one, factor))
}

function scaled(part: Part, factor: number): Part {
  return {
    ...part,
    value: part.value * factor,
    times: part.times === undefined ? undefined : part.times * factor,
    causes: part.causes?.map((one) => scaled(one, factor)),
  }
}

/** Less than this is folded into the rest. */
const LEAST = 0.02

/** Parts under 2 % of the whole become one. */
export function folded(parts: readonly Part[], whole: number, name: (count: number) => string): Part[] {
  const sorted = largestFirst(parts)
  const small = sorted.filter((part) => part.value < whole * LEAST)
  if (small.length < 2) return sorted
  const value = small.reduce((sum, one) => sum + one.value, 0)
  return [
    ...sorted.filter((part) => !small.includes(part)),
    { step: name(small.length), kind: small[0].kind, value, because: [], causes: small },
  ]
}

/** The way from the root to the largest cause without children. */
export function largestLeaf(root: Cause): readonly Cause[] {
  const way = [root]
  for (let at = root; at.causes.length > 0; ) {
    at = at.causes.reduce((best, one) => (one.value > best.value ? one : best))
    way.push(at)
  }
  return way
}

/**
 * One sentence about the largest part, and the setting that it hangs on, its own or that of what it is part of. What
 * holds for the whole (that nothing overlaps, say) is no cause of the part.
 */
export function leverText({ root }: Why): string {
  const way = largestLeaf(root)
  const leaf = way[way.length - 1]
  if (leaf === root || leaf.value === 0) return ''
  const setting = way
    .slice(1)
    .toReversed()
    .flatMap((one) => one.because)
    .find((one) => one.setting !== undefined)?.setting
  const say = words.why.lever
  const said = way.slice(-2).map(({ step }) => machineLine(step))
  const name = way.length > 2 ? said.join(': ') : said[1]
  const largest = say.largest(name, `${Math.round(leaf.share * 100)} %`)
  return setting === undefined ? largest : `${largest} ${say.setting(setting)}`
}

/** A list in groups, in the order in which their first members stand. */
export function grouped<One, Key>(list: readonly One[], keyOf: (one: One) => Key): Map<Key, One[]> {
  const groups = new Map<Key, One[]>()
  for (const one of list) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return groups
}
