/** The section `events` of a level file: what happens at a time. A device is named by its flow, `files.disk`. */
import * as z from 'zod'
import type { HostEvent } from '../../machine/index.ts'
import { size, strict, time } from './field.ts'

/** A guest's device, by its flow. */
const flow = z.string()

export const eventsSection = z.array(
  z.discriminatedUnion('kind', [
    strict({ kind: z.literal('power-cut'), at: time }),
    strict({
      kind: z.literal('burst'),
      at: time,
      device: flow,
      factor: z.number().int().min(2).max(1000).default(10),
      lasts: time,
    }),
    strict({ kind: z.literal('noisy'), at: time, core: z.number().int().min(0).max(63), lasts: time }),
    strict({ kind: z.literal('hotplug'), at: time, device: flow }),
    strict({ kind: z.literal('hot-unplug'), at: time, device: flow, surprise: z.boolean().default(false) }),
    strict({ kind: z.literal('exploit'), at: time, device: flow }),
    strict({ kind: z.literal('stray-dma'), at: time, device: flow, address: size }),
    strict({
      kind: z.literal('hostile-dma'),
      at: time,
      device: flow,
      aim: z.union([z.enum(['returned', 'neighbour']), size]),
      write: z.boolean().default(true),
    }),
    strict({ kind: z.literal('forged-msi'), at: time, device: flow, target: z.string().default('host') }),
    strict({ kind: z.literal('peer-write'), at: time, device: flow, target: z.string() }),
    strict({ kind: z.literal('spoof'), at: time, device: flow, target: z.string() }),
    strict({
      kind: z.literal('migrate'),
      at: time,
      guest: z.string(),
      used: size,
      bandwidth: size.default(1_250_000_000),
      downtime: time.default(300_000_000),
    }),
    strict({ kind: z.literal('reset-failure'), at: time, device: flow, to: z.string() }),
  ]),
)

export type EventsSection = z.output<typeof eventsSection>

/** The machine's events: a flow's name becomes guest and device. */
export function eventsOfSection(events: EventsSection): readonly HostEvent[] {
  return events.map(
    (event): HostEvent => ('device' in event ? { ...event, ...ownerAndDevice(event.device) } : event),
  )
}

function ownerAndDevice(flow: string): { guest: string; device: string } {
  return { guest: flow.slice(0, flow.indexOf('.')), device: flow.slice(flow.indexOf('.') + 1) }
}
