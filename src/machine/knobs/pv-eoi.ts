/** The knob of PV-EOI: where the guest says that an interrupt is over. */
import type { Guest } from '../host/host.ts'
import { flag } from './knob.ts'

export const PV_EOI_KNOB = flag<Guest>(
  'pvEoi',
  'a word of memory in which it tells the host that an interrupt is over',
  {
    on: 'The end of a message costs no exit, though the processor has no APIC virtualisation.',
    off: 'Each end is an exit, unless the processor has APIC virtualisation.',
  },
  (guest) => guest.pvEoi,
  (guest, value) => ({ ...guest, pvEoi: value }),
)
