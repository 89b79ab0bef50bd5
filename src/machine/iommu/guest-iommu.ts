/**
 * What an IOMMU that the guest itself sees adds to its requests: mappings made and unmade, translations, invalidations.
 * virtio-blk maps every descriptor apart; the others map a command's whole scatter list at once. Rings, queues and
 * doorbell pages are mapped for good: looked up again and again, and found.
 *
 * Counted on QEMU 7.2's intel-iommu and amd-iommu for nvme, virtio-blk, virtio-net and e1000e; for the others reasoned
 * from the same rules.
 */
import { segmentsOf, splitBytes } from '../controllers/datasheet.ts'
import { piecesOf } from '../controllers/dma-api.ts'
import { datasheet, kindOfOperation } from '../controllers/index.ts'
import type { ControllerId, GuestIommuModel, Operation } from '../host/host.ts'
import { type Nanos, PAGE } from '../units.ts'
import { lazyFlushes } from './lazy-timer.ts'

export type GuestIommuMode = 'off' | 'pt' | 'strict' | 'lazy' | 'caching'

export interface GuestIommuQuestion {
  readonly controller: ControllerId
  readonly op: Operation
  readonly bytes: number
  readonly contiguous: boolean
  readonly mode: GuestIommuMode
  readonly iommu: GuestIommuModel
  /** From one request to the next, which decides how often a lazy flush comes by. Nanoseconds. */
  readonly nanos: Nanos
}

export interface GuestIommuCounts {
  readonly lookups: number
  readonly misses: number
  readonly invalidations: number
}

const NONE: GuestIommuCounts = { lookups: 0, misses: 0, invalidations: 0 }

/** Header and status of a virtio request, each a descriptor of its own; the table that holds them. */
const VIRTIO_MORE = 3
/**
 * Pages of rings and doorbells that a flush of everything makes the unit walk for again: NVMe's two queues and two pages of
 * shadow doorbells; a virtqueue of 256, its descriptors apart from its indices; one ring of descriptors of a card.
 */
function ringPages(controller: ControllerId): number {
  switch (controller) {
    case 'nvme':
      return 4
    case 'virtio-blk':
    case 'virtio-scsi':
    case 'virtio-net':
      return 2
    default:
      return 1
  }
}

/** AMD's emulated unit forgets a device's translations at each invalidation; so many accesses of a command find one again. */
const AMD_HITS = 3
/** A command with more pages than fit into it has them in a list of its own: one access more. */
const NVME_INLINE_PAGES = 2

/** Accesses of one command beside its data: rings, indices, descriptors, doorbell pages. */
function around(controller: ControllerId, op: Operation, segments: number): number {
  switch (controller) {
    case 'virtio-blk':
      // Each segment's descriptor is read as well.
      return 14 + segments
    case 'virtio-net':
      return op === 'tx' ? 10 : 9
    case 'nvme':
      return 7 + (segments > NVME_INLINE_PAGES ? 1 : 0)
    case 'e1000e':
      return op === 'tx' ? 4 : 3
    default:
      // A descriptor or script, and its answer.
      return 2
  }
}

/** Counts of one request. */
export function guestIommuCounts(question: GuestIommuQuestion): GuestIommuCounts {
  const { controller, op, bytes, contiguous, mode, iommu, nanos } = question
  const sheet = datasheet(controller)
  if (mode === 'off' || controller === 'ide-pio' || controller === 'bare-metal') return NONE
  // Intel's unit leaves identity devices alone; AMD's looks them up and always finds them.
  if (mode === 'pt' && iommu === 'intel') return NONE
  let lookups = 0
  let misses = 0
  let mappings = 0
  let amdPieces = 0
  const commands = splitBytes(bytes, contiguous, sheet.largest, sheet.segments)
  for (const size of commands) {
    const segments = kindOfOperation(op) === 'nic' ? 1 : segmentsOf(size, contiguous)
    const apart = controller === 'virtio-blk' ? VIRTIO_MORE : 0
    lookups += segments + around(controller, op, segments)
    misses += segments + apart
    mappings += apart > 0 ? segments + apart : 1
    amdPieces += piecesOf(Math.ceil(size / PAGE))
  }
  if (mode === 'pt') return { lookups, misses: 0, invalidations: 0 }
  // AMD's emulated unit announces that it caches empty entries: Linux stays strict and tells it of every new mapping too.
  if (iommu === 'amd')
    return { lookups, misses: lookups - AMD_HITS * commands.length, invalidations: 2 * amdPieces }
  if (mode === 'caching') return { lookups, misses, invalidations: 2 * mappings }
  if (mode === 'strict') return { lookups, misses, invalidations: mappings }
  const flushes = lazyFlushes(nanos, commands.length, Math.round(mappings / commands.length))
  return { lookups, misses: misses + ringPages(controller) * flushes, invalidations: flushes }
}
