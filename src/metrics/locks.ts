import { CORE_KINDS, type Run } from '../machine/index.ts'
import { percent } from './format.ts'
import { type Metric, share } from './metric.ts'

const SPIN = CORE_KINDS.indexOf('spin')

/** The lock that was held longest, of all, of one guest's, or of the host's. Nanoseconds. */
function longest(run: Run, owner: string | undefined): number | undefined {
  const held = run.locks
    .filter((lock) => owner === undefined || lock.owner === owner)
    .map((lock) => lock.held)
  const known = owner === undefined || owner === 'host' || run.guests.some((guest) => guest.id === owner)
  return known ? Math.max(0, ...held) : undefined
}

export const lockHeld: Metric = {
  id: 'lock-held',
  title: 'lock held',
  unit: '0–1',
  better: 'lower',
  selector: 'guest-or-host',
  text: 'Share of the time that a lock is held: of all locks, the one that is held longest.',
  read: (run, selector) => {
    const held = longest(run, selector)
    return held === undefined ? undefined : held / run.duration
  },
  format: percent,
}

/** A core's or a guest's time, and how much of it was spun away. */
function spun(run: Run, selector: string | undefined): { spun: number; of: number } | undefined {
  const core = /^core-(\d+)$/.exec(selector ?? '')
  if (selector === undefined || core !== null) {
    const cores = run.cores.filter((_, index) => core === null || index === Number(core[1]))
    if (cores.length === 0) return undefined
    return {
      spun: cores.reduce((sum, { nanos }) => sum + nanos[SPIN], 0),
      of: cores.length * run.duration,
    }
  }
  const threads = run.threads.filter((thread) => thread.owner === selector)
  if (threads.length === 0) return undefined
  return { spun: threads.reduce((sum, thread) => sum + thread.spun, 0), of: run.cores.length * run.duration }
}

export const spinning: Metric = {
  id: 'spinning',
  title: 'spinning',
  unit: '0–1',
  better: 'lower',
  selector: 'core-or-guest',
  text: 'Share of the time of cores that is burnt while somebody spins for a lock of another.',
  read: (run, selector) => {
    const found = spun(run, selector)
    return found && share(found.spun, found.of)
  },
  format: percent,
}
