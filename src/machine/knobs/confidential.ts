/** A guest whose memory the processor seals: its knobs, and what it cannot have. */
import { datasheet } from '../controllers/index.ts'
import type { ControllerId, Guest, Host } from '../host/host.ts'
import { poolBytes } from '../memory/swiotlb.ts'
import { GIB, MIB, sizeText } from '../units.ts'
import { flag, type Knob, size } from './knob.ts'

export const CONFIDENTIAL_KNOBS: readonly Knob<Guest>[] = [
  flag<Guest>(
    'confidential',
    'whether the processor seals its memory and registers',
    {
      on: 'Nobody else reads them: what devices move is copied through memory that it shares, and an exit takes longer.',
      off: 'Devices and the VMM reach all of its memory.',
    },
    (guest) => guest.confidential,
    (guest, value) => ({ ...guest, confidential: value }),
  ),
  size<Guest>(
    'swiotlb',
    'memory that a confidential guest shares with its devices',
    { min: 0, max: GIB },
    (bytes) =>
      bytes === 0 ? '6 % of its memory, 64M to 1G.' : `${sizeText(bytes)}: who finds it full waits.`,
    (guest) => guest.swiotlb,
    (guest, swiotlb) => ({ ...guest, swiotlb }),
  ),
]

/** Controllers whose drivers trust nobody behind the wall. */
export const HARDENED: readonly ControllerId[] = [
  'virtio-blk',
  'virtio-scsi',
  'virtio-net',
  'nvme',
  'vfio-pci',
]

export function confidentialProblems(
  host: Host,
  guest: Guest,
  path: string,
  say: (path: string, message: string) => void,
): void {
  if (!guest.confidential) return
  if (host.era !== '2020s' || host.hypervisor === 'hosted')
    say(
      `${path}.confidential`,
      `no processor of ${host.era} seals a guest's memory: set era to 2020s and hypervisor to kvm`,
    )
  if (guest.os !== 'linux-6')
    say(`${path}.confidential`, `${guest.os} knows nothing of sealed memory: set os to linux-6`)
  for (const { id, controller } of guest.devices)
    if (!HARDENED.includes(controller))
      say(
        `${path}.devices.${id}.controller`,
        `${datasheet(controller).title} is no device for a confidential guest: its driver or its registers trust the host; take ${HARDENED.join(', ')}`,
      )
  if (guest.swiotlb !== 0 && guest.swiotlb < MIB)
    say(
      `${path}.swiotlb`,
      `the shared pool has 1 MiB or more, not ${guest.swiotlb} bytes: 0 takes what Linux does`,
    )
  if (poolBytes(guest) > guest.memory / 2)
    say(
      `${path}.swiotlb`,
      `the shared pool is at most half of the guest's memory: give it less, or the guest more`,
    )
  if (host.events.some((event) => event.kind === 'migrate' && event.guest === guest.id))
    say(
      'events',
      `a confidential guest does not move here: nobody else reads its memory; leave migrate of ${guest.id} out`,
    )
}
