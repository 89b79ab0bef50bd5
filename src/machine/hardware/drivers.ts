/**
 * Guests, the drivers in their box, and the habits of these drivers. A guest without a driver for what it is shown does not
 * boot.
 *
 * Sources: VirtualBox' manual on which Windows has which driver (BusLogic in NT 4 and 2000, LSI Logic from 2003 on, neither
 * in XP, SAS from Vista on, e1000 as QEMU plays it from 2003 on, PCnet until 2003); the Linux drivers' first releases; the
 * lists of supported hardware of their time for the rest. A display works everywhere, as plain VGA if not as more. LSI 53c895a stands in for the LSI Logic of virtual machines.
 */

import type { ControllerId, OsId } from '../host/host.ts'
import { KIB, PAGE } from '../units.ts'

/** What a system's drivers do in their own way with a controller that others drive, too. */
export interface DriverHabits {
  /** Largest request that the system hands to a driver. Bytes. */
  readonly largest: number
  /** Whether an IDE disk that can be a bus master is one. */
  readonly busMaster: boolean
  /** Bytes of one access where the guest carries data through an IDE port. */
  readonly portElement: number
  /** Bytes that one string instruction on that port moves: a sector, or as much as the disk has ready. */
  readonly portString: number
  /** Network drivers mask the interrupt and poll (NAPI); the others do all in the handler. */
  readonly polls: boolean
}

/** What a system does with its clock. */
export interface ClockHabits {
  /** periodic: it goes on by itself. each: its next tick is asked for at each. rtc: each is acknowledged to the real-time clock. */
  readonly timer: 'periodic' | 'each' | 'rtc'
  /** With nothing to do. stops: each time that it halts. stops-later: when a tick finds that it has slept for long. */
  readonly idle: 'ticks' | 'stops' | 'stops-later'
}

interface OsCard {
  readonly title: string
  readonly year: number
  readonly habits: DriverHabits
  readonly clock: ClockHabits
  readonly drivers: readonly ControllerId[]
}

const BLOCK = 8 * KIB

/** The port drivers of Windows: 17 elements, 64 KiB, unless an adapter says more; words through the port, a block at once. */
const NT: DriverHabits = {
  largest: 64 * KIB,
  busMaster: true,
  portElement: 2,
  portString: BLOCK,
  polls: false,
}
/** Its IDE driver leaves bus mastering alone until an administrator asks for it (DMACHECK, of a service pack). */
const NT_4_HABITS: DriverHabits = { ...NT, busMaster: false }
/** From Vista on the adapter's own limit counts. */
const VISTA: DriverHabits = { ...NT, largest: 1024 * KIB }
/** MAX_SECTORS of 2.4 is 255: whole pages of it. */
const LINUX_2_4: DriverHabits = { ...NT, largest: 31 * PAGE, portElement: 4, portString: 512 }
/** BLK_DEF_MAX_SECTORS was 1,024 until 4.2, and is 2,560 since. */
const LINUX_2_6: DriverHabits = { ...LINUX_2_4, largest: 512 * KIB, polls: true }
const LINUX_6: DriverHabits = { ...LINUX_2_6, largest: 1280 * KIB }

/** Before Windows 8, without Hyper-V's own timers: each tick is acknowledged by a read of register C. */
const RTC: ClockHabits = { timer: 'rtc', idle: 'ticks' }
const PIT: ClockHabits = { timer: 'periodic', idle: 'ticks' }
/** NO_HZ and high resolution since 2.6.21; until 4.17 each halt stopped the tick, since then only one that the governor thinks long. */
const NO_HZ: ClockHabits = { timer: 'each', idle: 'stops' }
const NO_HZ_4_17: ClockHabits = { timer: 'each', idle: 'stops-later' }

/** What every system of these years drives. */
const OLD: readonly ControllerId[] = ['ide-pio', 'ide-dma', 'ne2k_pci', 'tulip', 'floppy', 'cirrus-vga']
/** Adapters of the SCSI bus that Linux always drove. */
const LINUX_SCSI: readonly ControllerId[] = ['buslogic', 'lsi53c810', 'lsi53c895a', 'am53c974', 'dc390']
const NT_4: readonly ControllerId[] = [...OLD, 'buslogic', 'lsi53c810', 'am53c974', 'pcnet']
const LINUX_OLD: readonly ControllerId[] = [...OLD, ...LINUX_SCSI, 'pcnet', 'rtl8139', 'e1000']

const SYSTEMS: Readonly<Record<OsId, OsCard>> = {
  'nt-4': { title: 'Windows NT 4', year: 1996, habits: NT_4_HABITS, clock: RTC, drivers: NT_4 },
  'windows-2000': {
    title: 'Windows 2000',
    year: 2000,
    habits: NT,
    clock: RTC,
    drivers: [...NT_4, 'rtl8139'],
  },
  'windows-xp': {
    title: 'Windows XP',
    year: 2001,
    habits: NT,
    clock: RTC,
    drivers: [...OLD, 'lsi53c810', 'pcnet', 'rtl8139'],
  },
  'windows-2003': {
    title: 'Windows Server 2003',
    year: 2003,
    habits: NT,
    clock: RTC,
    drivers: [...OLD, 'lsi53c810', 'lsi53c895a', 'pcnet', 'rtl8139', 'e1000'],
  },
  'windows-7': {
    title: 'Windows 7',
    year: 2009,
    habits: VISTA,
    clock: RTC,
    drivers: [
      ...['ide-pio', 'ide-dma', 'floppy', 'ahci', 'lsi53c895a', 'mptsas1068', 'megasas'],
      ...['tulip', 'rtl8139', 'e1000', 'e1000e', 'cirrus-vga'],
    ] as ControllerId[],
  },
  'linux-2.4': { title: 'Linux 2.4', year: 2001, habits: LINUX_2_4, clock: PIT, drivers: LINUX_OLD },
  'linux-2.6': {
    title: 'Linux 2.6',
    year: 2006,
    habits: LINUX_2_6,
    clock: NO_HZ,
    drivers: [...LINUX_OLD, 'ahci', 'megasas', 'mptsas1068'],
  },
  'linux-6': {
    title: 'Linux 6',
    year: 2023,
    habits: LINUX_6,
    clock: NO_HZ_4_17,
    drivers: [
      ...LINUX_OLD,
      ...(['ahci', 'megasas', 'mptsas1068', 'pvscsi', 'nvme', 'e1000e', 'vmxnet3'] as const),
      ...(['virtio-blk', 'virtio-scsi', 'virtio-net', 'vfio-pci', 'mdev', 'bare-metal'] as const),
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

export function clockOf(os: OsId): ClockHabits {
  return SYSTEMS[os].clock
}

export function habitsOf(os: OsId): DriverHabits {
  return SYSTEMS[os].habits
}
