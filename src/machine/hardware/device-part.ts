/** The part of a host that a device's knobs change. */
import type { Guest, VirtualDevice } from '../host/host.ts'

export type DevicePart = { readonly device: VirtualDevice; readonly guest: Guest }

export function onDevice(change: (device: VirtualDevice) => VirtualDevice): (part: DevicePart) => DevicePart {
  return (part) => ({ ...part, device: change(part.device) })
}
