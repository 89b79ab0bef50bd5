/** What a guest asks of one of its devices. */
import type { Nanos } from '../units.ts'

/**
 * read and write of a disk, packets sent and received, pixels drawn. rr: a small request is sent, and its answer awaited;
 * the far side is a machine like this one.
 */
export type Operation = 'read' | 'write' | 'tx' | 'rx' | 'rr' | 'draw'

/** A part of a workload: what is asked for, and how often. */
export interface Phase {
  readonly requests: number
  readonly op: Operation
  readonly bytes: number
}

export interface Workload {
  readonly op: Operation
  /** Bytes of one request, 512 to 4 MiB (packets: 64 to 1514; with segmentation offload units of up to 64 KiB). */
  readonly bytes: number
  /** Requests in flight, 1 to 256. */
  readonly depth: number
  /** Pause of the application between an answer and its next request. Nanoseconds. */
  readonly think: Nanos
  /** Work of the application on its vCPU for each request. Nanoseconds. */
  readonly compute?: Nanos
  readonly pattern: 'sequential' | 'random'
  /** Part of the disk that is used. Bytes. */
  readonly span: number
  /** Physically contiguous buffers; else every 4 KiB page lies elsewhere. */
  readonly contiguous: boolean
  /** All of the depth at once, and again when the last of them is answered. */
  readonly burst?: boolean
  /** Ends after so many requests. */
  readonly limit?: number
  /** Share of the requests that write, in percent, 0 to 100; the others read. Undefined: all do what `op` says. */
  readonly mix?: number
  /** Sizes of requests and how often each is drawn, 1 to 8 of them with weights of 1 to 1000. `bytes` is one of them. */
  readonly sizes?: readonly { readonly bytes: number; readonly weight: number }[]
  /**
   * One after another, as when a system boots: so many requests of each, 1 to 16 of them; after the last the workload is done.
   * What is drawn on the bench is the first. Not beside `mix` or `sizes`.
   */
  readonly phases?: readonly Phase[]
  /** After so many writes have been answered, the application asks that they be safe (fsync). Undefined: never. */
  readonly flush?: number
  /** Connections that received packets belong to: each stays with one vCPU and its queue. Left out: one for each request under way. */
  readonly streams?: number
  /** Open workload: requests come every so many nanoseconds on average (Poisson), whatever the answers do. */
  readonly every?: Nanos
}
