/**
 * Devices given whole that leave before their guest moves, and those that stand by for them (libvirt's teaming, QEMU's and
 * Linux' net_failover: a card given whole and a virtio-net under one address). Refusals of both.
 */
import { datasheet } from '../controllers/index.ts'
import { type DevicePart, onDevice } from '../hardware/device-part.ts'
import type { Guest, VirtualDevice } from '../host/host.ts'
import { flag, type Knob } from './knob.ts'

export const LEAVES_KNOB: Knob<DevicePart> = flag<DevicePart>(
  'leaves',
  'whether a device given whole is taken away before its guest moves',
  {
    on: 'It is, in order; where the guest arrives it gets one like it, once that has been reset.',
    off: 'It stays, and so does its guest.',
  },
  (part) => part.device.leaves === true,
  (part, value) =>
    onDevice(({ leaves: _before, ...rest }) => (value ? { ...rest, leaves: true } : rest))(part),
)

export function leavingProblems(
  guest: Guest,
  { standby, id, controller }: VirtualDevice,
  path: string,
  say: (path: string, message: string) => void,
): void {
  if (standby === undefined) return
  const other = guest.devices.find((one) => one.id === standby)
  if (other === undefined || standby === id || other.standby !== undefined)
    say(
      `${path}.standby`,
      `${guest.id}.${id} stands by for "${standby}": name another device of ${guest.id} that works by itself`,
    )
  else if (controller !== 'virtio-net')
    say(
      `${path}.controller`,
      `${guest.id}.${id} stands by for ${standby}, and ${datasheet(controller).title} has no such feature: take virtio-net`,
    )
}
