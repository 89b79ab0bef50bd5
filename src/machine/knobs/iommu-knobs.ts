/** Knobs of the IOMMU, of what drivers map before their devices, and of what is believed of the PCI tree. */

import { type DevicePart, onDevice } from '../hardware/device-part.ts'
import { IOMMU_DEFAULTS } from '../host/defaults.ts'
import type { GuestIommu, GuestIommuModel, Host } from '../host/host.ts'
import { choice, flag, type Knob, number } from './knob.ts'

export const MAPPING_KNOBS: readonly Knob<DevicePart>[] = [
  choice<DevicePart, GuestIommu>(
    'guestIommu',
    'the IOMMU that the guest sees before this device',
    {
      off: 'None: the device may reach all of the guest, always.',
      pt: 'One that lets everything through: the device may reach all of the guest.',
      strict: 'The guest maps each request, takes it back after, and waits until the unit forgot: a trap.',
      lazy: 'The guest maps each request, and the unit forgets many at once: a window stays open meanwhile.',
      caching: 'The unit wants to hear of new mappings, too, and the host pins what each one names.',
      optimistic:
        'The guest leaves each mapping for 10 ms, and finds it again: no trap, and a window that stays open.',
    },
    (part) => part.device.guestIommu,
    (part, guestIommu) => onDevice((device) => ({ ...device, guestIommu }))(part),
  ),
  choice<DevicePart, GuestIommuModel>(
    'guestIommuModel',
    'whose unit that looks like',
    {
      intel: 'One command for each mapping that is taken back, and one trap.',
      amd: 'It remembers empty entries: told of new mappings too, in pieces, and never lazily.',
    },
    (part) => part.device.guestIommuModel,
    (part, guestIommuModel) => onDevice((device) => ({ ...device, guestIommuModel }))(part),
  ),
  flag<DevicePart>(
    'bounce',
    'buffers that stay mapped, and copies instead of mappings',
    {
      on: 'Each request is copied through a buffer that stays mapped: nothing to take back.',
      off: 'The device reads and writes the data where they lie.',
    },
    (part) => part.device.bounce,
    (part, value) => onDevice((device) => ({ ...device, bounce: value }))(part),
  ),
]

/** Sets fields of the unit; what is the default is left unsaid. */
function withUnit(host: Host, more: Partial<Host['iommu']>): Host {
  const { mode, entries, ...rest } = { ...host.iommu, ...more }
  const said = Object.entries(rest).filter(
    ([name, value]) => value !== IOMMU_DEFAULTS[name as keyof typeof IOMMU_DEFAULTS],
  )
  return { ...host, iommu: { mode, entries, ...Object.fromEntries(said) } }
}

export const UNIT_KNOBS: readonly Knob<Host>[] = [
  choice<Host, Host['iommu']['mode']>(
    'iommu.mode',
    'what the IOMMU does with addresses of devices',
    {
      off: 'Nothing stands between devices and memory. Linux would give no guest a device like that.',
      identity: 'Addresses pass unchanged (pt): the unit is on and translates nothing.',
      translated: 'Each guest has a domain: its devices reach its memory and no other.',
    },
    (host) => host.iommu.mode,
    (host, mode) => ({ ...host, iommu: { ...host.iommu, mode } }),
  ),
  number<Host>(
    'iommu.entries',
    'translations that the IOTLB holds',
    { min: 1, max: 4096, unit: 'entries' },
    (value) => `${value} translations are remembered.`,
    (host) => host.iommu.entries,
    (host, entries) => ({ ...host, iommu: { ...host.iommu, entries } }),
  ),
  number<Host>(
    'iommu.ways',
    'places in which one translation may stand; 0: any',
    { min: 0, max: 64, unit: 'ways' },
    (value) => (value === 0 ? 'Any place will do.' : `One of ${value}; others push it out of there.`),
    (host) => host.iommu.ways ?? IOMMU_DEFAULTS.ways,
    (host, ways) => withUnit(host, { ways }),
  ),
  choice<Host, 'strict' | 'lazy' | 'optimistic'>(
    'iommu.invalidation',
    'when the unit forgets a mapping that the host took back',
    {
      strict: 'At once, and the host waits for it.',
      lazy: 'Many at a time: a device can use an old mapping for up to 16 ms.',
      optimistic:
        'Not before 10 ms: a driver that asks for the same buffer again finds it mapped. So does the device.',
    },
    (host) => host.iommu.invalidation ?? IOMMU_DEFAULTS.invalidation,
    (host, invalidation) => withUnit(host, { invalidation }),
  ),
  flag<Host>(
    'iommu.passthrough',
    'whether what the host drives for its guests reaches all of memory (iommu=pt)',
    {
      on: 'It does: nothing is mapped for a request, and nothing keeps a disk or card apart from the host.',
      off: 'The kernel of the host maps each request, and takes the mapping back.',
    },
    (host) => host.iommu.passthrough ?? IOMMU_DEFAULTS.passthrough,
    (host, value) => withUnit(host, { passthrough: value }),
  ),
  flag<Host>(
    'iommu.remapping',
    'a table of which device may send which interrupt',
    {
      on: 'A device can send its own interrupts and no others.',
      off: 'A device can send any interrupt to any core, and VFIO gives none away until it is told that this is meant.',
    },
    (host) => host.iommu.remapping ?? IOMMU_DEFAULTS.remapping,
    (host, value) => withUnit(host, { remapping: value }),
  ),
  flag<Host>(
    'iommu.ats',
    'whether devices may remember translations themselves, and are believed',
    {
      off: 'Every address is looked up.',
      on: 'A device that can asks once and keeps the answer: no protection from one that lies.',
    },
    (host) => host.iommu.ats ?? IOMMU_DEFAULTS.ats,
    (host, value) => withUnit(host, { ats: value }),
  ),
  flag<Host>(
    'irqBalance',
    'a daemon that spreads interrupts over the cores',
    {
      off: 'An interrupt goes wherever its thread ran last, where nothing else is said.',
      on: 'It chooses, and has the last word: each interrupt has a core, the next one the next core, from core 0 on.',
    },
    (host) => host.irqBalance,
    (host, value) => ({ ...host, irqBalance: value }),
  ),
  flag<Host>(
    'acsOverride',
    'whether the kernel takes it for granted that every port keeps devices apart',
    {
      off: 'It believes what the ports say, and groups what it cannot keep apart.',
      on: 'It gives every device a group of its own; the wires stay as they are.',
    },
    (host) => host.acsOverride,
    (host, value) => ({ ...host, acsOverride: value }),
  ),
]
