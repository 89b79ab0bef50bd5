/** How a guest takes an interrupt, handles it and ends it. */
import type { Step } from '../itinerary.ts'
import type { Shape } from './datasheet.ts'

/** The end of interrupt: an exit of its own unless the processor completes it. */
function endOfInterrupt(shape: Shape): Step {
  return shape.apicv
    ? {
        do: 'work',
        on: 'vcpu',
        place: 'os',
        act: 'work',
        cost: 'none',
        counts: 'eoi',
        text: 'end of interrupt, no exit',
      }
    : {
        do: 'work',
        on: 'vcpu',
        place: 'kvm',
        act: 'exit',
        cost: 'exit-eoi',
        counts: 'eoi',
        crosses: 'exit',
        text: 'end of interrupt',
      }
}

/** A guest takes an interrupt: woken where it sleeps, stopped where it runs. */
export function guestInterrupt(shape: Shape, text: string): readonly Step[] {
  return [
    {
      do: 'post',
      to: 'vcpu',
      kick: [],
      wake: 'wake-vcpu',
      place: 'kvm',
      urgent: true,
      text: `${text}: wakes the guest`,
    },
    {
      do: 'work',
      on: 'vcpu',
      place: 'kvm',
      act: 'exit',
      cost: 'exit-interrupt',
      times: { answer: 'awake' },
      counts: 'interrupt-exit',
      crosses: 'exit',
      text: 'a running guest is stopped',
    },
    {
      do: 'work',
      on: 'vcpu',
      place: 'os',
      act: 'interrupt',
      cost: 'guest-interrupt',
      counts: 'interrupt',
      crosses: 'entry',
      text: 'interrupt handler',
    },
    endOfInterrupt(shape),
  ]
}

/** What the guest does for every command that an interrupt brings. */
export const GUEST_COMPLETES: readonly Step[] = [
  { do: 'work', on: 'vcpu', place: 'os', act: 'work', cost: 'guest-complete', text: 'completes the request' },
]

/** The VMM's loop raises the guest's interrupt; what completes meanwhile joins it. */
export function emulatedInterrupt(shape: Shape, handler: readonly Step[], text = 'interrupt'): Step {
  return {
    do: 'gather',
    at: 'completion',
    wait: true,
    text,
    steps: [
      { do: 'work', on: 'vmm', place: 'vmm', act: 'model', cost: 'vmm-inject', text: 'raises the interrupt' },
      ...guestInterrupt(shape, 'interrupt'),
      ...handler,
    ],
    member: GUEST_COMPLETES,
  }
}
