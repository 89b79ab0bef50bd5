/**
 * Holes that were found in models of devices and let a guest run code in the process that plays them. Crashes and leaks are
 * left out. A VMM has a hole where it is older than the fix; who plays no such device, or hands out the real one, has not.
 *
 * The attack surface of a controller is its code: an old, rarely used model has as much of it as a new one. Where QEMU's
 * model has no known hole and another VMM's model of the same device had one, that is told.
 */
import type { ControllerId } from '../host/host.ts'

export interface Hole {
  readonly cve: string
  /** Year of the fix: a VMM of an earlier year has the hole. */
  readonly fixed: number
  readonly what: string
}

const HOLES: Readonly<Partial<Record<ControllerId, readonly Hole[]>>> = {
  floppy: [{ cve: 'CVE-2015-3456', fixed: 2015, what: 'VENOM: a command overflows the FIFO' }],
  'ide-pio': [{ cve: 'CVE-2015-5154', fixed: 2015, what: 'an ATAPI command overflows the buffer' }],
  'ide-dma': [{ cve: 'CVE-2015-5154', fixed: 2015, what: 'an ATAPI command overflows the buffer' }],
  ahci: [{ cve: 'CVE-2016-1568', fixed: 2016, what: 'an aborted queued command is used after it is freed' }],
  am53c974: [{ cve: 'CVE-2016-4439', fixed: 2016, what: 'a register write overflows the command buffer' }],
  dc390: [{ cve: 'CVE-2016-4439', fixed: 2016, what: 'a register write overflows the command buffer' }],
  'virtio-blk': [{ cve: 'CVE-2011-1750', fixed: 2011, what: 'an unaligned request overflows a buffer' }],
  ne2k_pci: [{ cve: 'CVE-2015-5279', fixed: 2015, what: 'a packet overflows the ring' }],
  pcnet: [
    { cve: 'CVE-2015-7504', fixed: 2015, what: 'the check sum of a looped-back packet overflows the buffer' },
  ],
  tulip: [{ cve: 'CVE-2020-11102', fixed: 2020, what: 'a descriptor overflows the frame buffers' }],
  e1000: [{ cve: 'CVE-2019-5524', fixed: 2019, what: "out of bounds in VMware's model, in hosted products" }],
  e1000e: [
    { cve: 'CVE-2019-5541', fixed: 2019, what: "out of bounds in VMware's model, in hosted products" },
  ],
  vmxnet3: [{ cve: 'CVE-2018-6981', fixed: 2018, what: "uninitialised memory in VMware's model" }],
  'virtio-net': [
    { cve: 'CVE-2014-0150', fixed: 2014, what: 'a table of addresses overflows' },
    { cve: 'CVE-2021-3748', fixed: 2021, what: 'a buffer is used after it is unmapped' },
  ],
  'cirrus-vga': [
    { cve: 'CVE-2014-8106', fixed: 2015, what: 'the blitter leaves the frame buffer' },
    { cve: 'CVE-2017-2620', fixed: 2017, what: 'the blitter leaves the frame buffer, again' },
  ],
}

/** A hole of this controller in a VMM of that year; undefined: none is known. */
export function openHole(controller: ControllerId, year: number): Hole | undefined {
  return HOLES[controller]?.find((hole) => year < hole.fixed)
}
