/** Memory that a guest gives back while it runs: how much, and who cannot. */

import type { Guest } from '../host/host.ts'
import { GIB, sizeText } from '../units.ts'
import { type Knob, size } from './knob.ts'

/** The guest keeps at least so much of its memory for itself and its buffers. */
const KEEPS = 0.6

export const BALLOON_KNOB: Knob<Guest> = size<Guest>(
  'balloon',
  'memory that the guest has given back',
  { min: 0, max: 1024 * GIB },
  (bytes) => (bytes === 0 ? 'It keeps all of its memory.' : `${sizeText(bytes)} of it are the host's again.`),
  (guest) => guest.balloon,
  (guest, balloon) => ({ ...guest, balloon }),
)

export function balloonProblems(
  guest: Guest,
  path: string,
  say: (path: string, message: string) => void,
): void {
  if (guest.balloon === 0) return
  const whole = guest.devices.find((device) => device.controller === 'vfio-pci')
  if (whole !== undefined)
    say(
      `${path}.balloon`,
      `${guest.id}.${whole.id} is given whole and may reach all of its memory at any time, so none can be given back: set balloon to 0, or take a controller of the host`,
    )
  if (!(guest.balloon > 0 && guest.balloon <= guest.memory * (1 - KEEPS)))
    say(
      `${path}.balloon`,
      `a guest keeps three fifths of its memory: a balloon in ${guest.memory} bytes has 0 to ${Math.floor(guest.memory * (1 - KEEPS))}, not ${guest.balloon}`,
    )
}
