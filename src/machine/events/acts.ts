/**
 * Acts of a real device that its guest holds: accesses and interrupts of its own, and what it goes on with after a failed
 * reset. A guest whose device software plays has none that it could tell to attack, so nothing happens then.
 */
import { datasheet } from '../controllers/index.ts'
import type { Host, HostEvent } from '../host/host.ts'

type Act = Extract<HostEvent, { kind: 'hostile-dma' | 'forged-msi' | 'peer-write' | 'reset-failure' }>

const ACTS: ReadonlySet<HostEvent['kind']> = new Set<Act['kind']>([
  'hostile-dma',
  'forged-msi',
  'peer-write',
  'reset-failure',
])

/** Whether this is an act of a real device, and software plays the one that it names. */
export function isPlayed({ guests }: Pick<Host, 'guests'>, event: HostEvent): boolean {
  if (!ACTS.has(event.kind)) return false
  const act = event as Act
  const device = guests.find((guest) => guest.id === act.guest)?.devices.find((one) => one.id === act.device)
  return device !== undefined && !datasheet(device.controller).direct
}
