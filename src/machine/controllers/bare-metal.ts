/**
 * The real device without a guest: the host's own kernel drives it and takes its interrupt. It is what the share of bare
 * metal is measured against. Disks and network cards.
 *
 * Where the IOMMU translates, each request is mapped and unmapped.
 * Its messages may be posted (Linux' posted_msi, 2024), as those for guests are. Drivers that poll are in polling.ts.
 */
import type { Step } from '../path/itinerary.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { directCommands, directFlush, REAL_DEVICE } from './direct-disk.ts'
import { directPacket, PACKET_CLEANED } from './direct-nic.ts'
import { asksSharers, GUEST_COMPLETES } from './interrupts.ts'
import { applicationAsks, callsCore, ofPackets, work } from './parts.ts'
import { looked, polled } from './polling.ts'
import { flushOf } from './storage.ts'

const HANDLED: readonly Step[] = [
  work('vcpu', 'host', 'interrupt', 'guest-interrupt', 'handler, in the guest', { counts: 'interrupt' }),
]

/**
 * The unit posts the messages of all devices for a core, and notifies it once: what is posted while its handler is at work is
 * taken along, without another entry.
 */
const NOTIFIED: readonly Step[] = [
  work('vcpu', 'host', 'interrupt', 'posted-entry', 'notification, unless one is at work', {
    times: { answer: 'awake' },
  }),
  work('vcpu', 'host', 'interrupt', 'posted-handler', 'handler, of what is posted', { counts: 'interrupt' }),
]

function isPosted({ delivery, interrupt }: Shape): boolean {
  return delivery === 'posted' && interrupt !== 'intx'
}

function interrupt(shape: Shape, packet: boolean): Step {
  return {
    do: 'gather',
    at: 'completion',
    wait: true,
    text: 'interrupt',
    steps: [
      callsCore('core, woken'),
      ...asksSharers(shape, 'vcpu'),
      ...(isPosted(shape) ? NOTIFIED : HANDLED),
      ...(packet ? [] : [work('vcpu', 'host', 'work', 'doorbell', 'doorbell, completion')]),
    ],
    member: packet ? PACKET_CLEANED : GUEST_COMPLETES,
  }
}

function path(shape: Shape): readonly Step[] {
  const packet = ofPackets(shape)
  const polls = shape.driver !== 'interrupts'
  if (!packet && polls) return polled(shape, false)
  return packet
    ? directPacket(shape, false, polls ? looked(shape) : [interrupt(shape, true)])
    : [...applicationAsks(shape), directCommands(shape, false, interrupt(shape, false))]
}

export const bareMetal: Datasheet = {
  ...REAL_DEVICE,
  id: 'bare-metal',
  title: 'bare metal, kernel driver',
  about: 'No guest at all: the host drives its own device.',
  drivers: ['interrupts', 'kernel-polling', 'sqpoll', 'user-polling'],
  notModelled: ['the VFIO domain of a process that polls'],
  path,
  flush: (shape) => flushOf(shape, [directFlush(false, interrupt(shape, false))], true),
}
