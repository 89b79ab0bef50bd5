/** From a host to a machine: threads on cores, stations, tables, and a program for each flow. Only wiring; no rule lives here. */

import { type Kernel, Timers } from '../../sim/kernel.ts'
import type { Shape } from '../controllers/datasheet.ts'
import { datasheet } from '../controllers/index.ts'
import { type CostId, costSheet } from '../costs/costs.ts'
import { Cores } from '../cpu/cores.ts'
import { Thread, type ThreadOptions } from '../cpu/thread.ts'
import { scheduleEvents } from '../events/index.ts'
import { deviceCard } from '../host/devices.ts'
import { hasDriver } from '../host/drivers.ts'
import type { Guest, Host, VirtualDevice } from '../host/host.ts'
import { type Domain, Iommu } from '../iommu/iommu.ts'
import { Buffers } from '../memory/buffers.ts'
import { Dma } from '../memory/dma.ts'
import { MemoryMap } from '../memory/memory.ts'
import { PageCache, readAhead } from '../memory/page-cache.ts'
import { compile } from '../path/compile.ts'
import { type FlowSheet, flowCosts, shapeOf } from '../path/flow-sheet.ts'
import { Recorder } from '../record/recorder.ts'
import { EXIT_REASONS } from '../record/run.ts'
import type { Iova } from '../units.ts'
import { Gate, Pool } from './gate.ts'
import { Machine } from './interpret.ts'
import type { FlowParts } from './plant.ts'
import { backendPlans, poolsOf, queueCount, queuesOf, threadCount } from './queues.ts'
import { SENDS_TOGETHER, travellers } from './room.ts'
import { Stop } from './stop.ts'
import { Tokens } from './token.ts'
import { Workloads } from './workload.ts'

/** Processors count pauses from this era on. */
const FIRST_PLE = '2010-13'
/** Walks that the IOMMU does at once. */
const WALKERS = 1

export interface Assembled {
  readonly machine: Machine
  readonly workloads: Workloads
  readonly cores: Cores
  readonly memory: MemoryMap
  readonly recorder: Recorder
  readonly flows: readonly FlowParts[]
  readonly sheets: readonly FlowSheet[]
  readonly threads: readonly Thread[]
  readonly locks: readonly Pool[]
}

export interface AssembleOptions {
  readonly seed: number
  readonly duration: number
  readonly record: boolean
  /** Multiplies single costs: the doubling law and `what if`. */
  readonly factors?: Partial<Record<CostId, number>>
  /** Asks the datasheets a question of its own (`exitless request`). */
  readonly shape?: (shape: Shape) => Shape
}

class Wiring {
  readonly host: Host
  readonly options: AssembleOptions
  readonly kernel: Kernel
  readonly threads: Thread[] = []
  readonly gates: Gate[] = []
  readonly locks: Pool[] = []
  readonly stations = new Map<string, Stop>()
  readonly devicePools = new Map<string, Pool>()
  readonly memory: MemoryMap
  readonly iommu: Iommu
  readonly dma: Dma
  readonly domains = new Map<string, Domain>()
  readonly machine: Machine
  readonly recorder: Recorder
  readonly walker: Stop

  constructor(host: Host, kernel: Kernel, options: AssembleOptions) {
    this.host = host
    this.kernel = kernel
    this.options = options
    this.memory = new MemoryMap(host)
    this.iommu = new Iommu(host.iommu.mode, host.iommu.entries)
    const flows = host.guests.reduce((sum, guest) => sum + guest.devices.length, 0)
    this.recorder = new Recorder(flows, host.cores, options.duration, options.record)
    this.dma = new Dma(options.seed, this.memory, this.iommu, this.recorder, () => kernel.now)
    this.machine = new Machine(
      kernel,
      new Tokens(Math.max(1, travellers(host))),
      this.recorder,
      this.dma,
      new PageCache(host.pageCache),
      threadCount(host),
    )
    this.walker = this.station('iommu walker', WALKERS)
  }

  station(name: string, servers: number): Stop {
    const known = this.stations.get(name)
    if (known !== undefined) return known
    const station = new Stop(this.kernel, servers, this.machine.tokens.next, this.machine)
    this.stations.set(name, station)
    return station
  }

  thread(name: string, options: Omit<ThreadOptions, 'core'>): Thread {
    const id = this.threads.length
    const core = options.pin >= 0 ? options.pin : id % this.host.cores
    const thread = new Thread(id, name, { ...options, core })
    this.threads.push(thread)
    return thread
  }

  gate(frames: number, wait: number): Gate {
    const gate = new Gate(this.gates.length, frames, wait)
    this.gates.push(gate)
    return gate
  }

  lock(name: string, owner: string): Pool {
    const lock = new Pool(name, owner, 1)
    this.locks.push(lock)
    return lock
  }

  /** Requester ID → the domain of whoever owns the device; made once for each guest. */
  domain(guest: Guest): Domain {
    const known = this.domains.get(guest.id)
    if (known !== undefined) return known
    const domain = this.iommu.newDomain()
    domain.map(0 as Iova, this.memory.baseOf(guest.id), guest.memory, guest.pages)
    this.domains.set(guest.id, domain)
    return domain
  }
}

