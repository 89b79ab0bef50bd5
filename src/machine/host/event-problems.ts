/** Events that cannot happen on a host, and why. */
import type { Host, HostEvent } from './host.ts'

/** Why this event cannot be; undefined: it can. */
export function eventProblem(host: Host, event: HostEvent): string | undefined {
  if ('device' in event && !isThere(host, event))
    return `${event.kind} names ${event.guest}.${event.device}, which is not there`
  return undefined
}

function isThere(host: Host, event: { readonly guest: string; readonly device: string }): boolean {
  return host.guests.some(
    (guest) => guest.id === event.guest && guest.devices.some((device) => device.id === event.device),
  )
}
