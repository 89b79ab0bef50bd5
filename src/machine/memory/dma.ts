/**
 * Where data lies: addresses of buffers, on disk and in memory, and what becomes of them. A violation is found here and
 * nowhere else, by asking the tables: which domain translates this device, what it maps, who owns the memory behind.
 */
import { below } from '../../sim/random.ts'
import type { FlowParts } from '../engine/plant.ts'
import { FLAGS, OFFSET, ORDINAL, REQUEST, TOKEN_WORDS } from '../engine/token.ts'
import type { StrayDma } from '../host/host.ts'
import type { Iommu } from '../iommu/iommu.ts'
import {
  BLOCKED,
  FLAG_CONTAINED,
  FLAG_FAILED,
  FLAG_VIOLATION,
  LANDED_WRONG,
  type Recorder,
} from '../record/recorder.ts'
import type { Incident } from '../record/run.ts'
import { type Gpa, type Hpa, PAGE } from '../units.ts'
import type { MemoryMap } from './memory.ts'

const SALT_OFFSET = 1

export class Dma {
  private readonly seed: number
  private readonly memory: MemoryMap
  private readonly iommu: Iommu
  private readonly recorder: Recorder
  private readonly now: () => number
  /** Stray addresses that are still to be handed over, by flow. */
  private readonly waiting = new Map<string, StrayDma[]>()

  constructor(seed: number, memory: MemoryMap, iommu: Iommu, recorder: Recorder, now: () => number) {
    this.seed = seed
    this.memory = memory
    this.iommu = iommu
    this.recorder = recorder
    this.now = now
  }

  /** From its time on, the driver of this flow gets one address wrong. Call in the order of their times. */
  strays(flow: FlowParts, event: StrayDma): void {
    this.waiting.set(flow.id, [...(this.waiting.get(flow.id) ?? []), event])
  }

  /** Byte of the disk where a request begins. */
  diskOffset(flow: FlowParts, ordinal: number): number {
    const { bytes, span, pattern } = flow.device.workload
    const places = Math.max(1, Math.floor(span / bytes))
    const place =
      pattern === 'sequential' ? ordinal % places : below(this.seed, flow.index, ordinal, SALT_OFFSET, places)
    return place * bytes
  }

  /** Every page of a command meets the IOMMU. Misses of the IOTLB, or -1: the access was stopped. */
  translate(flow: FlowParts, token: number, bytes: number, words: Int32Array): number {
    const at = token * TOKEN_WORDS
    const stray = this.strayOf(flow, words[at + OFFSET])
    const { domain } = flow
    const pages = Math.ceil(bytes / PAGE)
    let misses = 0
    let last = -1
    for (let page = 0; page < pages; page++) {
      const address =
        stray >= 0
          ? stray + page * PAGE
          : flow.buffers.at(words[at + ORDINAL], Math.floor(words[at + OFFSET] / PAGE) + page)
      const landed = domain === undefined ? address : domain.translate(address)
      const wrong = this.judge(flow, at, address, landed, bytes, stray >= 0, words)
      if (domain !== undefined) {
        const leaf = domain.leafAt(address)
        const number = leaf === 0 ? -1 : Math.floor(address / leaf)
        if (number >= 0 && number !== last && !this.iommu.iotlb.touch(flow.domainNumber, number)) misses++
        last = number
        this.recorder.flows[flow.index].iotlbLookups++
      }
      if (wrong) {
        this.recorder.flows[flow.index].iotlbMisses += misses
        return landed < 0 || !this.exists(landed) ? -1 : misses
      }
    }
    this.recorder.flows[flow.index].iotlbMisses += misses
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
    bytes: number,
    stray: boolean,
    words: Int32Array,
  ): boolean {
    const meant = stray ? -1 : this.memory.meant(flow.guest, address as Gpa)
    if (landed >= 0 && this.exists(landed)) {
      const owner = this.memory.ownerOf(landed as Hpa)
      if (owner === flow.guest.id) return false
      words[at + FLAGS] |= FLAG_VIOLATION
      this.report(flow, at, words, {
        kind: 'dma-foreign-memory',
        victim: owner === '-' ? 'host' : owner,
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

  private exists(address: number): boolean {
    const last = this.memory.regions[this.memory.regions.length - 1]
    return address < last.from + last.bytes
  }

  private report(
    flow: FlowParts,
    at: number,
    words: Int32Array,
    what: Pick<Incident, 'kind' | 'victim' | 'address' | 'landed' | 'meant' | 'bytes'>,
  ): void {
    const request = words[at + REQUEST]
    const incident: Incident = {
      at: this.now(),
      flow: flow.id,
      device: flow.requester,
      owner: flow.guest.id,
      request,
      // A read from disk writes to memory.
      write: flow.device.workload.op === 'read' || flow.device.workload.op === 'rx',
      ...what,
    }
    if (what.kind === 'dma-foreign-memory') this.recorder.violates(incident)
    else this.recorder.contains(incident)
    this.recorder.log(incident.at, request, 0, what.kind === 'dma-foreign-memory' ? LANDED_WRONG : BLOCKED)
  }

  /** An address that the driver got wrong, once; -1: none is due. */
  private strayOf(flow: FlowParts, offset: number): number {
    const waiting = this.waiting.get(flow.id)
    if (waiting === undefined || offset !== 0 || waiting.length === 0 || this.now() < waiting[0].at) return -1
    return (waiting.shift() as StrayDma).address
  }
}
