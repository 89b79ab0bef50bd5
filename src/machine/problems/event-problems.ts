/** Events that cannot happen on a host, and why. */
import { datasheet } from '../controllers/index.ts'
import { deviceCard } from '../hardware/devices.ts'
import { plugFailure } from '../hardware/locked-memory.ts'
import type { Burst, Guest, Host, HostEvent, Hotplug, HotUnplug, Migrate, Spoof } from '../host/host.ts'
import { cardOf } from '../topology/card-switch.ts'

/** Why this event cannot be; undefined: it can. */
export function eventProblem(host: Host, event: HostEvent): string | undefined {
  if ('device' in event && !isThere(host, event))
    return `${event.kind} names ${event.guest}.${event.device}, which is not there`
  switch (event.kind) {
    case 'stray-dma':
      return undefined
    case 'power-cut':
      return host.events.find((one) => one.kind === 'power-cut') === event
        ? undefined
        : 'the power goes once in a run: leave one out'
    case 'burst':
      return burstProblem(host, event)
    case 'noisy':
      return event.core < host.cores && event.core >= 0
        ? undefined
        : `noisy works on core ${event.core}, and cores are 0 to ${host.cores - 1}`
    case 'hotplug':
      return plugProblem(host, event) ?? lockProblem(host, event)
    case 'hot-unplug':
      return plugProblem(host, event)
    case 'exploit':
      return host.guests.some((guest) => guest.id === event.guest && guest.trust === 'hostile')
        ? undefined
        : `exploit is an act of a hostile guest, and ${event.guest} is not: set ${event.guest}.trust to hostile`
    case 'migrate':
      return migrateProblem(host, event)
    case 'hostile-dma':
      return undefined
    case 'forged-msi':
      return event.target === 'host' || host.guests.some((guest) => guest.id === event.target)
        ? undefined
        : `forged-msi aims at ${event.target}, which is not there: name a guest, or host`
    case 'reset-failure':
      return event.to !== event.guest && host.guests.some((guest) => guest.id === event.to)
        ? undefined
        : `reset-failure hands the device to ${event.to}: name another guest that is there`
    case 'spoof':
      return spoofProblem(host, event)
    case 'peer-write':
      return host.devices[event.target] !== undefined
        ? undefined
        : `peer-write aims at "${event.target}", which is no device; the host has ${Object.keys(host.devices).join(', ')}`
  }
}

/** Frames go from function to function only within one card. */
function spoofProblem(host: Host, event: Spoof): string | undefined {
  const guest = host.guests.find((one) => one.id === event.guest)
  if (guest?.trust !== 'hostile')
    return `spoof is an act of a hostile guest, and ${event.guest} is not: set ${event.guest}.trust to hostile`
  const device = guest.devices.find((one) => one.id === event.device)
  const target = host.devices[event.target]
  if (target === undefined)
    return `spoof sends under the address of "${event.target}", which is no device; the host has ${Object.keys(host.devices).join(', ')}`
  if (device === undefined || device.backing === event.target || host.devices[device.backing] === undefined)
    return 'spoof sends under the address of another function: name one that is not its own'
  const card = cardOf(host, device.backing)
  if (cardOf(host, event.target) !== card || deviceCard(target.model).kind !== 'nic')
    return `spoof stays within a network card, and ${event.target} is no function of ${card}: name a virtual function of it`
  return playedProblem(host, event)
}

function burstProblem(host: Host, event: Burst): string | undefined {
  const every = host.guests
    .find((guest) => guest.id === event.guest)
    ?.devices.find((device) => device.id === event.device)?.workload.every
  if (every === undefined)
    return `burst makes requests come more often, and those of ${event.guest}.${event.device} come after each answer: give its workload an \`every\``
  return event.factor >= 2 && event.factor <= 1000
    ? undefined
    : `a burst is 2 to 1000 times as much, not ${event.factor}`
}

function migrateProblem(host: Host, event: Migrate): string | undefined {
  const guest = host.guests.find((one) => one.id === event.guest)
  if (guest === undefined) return `migrate names ${event.guest}, which is not there`
  if (guest.devices.some(({ controller }) => controller === 'bare-metal'))
    return `migrate moves a virtual machine, and ${event.guest} runs on bare metal: give it another controller`
  if (host.hypervisor === 'hosted')
    return 'a hosted VMM of 2001 cannot move a guest that runs: set hypervisor to kvm'
  if (host.events.some((one) => one !== event && one.kind === 'migrate' && one.guest === event.guest))
    return `${event.guest} moves once in a run: leave one out`
  if (event.used > guest.memory)
    return `${event.guest} cannot use more memory than it has: set used to at most ${guest.memory}`
  return event.bandwidth >= 1e6
    ? undefined
    : `a link that sends less than 1 MB/s takes longer than any run, and this one has ${event.bandwidth} B/s`
}

/** Each comes once and goes once, and goes after it has come. */
function plugProblem(host: Host, event: Hotplug | HotUnplug): string | undefined {
  const others = host.events.filter(
    (one): one is Hotplug | HotUnplug =>
      (one.kind === 'hotplug' || one.kind === 'hot-unplug') &&
      one !== event &&
      one.guest === event.guest &&
      one.device === event.device,
  )
  const name = `${event.guest}.${event.device}`
  if (others.some((one) => one.kind === event.kind))
    return `${event.kind} of ${name} happens once in a run: leave one out`
  const [other] = others
  if (other === undefined || (event.kind === 'hotplug') === event.at < other.at) return undefined
  return `${name} is taken away before it is there: let hotplug come first`
}

/** A device that is plugged in wants memory locked, as at the start. */
function lockProblem({ guests, events }: Host, event: Hotplug): string | undefined {
  const guest = guests.find((one) => one.id === event.guest) as Guest
  const failure = plugFailure(guest, events)
  return failure === undefined
    ? undefined
    : `hotplug of ${event.guest}.${event.device}: ${failure}: raise ${event.guest}.memlock`
}

/** A frame of a guest whose card is played goes through the host's own network, which is not modelled. */
function playedProblem(host: Host, event: Spoof): string | undefined {
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
