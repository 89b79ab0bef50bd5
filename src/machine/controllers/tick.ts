/**
 * One tick of the clock of a guest that the processor runs: a timer that the host's kernel plays. It stops the guest, or wakes
 * it; the guest's handler looks after time and scheduler, ends the interrupt, and sets its timer anew.
 *
 * The host's own timer interrupts the core first. Since 2016 the processor counts itself while a guest runs (the preemption
 * timer of VT-x): then only the exit is left, and the interrupt of a halted one.
 *
 * Older systems have a clock that goes on by itself. That of Windows before 8 is the real-time clock, which the process plays:
 * each tick is acknowledged by a read of its register C, behind a write of the register's number.
 *
 * Not modelled: the tick of one CPU that tells the others (Windows), a paravirtual end of interrupt, Hyper-V's timers.
 */
import type { ClockHabits } from '../hardware/drivers.ts'
import type { Host } from '../host/host.ts'
import type { Step } from '../path/itinerary.ts'
import { callsCore, callsVcpu, registers, work } from './parts.ts'

/** From this era on the processor counts down while a guest runs. */
const COUNTS_ITSELF: Host['era'] = '2020s'
/** QEMU collects writes of the register's number since 3.1, and needs not be asked for each. */
const COLLECTED_FROM = 2018

const SETS_TIMER = work('vcpu', 'kvm', 'exit', 'exit-kernel', 'the next tick, asked for', {
  counts: 'irqchip',
  crosses: 'exit',
})

function ends({ apicv }: Host): Step {
  return apicv
    ? work('vcpu', 'os', 'work', 'none', 'EOI, without an exit', { counts: 'eoi' })
    : work('vcpu', 'kvm', 'exit', 'exit-eoi', 'EOI, end of interrupt', { counts: 'eoi', crosses: 'exit' })
}

/** What the guest does so that there is another tick. */
function again({ vmmYear }: Host, { timer }: ClockHabits): readonly Step[] {
  if (timer === 'each') return [SETS_TIMER]
  if (timer === 'periodic') return []
  const number =
    vmmYear < COLLECTED_FROM
      ? registers('write', 1, 'number of a register', 'index')
      : work('vcpu', 'kvm', 'exit', 'exit-kernel', 'number of a register', {
          counts: 'trap-write',
          crosses: 'exit',
        })
  return [number, registers('read', 1, 'register C of the clock', 'status')]
}

/** A tick of a guest. */
export function tick(host: Host, habits: ClockHabits): readonly Step[] {
  const interrupts =
    host.era === COUNTS_ITSELF
      ? []
      : [work('vcpu', 'kvm', 'exit', 'host-interrupt', "the host's own timer, in its kernel")]
  return [
    callsVcpu('kvm', 'guest, woken for a tick'),
    work('vcpu', 'kvm', 'exit', 'exit-interrupt', 'guest, stopped', {
      times: { answer: 'awake' },
      counts: 'interrupt-exit',
      crosses: 'exit',
    }),
    ...interrupts,
    work('vcpu', 'os', 'interrupt', 'guest-tick', 'tick, in the guest', {
      counts: 'interrupt',
      crosses: 'entry',
    }),
    ends(host),
    ...again(host, habits),
  ]
}

/** A guest that is about to halt sets its timer to whatever comes after the next tick. */
export const STOPS_TICK: readonly Step[] = [{ ...SETS_TIMER, text: 'tick, stopped' } as Step]

/** A tick of a kernel without a host below it. */
export const NATIVE_TICK: readonly Step[] = [
  callsCore('core, woken for a tick'),
  work('vcpu', 'host', 'interrupt', 'guest-tick', 'tick'),
]
