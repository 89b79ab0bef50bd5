/** Events that cannot happen on a host, and why. */
import { datasheet } from '../controllers/index.ts'
import type { Host, HostEvent } from './host.ts'

/** Why this event cannot be; undefined: it can. */
export function eventProblem(host: Host, event: HostEvent): string | undefined {
  if ('device' in event && !isThere(host, event))
    return `${event.kind} names ${event.guest}.${event.device}, which is not there`
  switch (event.kind) {
    case 'stray-dma':
      return undefined
    case 'hostile-dma':
      return playedProblem(host, event)
    case 'forged-msi':
      if (event.target !== 'host' && host.guests.every((guest) => guest.id !== event.target))
        return `forged-msi aims at ${event.target}, which is not there: name a guest, or host`
      return playedProblem(host, event)
    case 'reset-failure':
      if (event.to === event.guest || host.guests.every((guest) => guest.id !== event.to))
        return `reset-failure hands the device to ${event.to}: name another guest that is there`
      return playedProblem(host, event)
    case 'peer-write':
      if (host.devices[event.target] === undefined)
        return `peer-write aims at "${event.target}", which is no device; the host has ${Object.keys(host.devices).join(', ')}`
      return playedProblem(host, event)
  }
}

/** Only a real device acts by itself; one that is played does what its model does. */
function playedProblem(
  host: Host,
  event: { readonly kind: string; readonly guest: string; readonly device: string },
): string | undefined {
  const guest = host.guests.find((one) => one.id === event.guest)
  const device = guest?.devices.find((one) => one.id === event.device)
  if (device === undefined || datasheet(device.controller).direct) return undefined
  return `${event.kind} is an act of a real device, and ${event.guest}.${event.device} is played by software: give it whole (vfio-pci)`
}

function isThere(host: Host, event: { readonly guest: string; readonly device: string }): boolean {
  return host.guests.some(
    (guest) => guest.id === event.guest && guest.devices.some((device) => device.id === event.device),
  )
}
