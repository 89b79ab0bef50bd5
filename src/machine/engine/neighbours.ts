/** Threads that work for events: neighbours that are nobody's guests, and those that send the memory of a guest that moves. */
import { work } from '../controllers/parts.ts'
import { hostCosts } from '../costs/pace.ts'
import { PAGES_SENT } from '../events/migrate.ts'
import type { HostEvent } from '../host/host.ts'
import { compileKinds } from '../path/compile.ts'
import type { Step } from '../path/itinerary.ts'
import type { Program } from '../path/program.ts'
import { TICK } from './clock.ts'
import { stormyLines, unwanted } from './storm.ts'
import { tickLists } from './ticks.ts'
import type { Wiring } from './wiring.ts'

export interface Noise {
  /** A neighbour's work; sending many pages; sending one; a tick of a guest's clock. */
  readonly program: Program
  /** Entries of the program from here on: an interrupt that nobody wants, of each line that can storm. */
  readonly lines: number
  /** … and of the clocks of guests (ticks.ts). */
  readonly ticks: number
  threadOf(event: HostEvent): number
}

/** So many pages of a guest that moves are handed to the link. */
function sending(pages: number): readonly Step[] {
  return [work('vcpu', 'host', 'work', 'migrate-page', 'pages, handed to the link', { times: pages })]
}

export function neighboursOf(wiring: Wiring): Noise {
  const { host, options } = wiring
  const threads = new Map<HostEvent, number>()
  const begins = (event: HostEvent, name: string, owner: string, pin: number): void => {
    threads.set(event, wiring.thread(name, { guest: false, system: false, owner, pin, poll: 0 }).id)
  }
  for (const event of host.events)
    if (event.kind === 'noisy') begins(event, 'noisy neighbour', '-', event.core)
    else if (event.kind === 'migrate') begins(event, `${event.guest} migration`, event.guest, -1)
  const own = [
    [work('vcpu', 'host', 'work', 'neighbour', "a neighbour's work")],
    sending(PAGES_SENT),
    sending(1),
    TICK,
  ]
  const lines = [...stormyLines(host).values()].map((device) => unwanted(host, device))
  return {
    lines: own.length,
    ticks: own.length + lines.length,
    program: compileKinds([...own, ...lines, ...tickLists(host)], hostCosts(host, options.factors)),
    threadOf: (event) => threads.get(event) ?? -1,
  }
}
