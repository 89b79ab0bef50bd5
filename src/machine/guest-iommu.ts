/**
 * What an IOMMU that the guest itself sees adds to its requests: mappings made and unmade, translations, invalidations.
 * virtio-blk maps every descriptor apart; the others map a command's whole scatter list at once.
 *
 * Counted on QEMU 7.2's intel-iommu and amd-iommu; for ide and lsi reasoned from the same rules.
 */
import { segmentsOf, splitBytes } from './controllers/datasheet.ts'
import { datasheet } from './controllers/index.ts'
import type { ControllerId } from './host.ts'

export type GuestIommuMode = 'off' | 'pt' | 'strict' | 'lazy' | 'caching'
export type GuestIommuModel = 'intel' | 'amd'

export interface GuestIommuCounts {
  readonly lookups: number
  readonly misses: number
  readonly invalidations: number
}

/** Header and status of a virtio request, each a descriptor of its own; the table that holds them. */
const VIRTIO_MORE = 3
/** Reads of rings, indices and the descriptors of header and status. */
const VIRTIO_RING_ACCESSES = 14
/** A command's own structure: descriptor table, script or ring entry. */
const COMMAND_ACCESSES = 2
/** Linux flushes when so many mappings wait (256 a CPU). */
const LAZY_FLUSH = 256

/** Counts of one request. */
export function guestIommuCounts(
  controller: ControllerId,
  bytes: number,
  contiguous: boolean,
  mode: GuestIommuMode,
  iommu: GuestIommuModel,
): GuestIommuCounts {
  const sheet = datasheet(controller)
  if (mode === 'off' || controller === 'ide-pio' || controller === 'bare-metal')
    return { lookups: 0, misses: 0, invalidations: 0 }
  let lookups = 0
  let misses = 0
  let mappings = 0
  for (const size of splitBytes(bytes, contiguous, sheet.largest, sheet.segments)) {
    const segments = sheet.kind === 'nic' ? 1 : segmentsOf(size, contiguous)
    if (controller === 'virtio-blk') {
      lookups += VIRTIO_RING_ACCESSES + 2 * segments
      misses += segments + VIRTIO_MORE
      mappings += segments + VIRTIO_MORE
    } else {
      lookups += segments + COMMAND_ACCESSES
      misses += segments
      mappings += 1
    }
  }
  // Intel's unit leaves identity devices alone; AMD's looks them up and always finds them.
  if (mode === 'pt')
    return iommu === 'intel'
      ? { lookups: 0, misses: 0, invalidations: 0 }
      : { lookups, misses: 0, invalidations: 0 }
  // AMD's emulated unit announces that it caches empty entries: Linux stays strict and tells it of every new mapping too.
  if (mode === 'caching' || iommu === 'amd') return { lookups, misses, invalidations: 2 * mappings }
  if (mode === 'lazy') return { lookups, misses, invalidations: mappings / LAZY_FLUSH }
  return { lookups, misses, invalidations: mappings }
}
