/** A simulation: assembled, run in slices of events, read as a Run. The wall clock is looked at outside. */
import { Kernel } from '../../sim/kernel.ts'
import { safeAtOnce } from '../controllers/datasheet.ts'
import { endOfRun } from '../events/power-cut.ts'
import { bootFailure, lacksNetwork } from '../hardware/added-drivers.ts'
import type { Host } from '../host/host.ts'
import type { Lost } from '../memory/ledger.ts'
import { pinnedBytes } from '../memory/memory.ts'
import { alone } from '../path/alone.ts'
import { cacheInForce, pathOf } from '../path/flow-sheet.ts'
import { ROW } from '../path/program.ts'
import { atRest } from '../path/rest.ts'
import { ExtraTrace } from '../record/extra.ts'
import type { Flow, GuestState, Run } from '../record/run.ts'
import type { Nanos } from '../units.ts'
import { type Assembled, assemble } from './assemble.ts'
import type { FlowParts } from './plant.ts'
import { FLOW, GATE, PC, REQUEST, TOKEN_WORDS } from './token.ts'
import { Watch } from './watched.ts'
import type { AssembleOptions } from './wiring.ts'

export interface Simulation {
  /** Runs at most `events` kernel events; true when the run is whole. Call again until true. */
  advance(events: number): boolean
  /** Simulated nanoseconds so far. */
  readonly now: Nanos
  /** The record; only after advance returned true. */
  result(): Run
}

export interface SimulateOptions {
  readonly seed: number
  /** Nanoseconds, 1 to 4 s. */
  readonly duration: Nanos
  /** Keep the log of transitions, for playback. */
  readonly record?: boolean
  readonly factors?: AssembleOptions['factors']
  readonly shape?: AssembleOptions['shape']
  readonly interpreted?: boolean
}

/** Assembles a host and lets its guests begin. Throws for a host with problems (hostProblems). */
export function prepare(host: Host, wanted: SimulateOptions): Simulation {
  const kernel = new Kernel()
  // All that is counted by time is counted over the time that there was power.
  const options = { ...wanted, duration: Math.max(1, endOfRun(host, wanted.duration)) }
  kernel.endAt(options.duration)
  const assembled = assemble(host, kernel, { ...options, record: options.record === true })
  if (options.record === true) {
    const { recorder, flows, iommu } = assembled
    recorder.watch = new Watch(host, flows, recorder, iommu.iotlb)
    recorder.extra = new ExtraTrace(
      flows.map(({ program }) => program.texts.length),
      host.cores,
      recorder.series.slices,
    )
  }
  assembled.workloads.begin()
  let whole = false
  let run: Run | undefined
  return {
    advance(events) {
      if (!whole) whole = kernel.run(events) !== 'more'
      return whole
    },
    get now() {
      return kernel.now
    },
    result() {
      if (!whole) throw new Error('the run is not whole yet')
      run ??= read(host, options, kernel, assembled)
      return run
    },
  }
}

/** Runs to the end at once. */
export function simulate(host: Host, options: SimulateOptions): Run {
  const simulation = prepare(host, options)
  while (!simulation.advance(1_000_000)) {}
  return simulation.result()
}

function read(host: Host, options: SimulateOptions, kernel: Kernel, assembled: Assembled): Run {
  const { recorder, cores, memory, flows, sheets } = assembled
  cores.settle()
  recorder.closes(flows.map((flow) => flow.kinds.bytes))
  for (const lock of assembled.locks) lock.settle(kernel.now)
  const guests = host.guests.map((guest): GuestState => {
    const reason = bootFailure(guest, host.events)
    if (reason === undefined) return { id: guest.id, boots: true }
    const failed = { id: guest.id, boots: false, reason }
    return lacksNetwork(guest, host.events) ? { ...failed, lacksNetwork: true } : failed
  })
  const read: Flow[] = flows.map((parts, index) => {
    const { sheet, shapes, cost } = sheets[index]
    const kinds = shapes.map((shape) => ({
      op: shape.op,
      bytes: shape.bytes,
      ...alone(pathOf(sheet, shape), cost, atRest(host, parts.guest, parts.device)),
    }))
    const { workload } = parts.device
    const { rows, nanos, commands } = kinds[0]
    const lost = lostOf(assembled, parts, options.duration)
    return {
      id: parts.id,
      guest: parts.guest.id,
      device: parts.device.id,
      op: workload.op,
      bytes: workload.bytes,
      path: rows,
      kinds: kinds.map((kind) => ({
        op: kind.op,
        bytes: kind.bytes,
        nanosAlone: kind.nanos,
        path: kind.rows,
      })),
      nanosAlone: nanos,
      commands,
      lostWrites: lost.writes,
      lostPromised: lost.promised,
      ...recorder.flows[index],
    }
  })
  const unfinished = unfinishedOf(assembled)
  const pinnedBy = pinnedBytes(flows)
  return {
    host,
    seed: options.seed,
    duration: options.duration,
    hash: recorder.digest(),
    guests,
    flows: read,
    requests: recorder.requests(),
    cores: cores.uses,
    threads: assembled.threads.map(({ name, owner, spent, spun }) => ({ name, owner, nanos: spent, spun })),
    locks: assembled.locks.map(({ name, owner, held }) => ({ name, owner, held })),
    series: recorder.series,
    violations: recorder.violations,
    contained: recorder.contained,
    faults: { recorded: assembled.iommu.faults.recorded, lost: assembled.iommu.faults.lost },
    violationCount: recorder.violationCount,
    containedCount: recorder.containedCount,
    pinned: pinnedBy.reduce((sum, { bytes }) => sum + bytes, 0),
    pinnedBy,
    migrations: assembled.migrations,
    lines: assembled.lines,
    memory: memory.regions,
    log: recorder.logged(),
    fine: recorder.trace,
    mappings: recorder.mappings?.read(),
    ...(recorder.extra && { extra: recorder.extra }),
    ...(recorder.watch && { occupancy: recorder.watch.read(options.duration) }),
    unfinished,
    events: kernel.handled,
  }
}

/** Answered writes of a flow that the power cut took. */
function lostOf({ recorder }: Assembled, { ledger, index, kinds, device }: FlowParts, cut: Nanos): Lost {
  const promises = safeAtOnce(cacheInForce(device))
  return (
    ledger?.lost(recorder.requests(), index, (kind) => kinds.bytes[kind], cut, promises) ?? {
      writes: 0,
      promised: 0,
    }
  )
}

/** Who is still under way, and where: the stall report. */
function unfinishedOf({ machine, flows }: Assembled): string[] {
  const lines: string[] = []
  const { words, size } = machine.tokens
  for (let token = 0; token < size; token++) {
    if (!machine.tokens.alive(token)) continue
    const at = token * TOKEN_WORDS
    const { id, program } = flows[words[at + FLOW]]
    const row = program.code[words[at + PC] + ROW]
    const who =
      words[at + REQUEST] < 0
        ? words[at + GATE] < 0
          ? 'neighbour'
          : 'write-back'
        : `request ${words[at + REQUEST]}`
    lines.push(`${id} ${who}: ${program.texts[row] ?? 'at its end'}`)
  }
  return lines
}
