/**
 * Where data lies: addresses of buffers, on disk and in memory, and what becomes of them. A violation is found here and
 * nowhere else, by asking the tables: which domain translates this device, what it maps, who owns the memory behind.
 */
import type { Kernel } from '../../sim/kernel.ts'
import { below } from '../../sim/random.ts'
import type { FlowParts } from '../engine/plant.ts'
import { FLAGS, KIND, MISSING, OFFSET, ORDINAL, PIECE, REQUEST, TOKEN_WORDS, VCPU } from '../engine/token.ts'
import type { Host, StrayDma } from '../host/host.ts'
import type { Domain, Iommu } from '../iommu/iommu.ts'
import type { Mappings } from '../iommu/mappings.ts'
import {
  BLOCKED,
  FLAG_CONTAINED,
  FLAG_FAILED,
  FLAG_VIOLATION,
  LANDED_WRONG,
  type Recorder,
} from '../record/recorder.ts'
import { type Incident, VIOLATION_KINDS } from '../record/run.ts'
import { type Gpa, type Hpa, PAGE } from '../units.ts'
import { Forgetting } from './forgetting.ts'
import { landsWell } from './landing.ts'
import type { MemoryMap } from './memory.ts'

const SALT_OFFSET = 1

function isViolation(kind: Incident['kind']): boolean {
  return (VIOLATION_KINDS as readonly string[]).includes(kind)
}

export class Dma {
  private readonly seed: number
  private readonly memory: MemoryMap
  readonly iommu: Iommu
  private readonly recorder: Recorder
  private readonly kernel: Kernel
  private readonly forgetting: Forgetting
  /** Stray addresses that are still to be handed over, by flow. */
  private readonly waiting = new Map<string, StrayDma[]>()

  constructor(
    seed: number,
    memory: MemoryMap,
    iommu: Iommu,
    recorder: Recorder,
    kernel: Kernel,
    era: Host['era'],
  ) {
    this.seed = seed
    this.memory = memory
    this.iommu = iommu
    this.recorder = recorder
    this.kernel = kernel
    this.forgetting = new Forgetting(kernel, recorder, era)
  }

  /** From its time on, the driver of this flow gets one address wrong. Call in the order of their times. */
  strays(flow: FlowParts, event: StrayDma): void {
    this.waiting.set(flow.id, [...(this.waiting.get(flow.id) ?? []), event])
  }

  /** Byte of the disk where a request begins. */
  diskOffset(flow: FlowParts, ordinal: number): number {
    const { span, pattern } = flow.device.workload
    const bytes = flow.kinds.largest
    const places = Math.max(1, Math.floor(span / bytes))
    const place =
      pattern === 'sequential' ? ordinal % places : below(this.seed, flow.index, ordinal, SALT_OFFSET, places)
    return place * bytes
  }

  /** The driver takes I/O addresses for the buffer of a command, and enters its pages. */
  map(flow: FlowParts, token: number, bytes: number, words: Int32Array): void {
    const mappings = flow.mappings as Mappings
    const at = token * TOKEN_WORDS
    const first = Math.floor(words[at + OFFSET] / PAGE)
    const optimistic = mappings.plan.mode === 'optimistic' && !mappings.plan.bounce
    const piece = optimistic
      ? mappings.take(flow.buffers.pageAt(words[at + ORDINAL], first))
      : mappings.take()
    if (optimistic) words[at + MISSING] = mappings.fresh ? 1 : 0
    words[at + PIECE] = piece
    const pages = Math.ceil(bytes / PAGE)
    for (let page = 0; page < pages; page++)
      mappings.enter(piece, page, flow.buffers.pageAt(words[at + ORDINAL], first + page))
    if (this.recorder.logging) mappings.entered(piece, flow.buffers.pageAt(words[at + ORDINAL], first), pages)
  }