function guestThreads(wiring: Wiring, guest: Guest): { vcpus: Thread[]; vmm: Thread; worker: Thread } {
  const native =
    guest.devices.length > 0 && guest.devices.every((device) => device.controller === 'bare-metal')
  const vcpus = Array.from({ length: guest.vcpus }, (_, index) =>
    wiring.thread(native ? `${guest.id} CPU ${index}` : `${guest.id} vCPU ${index}`, {
      guest: !native,
      system: true,
      owner: guest.id,
      pin: guest.pin < 0 ? -1 : (guest.pin + index) % wiring.host.cores,
      poll: guest.haltPoll,
      pleWindow:
        native || !guest.ple || wiring.host.era < FIRST_PLE
          ? 0
          : costSheet(wiring.host.era, wiring.options.factors)('ple-window', 0),
    }),
  )
  const vmm = wiring.thread(`${guest.id} VMM loop`, {
    guest: false,
    system: false,
    owner: guest.id,
    pin: guest.vmmPin,
    poll: 0,
  })
  const worker = wiring.thread(`${guest.id} file thread`, {
    guest: false,
    system: false,
    owner: guest.id,
    pin: guest.vmmPin,
    poll: 0,
  })
  return { vcpus, vmm, worker }
}

/** Builds everything; nothing has happened yet. Throws for a host with problems (ask hostProblems first). */
export function assemble(host: Host, kernel: Kernel, options: AssembleOptions): Assembled {
  const wiring = new Wiring(host, kernel, options)
  const flows: FlowParts[] = []
  const sheets: FlowSheet[] = []
  for (const guest of host.guests) {
    const threads = guestThreads(wiring, guest)
    const boots = guest.devices.every((device) => hasDriver(guest.os, device.controller))
    const lock = wiring.lock(`${guest.id} kernel lock`, guest.id)
    for (const device of guest.devices) {
      const sheet = flowSheet(wiring, device)
      sheets.push(sheet)
      flows.push(flowParts(wiring, { guest, device, ...threads, lock, boots, index: flows.length, sheet }))
    }
  }
  const { machine, recorder, memory } = wiring
  const switching = costSheet(host.era, options.factors)('context-switch', 0)
  const cores = new Cores(kernel, host.cores, machine.tokens.next, machine, recorder, switching)
  const workloads = new Workloads(kernel, machine, flows, options.seed)
  const timers = new Timers(kernel, Math.max(1, wiring.gates.length), (id) => {
    const gate = wiring.gates[id]
    if (!gate.underway && gate.first >= 0) machine.advance(machine.begins(gate, gate.first))
  })
  machine.connect({
    cores,
    threads: wiring.threads,
    flows,
    source: workloads,
    gates: wiring.gates,
    startTimer: (gate) => {
      if (!timers.pending(gate.id)) timers.start(gate.id, gate.wait)
    },
    stopTimer: (gate) => timers.cancel(gate.id),
  })
  scheduleEvents({
    host,
    kernel,
    machine,
    workloads,
    flows,
    memory,
    iommu: wiring.iommu,
    dma: wiring.dma,
    recorder,
  })
  for (const thread of wiring.threads) if (thread.spins) cores.wake(thread)
  const { threads, locks } = wiring
  return { machine, workloads, cores, memory, recorder, flows, sheets, threads, locks }
}

function flowSheet(wiring: Wiring, device: VirtualDevice): FlowSheet {
  const { host, options } = wiring
  const card = deviceCard(host.devices[device.backing].model)
  const shape = shapeOf(host, device, card)
  return {
    sheet: datasheet(device.controller),
    shape: options.shape?.(shape) ?? shape,
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
  readonly boots: boolean
  readonly index: number
  readonly sheet: FlowSheet
}

function flowParts(wiring: Wiring, plan: FlowPlan): FlowParts {
  const {
    guest,
    device,
    sheet: { sheet, shape, cost },
  } = plan
  const { host } = wiring
  const backing = host.devices[device.backing]
  const card = deviceCard(backing.model)
  const id = `${guest.id}.${device.id}`
  const translated = sheet.id === 'vfio-pci' && host.iommu.mode === 'translated'
  const domain = translated ? wiring.domain(guest) : undefined
  if (domain !== undefined) wiring.iommu.attach(backing.address, domain)
  const wait = device.coalesceUs * 1000
  const queues = queueCount(device, guest.vcpus)
  const own = backendPlans(guest, device, host.cores).map(({ name, ...plan }) =>
    wiring.thread(name, { guest: false, system: false, owner: guest.id, ...plan }),
  )
  return {
    index: plan.index,
    id,
    guest,
    device,
    requester: backing.address,
    direct: sheet.direct,
    program: compile(sheet.path(shape), cost),
    vcpus: plan.vcpus,
    vmm: plan.vmm,
    worker: plan.worker,
    backends: own.length === 0 ? [plan.vmm] : own,
    queueOf: queuesOf(guest.vcpus, queues),
    stations: [
      wiring.station(`${device.backing} device`, card.channels),
      wiring.station(`${device.backing} link`, 1),
      wiring.walker,
    ],
    pools: poolsOf(guest, device, sheet.direct ? card.queue : sheet.queue, plan.lock),
    completion: Array.from({ length: device.interrupt === 'msix' ? queues : 1 }, () =>
      wiring.gate(device.coalesceFrames, wait),
    ),
    writeback: wiring.gate(1, 0),
    send: wiring.gate(SENDS_TOGETHER, 0),
    domain: wiring.iommu.domainOf(backing.address),
    domainNumber: domain?.number ?? 0,
    buffers: new Buffers(guest, device.workload),
    readAhead: readAhead(device.workload),
    file: plan.index + 1,
    boots: plan.boots,
    interruptExit: cost(shape.hosted === undefined ? 'exit-interrupt' : 'world-switch', 0),
    interruptReason: EXIT_REASONS.indexOf(shape.hosted === undefined ? 'interrupt' : 'world-switch'),
    pauseExit: cost('exit-kernel', 0),
    polledWake: cost('wake-polled', 0),
    pickup: cost('poll-pickup', 0),
  }
}
