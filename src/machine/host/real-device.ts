/** The real machine's devices, and what joins their buses. */
import type { Nanos } from '../units.ts'
import type { DeviceModel, WriteCache } from './host.ts'

export interface Device {
  readonly model: DeviceModel
  /** Requester ID: PCI domain:bus:device.function. */
  readonly address: string
  /** Overrides the model's own time for one access. Nanoseconds. */
  readonly latency?: Nanos
  /** Address bits of its DMA: 32 reach the lower 4 GiB. Default 64. */
  readonly dmaBits?: 32 | 64
  /**
   * ATS: translations that it remembers itself, where the unit lets devices do so (iommu.ats). Each function has its own.
   * 1 to 65,536. Default: it cannot.
   */
  readonly ats?: number
  /** Overrides the model's own. */
  readonly writeCache?: WriteCache
  /** It forgets its owner when it is told to (function level reset). Default true. */
  readonly resets?: boolean
  /** SR-IOV: it is a virtual function of the device of this name, and shares what that can do. */
  readonly parent?: string
  /** MSI-X: how many interrupts it can tell apart. Default: as many as it has queues. */
  readonly vectors?: number
  /** Queues that it has. Default: the model's own. A virtual function has few of its card's. 1 to 1024. */
  readonly queues?: number
  /** SR-IOV, a network card: the card drops what this function sends under another's address. Default true. */
  readonly spoofCheck?: boolean
  /** … and puts it into this VLAN, which its guest cannot leave. 1 to 4094; 0: into none. Default 0. */
  readonly vlan?: number
  /** SR-IOV: how many virtual functions it offers at most. Default 0. */
  readonly vfs?: number
  /** It keeps its functions apart (ACS on each of them). Default false. */
  readonly acs?: boolean
  /** Conventional PCI: all on its bus hear each other. Default false, PCI Express. */
  readonly conventional?: boolean
  /**
   * How its interrupt line (INTx) is held back while its guest has not answered. works: by a bit of its own (PCI 2.3). none: only
   * the whole line can be, which it then wants for itself. broken: the bit is there and does nothing. Default works.
   */
  readonly lineMask?: 'works' | 'none' | 'broken'
  /** NUMA node of the socket that it hangs on. Default 0. */
  readonly node?: number
  /** Where its registers lie in real addresses. Bytes. Default: a window of 16 MiB above all memory. */
  readonly bar?: { readonly from: number; readonly bytes: number }
}

/** A place where a card can be plugged in. */
export interface Slot {
  /** Requester ID of the card that stands there. */
  readonly address: string
  /** NUMA node of the socket that it hangs on. Default 0. */
  readonly node?: number
}

/** What a choice costs, beside the models of controllers. */
export interface Price {
  /** Key of a knob, and the value that costs. */
  readonly knob: string
  readonly is: string
  /** 1 to 100. */
  readonly points: number
}

/** What joins buses: a port of the root complex, either end of a switch, a bridge to conventional PCI. */
export type BridgeKind = 'root-port' | 'switch-up' | 'switch-down' | 'pcie-to-pci'

export interface Bridge {
  readonly kind: BridgeKind
  /** Requester ID, and so the bus above it. */
  readonly address: string
  /** Number of the bus below it. 1 to 255. */
  readonly bus: number
  /** Sends what comes from below up to the root complex, never across. Default: only a root port does. */
  readonly acs?: boolean
}
