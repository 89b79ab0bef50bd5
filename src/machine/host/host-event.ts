/** What happens to a host at a time, beside the work of its guests. Names guests, devices and addresses; what follows is found by the tables. */
import type { Nanos } from '../units.ts'

/** From `at` on, the driver of this device hands over one buffer address outside its guest's memory. */
export interface StrayDma {
  readonly kind: 'stray-dma'
  readonly at: Nanos
  readonly guest: string
  readonly device: string
  /** Guest-physical address that the driver writes into the request. */
  readonly address: number
}

/** A device given whole does an access that nobody asked for. */
export interface HostileDma {
  readonly kind: 'hostile-dma'
  readonly at: Nanos
  readonly guest: string
  readonly device: string
  /** An address that it puts on the bus; the last buffer that its driver took back; what lies beside one that it uses. */
  readonly aim: number | 'returned' | 'neighbour'
  readonly write: boolean
}

/** A device given whole sends an interrupt that is not its own. */
export interface ForgedMsi {
  readonly kind: 'forged-msi'
  readonly at: Nanos
  readonly guest: string
  readonly device: string
  /** Whose: a guest, or `host`. */
  readonly target: string
}

/** A device given whole writes to the registers of another device. */
export interface PeerWrite {
  readonly kind: 'peer-write'
  readonly at: Nanos
  readonly guest: string
  readonly device: string
  /** Key of that other device in Host.devices. */
  readonly target: string
}

/** A hostile guest sends frames under the address of another function of the same card. */
export interface Spoof {
  readonly kind: 'spoof'
  readonly at: Nanos
  readonly guest: string
  readonly device: string
  /** Key of that other function in Host.devices. */
  readonly target: string
}

/** The power goes: nothing happens any more, and what was only in memory is gone. */
export interface PowerCut {
  readonly kind: 'power-cut'
  readonly at: Nanos
}

/** A device given whole is taken from its guest and handed to another one, and its reset does nothing. */
export interface ResetFailure {
  readonly kind: 'reset-failure'
  readonly at: Nanos
  readonly guest: string
  readonly device: string
  /** The guest that has it from then on. */
  readonly to: string
}

/** Requests of an open workload come more often for a while. */
export interface Burst {
  readonly kind: 'burst'
  readonly at: Nanos
  readonly guest: string
  readonly device: string
  /** So many times as often, 2 to 1000. */
  readonly factor: number
  /** Nanoseconds. */
  readonly lasts: Nanos
}

/** Work of somebody else, without a pause, on one core for a while. */
export interface Noisy {
  readonly kind: 'noisy'
  readonly at: Nanos
  readonly core: number
  /** Nanoseconds. */
  readonly lasts: Nanos
}

/** A device is taken from its guest. */
export interface HotUnplug {
  readonly kind: 'hot-unplug'
  readonly at: Nanos
  readonly guest: string
  readonly device: string
  /** Without asking: what is under way fails. Else it is answered first. */
  readonly surprise: boolean
}

/** A device that its guest has not had until now. */
export interface Hotplug {
  readonly kind: 'hotplug'
  readonly at: Nanos
  readonly guest: string
  readonly device: string
}

/** A hostile guest attacks the model of one of its devices. */
export interface Exploit {
  readonly kind: 'exploit'
  readonly at: Nanos
  readonly guest: string
  readonly device: string
}

/** A guest moves to another host while it runs. */
export interface Migrate {
  readonly kind: 'migrate'
  readonly at: Nanos
  readonly guest: string
  /** Bytes of its memory that hold something; the rest need not be sent. */
  readonly used: number
  /** Of the link to the other host. Bytes a second. */
  readonly bandwidth: number
  /** It may be stopped for so long at its end, its devices' state aside. Nanoseconds. */
  readonly downtime: Nanos
}

export type HostEvent =
  | StrayDma
  | HostileDma
  | ForgedMsi
  | PeerWrite
  | Spoof
  | PowerCut
  | Burst
  | Noisy
  | HotUnplug
  | Hotplug
  | Exploit
  | ResetFailure
  | Migrate
