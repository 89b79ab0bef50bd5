/** Knobs of the real machine: which device is behind a guest's, in which slot, what holds its line back, what ports keep apart. */
import { kindOf } from '../controllers/index.ts'
import { type DevicePart, onDevice } from '../hardware/device-part.ts'
import { deviceCard } from '../hardware/devices.ts'
import type { Bridge, Device, Host, Slot, VirtualDevice } from '../host/host.ts'
import { keepsApart } from '../topology/functions.ts'
import { lineOf } from '../topology/lines.ts'
import { choice, flag, type Knob } from './knob.ts'

/** Real devices that can stand behind a guest's: those of its kind. */
export function candidates({ devices }: Pick<Host, 'devices'>, device: VirtualDevice): readonly string[] {
  return Object.keys(devices).filter((name) => deviceCard(devices[name].model).kind === kindOf(device))
}

/** `files.disk.backing`: any real device of the same kind. */
export function backingKnob({ devices }: Pick<Host, 'devices'>): Knob<DevicePart> {
  return {
    name: 'backing',
    text: 'the real device behind it',
    values: Object.keys(devices),
    read: (part) => part.device.backing,
    about: (value) => (Object.hasOwn(devices, value) ? described(devices[value]) : ''),
    write: (part, backing) => {
      if (!candidates({ devices }, part.device).includes(backing)) return undefined
      return onDevice((device) => ({ ...device, backing }))(part)
    },
  }
}

function described({ model, address, parent, resets }: Device): string {
  const what = parent === undefined ? deviceCard(model).title : `A virtual function of ${parent},`
  const kept = resets === false ? ' It cannot be reset: what is in it stays.' : ''
  return `${what} at ${address}.${kept}`
}

/** `host.card.slot`: where a card is plugged in. Its virtual functions come along. */
export function slotKnob(name: string, slots: Host['slots']): Knob<Host> {
  return {
    name: 'slot',
    text: 'where the card is plugged in',
    values: Object.keys(slots),
    read: ({ devices }) =>
      Object.keys(slots).find((slot) => slots[slot].address === devices[name].address) ??
      devices[name].address,
    about: (value, host) =>
      Object.hasOwn(slots, value)
        ? `${deviceCard(host.devices[name].model).title} ${aboutSlot(slots[value])}${aboutLine(host, name, slots[value])}`
        : '',
    write: (host, value) => (Object.hasOwn(slots, value) ? plugged(host, name, slots[value]) : undefined),
  }
}

function aboutSlot({ address, node }: Slot): string {
  return node === undefined ? `at ${address}.` : `at ${address}, on the socket of node ${node}.`
}

/** Where something is said of a card's line, it counts which one the slot gives it. */
function aboutLine(host: Host, name: string, slot: Slot): string {
  if (host.devices[name].lineMask === undefined) return ''
  return ` There its line has the number ${lineOf(plugged(host, name, slot), name)}.`
}

function plugged(host: Host, name: string, slot: Slot): Host {
  const bus = slot.address.slice(0, slot.address.lastIndexOf(':') + 1)
  const moved = ([key, device]: [string, Device]): [string, Device] => {
    if (key !== name && device.parent !== name) return [key, device]
    const { node: _left, ...rest } = device
    const own = device.address.slice(device.address.lastIndexOf(':') + 1)
    const address = key === name ? slot.address : `${bus}${own}`
    return [key, { ...rest, address, ...(slot.node === undefined ? {} : { node: slot.node }) }]
  }
  return { ...host, devices: Object.fromEntries(Object.entries(host.devices).map(moved)) }
}

/** `host.card.lineMask`: of a device that says it. Where the bit does nothing, `none` is what a host does that knows of it. */
export const LINE_MASK_KNOB: Knob<Device> = choice<Device, NonNullable<Device['lineMask']>>(
  'lineMask',
  'how the host holds its interrupt line back',
  {
    works: 'By a bit of the card: others on the line are heard meanwhile.',
    none: 'The host knows that the bit is of no use: it holds back the whole line, and wants it for this card alone.',
    broken: 'By a bit of the card that does nothing, and the host does not know: the line stays raised.',
  },
  ({ lineMask }) => lineMask ?? 'works',
  (device, lineMask) => ({ ...device, lineMask }),
)

/** `host.switch.acs`: of a bridge. */
export const ACS_KNOB: Knob<Bridge> = flag<Bridge>(
  'acs',
  'access control of this port',
  {
    on: 'What comes from below goes up to the root complex, where the IOMMU sees it.',
    off: 'What comes from below may go straight across to a neighbour.',
  },
  keepsApart,
  (bridge, acs) => {
    const { acs: _before, ...rest } = bridge
    return keepsApart(rest) === acs ? rest : { ...rest, acs }
  },
)
