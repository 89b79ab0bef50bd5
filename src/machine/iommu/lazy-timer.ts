/**
 * When a lazy unit forgets: Linux asks for 10 ms from the first mapping that waits, and its timers know ticks. With 250
 * ticks a second 10 ms are three, and since 4.8 a timer of so short a time comes one tick late rather than early.
 */
import type { Host } from '../host/host.ts'
import type { Nanos } from '../units.ts'

/** One tick of the usual distribution kernel, CONFIG_HZ=250. */
const TICK = 4_000_000
const TICKS = 3

/** Mappings that may wait before everything is invalidated, and whether each CPU counts its own. Linux, by its age. */
export function lazyLimit(era: Host['era']): { readonly most: number; readonly each: boolean } {
  // 2008: a list of 250 for all; since 2016: a ring of 256 for each CPU.
  return era === '2020s' ? { most: 256, each: true } : { most: 250, each: false }
}

/** When the timer comes by that is started now. */
export function lazyTimer(now: Nanos, era: Host['era']): Nanos {
  const late = era === '2020s' ? 1 : 0
  return (Math.floor(now / TICK) + TICKS + late) * TICK
}

/** Requests that the mean is taken of. */
const MANY = 4000
/** Requests do not keep step with ticks: each comes so much later. Nanoseconds. */
const DRIFT = 997

/** Invalidations of everything, a request: `commands` follow each other in `every` nanoseconds, with so many mappings each. */
export function lazyFlushes(every: Nanos, commands: number, mappings: number): number {
  const { most } = lazyLimit('2020s')
  let flushes = 0
  let waiting = 0
  let due = -1
  for (let command = 0; command < MANY * commands; command++) {
    const now = Math.round((command * (every + DRIFT)) / commands)
    if (due >= 0 && due <= now) {
      flushes++
      waiting = 0
      due = -1
    }
    for (let mapping = 0; mapping < mappings; mapping++) {
      if (++waiting === most) {
        flushes++
        waiting = 0
      }
      if (due < 0) due = lazyTimer(now, '2020s')
    }
  }
  return flushes / MANY
}
