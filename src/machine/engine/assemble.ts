/** From a host to a machine: threads on cores, stations, tables, and a program for each flow. Only wiring; no rule lives here. */

import { type Kernel, Timers } from '../../sim/kernel.ts'
import { datasheet, kindOf } from '../controllers/index.ts'
import { hostCosts } from '../costs/pace.ts'
import { Cores } from '../cpu/cores.ts'
import type { Thread } from '../cpu/thread.ts'
import { scheduleEvents } from '../events/index.ts'
import { bootFailure } from '../hardware/added-drivers.ts'
import { deviceCard } from '../hardware/devices.ts'
import type { Guest, Host, VirtualDevice } from '../host/host.ts'
import { deviceNode, memoryNode, nodeOfCore } from '../host/nodes.ts'
import { InterruptTable } from '../iommu/interrupt-table.ts'
import type { Iommu } from '../iommu/iommu.ts'
import { drivenInProcess } from '../iommu/mapping-mode.ts'
import { Buffers } from '../memory/buffers.ts'
import { MemoryBus } from '../memory/bus.ts'
import { Dirty } from '../memory/dirty.ts'
import { FrameBuffer } from '../memory/frame-buffer.ts'
import { Ledger } from '../memory/ledger.ts'
import type { MemoryMap } from '../memory/memory.ts'
import { readAhead } from '../memory/page-cache.ts'
import { pagesInReach } from '../memory/reach.ts'
import { compileKinds } from '../path/compile.ts'
import { type FlowSheet, flowCosts, memoryNanos, pathOf, shapeOf } from '../path/flow-sheet.ts'
import { Kinds } from '../path/kinds.ts'
import { link } from '../path/link.ts'
import { ScriptRun } from '../path/script-run.ts'
import type { Recorder } from '../record/recorder.ts'
import { EXIT_REASONS, type InterruptLine, type Migration } from '../record/run.ts'
import { startClocks } from './clock.ts'
import { Pool } from './gate.ts'
import { guestThreads } from './guest-threads.ts'
import { governorOf } from './idle-states.ts'
import type { Machine } from './interpret.ts'
import { interruptCores } from './interrupt-cores.ts'
import { interruptGate } from './interrupt-gate.ts'
import { linksOf } from './links.ts'
import type { LoopTimer } from './loop-timer.ts'
import { mappingPlan, mappingsOf } from './mapping-plan.ts'
import { neighboursOf } from './neighbours.ts'
import type { FlowParts } from './plant.ts'
import { backendPlans, poolsOf, postedBuffers, queueCount, queuesOf } from './queues.ts'
import { REFRESH_NANOS, SENDS_TOGETHER, WRITE_BACKS } from './room.ts'
import { stormsOf, stormThreads } from './storm.ts'
import { startTicks } from './ticks.ts'
import { type AssembleOptions, Wiring } from './wiring.ts'
import { Workloads } from './workload.ts'

export type { AssembleOptions } from './wiring.ts'

export interface Assembled {
  readonly machine: Machine
  readonly workloads: Workloads
  readonly cores: Cores
  readonly memory: MemoryMap
  readonly iommu: Iommu
  readonly recorder: Recorder
  readonly flows: readonly FlowParts[]
  readonly sheets: readonly FlowSheet[]
  readonly threads: readonly Thread[]
  readonly locks: readonly Pool[]
  readonly migrations: readonly Migration[]
  readonly lines: readonly InterruptLine[]
}

