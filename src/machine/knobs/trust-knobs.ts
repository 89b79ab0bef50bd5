/** Knobs of who is trusted, and of how old and how free the process is that plays devices. */
import type { Guest, Host } from '../host/host.ts'
import { choice, flag, type Knob, number } from './knob.ts'

export const TRUST_KNOBS: readonly Knob<Guest>[] = [
  choice<Guest, Guest['trust']>(
    'trust',
    'who sits in the guest',
    {
      trusted: 'It errs and attacks nobody.',
      buggy: 'It errs.',
      hostile: 'It attacks what it reaches.',
    },
    (guest) => guest.trust,
    (guest, trust) => ({ ...guest, trust }),
  ),
]

export const PROCESS_KNOBS: readonly Knob<Host>[] = [
  number<Host>(
    'vmmYear',
    "year of the VMM's release",
    { min: 1999, max: 2100, unit: 'year' },
    (value) => `Holes that were mended in ${value} or before are closed, later ones are open.`,
    (host) => host.vmmYear,
    (host, vmmYear) => ({ ...host, vmmYear }),
  ),
  flag<Host>(
    'confined',
    'the process that plays devices may do nothing else',
    {
      on: 'Who gets into it gets no further.',
      off: 'Who gets into it is in the host.',
    },
    (host) => host.confined,
    (host, value) => ({ ...host, confined: value }),
  ),
]
