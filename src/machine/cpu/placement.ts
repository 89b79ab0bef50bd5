/** Where threads go that may use any core. */

import { NONE } from '../units.ts'
import type { Core } from './core.ts'
import type { Thread } from './thread.ts'

/** The core that a thread wakes on: its last one where that is free, else the one with least to do, the first from its home on. */
export function freest(cores: readonly Core[], last: number, home: number): Core {
  const own = cores[last]
  if (own.current === undefined && own.interrupt === NONE) return own
  let best = own
  let load = own.ready.length + 1
  for (let step = 0; step < cores.length; step++) {
    const core = cores[(home + step) % cores.length]
    const here = core.ready.length + (core.current === undefined && core.interrupt === NONE ? 0 : 1)
    if (here < load) {
      best = core
      load = here
    }
  }
  return best
}

/** The core where most threads wait and one of them may go elsewhere; undefined: nowhere. */
export function fullest(cores: readonly Core[]): Core | undefined {
  let from: Core | undefined
  let most = 0
  for (let index = 0; index < cores.length; index++) {
    const { ready } = cores[index]
    if (ready.length <= most || !floats(ready)) continue
    most = ready.length
    from = cores[index]
  }
  return from
}

/** Written out: `some` would make a function each time. */
function floats(ready: readonly Thread[]): boolean {
  for (let index = 0; index < ready.length; index++) if (ready[index].pin < 0) return true
  return false
}
