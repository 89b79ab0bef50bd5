/** Guests and the drivers in their box. A guest without a driver for what it is shown does not boot. */
import type { ControllerId, OsId } from './host.ts'

interface OsCard {
  readonly title: string
  readonly year: number
  readonly drivers: readonly ControllerId[]
}

/** Sources: VirtualBox's manual on which Windows has which driver, the Linux drivers' first releases. */
const SYSTEMS: Readonly<Record<OsId, OsCard>> = {
  'nt-4': { title: 'Windows NT 4', year: 1996, drivers: ['ide-pio', 'ide-dma', 'ne2k_pci', 'pcnet'] },
  'windows-xp': {
    title: 'Windows XP',
    year: 2001,
    drivers: ['ide-pio', 'ide-dma', 'ne2k_pci', 'pcnet', 'rtl8139', 'e1000'],
  },
  'linux-2.4': {
    title: 'Linux 2.4',
    year: 2001,
    drivers: ['ide-pio', 'ide-dma', 'lsi53c895a', 'am53c974', 'ne2k_pci', 'pcnet', 'rtl8139', 'e1000'],
  },
  'linux-2.6': {
    title: 'Linux 2.6',
    year: 2006,
    drivers: [
      'ide-pio',
      'ide-dma',
      'ahci',
      'lsi53c895a',
      'megasas',
      'am53c974',
      'ne2k_pci',
      'pcnet',
      'rtl8139',
      'e1000',
    ],
  },
  'linux-6': {
    title: 'Linux 6',
    year: 2023,
    drivers: [
      'ide-pio',
      'ide-dma',
      'ahci',
      'lsi53c895a',
      'megasas',
      'pvscsi',
      'am53c974',
      'ne2k_pci',
      'pcnet',
      'rtl8139',
      'e1000',
      'e1000e',
      'vmxnet3',
      'virtio-net',
      'virtio-blk',
      'virtio-scsi',
      'nvme',
      'vfio-pci',
      'bare-metal',
    ],
  },
}

export const OS_IDS = Object.keys(SYSTEMS) as OsId[]

export function osTitle(os: OsId): string {
  return `${SYSTEMS[os].title} (${SYSTEMS[os].year})`
}

/** Whether the system finds a driver for this controller in its box. */
export function hasDriver(os: OsId, controller: ControllerId): boolean {
  return controller === 'bare-metal' || SYSTEMS[os].drivers.includes(controller)
}
