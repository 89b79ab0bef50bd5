/** Translations: walks of the unit, and what a kernel does to map, unmap and wait until the unit forgot. */
import { ASSUMED, always, type Cost, FIT, ns, software } from './cost-value.ts'

const TRACED = 'fast-and-safe tracing, kernel 6.12'
const READS = '2.2 reads a page (fast-and-safe tracing, 2025)'
const TOLD =
  'assumed: as iommu-invalidate, and a round trip of 550 ns; the device first ends what it has under way'
const AFTER = 'the CPU waits until a device forgot what it remembers itself (ATS)'
const NEVER = 'no IOMMU in a machine of 2001; what one of 2010-13 would have taken'

export const IOMMU_COSTS = {
  'iommu-walk': {
    '2001': ns(174, 'M', NEVER, 'one IOTLB miss', [100, 330]),
    '2005-07': ns(174, 'M', 'assumed: as in 2010-13, memory was as far away', 'one IOTLB miss', [100, 330]),
    '2010-13': ns(174, 'D', `${READS} x 79 ns (McCalpin)`, 'one IOTLB miss'),
    '2020s': ns(152, 'D', `${READS} x 69 ns (McCalpin)`, 'one IOTLB miss'),
  },
  'iommu-map': software(
    ns(300, 'M', FIT, 'two fifths of 0.73 us for map and unmap', [200, 600]),
    ns(587, 'R', TRACED, 'traced, so on the high side'),
  ),
  'iommu-unmap': software(
    ns(430, 'M', FIT, 'three fifths of 0.73 us for map and unmap', [300, 820]),
    ns(822, 'R', TRACED, 'traced, so on the high side'),
  ),
  'iommu-keep': software(
    ns(
      50,
      'M',
      ASSUMED,
      'one mapping that is left: looked up by its buffer, or put among those that may be asked for again',
      [20, 150],
    ),
  ),
  'iommu-invalidate': {
    '2001': ns(1500, 'M', NEVER, 'the CPU waits until the IOTLB forgot an entry', [1000, 2070]),
    '2005-07': ns(
      1500,
      'M',
      'assumed: as in 2010-13',
      'the CPU waits until the IOTLB forgot an entry',
      [1000, 2070],
    ),
    '2010-13': ns(1500, 'M', FIT, 'the CPU waits until the IOTLB forgot an entry', [1000, 2070]),
    '2020s': ns(2067, 'R', TRACED, 'the CPU waits until the IOTLB forgot an entry'),
  },
  'ats-request': always(
    ns(
      550,
      'D',
      'as pcie-read: a request for a translation travels as a read does, and its answer as what was read (PCI Express, ATS)',
      'a device asks the IOMMU for translations and has the answer',
    ),
  ),
  'ats-invalidate': {
    '2001': ns(2050, 'M', NEVER, AFTER, [1550, 10_000]),
    '2005-07': ns(2050, 'M', TOLD, AFTER, [1550, 10_000]),
    '2010-13': ns(2050, 'M', TOLD, AFTER, [1550, 10_000]),
    '2020s': ns(2617, 'M', TOLD, AFTER, [2100, 10_000]),
  },
  'page-pin': software(
    ns(3000, 'D', 'slope of a pinning ioctl, 1.27 GiB/s; host not stated', 'one page pinned and mapped'),
  ),
  'page-unpin': software(
    ns(6800, 'D', 'slope of an unpinning ioctl, 0.56 GiB/s; host not stated', 'one page unmapped and let go'),
  ),
  'post-interrupt': {
    '2001': ns(300, 'M', 'no posted interrupts before 2014', 'as in the 2020s', [100, 600]),
    '2005-07': ns(300, 'M', 'no posted interrupts before 2014', 'as in the 2020s', [100, 600]),
    '2010-13': ns(
      300,
      'M',
      ASSUMED,
      'the IOMMU writes the posted descriptor and notifies the core',
      [100, 600],
    ),
    '2020s': ns(
      300,
      'M',
      ASSUMED,
      'the IOMMU writes the posted descriptor and notifies the core',
      [100, 600],
    ),
  },
} as const satisfies Readonly<Record<string, Cost>>
