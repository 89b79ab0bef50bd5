/**
 * Interrupt lines (INTx): four for all of a root bus. A device's first pin comes down bridge by bridge, turned by the slot
 * at each, so devices meet on a line, and whoever has a handler there is asked at each interrupt.
 *
 * What a device does that cannot be held back: engine/storm.ts. Not modelled: pins other than the first.
 */
import { datasheet } from '../controllers/index.ts'
import type { Host, VirtualDevice } from '../host/host.ts'
import { type PciFunction, pciTree } from './functions.ts'

const LINES = 4

/** The line that a device's interrupt comes out at. 0 to 3. */
export function lineOf(host: Pick<Host, 'devices' | 'bridges'>, name: string): number {
  const tree = pciTree(host)
  let line = 0
  let at = tree.functions.find((one) => one.kind === 'endpoint' && one.name === name)
  for (; at !== undefined; at = tree.above(at)) line += turnAt(at)
  return line % LINES
}

/** A port that nobody wrote down stands in a slot of its own: that of its bus. */
function turnAt(one: PciFunction): number {
  return one.slot < 0 ? one.below : Math.floor(one.slot)
}

/** Whether a real device calls by its line; that of a played one is the VMM's. */
export function interruptsByLine({ interrupt, controller }: VirtualDevice): boolean {
  return interrupt === 'intx' && datasheet(controller).direct
}

/** Other real devices that interrupt by the same line. */
export function sharersOf(host: Host, name: string): number {
  const line = lineOf(host, name)
  const others = new Set(
    host.guests
      .flatMap((guest) => guest.devices)
      .filter(interruptsByLine)
      .map((one) => one.backing)
      .filter((one) => one !== name && host.devices[one] !== undefined),
  )
  return [...others].filter((one) => lineOf(host, one) === line).length
}
