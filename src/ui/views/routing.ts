/**
 * The interrupts of the host on the bench, and the moves of the level that lead each of them elsewhere. A move here is the same as on
 * the bench: a knob of the level at one of its values.
 */
import {
  configured,
  hostOf,
  isRefusal,
  type Knob,
  type Level,
  type Move,
  valuesAfter,
} from '../../game/index.ts'
import { type Host, type Run, type Vector, type VectorUse, vectorsOf } from '../../machine/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import type { Bench } from '../bench.ts'

/** A row of the matrix: an interrupt of a device, or the clock of a guest. */
export interface RoutingRow {
  readonly flow: string
  readonly index: number
  readonly queue: number
  /** Undefined: a clock. */
  readonly vector?: Vector
  /** As it was in the run before. */
  readonly former?: Vector
  readonly use?: VectorUse
}

function useOf(run: Run | undefined, index: number, queue: number): VectorUse | undefined {
  return run?.occupancy?.vectors.find((one) => one.flow === index && one.queue === queue)
}

/** Devices in the order of the host, then the clocks that ticked in the run. */
export function routingRows(bench: Pick<Bench, 'play' | 'ran' | 'before'>): readonly RoutingRow[] {
  const run = bench.ran?.run
  const before = bench.before === undefined ? [] : vectorsOf(bench.before.run.host)
  const rows = vectorsOf(hostOf(bench.play)).map(
    (vector): RoutingRow => ({
      flow: vector.flow,
      index: vector.index,
      queue: vector.queue,
      vector,
      former: before.find((one) => isSame(one, vector)),
      use: useOf(run, vector.index, vector.queue),
    }),
  )
  const clocks = (run?.occupancy?.vectors ?? []).filter(
    (one) => one.queue < 0 && one.taken.some((count) => count > 0),
  )
  return [
    ...rows,
    ...clocks.map(
      (use): RoutingRow => ({
        flow: run?.flows[use.flow].guest ?? '',
        index: use.flow,
        queue: use.queue,
        use,
      }),
    ),
  ]
}

function isSame(one: Vector, other: Vector): boolean {
  return one.flow === other.flow && one.queue === other.queue
}

/** Core that took most of a vector's interrupts in the run; -1: none came. */
export function usualCore({ called, taken }: VectorUse): number {
  const counts = called.some((count) => count > 0) ? called : taken
  let found = -1
  for (const [core, count] of counts.entries()) if (count > 0 && count > (counts[found] ?? 0)) found = core
  return found
}

/** Where it goes: where it is told to, else where it went. */
export function coreOf({ vector, use }: RoutingRow): number {
  if (vector !== undefined && vector.core >= 0) return vector.core
  return use === undefined ? -1 : usualCore(use)
}

/** The knob of a level by its key; undefined: it offers none. */
export function offered(level: Level, key: string): Knob | undefined {
  return level.knobs.find((knob) => knob.key === key)
}

/** Knobs that decide where the interrupts of a device go. */
function coreKnobs(level: Level, { flow, guest }: Vector): readonly Knob[] {
  const own = ['irqCores', 'irq', 'backendPin'].map((name) => `${flow}.${name}`)
  const keys = ['host.irqBalance', ...own, ...['pin', 'pinStep', 'vmmPin'].map((name) => `${guest}.${name}`)]
  return keys.flatMap((key) => offered(level, key) ?? [])
}

interface Way {
  readonly moves: readonly Move[]
  readonly vectors: readonly Vector[]
}

function hostAt(bench: Bench, moves: readonly Move[]): Host | undefined {
  const answer = configured(bench.play.level, [...bench.play.moves, ...moves])
  return isRefusal(answer) ? undefined : answer.host
}

function currentOf({ play }: Bench, key: string): string {
  const at = play.level.knobs.findIndex((knob) => knob.key === key)
  return valuesAfter(play.level, play.moves)[at] ?? ''
}

const BALANCE = 'host.irqBalance'

/** One knob at another value. Who moves an interrupt by hand does not mean to leave it to a daemon. */
function singles(bench: Bench, knobs: readonly Knob[]): readonly Move[] {
  return knobs.flatMap(({ key, values }) =>
    values
      .filter((value) => value !== currentOf(bench, key) && !(key === BALANCE && value === 'on'))
      .map((value) => ({ key, value })),
  )
}

function waysOf(bench: Bench, lists: readonly (readonly Move[])[]): readonly Way[] {
  return lists.flatMap((moves) => {
    const host = hostAt(bench, moves)
    return host === undefined ? [] : [{ moves, vectors: vectorsOf(host) }]
  })
}

/** One knob turned; then, where a daemon overrules what is chosen by hand, that one switched off as well. */
function waysElsewhere(bench: Bench, knobs: readonly Knob[]): readonly Way[] {
  const moves = singles(bench, knobs)
  const off = moves.find((move) => move.key === BALANCE && move.value === 'off')
  const pairs = off === undefined ? [] : moves.filter((move) => move !== off).map((move) => [off, move])
  return waysOf(bench, [...moves.map((move) => [move]), ...pairs])
}