  /** … and gives them back. 1: everything is to be invalidated now. */
  unmap(flow: FlowParts, token: number, bytes: number, count: number, words: Int32Array): 0 | 1 {
    const mappings = flow.mappings as Mappings
    const at = token * TOKEN_WORDS
    const { mode, bounce } = mappings.plan
    const sums = this.recorder.flows[flow.index]
    const cpu = words[at + VCPU] - flow.vcpus[0].id
    const flushes = mappings.giveBack(words[at + PIECE], Math.ceil(bytes / PAGE), count, cpu, this.kernel.now)
    if (bounce) return 0
    const rarely = mode === 'lazy' || mode === 'optimistic'
    sums.invalidations += (rarely ? flushes : count) * mappings.told
    // It was told of the new mapping as well.
    if (mode === 'caching') sums.invalidations += count
    this.forgetting.starts(flow, mappings)
    return flushes
  }

  /** Real address behind an address of a flow's device; -1: nothing is mapped there. */
  resolve(flow: FlowParts, address: number): number {
    const { mappings, domain, base, heir } = flow
    if (heir !== undefined) return heir.translate(address)
    if (mappings !== undefined) {
      const page = mappings.pageAt(address)
      return page < 0 ? -1 : base + page * PAGE + (address % PAGE)
    }
    return domain === undefined ? address : domain.translate(address)
  }

  /**
   * Every page of a command meets the IOMMU. Misses of the IOTLB, or -1: the access was stopped. What lands where it should is
   * told by numbers of pages alone: an address beyond 2 GiB that goes from one function to another is allocated each time.
   */
  translate(flow: FlowParts, token: number, bytes: number, words: Int32Array): number {
    const at = token * TOKEN_WORDS
    // What the host's own driver is told is right.
    const stray = flow.direct ? this.strayOf(flow, words[at + OFFSET]) : -1
    const { domain, mappings } = flow
    const sums = this.recorder.flows[flow.index]
    const pages = Math.ceil(bytes / PAGE)
    const first = Math.floor(words[at + OFFSET] / PAGE)
    let misses = 0
    let last = -1
    this.iommu.asked = 0
    if (stray >= 0 || flow.heir !== undefined) return this.looksClosely(flow, at, bytes, stray, 0, words)
    for (let page = 0; page < pages; page++) {
      const number =
        mappings === undefined
          ? flow.buffers.pageAt(words[at + ORDINAL], first + page)
          : mappings.number(words[at + PIECE], page)
      const mapping = mappings === undefined ? domain?.mappingOf(number) : undefined
      if (!landsWell(flow, number, mapping)) {
        sums.iotlbMisses += misses
        const more = this.looksClosely(flow, at, bytes, stray, page, words)
        return more < 0 ? more : misses + more
      }
      if (domain === undefined && mappings === undefined) continue
      const leaf = mapping === undefined ? number : Math.floor(number / (mapping.leaf / PAGE))
      misses += this.iommu.looksUp(flow.deviceTlb, flow.domainNumber, leaf, leaf === last, sums)
      last = leaf
    }
    sums.iotlbMisses += misses
    return misses
  }

  /** Something may be wrong with a command, from one of its pages on: address by address. Misses, or -1 as above. */
  private looksClosely(
    flow: FlowParts,
    at: number,
    bytes: number,
    stray: number,
    from: number,
    words: Int32Array,
  ): number {
    const { domain, mappings } = flow
    const sums = this.recorder.flows[flow.index]
    const pages = Math.ceil(bytes / PAGE)
    const first = Math.floor(words[at + OFFSET] / PAGE)
    let misses = 0
    let last = -1
    for (let page = from; page < pages; page++) {
      const meant = flow.buffers.at(words[at + ORDINAL], first + page)
      const address =
        stray >= 0
          ? stray + page * PAGE
          : mappings === undefined
            ? meant
            : mappings.iova(words[at + PIECE], page)
      const landed = this.resolve(flow, address)
      const wrong = this.judge(flow, at, address, landed, stray >= 0 ? -1 : meant, bytes, words)
      if (domain !== undefined || mappings !== undefined) {
        const leaf = mappings !== undefined ? PAGE : (domain as Domain).leafAt(address)
        const number = leaf === 0 || landed < 0 ? -1 : Math.floor(address / leaf)
        misses += this.iommu.looksUp(
          flow.deviceTlb,
          flow.domainNumber,
          number,
          number < 0 || number === last,
          sums,
        )
        last = number
      }
      if (wrong) {
        sums.iotlbMisses += misses
        return landed < 0 || !this.exists(landed) ? -1 : misses
      }
    }
    sums.iotlbMisses += misses
    return misses
  }