/** Builds everything; nothing has happened yet. Throws for a host with problems (ask hostProblems first). */
export function assemble(host: Host, kernel: Kernel, options: AssembleOptions): Assembled {
  const wiring = new Wiring(host, kernel, options)
  const parts: FlowParts[] = []
  const sheets: FlowSheet[] = []
  for (const guest of host.guests) {
    const threads = guestThreads(wiring, guest)
    const boots = bootFailure(guest, host.events) === undefined
    const timers = wiring.timers(threads.vmm)
    const lock = wiring.lock(`${guest.id} kernel lock`, guest.id)
    for (const device of guest.devices) {
      const sheet = flowSheet(wiring, device)
      sheets.push(sheet)
      parts.push(
        flowParts(wiring, { guest, device, ...threads, lock, timers, boots, index: parts.length, sheet }),
      )
    }
  }
  const noise = neighboursOf(wiring)
  const lines = stormThreads(wiring)
  const programs = link([...parts.map((flow) => flow.program), noise.program])
  const flows = parts.map((flow, index): FlowParts => ({ ...flow, program: programs[index] }))
  const { machine, recorder, memory } = wiring
  const cost = hostCosts(host, options.factors)
  const cores = new Cores(
    kernel,
    host.cores,
    machine.tokens.next,
    machine,
    recorder,
    cost('context-switch', 0),
    host.smt === 2 ? cost('shared-core', 0) : 0,
    governorOf(host, cost),
  )
  const workloads = new Workloads(kernel, machine, flows, options.seed)
  const timers = new Timers(kernel, Math.max(1, wiring.gates.length), (id) => {
    const gate = wiring.gates[id]
    if (gate.flow >= 0) machine.refreshes(gate)
    else if (gate.echoes) machine.quietEnds(gate)
    else if (!gate.underway && !gate.silent && gate.first >= 0)
      machine.advance(machine.begins(gate, gate.first))
  })
  machine.connect({
    cores,
    nodes: Uint8Array.from({ length: host.cores }, (_, core) => nodeOfCore(host, core)),
    bus: new MemoryBus(host.numaNodes, memoryNanos(host, options.factors)),
    threads: wiring.threads,
    flows,
    source: workloads,
    gates: wiring.gates,
    startTimer: (gate, delay) => {
      if (!timers.pending(gate.id)) timers.start(gate.id, delay)
    },
    stopTimer: (gate) => timers.cancel(gate.id),
  })
  const beside = programs[parts.length].entries
  const storms = stormsOf(host, flows, (index) => ({
    machine,
    workloads,
    cores,
    thread: lines[index],
    start: beside[noise.lines + index],
  }))
  scheduleEvents({
    host,
    kernel,
    machine,
    workloads,
    flows,
    memory,
    iommu: wiring.iommu,
    dma: wiring.dma,
    interrupts: new InterruptTable(host),
    domainOf: (name) => wiring.domainNamed(name),
    recorder,
    neighbours: {
      start: beside[0],
      sendingMany: beside[1],
      sendingOne: beside[2],
      threadOf: noise.threadOf,
    },
    cores,
    stateNanos: cost('migrate-state', 0),
    migrations: wiring.migrations,
  })
  if (options.interpreted === true)
    startClocks(kernel, workloads, flows, beside[3], cost('guest-tick-every', 0))
  startTicks(host, {
    kernel,
    workloads,
    flows,
    entries: beside,
    first: noise.ticks,
    setting: cost('exit-kernel', 0),
    exits: (flow, reason) => recorder.halts(flow, reason, kernel.now),
  })
  for (const thread of wiring.threads) if (thread.spins) cores.wake(thread)
  const { threads, locks } = wiring
  const { iommu, migrations } = wiring
  return {
    ...{ machine, workloads, cores, memory, iommu, recorder, flows, sheets, threads, locks, migrations },
    lines: storms.map((storm) => storm.result),
  }
}

function flowSheet(wiring: Wiring, device: VirtualDevice): FlowSheet {
  const { host, options } = wiring
  const card = deviceCard(host.devices[device.backing].model)
  return {
    sheet: datasheet(device.controller),
    shapes: new Kinds(device.workload).all.map((kind) => {
      const shape = shapeOf(host, device, card, kind)
      return options.shape?.(shape) ?? shape
    }),
    cost: flowCosts(host, device, card, options.factors),
  }
}

interface FlowPlan {
  readonly guest: Guest
  readonly device: VirtualDevice
  readonly vcpus: readonly Thread[]
  readonly vmm: Thread
  readonly worker: Thread
  readonly lock: Pool
  readonly timers: readonly LoopTimer[]
  readonly boots: boolean
  readonly index: number
  readonly sheet: FlowSheet
}

