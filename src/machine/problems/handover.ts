/** Who holds a real device at which time: from its hotplug to its hot-unplug, until it leaves for a move, or all the time. */
import { datasheet } from '../controllers/index.ts'
import type { Guest, Host, VirtualDevice } from '../host/host.ts'

interface Hold {
  readonly guest: string
  readonly device: string
  readonly from: number
  readonly to: number
}

/** All who hold this device, in the order of their times. */
export function holdsOf(host: Host, backing: string): readonly Hold[] {
  return host.guests
    .flatMap((guest) =>
      guest.devices
        .filter((device) => device.backing === backing)
        .map((device): Hold => {
          const own = host.events.filter(
            (event) => 'device' in event && event.guest === guest.id && event.device === device.id,
          )
          const at = (kind: string): number | undefined => own.find((event) => event.kind === kind)?.at
          return {
            guest: guest.id,
            device: device.id,
            from: at('hotplug') ?? 0,
            to: at('hot-unplug') ?? movesAt(host, guest, device),
          }
        }),
    )
    .sort((one, other) => one.from - other.from)
}

/** When a device given whole leaves because its guest does; it gets another one where it arrives. */
function movesAt(host: Host, { id }: Guest, { controller, leaves }: VirtualDevice): number {
  const move = host.events.find((event) => event.kind === 'migrate' && event.guest === id)
  const goes = leaves === true && datasheet(controller).direct
  return goes && move !== undefined ? move.at : Number.POSITIVE_INFINITY
}

/** Whether at no time two hold it. */
export function inTurn(host: Host, backing: string): boolean {
  const holds = holdsOf(host, backing)
  return holds.every((hold, index) => index === 0 || holds[index - 1].to <= hold.from)
}

/** The guest that held it last before a time; undefined: none did. */
export function holderBefore(host: Host, backing: string, at: number): string | undefined {
  return holdsOf(host, backing).findLast((hold) => hold.from < at)?.guest
}
