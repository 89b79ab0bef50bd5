/** Flows of a host: what each guest asks of each of its devices, named `files.disk`. */
import type { Host } from '../machine/index.ts'

export function flowsOfHost(host: Host): readonly string[] {
  return host.guests.flatMap((guest) => guest.devices.map((device) => `${guest.id}.${device.id}`))
}
