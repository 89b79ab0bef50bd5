/**
 * How long each act takes: one table, one column an era of hardware. No rule lives here and no nanosecond anywhere else.
 * Every value ends with where it comes from and how sure we are (grades: P primary text read, A abstract, S secondary
 * source, R raw measurement, X authors' code executed, D derived, M model value, a fit or an assumption).
 */
import type { Era } from '../host/host.ts'

export type Grade = 'P' | 'A' | 'S' | 'R' | 'X' | 'D' | 'M'
export type CostUnit = 'ns' | 'cycles' | 'GB/s'

export interface CostValue {
  readonly value: number
  readonly unit: CostUnit
  readonly grade: Grade
  readonly source: string
  readonly note: string
}

const ns = (value: number, grade: Grade, source: string, note = ''): CostValue => ({
  value,
  unit: 'ns',
  grade,
  source,
  note,
})
const cycles = (value: number, grade: Grade, source: string, note = ''): CostValue => ({
  value,
  unit: 'cycles',
  grade,
  source,
  note,
})
const rate = (value: number, grade: Grade, source: string, note = ''): CostValue => ({
  value,
  unit: 'GB/s',
  grade,
  source,
  note,
})
const both = (one: CostValue): Readonly<Record<Era, CostValue>> => ({ '2010-13': one, '2020s': one })

const DALL = 'Dall et al., ATC 2017, table 2, read in a literature note'
const FIT = 'fit of this model'

