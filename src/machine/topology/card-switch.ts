/**
 * The switch inside a card with virtual functions (SR-IOV): it carries frames between them and to the wire. What it checks of
 * them whoever has the physical function tells it: the host, or a guest that was given it whole. A guest that has it rules all
 * of the others.
 *
 * Not modelled: rate limits, promiscuous functions, bridges of the host.
 */
import type { Host } from '../host/host.ts'
import { holdersOf } from './holders.ts'

/** The card that a function is of. */
export function cardOf({ devices }: Pick<Host, 'devices'>, name: string): string {
  return devices[name].parent ?? name
}

/** What becomes of a frame that one function sends under the address of another of its card. */
export function spoofed(
  host: Host,
  from: string,
  as: string,
): 'spoofed-frame' | 'blocked-by-card' | 'other-vlan' {
  const card = cardOf(host, from)
  const holder = holdersOf(host).get(card)
  // Who has the physical function tells the card what to check; what the host had set is gone.
  const ruled = (holder === undefined || holder === 'host') && from !== card
  if (!ruled) return 'spoofed-frame'
  const [own, other] = [host.devices[from], host.devices[as]]
  if (own.spoofCheck !== false) return 'blocked-by-card'
  return (own.vlan ?? 0) === (other.vlan ?? 0) ? 'spoofed-frame' : 'other-vlan'
}
