/** Parts of a machine while it is put together: each made once, and found again by its name. */
import type { Kernel } from '../../sim/kernel.ts'
import type { Shape } from '../controllers/datasheet.ts'
import type { CostId } from '../costs/costs.ts'
import { hostCosts } from '../costs/pace.ts'
import { Thread, type ThreadOptions } from '../cpu/thread.ts'
import { deviceCard } from '../hardware/devices.ts'
import type { Guest, Host, VirtualDevice } from '../host/host.ts'
import { coreToBegin, firstCoreOf, memoryNode } from '../host/nodes.ts'
import { type Domain, Iommu } from '../iommu/iommu.ts'
import { Iotlb } from '../iommu/iotlb.ts'
import { translationsOf } from '../iommu/mapping-mode.ts'
import { DirtyLog } from '../memory/dirty-log.ts'
import { Dma } from '../memory/dma.ts'
import { MemoryMap } from '../memory/memory.ts'
import { PageCache } from '../memory/page-cache.ts'
import { Store } from '../memory/store.ts'
import { mappingsAtOnce } from '../memory/swiotlb.ts'
import { moves } from '../path/flow-sheet.ts'
import { MappingLog } from '../record/mapping-log.ts'
import { Recorder } from '../record/recorder.ts'
import type { Migration } from '../record/run.ts'
import type { Iova, Nanos } from '../units.ts'
import { Gate, Pool } from './gate.ts'
import { Machine } from './interpret.ts'
import { LoopTimer } from './loop-timer.ts'
import { threadCount } from './queues.ts'
import { travellers } from './room.ts'
import { Stop } from './stop.ts'
import { Tokens } from './token.ts'

/** Walks that the IOMMU does at once. */
const WALKERS = 1

export interface AssembleOptions {
  readonly seed: number
  readonly duration: number
  readonly record: boolean
  /** Multiplies single costs: the doubling law and `what if`. */
  readonly factors?: Partial<Record<CostId, number>>
  /** Asks the datasheets a question of its own (`exitless request`). */
  readonly shape?: (shape: Shape) => Shape
  /** Guests are interpreted: their clocks tick in the loops of their VMMs. */
  readonly interpreted?: boolean
}

/** Reads and writes of the unit's registers for one fault, counted in Linux' handler. */
const FAULT_READS = 5
const FAULT_WRITES = 2

function faultHandling(host: Host, { factors }: AssembleOptions): Nanos {
  const cost = hostCosts(host, factors)
  return cost('host-interrupt', 0) + FAULT_READS * cost('pcie-read', 0) + FAULT_WRITES * cost('doorbell', 0)
}

export class Wiring {
  readonly host: Host
  readonly options: AssembleOptions
  readonly kernel: Kernel
  readonly threads: Thread[] = []
  readonly gates: Gate[] = []
  readonly locks: Pool[] = []
  readonly stations = new Map<string, Stop>()
  private readonly pools = new Map<string, Pool>()
  readonly memory: MemoryMap
  readonly iommu: Iommu
  readonly dma: Dma
  readonly domains = new Map<string, Domain>()
  readonly stores = new Map<string, Store>()
  private readonly deviceTlbs = new Map<string, Iotlb>()
  readonly logs = new Map<string, DirtyLog>()
  readonly migrations: Migration[] = []
  readonly machine: Machine
  readonly recorder: Recorder
  readonly walker: Stop

  constructor(host: Host, kernel: Kernel, options: AssembleOptions) {
    this.host = host
    this.kernel = kernel
    this.options = options
    this.memory = new MemoryMap(host)
    this.iommu = new Iommu(host.iommu, faultHandling(host, options))
    const flows = host.guests.reduce((sum, guest) => sum + guest.devices.length, 0)
    this.recorder = new Recorder(flows, host.cores, options.duration, options.record, new MappingLog(kernel))
    this.dma = new Dma(options.seed, this.memory, this.iommu, this.recorder, kernel, host.era)
    this.machine = new Machine(
      kernel,
      new Tokens(Math.max(1, travellers(host))),
      this.recorder,
      this.dma,
      new PageCache(host),
      threadCount(host),
    )
    this.walker = this.station('iommu walker', WALKERS)
  }

