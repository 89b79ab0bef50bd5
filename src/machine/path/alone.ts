/**
 * One request alone: the walk over the authored list at rest. Every sleeper sleeps, nothing is in the IOTLB or the page
 * cache, nobody else is there. It gives the rows of the drawing, and the sum that the law compares a simulation with.
 */
import type { CostSheet } from '../costs/costs.ts'
import { type Nanos, PAGE } from '../units.ts'
import { farther, workNanos } from './distance.ts'
import type { Answer, Role, Row, StationRole, Step, Times } from './itinerary.ts'
import { STATIONS } from './program.ts'
import { pausesAlone } from './script-run.ts'
import { commandCount, dirtied, serial } from './shape-of-list.ts'

type Scope = Row['scope']

/** Answers at rest. */
interface Rest {
  asleep: number
  awake: number
  missing: number
  misses: number
  flushes: number
  medium: number
  pages: number
  asked: number
  beyond: number
  refill: number
  pauses: number
}

interface Walk {
  readonly cost: CostSheet
  readonly rows: Row[]
  readonly contained: 'translated' | 'open'
  /** The thread that serves the traveller now, and those that are awake since it came. */
  thread: string
  /** Bytes of the request before each of the commands that are walked. */
  starts: readonly number[]
  /** Time of what it waits for itself, and of its interrupts' waits for company. */
  nanos: Nanos
}

export interface Alone {
  readonly rows: readonly Row[]
  /** Sum of all rows that the request itself waits for, and of its interrupts' waits for company. Nanoseconds. */
  readonly nanos: number
  /** Nothing goes on beside it, neither another of its commands nor its own write-back, and nobody looks around before sleeping: the sum is exact. Else it takes less. */
  readonly serial: boolean
  readonly commands: number
}

export interface AtRest {
  /** Addresses of this device pass the IOMMU. */
  readonly translated: boolean
  /** A thread that it comes back to may look around still, and is not woken. */
  readonly polls: boolean
  /** Time that an interrupt waits for company that does not come. */
  readonly company: Nanos
  /** Whoever is busy is on another node than what he works on. */
  far(on: Role): boolean
  /** IOTLB misses of a command of so many bytes, so far into its request. */
  misses(bytes: number, offset: number): number
  /** 1 where its device does not remember all of the command's translations itself, and can at all. */
  asked(bytes: number, offset: number): number
  /** Pages of a command that its device does not reach. */
  beyond(bytes: number, offset: number): number
  /** 1 where the page cache lacks some of these bytes of the request, or the device's own cache. */
  missing(bytes: number, offset: number): number
  medium(bytes: number, offset: number): number
  /** Dirty bytes beyond which the request's own write-back gets in its way. */
  readonly background: number
}

export function alone(steps: readonly Step[], cost: CostSheet, rest: AtRest): Alone {
  const walk: Walk = {
    cost,
    rows: [],
    contained: rest.translated ? 'translated' : 'open',
    thread: 'vcpu',
    starts: [0],
    nanos: 0,
  }
  walkSteps(
    walk,
    steps,
    1,
    'request',
    {
      asleep: 1,
      awake: 0,
      missing: 1,
      misses: 0,
      flushes: 0,
      medium: 1,
      pages: 1,
      asked: 0,
      beyond: 0,
      refill: 0,
      pauses: 0,
    },
    rest,
  )
  const rows = walk.rows
  return {
    rows,
    nanos: walk.nanos,
    serial: serial(steps) && dirtied(steps, 1) <= rest.background && !rest.polls,
    commands: commandCount(steps),
  }
}

function isStation(role: Role): role is StationRole {
  return STATIONS.includes(role)
}

function timesAtRest(times: Times | undefined, rest: Rest): number {
  if (times === undefined) return 1
  return typeof times === 'number' ? times : rest[times.answer as Answer]
}

function add(walk: Walk, at: number, row: Row): void {
  if (row.scope !== 'background') walk.nanos += row.nanos
  const known = walk.rows[at]
  // Commands of different sizes share their rows: counts, times and bytes add up.
  walk.rows[at] =
    known === undefined
      ? row
      : {
          ...known,
          times: known.times + row.times,
          nanos: known.nanos + row.nanos,
          bytes: known.bytes + row.bytes,
          visits: (known.visits ?? 0) + (row.visits ?? 0),
        }
}

/** Mean answer of a table to all commands of a list. */
function answers(ask: AtRest['misses'], { starts }: Walk, bytes: number, repeat: number): number {
  return repeat === 0 ? 0 : starts.reduce((sum, start) => sum + ask(bytes, start), 0) / starts.length
}

/** One time of a step. A loop that looks at its timers when it wakes sleeps for whole ticks. */
function timeOf({ cost }: Walk, step: Extract<Step, { do: 'work' }>): Nanos {
  const nanos = workNanos(step, cost)
  if (step.on === 'moment') return nanos + cost('timer-slack', 0)
  if (step.on !== 'timer') return nanos
  const tick = cost('loop-tick', 0)
  return Math.ceil(nanos / tick) * tick
}

