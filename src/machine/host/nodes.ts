/** NUMA nodes: the cores split evenly over them, each with memory of its own and the devices that hang on its sockets. */
import { MIB } from '../units.ts'
import type { Guest, Host } from './host.ts'

const PAGE_2M = 2 * MIB

/** Node of a core. */
export function nodeOfCore(host: Pick<Host, 'cores' | 'numaNodes'>, core: number): number {
  return Math.floor((core * host.numaNodes) / host.cores)
}

/** Node of a guest's memory: where it is told to be, else where its first vCPU may only be, else the first. */
export function memoryNode(host: Pick<Host, 'cores' | 'numaNodes'>, guest: Guest): number {
  if (guest.numa >= 0) return guest.numa
  return guest.pin < 0 ? 0 : nodeOfCore(host, guest.pin)
}

/** First byte of a node's memory: it splits evenly over the nodes, in order, in whole pages of 2 MiB. */
export function firstByteOf(host: Pick<Host, 'memory' | 'numaNodes'>, node: number): number {
  if (node >= host.numaNodes) return host.memory
  return Math.floor((node * host.memory) / host.numaNodes / PAGE_2M) * PAGE_2M
}

/** Node of the socket that a real device hangs on. */
export function deviceNode(host: Host, backing: string): number {
  return host.devices[backing].node ?? 0
}

/** First core of a node. */
export function firstCoreOf(host: Pick<Host, 'cores' | 'numaNodes'>, node: number): number {
  return Math.ceil((node * host.cores) / host.numaNodes)
}

/** Where a thread begins that floats: on the node of its guest's memory, spread over its cores by its number. */
export function coreToBegin(host: Host, node: number, thread: number): number {
  const first = firstCoreOf(host, node)
  return first + (thread % (firstCoreOf(host, node + 1) - first))
}
