/** How deep cores without work may sleep, as a knob and as what cannot be. */
import type { Host, IdleStateId } from '../host/host.ts'
import { choice } from './knob.ts'

export const IDLE_KNOB = choice<Host, IdleStateId>(
  'idle',
  'how deep a core without work may sleep',
  {
    C1: 'Its clock stops, and it wakes as fast as it can.',
    C1E: 'At the lowest voltage: 8 µs more until it is awake.',
    C3: 'Its caches flushed: 40 to 80 µs more until it is awake. It sleeps less deep after short pauses.',
    C6: 'Without power: 100 to 130 µs more until it is awake. It sleeps less deep after short pauses.',
  },
  (host) => host.idle,
  (host, idle) => ({ ...host, idle }),
)

/** The states that processors of an era had. */
const KNOWN: Readonly<Record<Host['era'], readonly IdleStateId[]>> = {
  '2001': ['C1'],
  '2005-07': ['C1', 'C1E'],
  '2010-13': ['C1', 'C1E', 'C3', 'C6'],
  '2020s': ['C1', 'C1E', 'C3', 'C6'],
}

export function idleProblems({ era, idle }: Host, say: (path: string, message: string) => void): void {
  if (!KNOWN[era].includes(idle))
    say('idle', `no server of ${era} slept in ${idle}: take ${KNOWN[era].join(' or ')}`)
}
