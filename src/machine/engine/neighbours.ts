/** Neighbours that are nobody's guests: a thread for each that will make noise, and what all of them do. */
import { work } from '../controllers/parts.ts'
import { costSheet } from '../costs/costs.ts'
import type { HostEvent } from '../host/host.ts'
import { compile } from '../path/compile.ts'
import type { Program } from '../path/program.ts'
import type { Wiring } from './wiring.ts'

export interface Noise {
  readonly program: Program
  threadOf(event: HostEvent): number
}

export function neighboursOf(wiring: Wiring): Noise {
  const { host, options } = wiring
  const threads = new Map<HostEvent, number>()
  for (const event of host.events)
    if (event.kind === 'noisy')
      threads.set(
        event,
        wiring.thread('noisy neighbour', {
          guest: false,
          system: false,
          owner: '-',
          pin: event.core,
          poll: 0,
        }).id,
      )
  return {
    program: compile(
      [work('vcpu', 'host', 'work', 'neighbour', "a neighbour's work")],
      costSheet(host.era, options.factors),
    ),
    threadOf: (event) => threads.get(event) ?? -1,
  }
}
