/** Waits of requests: what each is for, in words, and what it comes of. */
import {
  FOR_COMPANY,
  FOR_POOL,
  FOR_ROOM,
  FOR_STATION,
  FOR_STORE,
  FOR_THREAD,
  FOR_WRITING,
  POOL_NAMES,
  type Row,
  type Run,
  readKnob,
  type Spent,
  TAKEN_AWAY,
  TAKEN_BY_GUEST,
  TAKEN_BY_HOST,
} from '../../machine/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Reason } from './why.ts'
import { guestCores, hostInterruptReasons } from './why-because-cores.ts'
import {
  deviceReasons,
  inFlightReasons,
  interruptReasons,
  type Owner,
  poolReasons,
  reason,
  threadReasons,
  walkReasons,
} from './why-reasons.ts'

export type Where = 'vcpu' | 'answered' | 'loop' | 'thread'

/** Whose turn it waits for. An answer that its interrupt has brought stands at the first row of that. */
export function waitsFor(rows: readonly Row[], at: number): Where {
  const row = rows[at]
  if (row.scope === 'interrupt' && rows[at - 1]?.scope !== 'interrupt') return 'answered'
  if (row.place === 'vmm') return 'loop'
  return row.place === 'host' ? 'thread' : 'vcpu'
}

export interface Wait {
  readonly text: string
  readonly because: (owner: Owner) => readonly Reason[]
}

/** A station serves others: the IOMMU, a link, or the device. */
function stationWait({ on }: Row): Wait {
  const { waits } = words.why
  switch (on) {
    case 'walker':
      return { text: waits.walker, because: walkReasons }
    case 'link':
    case 'back':
      return { text: waits.link, because: (owner) => [...inFlightReasons(owner), ...deviceReasons(owner)] }
    case 'bus-down':
    case 'bus-up':
      return { text: waits.bus, because: (owner) => [...inFlightReasons(owner), ...deviceReasons(owner)] }
    case 'far':
      return { text: waits.far, because: inFlightReasons }
    case 'device':
    case 'fetch':
    case 'timer':
    case 'moment':
    case undefined:
      return { text: waits.device, because: (owner) => [...inFlightReasons(owner), ...deviceReasons(owner)] }
  }
}

/** Its core was given to another. No other thread was there: then interrupts of the host were. */
function takenWait(run: Run, why: number): Wait {
  const { waits } = words.why
  const host: Wait = { text: waits.hostInterrupts, because: (owner) => hostInterruptReasons(run, owner) }
  if (why === TAKEN_BY_HOST) return host
  if (why === TAKEN_BY_GUEST) return { text: waits.ownInterrupts, because: interruptReasons }
  return {
    text: waits.core,
    because: (owner) =>
      alone(run, owner) ? hostInterruptReasons(run, owner) : threadReasons(owner, 'core', run.threads.length),
  }
}

/** Nobody but its own vCPUs ran on its cores. */
function alone(run: Run, owner: Owner): boolean {
  const own = `${owner.guest.id} `
  return guestCores(run, owner).every((core) =>
    run.cores[core].threads.every((thread) => thread.startsWith(own)),
  )
}

export function waitOf(run: Run, rows: readonly Row[], { row, why }: Spent): Wait {
  const { waits } = words.why
  const say = words.why.because
  if (why === FOR_THREAD) {
    const where = waitsFor(rows, row)
    return { text: waits[where], because: (owner) => threadReasons(owner, where, run.threads.length) }
  }
  if (why === TAKEN_AWAY || why >= TAKEN_BY_HOST) return takenWait(run, why)
  if (why === FOR_STATION) return stationWait(rows[row])
  if (why === FOR_COMPANY)
    return {
      text: waits.company,
      because: rows[row].scope === 'interrupt' ? interruptReasons : () => [{ text: say.goesAlong }],
    }
  if (why === FOR_ROOM)
    return {
      text: waits.room,
      because: ({ host }) => [reason(host, say.dirty(host.dirty.limit), 'host.dirty.limit')],
    }
  if (why === FOR_WRITING) return { text: waits.writing, because: () => [{ text: say.flush }] }
  if (why === FOR_STORE)
    return {
      text: waits.store,
      because: ({ host, device }) => {
        const key = `host.${device.backing}.writeCache`
        const mode = readKnob(host, key) ?? 'none'
        return [reason(host, say.writeCache(mode), key)]
      },
    }
  const pool = POOL_NAMES[why - FOR_POOL]
  return { text: waits.pools[pool], because: (owner) => poolReasons(owner, pool) }
}
