/**
 * Idle states of cores: until one is awake again, and how long it has to sleep for that to be worth it. Out of C1 is what every
 * wake-up of the table takes already; who sleeps deeper takes the difference longer.
 */
import { ASSUMED, type Cost, ns } from './cost-value.ts'

const SANDY = 'Linux, drivers/idle/intel_idle.c: Sandy Bridge'
const BROADWELL = 'Linux, drivers/idle/intel_idle.c: Broadwell'
const NEVER = 'no processor of the time had the state; the value of 2010-13'

/** @param older what is said of processors before 2010 */
function state(
  note: string,
  [sandy, broadwell]: readonly [number, number],
  older = NEVER,
  [least, most]: readonly [number, number] = [Math.round(sandy / 2), sandy * 2],
): Cost {
  const before = ns(sandy, 'M', older, note, [least, most])
  return {
    '2001': before,
    '2005-07': before,
    '2010-13': ns(sandy, 'P', SANDY, note),
    '2020s': ns(broadwell, 'P', BROADWELL, note),
  }
}

export const IDLE_COSTS = {
  'wake-c1': state('out of C1, the clock stopped; in every wake-up already', [2000, 2000], ASSUMED),
  'wake-c1e': state('out of C1E, at the lowest voltage', [10_000, 10_000], ASSUMED),
  'wake-c3': state(
    'out of C3, its caches flushed; servers have no C3 since Skylake (2017)',
    [80_000, 40_000],
  ),
  'wake-c6': state('out of C6, without power; 104 to 290 us on servers since', [104_000, 133_000]),
  'stay-c1e': state('so long in C1E is worth it', [20_000, 20_000], ASSUMED),
  'stay-c3': state('so long in C3 is worth it', [211_000, 100_000]),
  'stay-c6': state('so long in C6 is worth it; 600 us on servers since 2017', [345_000, 400_000]),
} as const satisfies Readonly<Record<string, Cost>>
