/**
 * What leaving a guest costs. The cache misses that the guest pays after it came back are part of it: the processor's
 * switch alone would make an assigned card look far better than it measured (0.91 instead of 0.65 of bare metal).
 */
import { ASSUMED, always, type Cost, cycles, DALL, FIT, ns } from './cost-value.ts'

const ISCA = 'Dall et al., ISCA 2016, table II, read in a literature note'
const FIRST_PARTS = 'assumed: the first processors with VT-x, without VPID or EPT'

export const EXIT_COSTS = {
  'confidential-exit': always(
    ns(
      2000,
      'M',
      ASSUMED,
      'what 1,000 ns of an exit take where registers are sealed: the guest asks by a handler of its own, and all state is saved and wiped (SEV-ES: entry and exit 2,528 cycles of the host alone)',
      [1300, 4000],
    ),
  ),
  'exit-kernel': {
    '2001': ns(
      6000,
      'M',
      'assumed: no VT-x in 2001; a trap into a monitor of the time, with what the guest pays afterwards',
      'only where a guest of 2001 is not hosted; a hosted one has world switches instead',
      [2000, 9000],
    ),
    '2005-07': ns(
      5000,
      'M',
      FIRST_PARTS,
      'as in 2010-13, and the switch itself about twice as long with a TLB that is lost in it',
      [3400, 8000],
    ),
    '2010-13': ns(
      3400,
      'M',
      FIT,
      'an exit that the host kernel handles, with the cache misses that the guest pays afterwards; the bare switch is 2,565 cycles (Dall 2017); rows of assigned and of exitless cards agree on 2.7 to 3.7 us',
      [2700, 3700],
    ),
    '2020s': cycles(
      4984,
      'S',
      'DVH, ASPLOS 2020, table 3, read in a literature note',
      'virtio notify from a VM, mitigations included',
    ),
  },
  'exit-user': {
    '2001': ns(
      11000,
      'M',
      'assumed: exit-kernel, and a switch to a process and back on a Pentium III',
      'only where a guest of 2001 is not hosted',
      [5000, 16000],
    ),
    '2005-07': ns(
      6567,
      'D',
      `exit-kernel + 4,167 cycles at 2.66 GHz (${DALL}: 6,732 - 2,565)`,
      'an exit that ends in the process that plays the device; as sure as exit-kernel, which is assumed',
      [5000, 10000],
    ),
    '2010-13': ns(
      5384,
      'D',
      `exit-kernel + 4,167 cycles (${DALL}: 6,732 - 2,565)`,
      'an exit that ends in the process that plays the device; one number for all register widths',
    ),
    '2020s': cycles(
      13081,
      'D',
      'DVH 2020 for the kernel, 4,984; the way on to the process, 4,167 (Dall 2017: 6,732 - 2,565), dearer by as much: x 4,984 / 2,565',
      'an exit that ends in the process that plays the device; one number for all register widths. Mitigations are paid at both walls; emulated SATA beside virtio would have 5 to 6 us',
      [9250, 14000],
    ),
  },
  'exit-interrupt': {
    '2001': ns(6000, 'M', 'as exit-kernel', 'an interrupt from outside stops the guest', [2000, 9000]),
    '2005-07': ns(5000, 'M', 'as exit-kernel', 'an interrupt from outside stops the guest', [3400, 8000]),
    '2010-13': ns(
      3400,
      'M',
      FIT,
      'an interrupt from outside stops the guest; same as exit-kernel',
      [2700, 3700],
    ),
    '2020s': cycles(4984, 'S', 'as exit-kernel', 'an interrupt from outside stops the guest'),
  },
  'exit-eoi': {
    '2001': ns(780, 'P', 'Sugerman et al., USENIX 2001, table 2', 'an access to the interrupt controller'),
    '2005-07': cycles(
      3100,
      'M',
      `assumed: twice ${ISCA}`,
      'end of interrupt without APIC virtualisation, on a processor whose switch takes about twice as long',
      [1556, 4700],
    ),
    '2010-13': cycles(1556, 'S', ISCA, 'end of interrupt without APIC virtualisation'),
    '2020s': cycles(1556, 'S', ISCA, 'only where the processor has no APIC virtualisation'),
  },
} as const satisfies Readonly<Record<string, Cost>>