/** Walks a list; `repeat` times each. Rows are added from the walk's end on, or from `from`. */
function walkSteps(
  walk: Walk,
  steps: readonly Step[],
  repeat: number,
  scope: Scope,
  rest: Rest,
  at: AtRest,
  from?: number,
): number {
  let next = from ?? walk.rows.length
  for (const step of steps) {
    switch (step.do) {
      case 'work': {
        const times = Math.round(timesAtRest(step.times, rest) * repeat)
        const iommu = step.act === 'dma' && step.place !== 'dev' ? walk.contained : undefined
        add(walk, next++, {
          place: step.place,
          act: step.act,
          ...(isStation(step.on) ? { on: step.on } : {}),
          cost: step.cost,
          times,
          nanos: (timeOf(walk, step) + (at.far(step.on) ? farther(step, walk.cost) : 0)) * times,
          bytes: (step.bytes ?? 0) * repeat * (times > 0 ? 1 : 0),
          visits: repeat,
          counts: step.counts,
          crosses: step.crosses,
          iommu,
          scope,
          text: step.text,
        })
        const station = isStation(step.on)
        // Who need not go to a station stays where it is.
        if (times > 0 || !station) walk.thread = step.on === 'core' || station ? '' : step.on
        break
      }
      case 'ask': {
        if (step.table === 'iommu') {
          rest.misses = answers(at.misses, walk, step.bytes, repeat)
          rest.asked = answers(at.asked, walk, step.bytes, repeat)
        } else if (step.table === 'frame') rest.misses = Math.ceil(step.bytes / PAGE)
        else if (step.table === 'log') rest.misses = 0
        else if (step.table === 'cache') rest.missing = answers(at.missing, walk, step.bytes, repeat)
        else if (step.table === 'reach') rest.beyond = answers(at.beyond, walk, step.bytes, repeat)
        else if (step.table === 'script') rest.pauses = pausesAlone(step.every ?? 0)
        else if (step.table === 'blocks') rest.medium = answers(at.medium, walk, step.bytes, repeat)
        const act = step.table === 'iommu' ? 'translate' : 'work'
        add(walk, next++, {
          place: step.place,
          act,
          times: repeat,
          nanos: 0,
          bytes: 0,
          iommu: step.table === 'iommu' ? walk.contained : undefined,
          scope,
          text: step.text,
        })
        break
      }
      case 'post': {
        const stays = walk.thread === step.to
        rest.asleep = stays ? 0 : 1
        // A core without a guest has to enter its handler.
        rest.awake = step.urgent === true && step.wake === 'wake-polled' ? 1 : 0
        const row = next++
        next = walkSteps(walk, step.kick, stays ? 0 : repeat, scope, rest, at, next)
        add(walk, row, {
          place: step.place,
          act: 'wake',
          cost: step.wake,
          times: stays ? 0 : repeat,
          nanos: stays ? 0 : walk.cost(step.wake, 0) * repeat,
          bytes: 0,
          crosses: step.crosses,
          scope,
          text: step.text,
        })
        walk.thread = step.to
        break
      }
      case 'hold':
      case 'attempt':
        next = walkSteps(walk, step.steps, repeat, scope, rest, at, next)
        break
      case 'return':
        break
      case 'each': {
        let end = next
        const inner: Scope =
          step.commands.length === 1 && typeof step.commands[0].times !== 'number' ? scope : 'command'
        const { starts } = walk
        let from = 0
        for (const { times: given, bytes, steps } of step.commands) {
          // By answer, it happens once or not at all.
          const times = typeof given === 'number' ? given : Math.min(1, timesAtRest(given, rest))
          const each =
            typeof given === 'number' ? Array.from({ length: given }, (_, one) => from + one * bytes) : [0]
          walk.starts = starts.flatMap((start) => each.map((more) => start + more))
          end = Math.max(end, walkSteps(walk, steps, Math.round(repeat * times), inner, rest, at, next))
          from += times * bytes
        }
        walk.starts = starts
        next = end
        break
      }
      case 'gather':
        if (step.wait) {
          if (step.at === 'completion') {
            walk.nanos += at.company * repeat
            // Who waits for company leaves its thread to others.
            if (at.company > 0) walk.thread = ''
          }
          // Alone, no interrupt is awaited: what is sent goes at once, and stops the guest itself.
          if (step.at === 'send') rest.awake = 1
          const batch: Scope = step.at === 'completion' || step.at === 'send' ? 'interrupt' : scope
          next = walkSteps(walk, step.steps, repeat, batch, rest, at, next)
          next = walkSteps(walk, step.member, repeat, batch, rest, at, next)
          if (step.echo !== undefined) next = background(walk, step.echo, rest, at, next)
        } else {
          next = background(walk, step.steps, rest, at, next)
        }
        break
    }
  }
  return next
}

/** What nobody waits for. */
function background(walk: Walk, steps: readonly Step[], rest: Rest, at: AtRest, from: number): number {
  const { thread } = walk
  const next = walkSteps(walk, steps, 0, 'background', rest, at, from)
  walk.thread = thread
  return next
}
