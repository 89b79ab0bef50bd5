/**
 * The real device, given whole to one guest (VFIO). The guest writes the device's own registers: no exit. The device
 * reads and writes guest memory by itself: no copy, and every address passes the IOMMU, or does not. Disks and network
 * cards.
 *
 * Its interrupt still belongs to the host: taken on a core, injected into the guest, ended by an exit; or posted by the
 * IOMMU without either. The same path on the bare host is `bare-metal`: no wall, no injection.
 *
 * With the unit off this stands for what was tried before there was one: addresses of the guest go to the bus as they are.
 * Linux calls that no-IOMMU mode, wants it asked for, marks its kernel as tainted, and lets only processes have such a
 * device: there is no domain for a virtual machine's memory, and QEMU refuses. Here it is played, to show why.
 *
 * Not modelled: mapping and pinning at the start.
 */
import type { Step } from '../path/itinerary.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { directCommands, directFlush, REAL_DEVICE } from './direct-disk.ts'
import { directPacket, PACKET_CLEANED } from './direct-nic.ts'
import { asksSharers, GUEST_COMPLETES, guestInterrupt } from './interrupts.ts'
import { applicationAsks, callsVcpu, ofPackets, work } from './parts.ts'
import { looked, polled } from './polling.ts'
import { flushOf } from './storage.ts'

const POSTED: readonly Step[] = [
  work('walker', 'host', 'interrupt', 'post-interrupt', 'IOMMU, posts it'),
  callsVcpu('kvm', 'guest, if it sleeps'),
  work('vcpu', 'os', 'interrupt', 'guest-interrupt', 'handler, in the guest', {
    counts: 'interrupt',
    crosses: 'open',
  }),
  work('vcpu', 'os', 'work', 'none', 'EOI, without an exit', { counts: 'eoi' }),
]

/**
 * A level line stays raised until the guest is done: the host masks it, and the end of interrupt unmasks it (KVM's resampling
 * eventfd and VFIO's unmask, all in the kernel). Without APIC virtualisation that end is an exit anyway; with it, the end of a line
 * still is one (its vector is in the processor's list of ends that exit).
 */
const UNMASKS_LINE: readonly Step[] = [
  work('vcpu', 'kvm', 'exit', 'exit-kernel', 'end of a line, unmasked', {
    counts: 'trap-write',
    crosses: 'exit',
  }),
]

/** The device's interrupt, all the way to the guest's handler. */
function interrupt(shape: Shape, packet: boolean): Step {
  const ends: readonly Step[] = packet
    ? []
    : [work('vcpu', 'os', 'work', 'doorbell', 'doorbell, completion', { crosses: 'open' })]
  const injected: readonly Step[] = [
    work('core', 'host', 'interrupt', 'host-interrupt', 'interrupt, to the host'),
    ...asksSharers(shape, 'core'),
    ...guestInterrupt(shape),
  ]
  const line = shape.interrupt === 'intx' && shape.apicv ? UNMASKS_LINE : []
  const how = shape.delivery === 'posted' && shape.interrupt !== 'intx' ? POSTED : injected
  return {
    do: 'gather',
    at: 'completion',
    wait: true,
    text: shape.interrupt,
    steps: [...how, ...ends, ...line],
    member: packet ? PACKET_CLEANED : GUEST_COMPLETES,
  }
}

function path(shape: Shape): readonly Step[] {
  const packet = ofPackets(shape)
  const polls = shape.driver !== 'interrupts'
  if (!packet && polls) return polled(shape, true)
  return packet
    ? directPacket(shape, true, polls ? looked(shape) : [interrupt(shape, true)])
    : [...applicationAsks(shape), directCommands(shape, true, interrupt(shape, false))]
}

export const vfioPci: Datasheet = {
  ...REAL_DEVICE,
  id: 'vfio-pci',
  title: 'the real device, vfio-pci',
  about:
    'The guest drives the real device itself: no exit, no copy. What keeps its addresses apart is the IOMMU.',
  drivers: ['interrupts', 'kernel-polling', 'user-polling'],
  notModelled: ['mapping and pinning at the start'],
  path,
  flush: (shape) => flushOf(shape, [directFlush(true, interrupt(shape, false))], true),
}