/** What the screen offers, and the knobs of its level that it takes. */
export function routingMeans(bench: Bench, row: RoutingRow | undefined): (id: CommandId) => boolean {
  const { level } = bench.play
  const turns = (name: string) => (offered(level, `${row?.flow}.${name}`)?.values.length ?? 0) > 1
  const vector = row?.vector
  return (id) => {
    switch (id) {
      case 'core-before':
      case 'next-core':
        return vector !== undefined && coreKnobs(level, vector).length > 0
      case 'delivery':
        return vector !== undefined && turns('delivery')
      case 'wait-shorter':
      case 'wait-longer':
        return vector !== undefined && turns('coalesceUs')
      case 'frames-fewer':
      case 'frames-more':
        return vector !== undefined && turns('coalesceFrames')
      case 'spread':
        return spreadsBy(level)
      default:
        return true
    }
  }
}

function spreadsBy(level: Level): boolean {
  return level.knobs.some(({ key }) => key === BALANCE || /\.irq(Cores)?$/.test(key))
}

export type Found = readonly Move[] | 'no-knob' | 'no-value'

/**
 * The moves that bring a vector to the nearest core at one side that the level offers.
 * @param by -1: to the left; what follows whoever waits stands left of core 0. 1: to the right
 */
export function movesToCore(bench: Bench, vector: Vector, by: number): Found {
  const knobs = coreKnobs(bench.play.level, vector)
  if (knobs.length === 0) return 'no-knob'
  const now = vectorsOf(hostOf(bench.play))
  const ways = waysElsewhere(bench, knobs).flatMap((way) => {
    const core = way.vectors.find((one) => isSame(one, vector))?.core
    if (core === undefined || (core - vector.core) * by <= 0) return []
    const others = way.vectors.filter((one, at) => now[at]?.core !== one.core).length
    return [{ ...way, far: Math.abs(core - vector.core), others }]
  })
  ways.sort((a, b) => a.far - b.far || a.moves.length - b.moves.length || a.others - b.others)
  return ways[0]?.moves ?? 'no-value'
}

/** How many other vectors go elsewhere with these moves. */
export function alongWith(bench: Bench, vector: Vector, moves: readonly Move[]): number {
  const host = hostAt(bench, moves)
  const now = vectorsOf(hostOf(bench.play))
  const then = host === undefined ? [] : vectorsOf(host)
  return then.filter((one, at) => !isSame(one, vector) && now[at]?.core !== one.core).length
}

/** The next value of a number's knob that the level offers, by size; undefined: there is none. */
export function nextNumber(bench: Bench, key: string, by: number): Move | 'no-knob' | 'no-value' {
  const knob = offered(bench.play.level, key)
  if (knob === undefined) return 'no-knob'
  const now = Number(currentOf(bench, key))
  const further = knob.values
    .map(Number)
    .filter((value) => (value - now) * by > 0)
    .sort((a, b) => (a - b) * by)
  return further.length === 0 ? 'no-value' : { key, value: String(further[0]) }
}

/** The next of the ways in which a device's interrupts can be delivered, round and round. */
export function nextDelivery(bench: Bench, flow: string): Move | 'no-knob' | 'no-value' {
  const key = `${flow}.delivery`
  const knob = offered(bench.play.level, key)
  if (knob === undefined) return 'no-knob'
  if (knob.values.length < 2) return 'no-value'
  const at = knob.values.indexOf(currentOf(bench, key))
  return { key, value: knob.values[(at + 1) % knob.values.length] }
}

/** Whether the host would post, when a device is told to. */
export function isPosted(bench: Bench, flow: string, moves: readonly Move[]): boolean {
  const host = hostAt(bench, moves)
  return host !== undefined && vectorsOf(host).some((one) => one.flow === flow && one.delivery === 'posted')
}

function distinct(vectors: readonly Vector[]): number {
  return new Set(vectors.filter(({ core }) => core >= 0).map(({ core }) => core)).size
}

/** How busy the cores are that these vectors call, in the run. */
function load(vectors: readonly Vector[], run: Run | undefined): number {
  const busy = (core: number) => run?.cores[core]?.nanos.reduce((sum, nanos) => sum + nanos, 0) ?? 0
  return vectors.reduce((sum, { core }) => sum + (core < 0 ? 0 : busy(core)), 0)
}

/** Device by device, the value that brings all vectors to the most cores; of several, to those that do least. */
export function movesToSpread(bench: Bench): Found {
  const { level } = bench.play
  const vectors = vectorsOf(hostOf(bench.play))
  const flows = [...new Set(vectors.map(({ flow }) => flow))]
  const choices = flows.map((flow) =>
    ['irqCores', 'irq'].flatMap((name) => offered(level, `${flow}.${name}`) ?? []),
  )
  const balance = offered(level, BALANCE)
  if (balance === undefined && choices.every((knobs) => knobs.length === 0)) return 'no-knob'
  const starts: readonly (readonly Move[])[] = [
    [],
    ...(balance ? singles(bench, [balance]).map((one) => [one]) : []),
  ]
  const run = bench.ran?.run
  const score = (way: Way) => ({ way, spread: distinct(way.vectors), busy: load(way.vectors, run) })
  const better = (a: ReturnType<typeof score>, b: ReturnType<typeof score>) =>
    b.spread - a.spread || a.way.moves.length - b.way.moves.length || a.busy - b.busy
  const best = starts.flatMap((start) => {
    let [way] = waysOf(bench, [start])
    if (way === undefined) return []
    for (const knobs of choices) {
      const lists = [way.moves, ...singles(bench, knobs).map((move) => [...(way?.moves ?? []), move])]
      way = waysOf(bench, lists).map(score).sort(better)[0].way
    }
    return [score(way)]
  })
  best.sort(better)
  const [found] = best
  return found === undefined || found.way.moves.length === 0 || found.spread <= distinct(vectors)
    ? 'no-value'
    : found.way.moves
}
