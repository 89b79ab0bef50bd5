/**
 * The host: the player's plain data. Everything that a configuration is, and nothing that happens.
 * Knobs (knobs.ts) change it by text, problems.ts says what cannot be, assemble.ts makes a machine of it.
 */
import type { Nanos } from '../units.ts'
import type { HostEvent } from './host-event.ts'
import type { Bridge, Device, Price, Slot } from './real-device.ts'
import type { Workload } from './workload.ts'

export type * from './host-event.ts'
export type * from './real-device.ts'
export type * from './workload.ts'

/** Which cost table applies (costs.ts). */
export type Era = '2001' | '2005-07' | '2010-13' | '2020s'

/** Costs that are as much longer or shorter together on another machine of the era (costs/pace.ts). */
export const PACE_GROUPS = ['guest', 'exits', 'wakes', 'host', 'copies', 'device', 'bus', 'iommu'] as const
export type PaceGroup = (typeof PACE_GROUPS)[number]

/** What a core without work sleeps in, the shallowest first. */
export type IdleStateId = 'C1' | 'C1E' | 'C3' | 'C6'

/** What a guest is shown. Names follow QEMU's where it has one; `vfio-pci` is the real device, given whole. */
export type ControllerId =
  | 'ide-pio'
  | 'ide-dma'
  | 'ahci'
  | 'buslogic'
  | 'lsi53c810'
  | 'lsi53c895a'
  | 'megasas'
  | 'mptsas1068'
  | 'pvscsi'
  | 'am53c974'
  | 'dc390'
  | 'floppy'
  | 'virtio-blk'
  | 'virtio-scsi'
  | 'nvme'
  | 'ne2k_pci'
  | 'pcnet'
  | 'tulip'
  | 'rtl8139'
  | 'e1000'
  | 'e1000e'
  | 'vmxnet3'
  | 'virtio-net'
  | 'cirrus-vga'
  | 'vfio-pci'
  | 'mdev'
  | 'bare-metal'

/** How the host's file layer treats a guest's disk (QEMU's cache= words). */
export type CacheMode = 'none' | 'writeback' | 'writethrough' | 'directsync' | 'unsafe'

/** off: no unit answers; identity: device addresses pass unchanged; translated: a domain of its own for each guest. */
export type IommuMode = 'off' | 'identity' | 'translated'

/**
 * off, pt: all of the guest's memory is mapped for good. strict, lazy: the guest maps each request, and waits for each
 * invalidation or for none. caching: the unit must be told of new mappings, too, and the host follows each of them.
 * optimistic: mappings are left for 10 ms, and found again where the same buffer is asked for.
 */
export type GuestIommu = 'off' | 'pt' | 'strict' | 'lazy' | 'caching' | 'optimistic'
/**
 * Whose unit it looks like. amd: it says that it remembers empty entries too (NpCache), so its driver never is lazy, tells it
 * of each new mapping as well, and invalidates in pieces of a power of two.
 */
export type GuestIommuModel = 'intel' | 'amd'

/** What a guest's operating system is; its in-box drivers follow (drivers.ts). */
export type OsId =
  | 'nt-4'
  | 'windows-2000'
  | 'windows-xp'
  | 'windows-2003'
  | 'windows-7'
  | 'linux-2.4'
  | 'linux-2.6'
  | 'linux-6'

/** A model of real hardware (devices.ts). */
export type DeviceModel =
  | 'sata-disk'
  | 'sata-ssd'
  | 'nvme'
  | 'array'
  | 'optane'
  | 'ram-disk'
  | 'net-storage'
  | 'screen'
  | 'nic-100m'
  | 'nic-1g'
  | 'nic-10g'
  | 'nic-25g'
  | 'nic-40g'
  | 'nic-100g'
  | 'nic-400g'
  | 'fixed'
  | 'null-co'

/**
 * Where a disk keeps what it has taken. none: in its medium (the write cache is off). volatile: in memory that a power cut
 * empties; a flush waits for the medium. protected: in memory with a battery or capacitors. lying: volatile, and a flush is
 * answered at once.
 */
export type WriteCache = 'none' | 'volatile' | 'protected' | 'lying'

export type InterruptKind = 'intx' | 'msi' | 'msix'
/** injected: the host takes the interrupt and injects it; posted: the IOMMU posts it to the running vCPU. */
export type Delivery = 'injected' | 'posted'
/**
 * Who takes the requests of a paravirtual device out of its ring.
 * loop: the VMM's main loop; iothread: a thread of the VMM for this device; vhost: a kernel thread for each queue;
 * vhost-user: a polling process, a thread for each queue; serial: a thread that waits for each request before the next
 * (Firecracker's first block engine); nvme-user: such a thread with a driver of its own for an NVMe SSD (QEMU's nvme://).
 */
