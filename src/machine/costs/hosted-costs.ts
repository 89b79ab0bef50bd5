/**
 * Costs of a hosted VMM of 2001, on a Pentium III at 733 MHz. They are of one machine: whatever era they are asked for, they
 * are the same.
 */
import { ASSUMED, always, type Cost, ns } from './cost-value.ts'

const TABLE = 'Sugerman et al., USENIX 2001, table 2'

/**
 * A guest's kernel runs by binary translation, so many times slower than by itself. A fit, 1.8 to 2.7, on two rows of the same
 * paper: at line rate on 100 Mb/s 98 % of the CPU are busy with the card's ports in the VMM alone, and 78.3 % with every knob at
 * its best. 1.9 meets the second exactly, 2.66 the first.
 */
export const TRANSLATED = 2.2

export const HOSTED_COSTS = {
  'world-switch': always(
    ns(
      9100,
      'D',
      'Sugerman et al., USENIX 2001: the 0.91 us of vmm-port are less than 10 % of the old cost',
      "out of the VMM's world into the host's, and back; a lower bound",
    ),
  ),
  'vmm-port': always(ns(910, 'P', TABLE, "a register of the card, answered in the VMM's world")),
  'vmm-index': always(
    ns(300, 'M', ASSUMED, 'a register that only holds a number: memory, for the VMM', [100, 900]),
  ),
  'vmm-pic': always(
    ns(780, 'P', TABLE, "a register of the interrupt controller, answered in the VMM's world"),
  ),
  'lance-model': always(
    ns(
      3000,
      'P',
      TABLE,
      'the process plays the card for one packet sent; the same is assumed for one received',
    ),
  ),
  vmnet: always(
    ns(22700, 'P', TABLE, "a packet through VMNet and the host's network stack, its copy included"),
  ),
  'vmapp-select': always(
    ns(
      6000,
      'M',
      ASSUMED,
      'the process asks the host what has come, each time that something has',
      [2000, 10000],
    ),
  ),
} as const satisfies Readonly<Record<string, Cost>>
