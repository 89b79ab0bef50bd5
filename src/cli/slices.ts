/** A simulation in slices of a few milliseconds, so that keys and frames get their turn in between. */
import { type Host, prepare, type Run, type Simulation } from '../machine/index.ts'
import { bareMetalHost } from '../metrics/index.ts'
import type { SimulateOptions } from '../ui/outside.ts'

/** Wall clock of one slice. Milliseconds. */
const SLICE = 8
/** Kernel events between two looks at the clock: well under a millisecond. */
const EVENTS = 1000

/** Simulates; `onDone` is called once, later, unless it is cancelled before. Returns how to cancel. */
export function simulateInSlices(
  host: Host,
  options: SimulateOptions & { readonly record?: boolean },
  onProgress: (share: number) => void,
  onDone: (run: Run, baseline?: Run) => void,
): () => void {
  const { seed, duration, factors } = options
  let waiting = setImmediate(begin)

  function begin(): void {
    const jobs = [prepare(host, { seed, duration, factors, record: options.record ?? true })]
    if (options.baseline) jobs.push(prepare(bareMetalHost(host), { seed, duration, factors }))
    slice(jobs, 0)
  }

  function slice(jobs: readonly Simulation[], current: number): void {
    const until = performance.now() + SLICE
    let job = current
    while (job < jobs.length && performance.now() < until) if (jobs[job].advance(EVENTS)) job++
    if (job === jobs.length) {
      onDone(jobs[0].result(), jobs[1]?.result())
      return
    }
    onProgress(Math.min(1, (job + jobs[job].now / duration) / jobs.length))
    waiting = setImmediate(() => slice(jobs, job))
  }

  return () => clearImmediate(waiting)
}

/** Simulates whole, at once: for commands without a screen. */
export function simulateWhole(
  host: Host,
  options: { seed: number; duration: number; record?: boolean },
): Run {
  const simulation = prepare(host, options)
  while (!simulation.advance(1_000_000));
  return simulation.result()
}