  /** The process that plays the controller looks a buffer up; false: it refuses. */
  inGuestMemory(flow: FlowParts, token: number, bytes: number, words: Int32Array): boolean {
    const at = token * TOKEN_WORDS
    const stray = this.strayOf(flow, words[at + OFFSET])
    if (stray < 0 || stray + bytes <= flow.guest.memory) return true
    words[at + FLAGS] |= FLAG_FAILED | FLAG_CONTAINED
    this.report(flow, at, words, {
      kind: 'refused-by-vmm',
      victim: '-',
      address: stray,
      landed: -1,
      meant: -1,
      bytes,
    })
    return false
  }

  /** True where this access is an incident; it is written down. */
  private judge(
    flow: FlowParts,
    at: number,
    address: number,
    landed: number,
    gpa: number,
    bytes: number,
    words: Int32Array,
  ): boolean {
    const meant = gpa < 0 ? -1 : this.memory.meant(flow.guest, gpa as Gpa)
    if (landed >= 0 && this.exists(landed)) {
      const owner = this.memory.ownerOf(landed as Hpa)
      if (owner === flow.guest.id) return false
      const sealed = this.memory.seals(owner)
      words[at + FLAGS] |= sealed ? FLAG_FAILED | FLAG_CONTAINED : FLAG_VIOLATION
      this.report(flow, at, words, {
        kind: sealed ? 'sealed-memory' : 'dma-foreign-memory',
        victim: sealed ? '-' : owner === '-' ? 'host' : owner,
        address,
        landed,
        meant,
        bytes,
      })
      return true
    }
    words[at + FLAGS] |= FLAG_FAILED | FLAG_CONTAINED
    const kind = landed < 0 ? 'blocked-by-iommu' : 'no-such-memory'
    this.report(flow, at, words, { kind, victim: '-', address, landed: -1, meant, bytes })
    return true
  }

  /** Whether there is memory at a real address. */
  exists(address: number): boolean {
    const last = this.memory.regions[this.memory.regions.length - 1]
    return address < last.from + last.bytes
  }

  private report(
    flow: FlowParts,
    at: number,
    words: Int32Array,
    what: Pick<Incident, 'kind' | 'victim' | 'address' | 'landed' | 'meant' | 'bytes'>,
  ): void {
    // A read from disk writes to memory.
    this.note(flow, words[at + REQUEST], { ...what, write: flow.kinds.intoMemory[words[at + KIND]] === 1 })
  }

  /** Writes an incident down. @param request its row; -1: no request's */
  note(
    flow: FlowParts,
    request: number,
    what: Omit<Incident, 'at' | 'flow' | 'device' | 'owner' | 'request'>,
  ): void {
    const at = this.kernel.now
    const incident = { at, flow: flow.id, device: flow.requester, owner: flow.guest.id, request, ...what }
    if (isViolation(what.kind)) this.recorder.violates(incident)
    else this.recorder.contains(incident)
    if (what.kind === 'blocked-by-iommu' || what.kind === 'blocked-interrupt') this.iommu.faults.note(at)
    this.recorder.log(at, request, 0, isViolation(what.kind) ? LANDED_WRONG : BLOCKED, 0)
  }

  /** An address that the driver got wrong, once; -1: none is due. */
  private strayOf(flow: FlowParts, offset: number): number {
    if (this.waiting.size === 0) return -1
    const waiting = this.waiting.get(flow.id)
    if (waiting === undefined || offset !== 0 || waiting.length === 0 || this.kernel.now < waiting[0].at)
      return -1
    return (waiting.shift() as StrayDma).address
  }
}
