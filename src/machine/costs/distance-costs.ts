/** What distance and sharing cost: memory of another NUMA node, the sibling of a core, memory that everybody wants at once. */
import { ASSUMED, always, type Cost, ns, rate } from './cost-value.ts'

const LATENCY = 'two-socket Xeons, public notes: 80 to 100 ns here, 130 to 200 ns there'
const STREAM = 'channels of the time x their rate, three quarters of it'

export const DISTANCE_COSTS = {
  'remote-copy': {
    '2001': rate(2.3, 'M', ASSUMED, 'a copy takes 1.6 times as long, as latency does', [1.2, 3.5]),
    '2005-07': rate(6.2, 'M', ASSUMED, 'a copy takes 1.6 times as long, as latency does', [3.1, 9.3]),
    '2010-13': rate(9.3, 'D', LATENCY, 'what a copy out of memory of another node takes more: 1.6 x in all'),
    '2020s': rate(13.3, 'D', LATENCY, 'what a copy out of memory of another node takes more: 1.6 x in all'),
  },
  'remote-walk': always(
    ns(
      132,
      'D',
      `2.2 reads x 60 ns; ${LATENCY}`,
      'an IOTLB miss whose page table lies on another node, more',
    ),
  ),
  'remote-dma': always(
    ns(
      138,
      'D',
      'Neugebauer et al., SIGCOMM 2018, read in a note: 64-byte reads of a remote node, 20 % fewer',
      'a device reads up to 64 bytes of another node, more; a quarter of that up to 256; nothing beyond, nor for writes',
    ),
  ),
  'remote-interrupt': always(
    ns(
      300,
      'M',
      ASSUMED,
      'a core of another node than the device takes its interrupt, more: some four lines and a register',
      [100, 600],
    ),
  ),
  'shared-core': always(
    ns(
      1667,
      'S',
      'what runs beside its sibling loses 40 to 75 % (xapi-project, pull request 6763): the least of that',
      'what 1,000 ns of work take while the sibling works, too',
    ),
  ),
  'memory-bandwidth': {
    '2001': rate(3, 'M', STREAM, 'interleaved SDRAM of a server, one node', [1, 4.2]),
    '2005-07': rate(10, 'M', STREAM, 'two buses, or two channels of DDR2, one node', [5, 13]),
    '2010-13': rate(30, 'M', STREAM, 'three or four channels of DDR3, one node', [24, 40]),
    '2020s': rate(150, 'M', STREAM, 'eight channels of DDR4-3200, one node', [100, 250]),
  },
} as const satisfies Readonly<Record<string, Cost>>
