/** Knobs: what a player may change, by key and text. A change makes a new host; nothing else in the project writes one. */
import { datasheet } from './controllers/index.ts'
import type { Guest, Host, VirtualDevice } from './host.ts'
import type { Knob, KnobCard, Scope } from './knob.ts'
import { DEVICE_KNOBS, type DevicePart, GUEST_KNOBS, HOST_KNOBS } from './knob-lists.ts'

export type { KnobCard } from './knob.ts'

type Refused = { readonly problem: string }

interface Found {
  readonly card: KnobCard
  read(): string
  write(value: string): Host | undefined
}

function found<Part>(
  key: string,
  scope: Scope,
  knob: Knob<Part>,
  part: Part,
  put: (part: Part) => Host,
): Found {
  const { name, text, values, range } = knob
  return {
    card: { key, scope, name, text, values, range, about: (value) => knob.about(value, part) },
    read: () => knob.read(part),
    write: (value) => {
      const changed = knob.write(part, value)
      return changed === undefined ? undefined : put(changed)
    },
  }
}

/** A NIC has no file cache, IDE's addressing is IDE's: knobs that mean something for what stands there. */
function fits(knob: string, device: VirtualDevice): boolean {
  const nic = datasheet(device.controller).kind === 'nic'
  return !(nic && (knob === 'cache' || knob === 'addressing'))
}

function allKnobs(host: Host): readonly Found[] {
  const knobs: Found[] = []
  for (const guest of host.guests) {
    const putGuest = (changed: Guest): Host => ({
      ...host,
      guests: host.guests.map((one) => (one.id === guest.id ? changed : one)),
    })
    for (const device of guest.devices) {
      const putDevice = (part: DevicePart): Host =>
        putGuest({
          ...guest,
          devices: guest.devices.map((one) => (one.id === device.id ? part.device : one)),
        })
      for (const knob of DEVICE_KNOBS)
        if (fits(knob.name, device))
          knobs.push(
            found(`${guest.id}.${device.id}.${knob.name}`, 'device', knob, { device, guest }, putDevice),
          )
    }
    for (const knob of GUEST_KNOBS)
      knobs.push(found(`${guest.id}.${knob.name}`, 'guest', knob, guest, putGuest))
  }
  for (const knob of HOST_KNOBS)
    knobs.push(found(`host.${knob.name}`, 'host', knob, host, (changed) => changed))
  return knobs
}

/** Every knob that this host has. */
export function knobCards(host: Host): readonly KnobCard[] {
  return allKnobs(host).map((knob) => knob.card)
}

/** The text value of a knob; undefined: there is no such knob. */
export function readKnob(host: Host, key: string): string | undefined {
  return allKnobs(host)
    .find((knob) => knob.card.key === key)
    ?.read()
}

/** A new host, or a sentence why not. Names of the nearest choices are the caller's to add. */
export function setKnob(host: Host, key: string, value: string): { readonly host: Host } | Refused {
  const knob = allKnobs(host).find((one) => one.card.key === key)
  if (knob === undefined)
    return {
      problem: `no knob "${key}"; ${nearest(
        key,
        allKnobs(host).map((one) => one.card.key),
      )}`,
    }
  const changed = knob.write(value)
  if (changed !== undefined) return { host: changed }
  const { values, range } = knob.card
  const allowed =
    values !== undefined
      ? nearest(value, values)
      : `a number from ${range?.min} to ${range?.max} (${range?.unit})`
  return { problem: `${key} cannot be "${value}"; ${allowed}` }
}

/** The up to three choices that share most with what was written. */
function nearest(wanted: string, choices: readonly string[]): string {
  const score = (choice: string): number => {
    const parts = wanted.split(/[.-]/)
    return (
      parts.filter((part) => part !== '' && choice.includes(part)).length * 10 -
      Math.abs(choice.length - wanted.length)
    )
  }
  const best = [...choices].sort((a, b) => score(b) - score(a)).slice(0, 3)
  return `try ${best.join(', ')}`
}