function flowParts(wiring: Wiring, plan: FlowPlan): FlowParts {
  const {
    guest,
    device,
    sheet: { sheet, shapes, cost },
  } = plan
  const { host } = wiring
  const backing = host.devices[device.backing]
  const card = deviceCard(backing.model)
  const id = `${guest.id}.${device.id}`
  const kinds = new Kinds(device.workload)
  // Virtual functions share what their device can do.
  const engine = backing.parent ?? device.backing
  const inProcess = drivenInProcess(device)
  const translated = sheet.id === 'vfio-pci' && host.iommu.mode === 'translated'
  const domain = translated || (inProcess && host.iommu.mode !== 'off') ? wiring.domain(guest) : undefined
  const deviceTlb = wiring.deviceTlb(device)
  const mappings = mappingsOf(
    wiring.iommu,
    deviceTlb,
    mappingPlan(host, guest, device, sheet, { ...shapes[0], bytes: kinds.largest }),
  )
  mappings?.writesTo(wiring.recorder.mappings, plan.index)
  if (domain !== undefined) wiring.iommu.attach(backing.address, domain)
  const queues = queueCount(device, guest.vcpus)
  const own = backendPlans(guest, device, host.cores).map(({ name, ...plan }) =>
    wiring.thread(name, { guest: false, system: false, owner: guest.id, ...plan }),
  )
  return {
    index: plan.index,
    id,
    guest,
    device,
    irqCores: interruptCores(host, guest, device, plan.index),
    requester: backing.address,
    direct: sheet.direct,
    program: compileKinds(
      shapes.map((shape) => pathOf(sheet, shape)),
      cost,
    ),
    kinds,
    vcpus: plan.vcpus,
    vmm: plan.vmm,
    worker: plan.worker,
    backends: own.length === 0 ? [plan.vmm] : own,
    queueOf: queuesOf(guest.vcpus, queues),
    stations: [
      wiring.station(`${engine} device`, card.channels),
      ...linksOf(wiring, engine, device.workload.op, card.kind, wiring.walker),
      ...(own.length === 0 ? plan.timers : wiring.timers(own[0])),
    ],
    pools: poolsOf(guest, device, sheet.direct ? card.queue : sheet.queue, [
      new Pool(`${id} bus`, guest.id, 1),
      plan.lock,
      wiring.invalidationLock(shapes[0].nested ? guest.id : 'host'),
      wiring.swiotlb(guest),
    ]),
    completion: Array.from({ length: device.interrupt === 'msix' ? queues : 1 }, () =>
      interruptGate(wiring.gate(device.coalesceFrames, device.coalesceUs * 1000), device, cost),
    ),
    writeback: wiring.gate(1, 0),
    refresh: wiring.gate(1, REFRESH_NANOS),
    acknowledge: wiring.gate(1, 0),
    plug: wiring.heldGate(),
    doorbells: Array.from({ length: queues }, () => wiring.heldGate()),
    tails: Array.from({ length: queues }, () => wiring.gate(1, 0)),
    frame: new FrameBuffer(kindOf(device) === 'display' ? device.workload.span : 0),
    send: wiring.gate(SENDS_TOGETHER, 0),
    domain: inProcess ? domain : wiring.iommu.domainOf(backing.address),
    deviceTlb,
    domainNumber: mappings?.domain ?? domain?.number ?? 0,
    mappings,
    heir: undefined,
    base: wiring.memory.baseOf(guest.id),
    // Without a domain a process asks its kernel where its memory really lies.
    buffers: new Buffers(
      guest,
      device.workload,
      postedBuffers(device, guest.vcpus),
      inProcess && domain === undefined ? wiring.memory.baseOf(guest.id) : 0,
    ),
    pagesInReach: pagesInReach(device, wiring.memory.baseOf(guest.id)),
    readAhead: readAhead(device.workload.pattern === 'sequential'),
    sequential: device.workload.pattern === 'sequential',
    file: plan.index + 1,
    dirty: new Dirty(WRITE_BACKS),
    store: wiring.store(device.backing),
    ledger: host.events.some((event) => event.kind === 'power-cut') ? new Ledger() : undefined,
    log: wiring.dirtyLog(guest),
    boots: plan.boots,
    script: new ScriptRun(),
    refilled: 0,
    memoryNode: memoryNode(host, guest),
    deviceNode: deviceNode(host, device.backing),
    reset: cost('device-reset', 0),
    interruptExit: cost(shapes[0].hosted === undefined ? 'exit-interrupt' : 'world-switch', 0),
    interruptReason: EXIT_REASONS.indexOf(shapes[0].hosted === undefined ? 'interrupt' : 'world-switch'),
    pauseExit: cost('exit-kernel', 0),
    polledWake: cost('wake-polled', 0),
    pickup: cost('poll-pickup', 0),
  }
}
