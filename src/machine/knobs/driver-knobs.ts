/** Knobs of a guest's drivers: those that were added, and those that start with the system. Refusals of both. */
import { datasheet } from '../controllers/index.ts'
import { ADDED_DRIVERS, addable, drives } from '../hardware/added-drivers.ts'
import { hasDriver, osTitle } from '../hardware/drivers.ts'
import type { ControllerId, Guest } from '../host/host.ts'
import type { Knob } from './knob.ts'

const NONE = 'none'

function titles(value: string): string {
  return value
    .split('+')
    .map((id) => datasheet(id as ControllerId).title)
    .join(', ')
}

/** Several controllers in one word: `virtio-blk+virtio-net`. */
function several(
  name: 'drivers' | 'bootDrivers',
  text: string,
  about: { readonly none: string; some(titles: string): string },
): Knob<Guest> {
  return {
    name,
    text,
    values: [NONE, ...ADDED_DRIVERS],
    about: (value) => (value === NONE ? about.none : about.some(titles(value))),
    read: (guest) => (guest[name].length === 0 ? NONE : guest[name].join('+')),
    write: (guest, value) => {
      if (value === NONE) return { ...guest, [name]: [] }
      const ids = value.split('+').map((part) => ADDED_DRIVERS.find((id) => id === part))
      const known = ids.filter((id) => id !== undefined)
      return known.length < ids.length ? undefined : { ...guest, [name]: [...new Set(known)] }
    },
  }
}

export const DRIVER_KNOBS: readonly Knob<Guest>[] = [
  several('drivers', "drivers that were added to those in the system's box", {
    none: 'It has what is in its box.',
    some: (what) => `A driver for ${what} is added: it works for all but the boot disk.`,
  }),
  several('bootDrivers', 'added drivers that start early enough for the boot disk', {
    none: 'No added driver starts in time for the boot disk.',
    some: (what) =>
      `A device of this kind was there at an earlier boot (${what}): its driver starts with the system.`,
  }),
]

/** Drivers that nobody wrote, and some that start without being there. */
export function driverProblems(
  guest: Guest,
  path: string,
  say: (path: string, message: string) => void,
): void {
  const system = osTitle(guest.os)
  for (const id of guest.drivers)
    if (!hasDriver(guest.os, id) && !addable(guest.os).includes(id))
      say(
        `${path}.drivers`,
        `nobody wrote a driver for ${datasheet(id).title} on ${system}: ${choices(guest)}`,
      )
  for (const id of guest.bootDrivers)
    if (!drives(guest, id))
      say(
        `${path}.bootDrivers`,
        `a driver that is not there starts at no boot: add ${id} to drivers as well, or take it out here`,
      )
}

function choices(guest: Guest): string {
  const names = addable(guest.os)
  return names.length === 0 ? 'take what is in its box' : `there are ${names.join(', ')}`
}
