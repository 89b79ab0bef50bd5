/**
 * A device does an access of its own that nobody asked for: at an address, at a buffer that its driver took back, or at
 * what lies beside a buffer that it is using. What comes of it is in the tables: what is mapped now, what the IOTLB
 * still remembers, whose memory lies behind.
 */
import type { FlowParts } from '../engine/plant.ts'
import type { HostileDma } from '../host/host.ts'
import type { Mappings } from '../iommu/mappings.ts'
import type { Incident } from '../record/run.ts'
import { PAGE } from '../units.ts'
import { type EventRule, flowNamed, type Scene } from './rule.ts'

/** Bytes of one such access: what one register, or one line of a cache, holds. */
const BYTES = 64

/** What the access came to; undefined: it reached what the device may reach. */
type Outcome = Pick<Incident, 'kind' | 'victim' | 'address' | 'landed' | 'meant'>

export const hostileDma: EventRule<'hostile-dma'> = {
  happens(event, scene) {
    const flow = flowNamed(scene, event)
    const outcome = outcomeOf(event, flow, scene)
    if (outcome !== undefined) scene.dma.note(flow, -1, { ...outcome, bytes: BYTES, write: event.write })
  },
}

function outcomeOf({ aim }: HostileDma, flow: FlowParts, scene: Scene): Outcome | undefined {
  if (aim === 'returned') return returned(flow, scene)
  if (aim === 'neighbour') return neighbour(flow, scene)
  return atAddress(flow, scene, aim)
}

/** What the unit answers: mapped now, remembered though taken back, or stopped. */
function reach(flow: FlowParts, scene: Scene, address: number): { landed: number; stale: boolean } {
  // A device that translates for itself is believed.
  if (scene.iommu.believes) return { landed: address, stale: false }
  const landed = scene.dma.resolve(flow, address)
  const page = landed < 0 ? (flow.mappings?.staleAt(address) ?? -1) : -1
  return page < 0
    ? { landed, stale: false }
    : { landed: flow.base + page * PAGE + (address % PAGE), stale: true }
}

function stopped(address: number): Outcome {
  return { kind: 'blocked-by-iommu', victim: '-', address, landed: -1, meant: -1 }
}

function atAddress(flow: FlowParts, scene: Scene, address: number): Outcome | undefined {
  const { landed, stale } = reach(flow, scene, address)
  if (landed < 0) return stopped(address)
  if (!scene.dma.exists(landed)) return { ...stopped(address), kind: 'no-such-memory' }
  const owner = scene.memory.ownerOf(landed as never)
  const here = { address, landed, meant: -1 }
  if (scene.memory.seals(owner)) return { ...stopped(address), kind: 'sealed-memory' }
  if (owner !== flow.guest.id)
    return { ...here, kind: 'dma-foreign-memory', victim: owner === '-' ? 'host' : owner }
  return stale ? { ...here, kind: 'stale-mapping', victim: owner } : undefined
}

/** An access to a buffer of the guest itself, at a time when it was not the device's. */
function exposes(
  kind: 'stale-mapping' | 'sub-page',
  flow: FlowParts,
  scene: Scene,
  address: number,
): Outcome | undefined {
  const { landed } = reach(flow, scene, address)
  if (landed < 0) return stopped(address)
  const here = { address, landed, meant: -1 }
  // Nobody's data but its own pass through such a buffer.
  if (flow.mappings?.plan.bounce === true || flow.guest.confidential)
    return { ...here, kind: 'bounce-buffer', victim: '-' }
  return { ...here, kind, victim: flow.guest.id }
}

function returned(flow: FlowParts, scene: Scene): Outcome | undefined {
  const address = flow.mappings === undefined ? lastAnswered(flow, scene) : lastGivenBack(flow.mappings)
  return address < 0 ? undefined : exposes('stale-mapping', flow, scene, address)
}

function lastGivenBack(mappings: Mappings): number {
  const piece = mappings.lastGivenBack()
  return piece < 0 ? -1 : mappings.iova(piece, 0)
}

/** Where all memory is mapped for good: the buffer of a request that was answered, and whose place none has taken. */
function lastAnswered(flow: FlowParts, scene: Scene): number {
  const ordinal = scene.recorder.flows[flow.index].requests - 1 - flow.device.workload.depth
  return ordinal < 0 ? -1 : flow.buffers.at(ordinal, 0)
}

function neighbour(flow: FlowParts, scene: Scene): Outcome | undefined {
  const { bytes } = flow.device.workload
  const shared = bytes % PAGE !== 0
  const pages = Math.ceil(bytes / PAGE)
  const { mappings } = flow
  if (mappings === undefined)
    // All memory is mapped: the next page as well.
    return exposes('sub-page', flow, scene, flow.buffers.at(0, 0) + (shared ? PAGE - BYTES : PAGE))
  const piece = mappings.lastTaken()
  if (piece < 0) return undefined
  const last = Math.min(pages, mappings.plan.pages) - 1
  if (shared) return exposes('sub-page', flow, scene, mappings.iova(piece, last) + PAGE - BYTES)
  const beyond = mappings.iova(piece, last) + PAGE
  // What follows may be a buffer that it is using as well.
  return reach(flow, scene, beyond).landed < 0 ? stopped(beyond) : undefined
}
