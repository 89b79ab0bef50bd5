/** Cores without a machine around them: threads are given work, and what ends is written down. */
import { Cores } from '../../src/machine/cpu/cores.ts'
import type { Governor } from '../../src/machine/cpu/governor.ts'
import { Thread, type ThreadOptions } from '../../src/machine/cpu/thread.ts'
import { Kernel } from '../../src/sim/kernel.ts'

const TOKENS = 64
export const MS = 1_000_000
export const SWITCH = 1500
/** What a pause-loop exit takes. */
export const PAUSE = 1000

export let kernel: Kernel
export let cores: Cores
export let threads: Thread[]
/** What ended, and when. */
export let ended: (readonly [string, number])[]
let nanos: number[]
export let halts: string[]
/** Whose spinning the processor ended, and when. */
export let pauses: (readonly [string, number])[]
/** Work that is an exit, and work inside an interrupt. */
let kinds: { use: number; masked: boolean; lock?: boolean }[]

/** Time in which interrupts stopped a guest: it is an exit, and no thread's. Nanoseconds. */
export let leaving = 0

export function build(count: number, governor?: Governor, shared = 0): void {
  leaving = 0
  kernel = new Kernel()
  threads = []
  ended = []
  nanos = []
  halts = []
  pauses = []
  kinds = []
  cores = new Cores(
    kernel,
    count,
    new Int32Array(TOKENS),
    {
      advance: (token) => {
        const thread = threads.find((one) => one.token === token)
        if (thread !== undefined) thread.token = -1
        ended.push([`${thread?.name ?? 'interrupt'} ${token}`, kernel.now])
      },
      arrives: (token, thread) => {
        thread.use = kinds[token].use
        thread.masked = kinds[token].masked
        if (kinds[token].lock) cores.spin(thread)
        else cores.work(thread, nanos[token])
      },
      halted: (thread) => halts.push(thread.name),
      pauses: (thread) => {
        pauses.push([thread.name, kernel.now])
        return PAUSE
      },
      paused: () => {},
      served: () => {},
    },
    { width: 1000 * MS, spends: () => {} },
    SWITCH,
    shared,
    governor,
  )
}

export function thread(name: string, more: Partial<ThreadOptions> = {}): Thread {
  const guest = more.guest ?? false
  const pin = more.pin ?? 0
  const one = new Thread(threads.length, name, {
    guest,
    system: guest,
    owner: name,
    pin,
    poll: 0,
    core: Math.max(0, pin),
    ...more,
  })
  threads.push(one)
  return one
}

/** So much work for a thread, from `at` on. */
export function give(
  to: Thread,
  length: number,
  at = 0,
  urgent = false,
  kind: { use: number; masked: boolean; lock?: boolean } = { use: 0, masked: false },
): number {
  const token = nanos.push(length) - 1
  kinds.push(kind)
  const actor = kernel.register({ fire: () => cores.enqueue(to, token, urgent) })
  kernel.schedule(at, actor, 0)
  return token
}

/** From `at` on the thread spins for a lock, which it gets at `granted`; then it does as much work. */
export function spinFor(to: Thread, at: number, granted: number): number {
  const token = give(to, 0, at, false, { use: 0, masked: false, lock: true })
  const actor = kernel.register({ fire: () => cores.granted(to) })
  kernel.schedule(granted, actor, 0)
  return token
}

export function interrupt(length: number, at: number, exit = 0): void {
  const token = nanos.push(length) - 1
  kinds.push({ use: 0, masked: false })
  const stops = () => {
    if (cores.interrupt(0, token, length, exit) !== undefined) leaving += exit
  }
  const actor = kernel.register({ fire: stops })
  kernel.schedule(at, actor, 0)
}

export function run(until = 1000 * MS): void {
  kernel.endAt(until)
  while (kernel.run(1000) === 'more') {}
  cores.settle()
}
