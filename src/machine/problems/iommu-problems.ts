/** Units that cannot be, and devices that cannot stand behind one. */
import type { Host, VirtualDevice } from '../host/host.ts'
import type { Say } from './topology-problems.ts'

/** What is wrong with the host's unit. */
export function unitProblems({ iommu }: Host, say: Say): void {
  if (iommu.invalidation === 'optimistic' && iommu.passthrough === false)
    say(
      'iommu.invalidation',
      'optimistic is how a driver of a device of its own maps, not the host for disks of its guests: take strict or lazy, or passthrough true',
    )
  const ways = iommu.ways ?? 0
  const sets = iommu.entries / ways
  if (ways > 0 && !(Number.isInteger(sets) && (sets & (sets - 1)) === 0))
    say(
      'iommu.ways',
      `${iommu.entries} entries of ${ways} ways are ${sets} sets, and a set is found by some bits of the address: take 1, 2, 4, 8 ... sets`,
    )
}

/** What is wrong with the unit that a guest sees before one of its devices. */
export function iommuProblems(host: Host, device: VirtualDevice, path: string, say: Say): void {
  if (device.guestIommu === 'off') return
  if (device.controller !== 'vfio-pci')
    say(
      `${path}.guestIommu`,
      `the unit of a guest stands before devices that are given whole: take off, or vfio-pci instead of ${device.controller}`,
    )
  else if (device.guestIommu !== 'pt' && host.iommu.mode !== 'translated')
    say(
      `${path}.guestIommu`,
      `the host plays the unit of a guest on top of its own, which is ${host.iommu.mode} and keeps no device of a guest apart: set host.iommu.mode translated, or off here`,
    )
}
