/**
 * The memory that a confidential guest shares with its devices, and copies through (Linux, kernel/dma/swiotlb.c): a pool of
 * slots of 2 KiB, of which one mapping takes at most 256 KiB. Who finds it full waits.
 *
 * Not modelled: pieces of a pool that is broken up, areas of it for each CPU; each mapping takes as much as the largest of its
 * guest would.
 */
import type { Guest } from '../host/host.ts'
import { GIB, KIB, MIB } from '../units.ts'

const SLOT = 2 * KIB
/** IO_TLB_SEGSIZE slots. */
export const LARGEST_MAPPING = 256 * KIB
const SHARE = 0.06

/** Bytes of the pool: as the guest says, or as Linux takes on a machine whose memory is encrypted. */
export function poolBytes({ swiotlb, memory }: Guest): number {
  return swiotlb > 0 ? swiotlb : Math.min(GIB, Math.max(64 * MIB, Math.floor(memory * SHARE)))
}

/** Mappings that fit into it at once. */
export function mappingsAtOnce(guest: Guest): number {
  const sizes = guest.devices.flatMap(({ workload }) => [
    workload.bytes,
    ...(workload.sizes ?? workload.phases ?? []).map((one) => one.bytes),
  ])
  const largest = Math.min(LARGEST_MAPPING, Math.ceil(Math.max(...sizes, SLOT) / SLOT) * SLOT)
  return Math.max(1, Math.floor(poolBytes(guest) / largest))
}
