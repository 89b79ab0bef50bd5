/** What a device of 32 address bits reaches of the buffers that it is told of. */
import type { VirtualDevice } from '../host/host.ts'
import { GIB, PAGE } from '../units.ts'
import type { Buffers } from './buffers.ts'

/** Addresses of 32 bits end here. Bytes. */
export const REACH = 4 * GIB

/** Guest pages whose addresses such a device can say: a guest's own driver tells it those of the guest, the host's real ones. */
export function pagesInReach({ controller }: VirtualDevice, base: number): number {
  return Math.floor((controller === 'vfio-pci' ? REACH : Math.max(0, REACH - base)) / PAGE)
}

/** Pages of a command's buffer that it does not reach. @param offset bytes of the request before the command */
export function pagesBeyond(
  buffers: Buffers,
  reached: number,
  ordinal: number,
  offset: number,
  bytes: number,
): number {
  const first = Math.floor(offset / PAGE)
  let beyond = 0
  for (let page = 0; page * PAGE < bytes; page++)
    if (buffers.pageAt(ordinal, first + page) >= reached) beyond++
  return beyond
}
