/** How a guest takes an interrupt, handles it and ends it. */

import type { Step } from '../path/itinerary.ts'
import type { Shape } from './datasheet.ts'
import { callsVcpu, VMM_WOKEN, work } from './parts.ts'

/**
 * The end of interrupt: an exit of its own unless the processor completes it, or the guest says so in a word that it shares with
 * the host (PV-EOI). A line is no message: who plays its controller has to hear of its end (Linux, Documentation/virt/kvm/x86/msr.rst,
 * MSR_KVM_EOI_EN; KVM leaves the bit clear for interrupts that the IOAPIC handles by level).
 *
 * Not modelled: the exit that is needed where another interrupt waits already.
 */
export function endOfInterrupt(shape: Shape): Step {
  const shared = shape.pvEoi && shape.interrupt !== 'intx'
  return shape.apicv || shared
    ? {
        do: 'work',
        on: 'vcpu',
        place: 'os',
        act: 'work',
        cost: 'none',
        counts: 'eoi',
        text: shape.apicv ? 'EOI, without an exit' : 'EOI, in shared memory',
      }
    : {
        do: 'work',
        on: 'vcpu',
        place: 'kvm',
        act: 'exit',
        cost: 'exit-eoi',
        counts: 'eoi',
        crosses: 'exit',
        text: 'EOI, end of interrupt',
      }
}

/** A guest takes an interrupt: woken where it sleeps, stopped where it runs. */
export function guestInterrupt(shape: Shape): readonly Step[] {
  return [
    callsVcpu('kvm', 'guest, woken'),
    {
      do: 'work',
      on: 'vcpu',
      place: 'kvm',
      act: 'exit',
      cost: 'exit-interrupt',
      times: { answer: 'awake' },
      counts: 'interrupt-exit',
      crosses: 'exit',
      text: 'guest, stopped',
    },
    {
      do: 'work',
      on: 'vcpu',
      place: 'os',
      act: 'interrupt',
      cost: 'guest-interrupt',
      counts: 'interrupt',
      crosses: 'entry',
      text: 'handler, in the guest',
    },
    endOfInterrupt(shape),
  ]
}

/** What the guest does for every command that an interrupt brings. */
export const GUEST_COMPLETES: readonly Step[] = [
  { do: 'work', on: 'vcpu', place: 'os', act: 'work', cost: 'guest-complete', text: 'completion, app woken' },
]

interface InterruptKind {
  /** Before the model raises it. */
  readonly putOff?: readonly Step[]
  /** What the handler does for each command beside completing it. */
  readonly each?: readonly Step[]
  /** What the handler does when the card sends its message once more. */
  readonly echo?: readonly Step[]
  /** An interrupt in the middle of a command: nothing is complete yet. */
  readonly midway?: boolean
}

const RAISED: Step = work('vmm', 'vmm', 'model', 'vmm-inject', 'interrupt, raised')

/** The VMM's loop raises the guest's interrupt; what completes meanwhile joins it. */
export function emulatedInterrupt(shape: Shape, handler: readonly Step[], kind: InterruptKind = {}): Step {
  return {
    do: 'gather',
    at: 'completion',
    wait: true,
    text: 'interrupt',
    steps: [...(kind.putOff ?? []), RAISED, ...guestInterrupt(shape), ...handler],
    echo: kind.echo && [...VMM_WOKEN, RAISED, ...guestInterrupt(shape), ...kind.echo],
    member: kind.midway === true ? [] : [...(kind.each ?? []), ...GUEST_COMPLETES],
  }
}

/** A line says only that somebody calls: whoever has a handler on it reads its device's status. */
export function asksSharers(shape: Shape, on: 'core' | 'vcpu'): readonly Step[] {
  if (shape.sharers === 0) return []
  return [
    {
      do: 'work',
      on,
      place: 'host',
      act: 'interrupt',
      cost: 'pcie-read',
      times: shape.sharers,
      text: 'others on the line, asked',
    },
  ]
}
