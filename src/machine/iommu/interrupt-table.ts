/**
 * Interrupts by vector: whose each is, and which device may send it (the remapping table, looked up by requester ID).
 *
 * Not modelled: a requester ID that a device makes up; the table's own cache.
 */
import { datasheet } from '../controllers/index.ts'
import type { Host } from '../host/host.ts'

/** The host's own: its timer, its devices, its messages between cores. */
const HOST_VECTOR = 0xef
/** The first vector that is handed out. */
const FIRST = 0x31

interface Entry {
  readonly vector: number
  readonly owner: string
  readonly requester: string
}

export class InterruptTable {
  private readonly entries: readonly Entry[]

  constructor(host: Host) {
    const entries: Entry[] = []
    for (const guest of host.guests)
      for (const device of guest.devices) {
        const backing = host.devices[device.backing]
        if (backing === undefined || !datasheet(device.controller).direct) continue
        const vectors = device.interrupt === 'msix' ? guest.vcpus : 1
        for (let index = 0; index < vectors; index++)
          entries.push({ vector: FIRST + entries.length, owner: guest.id, requester: backing.address })
      }
    this.entries = entries
  }

  /**
   * A vector that this owner hears of, and whose it is: the owner's first, or the host's. What a guest without a real device
   * hears, the host tells it: no device can write that.
   */
  aimedAt(owner: string): { readonly vector: number; readonly owner: string } {
    return this.entries.find((one) => one.owner === owner) ?? { vector: HOST_VECTOR, owner: 'host' }
  }

  /** Whether the table has an entry of this device for this vector. */
  allows(requester: string, vector: number): boolean {
    return this.entries.some((one) => one.requester === requester && one.vector === vector)
  }
}
