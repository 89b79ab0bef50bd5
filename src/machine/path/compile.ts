/**
 * The compiler: an itinerary becomes a flat list of integers that the interpreter runs without allocating.
 * Compilation is part of the result (it decides ties), so there is one compiler and no optimised mode.
 */
import type { CostSheet } from '../costs/costs.ts'
import { LOGGED_ROWS } from '../record/log.ts'
import { CORE_KINDS, EXIT_REASONS } from '../record/run.ts'
import { ASKS, EXITS, USES } from './codes.ts'
import { farther, movedBytes, workNanos } from './distance.ts'
import type { Step, Times } from './itinerary.ts'
import {
  ANSWER,
  ANSWERS,
  BATCH_END,
  CALLS,
  CHILD_END,
  EACH,
  FARTHER,
  GATES,
  GATHER,
  HOLD,
  POOLS,
  POST,
  type Program,
  RELEASE,
  REQUEST_END,
  RETURN,
  SHORT,
  SKIP_IF_ZERO,
  STATIONS,
  THREADS,
  VISIT,
  WAKE,
  WAVE,
  WIDTH,
  WORK,
} from './program.ts'
import { countRows, processors } from './step-list.ts'
import { Writer } from './writer.ts'

/** Rows are numbered by the authored list, in reading order. */
interface Numbering {
  next: number
}

/**
 * @param cost nanoseconds of one time of a cost (device and application costs included)
 * Throws where a list takes pools out of their order: such a machine could stall for ever.
 */
export function compile(steps: readonly Step[], cost: CostSheet): Program {
  return compileKinds([steps], cost)
}

/** One program for all kinds of request of a flow; their rows follow each other. */
export function compileKinds(kinds: readonly (readonly Step[])[], cost: CostSheet): Program {
  const writer = new Writer()
  const numbering = { next: 0 }
  const entries: number[] = []
  for (const steps of kinds) {
    entries.push(writer.here)
    writer.masked = 0
    writeSteps(writer, steps, cost, numbering, 0)
    writer.landFaults()
    writer.emit(REQUEST_END)
    while (writer.later.length > 0) writer.later.shift()?.()
  }
  if (numbering.next > LOGGED_ROWS)
    throw new Error(`a list of ${numbering.next} rows: a log tells ${LOGGED_ROWS} apart`)
  return {
    code: Int32Array.from(writer.words),
    forks: writer.forks,
    texts: writer.texts,
    entries: Int32Array.from(entries),
    writeBack: writer.writeBack,
  }
}

function timesOf(times: Times | undefined): { count: number; answer: number } {
  if (times === undefined) return { count: 1, answer: -1 }
  return typeof times === 'number'
    ? { count: times, answer: -1 }
    : { count: 1, answer: ANSWERS.indexOf(times.answer) }
}

function writeSteps(
  writer: Writer,
  steps: readonly Step[],
  cost: CostSheet,
  rows: Numbering,
  rank: number,
): void {
  for (const step of steps) writeStep(writer, step, cost, rows, rank)
}

function writeStep(writer: Writer, step: Step, cost: CostSheet, rows: Numbering, rank: number): void {
  switch (step.do) {
    case 'work':
      writeWork(writer, step, cost, rows)
      return
    case 'ask': {
      const at = writer.emit(ASKS[step.table], {
        bytes: step.bytes,
        count: step.mappings ?? step.every,
        row: nameRow(writer, rows, step.text),
      })
      if (step.table === 'iommu' || step.table === 'memory') writer.faults[writer.faults.length - 1].push(at)
      return
    }
    case 'post': {
      const row = nameRow(writer, rows, step.text)
      const who = THREADS.indexOf(step.to)
      const urgent = step.urgent === true ? 1 : 0
      const at = writer.emit(POST, { who, row, urgent })
      writeSteps(writer, step.kick, cost, rows, rank)
      writer.emit(WAKE, { who, nanos: cost(step.wake, 0), row, urgent })
      writer.aim(at)
      // What comes before all else is an interrupt, and no other comes between.
      if (urgent === 1) writer.masked = 1
      return
    }
    case 'hold': {
      const who = POOLS.indexOf(step.what)
      if (who + 1 <= rank)
        throw new Error(`a list takes ${step.what} while it holds a later pool: it could wait for itself`)
      const spins = step.short === 'spin'
      const [role, ...more] = processors(step.steps)
      if (spins && (more.length > 0 || !THREADS.includes(role)))
        throw new Error(`a list leaves its processor while it holds ${step.what}: others would spin for it`)
      const at = writer.emit(HOLD, {
        who,
        urgent: SHORT.indexOf(step.short),
        count: spins ? THREADS.indexOf(role) : 0,
        row: Math.max(0, rows.next - 1),
      })
      const masked = writer.masked
      if (spins) writer.masked = 1
      writeSteps(writer, step.steps, cost, rows, Math.max(rank, who + 1))
      writer.masked = masked
      writer.emit(RELEASE, { who })
      writer.aim(at)
      return
    }
    case 'each':
      writeEach(writer, step, cost, rows, rank)
      return
    case 'gather':
      writeGather(writer, step, cost, rows)
      return
    case 'return':
      writer.emit(RETURN, { who: GATES.indexOf(step.to) })
      return
    case 'attempt':
      writer.faults.push([])
      writeSteps(writer, step.steps, cost, rows, rank)
      writer.landFaults()
      writer.faults.pop()
      return
  }
}