export type Backend = 'loop' | 'iothread' | 'vhost' | 'vhost-user' | 'serial' | 'nvme-user'
/**
 * How a real device's driver hears of an answer: it is interrupted, or looks for it itself, in the kernel (io_uring, busy
 * polling), in a thread of the kernel (SQPOLL), or in the process (SPDK, DPDK).
 */
export type Driver = 'interrupts' | 'kernel-polling' | 'sqpoll' | 'user-polling'
export type DeviceKind = 'disk' | 'nic' | 'display'
export type PageSize = '4K' | '2M' | '1G'

export interface VirtualDevice {
  /** Last part of its name, `disk` or `nic`; with the guest: `files.disk`. */
  readonly id: string
  /** Key of the real device behind it in Host.devices. */
  readonly backing: string
  readonly controller: ControllerId
  readonly cache: CacheMode
  readonly interrupt: InterruptKind
  readonly delivery: Delivery
  /** Core that takes a real device's interrupt; -1: wherever the vCPU last ran. */
  readonly irqCore: number
  /** Cores that take the interrupts of its queues, one after the other and then from the first again; empty: all go to `irqCore`. */
  readonly irqCores: readonly number[]
  /** An interrupt waits so long for company; 0: never. Microseconds. */
  readonly coalesceUs: number
  /** … or until so many completions are there. 1: never waits. */
  readonly coalesceFrames: number
  /** The driver finds out both by itself (adaptive coalescing); only the driver of a real network card looks. */
  readonly adaptive: boolean
  /** Descriptors of the ring, or commands a queue holds. */
  readonly ring: number
  /** Only paravirtual devices look at these, down to `eventIndex`. */
  readonly backend: Backend
  /** Core of the backend's first thread, the next ones follow; -1: wherever there is room. */
  readonly backendPin: number
  /** Queues that the driver uses, 1 to 64; 0: one of a paravirtual device, one for each vCPU of a real one. */
  readonly queues: number
  /** Registers on a PCI bus, or a microVM's page of them with one interrupt line and no messages (virtio-mmio). */
  readonly transport: 'pci' | 'mmio'
  /** Three rings (VIRTIO 1.0), or one that both sides write (1.1). */
  readonly ringFormat: 'split' | 'packed'
  /** Each side tells when it wants to hear of the other (VIRTIO_F_EVENT_IDX). Else everything is told. */
  readonly eventIndex: boolean
  /** Only a real device's driver looks. */
  readonly driver: Driver
  /** A driver that polls writes the doorbell once for all that it has prepared. */
  readonly doorbellBatch: boolean
  /** Segmentation offload: a network card takes units of up to 64 KiB and cuts them into frames; received ones are joined. */
  readonly offload: boolean
  /** LBA28 ends a command at 128 KiB; LBA48 goes on. Only IDE looks. */
  readonly addressing: 'lba28' | 'lba48'
  /** The IOMMU that the guest itself sees before a device given whole; see GuestIommu. */
  readonly guestIommu: GuestIommu
  /** Whose unit that looks like; only where requests are mapped. */
  readonly guestIommuModel: GuestIommuModel
  /** Whoever maps for each request copies through buffers that stay mapped instead. */
  readonly bounce: boolean
  /** How a display's frame buffer is reached: by writes that stop the guest, or as memory. Only a display looks. */
  readonly framebuffer: 'trapped' | 'mapped'
  /** Taken away before its guest moves, and given back once that has arrived. Default false. */
  readonly leaves?: boolean
  /** Another device of the guest, in whose place this one works, and only while that one is away. */
  readonly standby?: string
  readonly workload: Workload
}

export interface Guest {
  readonly id: string
  readonly os: OsId
  /** Controllers whose drivers were added to those in the system's box. */
  readonly drivers: readonly ControllerId[]
  /** Controllers that were there at an earlier boot with an added driver: it starts with the system, in time for the boot disk. */
  readonly bootDrivers: readonly ControllerId[]
  readonly vcpus: number
  /** Bytes of guest-physical memory, from address 0. */
  readonly memory: number
  /** Bytes of it, at its top, that a balloon has given back to the host: at most two fifths. */
  readonly balloon: number
  /** Bytes that its process may lock for devices that reach its memory (RLIMIT_MEMLOCK); 0: as many as they want. */
  readonly memlock: number
  readonly pages: PageSize
  /** Core of the first vCPU, the next ones follow; -1: wherever there is room. */
  readonly pin: number
  /** From the core of one vCPU to that of the next, where they are pinned. */
  readonly pinStep: number
  /** Core of the VMM's main loop; -1: wherever there is room. */
  readonly vmmPin: number
  /** NUMA node of its memory; -1: where its first vCPU is pinned, else node 0. */
  readonly numa: number
  /** Nanoseconds that the host polls after a vCPU halts before it really sleeps. */
  readonly haltPoll: Nanos
  /** Ticks of each vCPU's clock in a second; 0: none. 0 to 10,000. */
  readonly tick: number
  /** Pause-loop exiting: a vCPU that spins for a lock is stopped after a while, so that the one that holds it gets a core. */
  readonly ple: boolean
  /** PV-EOI: host and guest share a word in which the guest ends an interrupt that was a message, without an exit. */
  readonly pvEoi: boolean
  /** Its memory and its registers are sealed by the processor: no device and no VMM reads them. What is to be moved it copies. */
  readonly confidential: boolean
  /** Bytes that a confidential guest shares with devices and copies through (swiotlb); 0: 6 % of its memory, 64 MiB to 1 GiB. */
  readonly swiotlb: number
  /** Who sits in it. trusted: errs and attacks nobody. buggy: errs. hostile: attacks what it reaches. */
  readonly trust: 'trusted' | 'buggy' | 'hostile'
  readonly devices: readonly VirtualDevice[]
}