  /** The link between a device and memory: all links of a node share its memory. */
  link(name: string): Stop {
    return this.station(name, 1, (token) => this.machine.moves(token))
  }

  station(name: string, servers: number, longer?: (token: number) => Nanos): Stop {
    const known = this.stations.get(name)
    if (known !== undefined) return known
    const station = new Stop(this.kernel, servers, this.machine.tokens.next, this.machine, longer)
    this.stations.set(name, station)
    return station
  }

  /** One for each real device, whoever uses it. */
  store(backing: string): Store {
    const known = this.stores.get(backing)
    if (known !== undefined) return known
    const device = this.host.devices[backing]
    const store = new Store(device, deviceCard(device.model))
    this.stores.set(backing, store)
    return store
  }

  /** What a real function remembers of translations itself, whoever uses it. */
  deviceTlb(device: VirtualDevice): Iotlb | undefined {
    const entries = translationsOf(this.host, device)
    if (entries === 0) return undefined
    const known = this.deviceTlbs.get(device.backing) ?? new Iotlb(entries)
    this.deviceTlbs.set(device.backing, known)
    return known
  }

  /** One for each guest that is to move. */
  dirtyLog(guest: Guest): DirtyLog | undefined {
    if (!moves(this.host, guest.id)) return undefined
    const log = this.logs.get(guest.id) ?? new DirtyLog(guest.memory)
    this.logs.set(guest.id, log)
    return log
  }

  thread(name: string, options: Omit<ThreadOptions, 'core'>): Thread {
    const id = this.threads.length
    const owner = this.host.guests.find((guest) => guest.id === options.owner)
    const node = owner === undefined ? 0 : memoryNode(this.host, owner)
    const core = options.pin >= 0 ? options.pin : coreToBegin(this.host, node, id)
    const thread = new Thread(id, name, { home: firstCoreOf(this.host, node), ...options, core })
    this.threads.push(thread)
    return thread
  }

  gate(frames: number, wait: number): Gate {
    const gate = new Gate(this.gates.length, frames, wait)
    this.gates.push(gate)
    return gate
  }

  /** Timers of a loop: of its block layer, and of its own. A thread of a device has only the second kind. */
  timers(thread: Thread): readonly LoopTimer[] {
    const { machine } = this
    const cost = hostCosts(this.host, this.options.factors)
    const tick = cost('loop-tick', 0)
    const slack = cost('timer-slack', 0)
    const timer = (sleep: (nanos: number) => number): LoopTimer =>
      new LoopTimer(this.kernel, thread, sleep, machine.tokens.next, (token) => machine.advance(token))
    return [timer((nanos) => Math.ceil(nanos / tick) * tick), timer((nanos) => nanos + slack)]
  }

  heldGate(): Gate {
    const gate = this.gate(1, 0)
    gate.looks = () => this.machine.letGo(gate)
    return gate
  }

  lock(name: string, owner: string): Pool {
    const lock = new Pool(name, owner, 1)
    this.locks.push(lock)
    return lock
  }

  /** What a guest shares with its devices: one pool for all of them. */
  swiotlb(guest: Guest): Pool {
    const pool = this.pools.get(guest.id) ?? new Pool(`${guest.id} swiotlb`, guest.id, mappingsAtOnce(guest))
    this.pools.set(guest.id, pool)
    return pool
  }

  /** The lock of one unit's queue of invalidations: the host's, or the one that a guest sees. */
  invalidationLock(owner: string): Pool {
    const name = `${owner} invalidation lock`
    return this.locks.find((one) => one.name === name) ?? this.lock(name, owner)
  }

  /** By name; undefined where nothing translates. */
  domainNamed(name: string): Domain | undefined {
    const guest = this.host.guests.find((one) => one.id === name)
    return guest === undefined || this.host.iommu.mode !== 'translated' ? undefined : this.domain(guest)
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
