/**
 * Payload that a CPU moves. A copy has a direction and a temperature: data that a device wrote, or that was not touched
 * for long, is cold; what the same path has just written is hot. A measured system call that moves data contains its copy.
 */
import { type Cost, ns, rate, software } from './cost-value.ts'

const BROADWELL = 'cold memcpy on Broadwell-E, public benchmark thread'
const MISSES = 'ten outstanding misses a core over DRAM latency (McCalpin)'

function cold(note: string): Cost {
  return software(rate(5.6, 'R', BROADWELL, note), rate(8, 'D', MISSES, note, [5.6, 11.4]))
}

export const COPY_COSTS = {
  'guest-copy': cold('string PIO moves every byte with the CPU'),
  'copy-cold': cold('data that no cache holds'),
  'copy-hot': software(
    rate(39, 'R', 'own micro-benchmark on a cloud VM: 4 KiB in 104 ns', 'data that was touched a moment ago'),
  ),
  'tap-write': software(
    ns(
      8500,
      'R',
      'syscall traces of QEMU on 25 GbE: tap writev 8.2 to 9.1 us',
      'contains the copy into the host',
      [8200, 9100],
    ),
  ),
  'tap-read': software(
    ns(2000, 'R', 'syscall traces of QEMU on 25 GbE', 'contains the copy out of the host'),
  ),
} as const satisfies Readonly<Record<string, Cost>>