export interface Host {
  readonly era: Era
  /** How many times as long as in the era's table, 0.5 to 2. Left out: as in the table. */
  readonly pace?: Readonly<Partial<Record<PaceGroup, number>>>
  /** What threads run on, siblings counted each. 1 to 64. */
  readonly cores: number
  /** NUMA nodes, 1 to 8; the cores split evenly over them, in order. */
  readonly numaNodes: number
  /** 2: cores 0 and 1, 2 and 3, … are siblings (SMT) and share what executes. 1: none are. */
  readonly smt: 1 | 2
  /** The deepest state that a core without work may take; C1: it wakes as fast as it can. */
  readonly idle: IdleStateId
  /** Bytes a second of one node's memory; 0: what was usual in the era. */
  readonly memoryBandwidth: number
  /** Bytes of real memory. */
  readonly memory: number
  /** Bytes at the bottom that the host keeps for itself. */
  readonly hostMemory: number
  /** Bytes of those that file pages may fill. */
  readonly pageCache: number
  /** What of the page cache may be dirty. */
  readonly dirty: {
    /** Write-backs begin beyond so many percent of it, 0 to 100. */
    readonly background: number
    /** Writers wait beyond so many percent of it: at least `background`. */
    readonly limit: number
    /** What is dirty for so long is written back. Nanoseconds. */
    readonly expire: Nanos
  }
  readonly iommu: {
    readonly mode: IommuMode
    /** Translations that the IOTLB holds. */
    readonly entries: number
    /** Places in which one translation may stand; 0: in any. Default 0. */
    readonly ways?: number
    /** What the host does when it takes a mapping of its own device back: waits until the unit forgot it, or not yet. Default strict. */
    readonly invalidation?: 'strict' | 'lazy' | 'optimistic'
    /** Disks and cards that the host drives for its guests reach all of memory (iommu=pt); else its kernel maps each request. Default true. */
    readonly passthrough?: boolean
    /** A table says which device may send which interrupt. Default true. */
    readonly remapping?: boolean
    /** Faults that are written down until the host has read them; more are lost. Default 8. */
    readonly faultRecords?: number
    /** Devices that can (Device.ats) remember translations themselves, and all are believed that say they did. Default false. */
    readonly ats?: boolean
  }
  /** Who runs the guests: the kernel of the host, or a VMM of 2001 that lives in a process of it (hosted.ts). */
  readonly hypervisor: 'kvm' | 'hosted'
  /** Hosted: who answers for ports of a network card that do not transmit. */
  readonly lancePorts: 'host' | 'vmm'
  /** Hosted: packets to be sent wait for an interrupt that is due anyway. */
  readonly sendCombining: boolean
  /** Hosted: how the process learns what has come. */
  readonly irqNotify: 'select' | 'shared'
  /** The processor completes interrupts (EOI) without an exit. */
  readonly apicv: boolean
  /** Year of the VMM's release: holes that were mended later are open. 1999 to 2100. */
  readonly vmmYear: number
  /** The process that plays devices may do nothing else (own user, filtered system calls). */
  readonly confined: boolean
  readonly devices: Readonly<Record<string, Device>>
  /** The tree between processor and devices. A bus that no bridge leads to has a root port of its own, with ACS. */
  readonly bridges: Readonly<Record<string, Bridge>>
  /** Where a device can be plugged in; only knobs look. */
  readonly slots: Readonly<Record<string, Slot>>
  /** What choices cost; only the budget looks. */
  readonly prices: readonly Price[]
  /** The kernel takes ACS for granted everywhere (a boot option that is not in Linux itself); the wires stay as they are. */
  readonly acsOverride: boolean
  /** A daemon spreads the interrupts of devices over the cores, whatever was said of them by hand. */
  readonly irqBalance: boolean
  readonly guests: readonly Guest[]
  readonly events: readonly HostEvent[]
}