function nameRow(writer: Writer, rows: Numbering, text: string): number {
  writer.texts[rows.next] = text
  return rows.next++
}

function writeWork(
  writer: Writer,
  step: Extract<Step, { do: 'work' }>,
  cost: CostSheet,
  rows: Numbering,
): void {
  const { count, answer } = timesOf(step.times)
  const nanos = workNanos(step, cost) * count
  const row = nameRow(writer, rows, step.text)
  const station = STATIONS.indexOf(step.on)
  if (station >= 0) {
    writer.emit(VISIT, { who: station, nanos, answer, row, bytes: step.bytes })
    return
  }
  const reason = step.counts === undefined ? undefined : EXITS[step.counts]
  const calls = step.on === 'core' && step.cost === 'host-interrupt'
  const mark = step.counts === 'interrupt' ? 1 : step.counts === 'eoi' ? 2 : calls ? CALLS : 0
  // An end of interrupt that takes no exit is still counted as one that happened.
  const exits = step.act === 'exit' && reason !== undefined
  const host = step.on === 'core' || (step.act === 'work' && step.place !== 'app' && step.place !== 'os')
  const use = host ? 'host' : USES[step.act]
  writer.emit(WORK, {
    who: THREADS.indexOf(step.on),
    nanos,
    answer,
    row,
    use: CORE_KINDS.indexOf(use),
    exit: exits ? EXIT_REASONS.indexOf(reason) + 1 : 0,
    count: count,
    bytes: step.act === 'copy' ? (step.bytes ?? 0) : 0,
    mark,
    urgent: writer.masked,
    farther: farther(step, cost) * count,
    moved: movedBytes(step) * count,
  })
}

function writeEach(
  writer: Writer,
  step: Extract<Step, { do: 'each' }>,
  cost: CostSheet,
  rows: Numbering,
  rank: number,
): void {
  const [first] = step.commands
  if (step.commands.length === 1 && typeof first.times !== 'number') {
    const at = writer.emit(SKIP_IF_ZERO, { answer: ANSWERS.indexOf(first.times.answer) })
    writeSteps(writer, first.steps, cost, rows, rank)
    writer.aim(at)
    return
  }
  if (step.commands.length === 1 && first.times === 1) {
    writeSteps(writer, first.steps, cost, rows, rank)
    return
  }
  const from = rows.next
  const total = step.commands.reduce((sum, one) => sum + (one.times as number), 0)
  const fork = writer.forks.length
  const starts = new Int32Array(total)
  writer.forks.push({ window: step.window, unit: first.bytes, starts })
  writer.emit(EACH, { who: fork, row: from })
  // All commands light the same rows; rows are numbered by the longest of them.
  const longest = Math.max(...step.commands.map((one) => countRows(one.steps)))
  rows.next = from + longest
  let command = 0
  for (const group of step.commands) {
    const firstCommand = command
    command += group.times as number
    writer.later.push(() => {
      starts.fill(writer.here, firstCommand, firstCommand + (group.times as number))
      writer.faults.push([])
      writeSteps(writer, group.steps, cost, { next: from }, rank)
      writer.landFaults()
      writer.faults.pop()
      writer.emit(CHILD_END)
    })
  }
}

function writeGather(
  writer: Writer,
  step: Extract<Step, { do: 'gather' }>,
  cost: CostSheet,
  rows: Numbering,
): void {
  const gate = GATES.indexOf(step.at)
  const from = rows.next
  rows.next += countRows(step.steps) + countRows(step.member) + countRows(step.echo ?? [])
  // A fault lands where the answer is handed over: the guest learns of it by the same interrupt.
  if (step.at === 'completion') writer.landFaults()
  const at = writer.emit(GATHER, {
    who: gate,
    urgent: step.wait ? 1 : 0,
    row: from,
    bytes: step.bytes,
    mark: step.held === true ? 1 : 0,
  })
  // All kinds of request are written back in the same way.
  const written = step.at === 'writeback'
  if (written && writer.writeBack >= 0) return
  if (written) writer.writeBack = 0
  writer.later.push(() => {
    const numbering = { next: from }
    writer.aim(at)
    if (written) writer.writeBack = writer.here
    writer.faults.push([])
    writer.masked = ['acknowledge', 'plug', 'doorbell'].includes(step.at) ? 0 : 1
    writeSteps(writer, step.steps, cost, numbering, 0)
    if (step.member.length > 0) writeMembers(writer, step.member, cost, numbering)
    writer.emit(BATCH_END)
    if (step.echo !== undefined) {
      writer.words[at + FARTHER] = writer.here
      writeSteps(writer, step.echo, cost, numbering, 0)
      writer.emit(BATCH_END)
    }
    writer.faults.pop()
    writer.masked = 0
  })
}

/** What a batch does for its members, wave after wave, until nobody new has come. */
function writeMembers(writer: Writer, member: readonly Step[], cost: CostSheet, rows: Numbering): void {
  const wave = writer.emit(WAVE)
  const members = rows.next
  for (const one of member) {
    if (one.do !== 'work') throw new Error('what a batch does for each member is work')
    writeWork(writer, { ...one, times: typeof one.times === 'number' ? one.times : 1 }, cost, rows)
    writer.words[writer.here - WIDTH + ANSWER] = ANSWERS.length
  }
  writer.emit(WAVE, { who: 1, target: wave, row: members })
  writer.aim(wave)
}