export const COST_TABLE = {
  'guest-submit': both(
    ns(
      2600,
      'M',
      FIT,
      'system call, file system and block layer of the guest for one request; with guest-command and one guest-segment 3.6 us, fitted on vhost-blk and KubeVirt rows',
    ),
  ),
  'guest-command': both(ns(970, 'M', FIT, 'the driver of the guest prepares one command; see guest-submit')),
  'guest-segment': both(ns(30, 'M', FIT, 'one scatter element of a command; see guest-submit')),
  'guest-complete': both(
    ns(1800, 'M', FIT, 'block layer and waking the application; same rows as guest-submit'),
  ),
  'guest-packet': both(ns(2500, 'M', FIT, 'socket and protocol work of the guest for one packet')),
  'guest-interrupt': {
    '2010-13': ns(1500, 'M', 'assumed', 'entry and handler of a guest interrupt'),
    '2020s': ns(1200, 'M', 'assumed', 'entry and handler of a guest interrupt'),
  },
  'guest-copy': {
    '2010-13': rate(
      5.6,
      'R',
      'cold memcpy on Broadwell-E, public benchmark thread',
      'string PIO moves every byte with the CPU',
    ),
    '2020s': rate(
      8,
      'D',
      'ten outstanding misses a core over DRAM latency (McCalpin)',
      'string PIO moves every byte with the CPU',
    ),
  },
  'exit-kernel': {
    '2010-13': ns(
      3400,
      'M',
      FIT,
      'an exit that the host kernel handles, with the cache misses that the guest pays afterwards; the bare switch is 2,565 cycles (Dall 2017)',
    ),
    '2020s': cycles(
      4984,
      'S',
      'DVH, ASPLOS 2020, table 3, read in a literature note',
      'virtio notify from a VM, mitigations included',
    ),
  },
  'exit-user': {
    '2010-13': ns(
      5384,
      'D',
      `exit-kernel + 4,167 cycles (${DALL}: 6,732 - 2,565)`,
      'an exit that ends in the process that plays the device; one number for all register widths',
    ),
    '2020s': ns(
      3700,
      'D',
      'DVH 2020 + (Dall 2017: user - kernel)',
      'an exit that ends in the process that plays the device; one number for all register widths',
    ),
  },
  'exit-interrupt': {
    '2010-13': ns(3400, 'M', FIT, 'an interrupt from outside stops the guest; same as exit-kernel'),
    '2020s': cycles(4984, 'S', 'as exit-kernel', 'an interrupt from outside stops the guest'),
  },
  'exit-eoi': {
    '2010-13': cycles(
      1556,
      'S',
      'Dall et al., ISCA 2016, table II, read in a literature note',
      'end of interrupt without APIC virtualisation',
    ),
    '2020s': cycles(
      1556,
      'S',
      'Dall et al., ISCA 2016, table II, read in a literature note',
      'only where the processor has no APIC virtualisation',
    ),
  },
  'wake-thread': {
    '2010-13': ns(
      3200,
      'D',
      'Yang et al., FAST 2012: 7.6 - 4.4 us, read in a literature note',
      'until a sleeping host thread runs',
    ),
    '2020s': ns(4000, 'M', FIT, 'until a sleeping host thread runs; fitted on ping-pong through vhost'),
  },
  'wake-vcpu': both(
    ns(
      7000,
      'P',
      'KVM commit on dynamic halt polling: TCP_RR 34 against 27 us',
      'until a halted vCPU runs its guest again',
    ),
  ),
  'wake-polled': both(ns(1000, 'M', 'assumed', 'a halted vCPU that the host still polls')),
  'context-switch': both(ns(1500, 'M', 'assumed', 'one thread of a core makes room for another')),
  'host-syscall': both(ns(700, 'M', 'assumed', 'a system call of the process that plays the device')),
  'vmm-dispatch': both(
    ns(2500, 'M', 'assumed', 'the event loop wakes, finds out what happened and calls the handler'),
  ),
  'vmm-submit': both(
    ns(1500, 'M', FIT, 'one request taken from the ring or registers and handed to the host; vhost-blk rows'),
  ),
  'vmm-complete': both(ns(1000, 'M', FIT, 'one request handed back; vhost-blk rows')),
  'vmm-inject': both(ns(800, 'M', 'assumed', 'the process raises the interrupt of its guest')),
  'host-block': both(
    ns(
      1640,
      'S',
      'Axboe 2019: libaio 608 k IOPS, read in a literature note',
      'block layer and driver of the host for one command',
    ),
  ),
  'host-interrupt': both(ns(1000, 'M', 'assumed', 'the host takes the interrupt of a real device')),
  'cache-lookup': both(ns(500, 'M', 'assumed', 'the page cache is asked for the pages of one command')),
  'copy-cold': {
    '2010-13': rate(
      5.6,
      'R',
      'cold memcpy on Broadwell-E, public benchmark thread',
      'data that no cache holds',
    ),
    '2020s': rate(
      8,
      'D',
      'ten outstanding misses a core over DRAM latency (McCalpin)',
      'data that no cache holds',
    ),
  },
  'copy-hot': both(
    rate(39, 'R', 'own micro-benchmark on a cloud VM: 4 KiB in 104 ns', 'data that was touched a moment ago'),
  ),
  'adapter-model': both(ns(2000, 'M', 'assumed', 'the model of an adapter starts or ends one command')),
  'ide-model': both(ns(2000, 'M', 'assumed', 'the model of an IDE disk starts or ends one command')),
  'ide-block': both(ns(500, 'M', 'assumed', 'the model of an IDE disk prepares one DRQ block of 8 KiB')),
  'lsi-script': both(
    ns(
      10000,
      'D',
      'QEMU 7.2.22: 145 to 275 fetches of the emulated SCRIPTS processor a command, about 50 ns each',
      'the model runs the small program that drives the chip',
    ),
  ),
  'lsi-script-in-guest': both(
    ns(
      17000,
      'D',
      'QEMU 7.2.22: as lsi-script, and 90 to 200 accesses to its own registers, about 50 ns each',
      'the same program, fetched from guest memory, for a chip without memory of its own',
    ),
  ),
  'floppy-sector': both(
    ns(1500, 'M', 'assumed', 'the model of a floppy controller moves one sector through its FIFO; 1 to 3 us'),
  ),
  'lsi-segment': both(
    ns(
      150,
      'D',
      'QEMU 7.2.22: three fetches for one move instruction, about 50 ns each',
      'one scatter element of that program',
    ),
  ),
  'e1000-model': both(ns(2000, 'M', 'assumed', 'the model of the card walks one descriptor')),
  'tap-write': both(
    ns(
      8500,
      'R',
      'syscall traces of QEMU on 25 GbE: tap writev 8.2 to 9.1 us',
      'contains the copy into the host',
    ),
  ),
  'tap-read': both(ns(2000, 'R', 'syscall traces of QEMU on 25 GbE', 'contains the copy out of the host')),
  doorbell: both(ns(250, 'D', 'SPDK 2019: 1/2.89 M - 1/10.39 M', 'one write to a register of a real device')),
  'pcie-read': both(
    ns(550, 'S', 'Neugebauer et al., SIGCOMM 2018, read in a note', 'a device fetches a command from memory'),
  ),
  'iommu-walk': {
    '2010-13': ns(
      174,
      'D',
      '2.2 reads a page (fast-and-safe tracing, 2025) x 79 ns (McCalpin)',
      'one IOTLB miss',
    ),
    '2020s': ns(
      152,
      'D',
      '2.2 reads a page (fast-and-safe tracing, 2025) x 69 ns (McCalpin)',
      'one IOTLB miss',
    ),
  },
  'iommu-map': {
    '2010-13': ns(300, 'M', FIT, 'two fifths of 0.73 us for map and unmap'),
    '2020s': ns(587, 'R', 'fast-and-safe tracing, kernel 6.12', 'traced, so on the high side'),
  },
  'iommu-unmap': {
    '2010-13': ns(430, 'M', FIT, 'three fifths of 0.73 us for map and unmap'),
    '2020s': ns(822, 'R', 'fast-and-safe tracing, kernel 6.12', 'traced, so on the high side'),
  },
  'iommu-invalidate': {
    '2010-13': ns(1500, 'M', FIT, 'the CPU waits until the IOTLB forgot an entry'),
    '2020s': ns(
      2067,
      'R',
      'fast-and-safe tracing, kernel 6.12',
      'the CPU waits until the IOTLB forgot an entry',
    ),
  },
  'post-interrupt': both(
    ns(300, 'M', 'assumed', 'the IOMMU writes the posted descriptor and notifies the core'),
  ),
  'device-read': both(ns(0, 'D', 'the device model', 'the device finds and reads; see devices')),
  'device-write': both(ns(0, 'D', 'the device model', 'the device takes a write; see devices')),
  'device-link': both(ns(0, 'D', 'the device model', 'bytes cross the device interface; see devices')),
  application: both(ns(0, 'D', 'the workload', 'work of the application itself; see the level')),
  none: both(ns(0, 'D', 'by definition', 'takes no time of its own')),
} as const satisfies Record<string, Readonly<Record<Era, CostValue>>>
