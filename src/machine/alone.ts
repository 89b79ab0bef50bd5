/**
 * One request alone: the walk over the authored list at rest. Every sleeper sleeps, nothing is in the IOTLB or the page
 * cache, nobody else is there. It gives the rows of the drawing, and the sum that the law compares a simulation with.
 */
import type { CostSheet } from './costs.ts'
import type { Answer, Row, Step, Times } from './itinerary.ts'
import { PAGE } from './units.ts'

type Scope = Row['scope']

/** Answers at rest. */
interface Rest {
  asleep: number
  awake: number
  missing: number
  misses: number
}

interface Walk {
  readonly cost: CostSheet
  readonly rows: Row[]
  /** Pages behind one IOTLB miss at rest: each page where leaves are small. */
  readonly pagesPerMiss: number
  readonly contained: 'translated' | 'open'
  /** The thread that serves the traveller now, and those that are awake since it came. */
  thread: string
}

export interface Alone {
  readonly rows: readonly Row[]
  /** Sum of all rows that the request itself waits for. Nanoseconds. */
  readonly nanos: number
  /** Every window is 1: the sum is exact, else it is an upper bound. */
  readonly serial: boolean
  readonly commands: number
}

export interface AtRest {
  readonly leafBytes: number
  readonly translated: boolean
}

export function alone(steps: readonly Step[], cost: CostSheet, rest: AtRest): Alone {
  const walk: Walk = {
    cost,
    rows: [],
    pagesPerMiss: Math.max(1, rest.leafBytes / PAGE),
    contained: rest.translated ? 'translated' : 'open',
    thread: 'vcpu',
  }
  walkSteps(walk, steps, 1, 'request', { asleep: 1, awake: 0, missing: 1, misses: 0 }, rest)
  const rows = walk.rows
  return {
    rows,
    nanos: rows.reduce((sum, row) => sum + (row.scope === 'background' ? 0 : row.nanos), 0),
    serial: serial(steps),
    commands: commandCount(steps),
  }
}

function timesAtRest(times: Times | undefined, rest: Rest): number {
  if (times === undefined) return 1
  return typeof times === 'number' ? times : rest[times.answer as Answer]
}

function add(walk: Walk, at: number, row: Row): void {
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
        }
}

/** Walks a list; `repeat` times each. Returns nothing; rows are added from the walk's end on, or from `from`. */
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
        const times = timesAtRest(step.times, rest) * repeat
        const iommu = step.act === 'dma' && step.place !== 'dev' ? walk.contained : undefined
        add(walk, next++, {
          place: step.place,
          act: step.act,
          times,
          nanos: walk.cost(step.cost, step.bytes ?? 0) * times,
          bytes: (step.bytes ?? 0) * repeat * (times > 0 ? 1 : 0),
          counts: step.counts,
          crosses: step.crosses,
          iommu,
          scope,
          text: step.text,
        })
        if (step.on === 'vcpu' || step.on === 'vmm' || step.on === 'worker') walk.thread = step.on
        else walk.thread = ''
        break
      }
      case 'ask': {
        if (step.table === 'iommu')
          rest.misses = at.translated ? Math.max(1, Math.ceil(step.bytes / PAGE / walk.pagesPerMiss)) : 0
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
        rest.awake = 0
        const row = next++
        next = walkSteps(walk, step.kick, stays ? 0 : repeat, scope, rest, at, next)
        add(walk, row, {
          place: step.place,
          act: 'wake',
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
      case 'each': {
        let end = next
        const inner: Scope =
          step.commands.length === 1 && typeof step.commands[0].times !== 'number' ? scope : 'command'
        for (const group of step.commands)
          end = Math.max(
            end,
            walkSteps(walk, group.steps, repeat * timesAtRest(group.times, rest), inner, rest, at, next),
          )
        next = end
        break
      }
      case 'gather':
        if (step.wait) {
          next = walkSteps(walk, step.steps, repeat, 'interrupt', rest, at, next)
          next = walkSteps(walk, step.member, repeat, 'interrupt', rest, at, next)
        } else {
          const thread = walk.thread
          next = walkSteps(walk, step.steps, 0, 'background', rest, at, next)
          walk.thread = thread
        }
        break
    }
  }
  return next
}

function serial(steps: readonly Step[]): boolean {
  return steps.every(serialStep)
}

function serialStep(step: Step): boolean {
  switch (step.do) {
    case 'each':
      return (
        (step.window === 1 || total(step.commands) <= 1) &&
        step.commands.every((group) => serial(group.steps))
      )
    case 'hold':
    case 'attempt':
    case 'gather':
      return serial(step.steps)
    case 'work':
    case 'ask':
    case 'post':
      return true
  }
}

function total(commands: Extract<Step, { do: 'each' }>['commands']): number {
  return commands.reduce((sum, group) => sum + (typeof group.times === 'number' ? group.times : 1), 0)
}

/** Commands of the outermost split. */
function commandCount(steps: readonly Step[]): number {
  for (const step of steps) {
    if (step.do === 'each') return total(step.commands)
    if (step.do === 'hold' || step.do === 'attempt') {
      const inner = commandCount(step.steps)
      if (inner > 0) return inner
    }
  }
  return 1
}
