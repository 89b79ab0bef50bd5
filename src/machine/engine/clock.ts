/**
 * The clock of an interpreted guest. Nothing in the host's kernel plays its timer, so each tick is a timer of the VMM's loop:
 * the loop wakes, tells the guest, and the guest writes when it wants the next one, which wakes the loop again. Whatever
 * else the loop finds due by then goes on, long before the loop would have looked by itself.
 *
 * Traced on QEMU 7.2 with a Linux 6.1 guest: a tick every 4.0 ms, busy or not, and the write 75 to 330 us after it.
 *
 * Not modelled: guests that stop their tick while they are idle; ticks of more than one vCPU.
 */

import type { Kernel } from '../../sim/kernel.ts'
import { callsVcpu, VMM_WOKEN, work } from '../controllers/parts.ts'
import type { Step } from '../path/itinerary.ts'
import type { Nanos } from '../units.ts'
import type { FlowParts } from './plant.ts'
import type { Workloads } from './workload.ts'

/** One tick, there and back. None of it is counted: it is no request's. */
export const TICK: readonly Step[] = [
  ...VMM_WOKEN,
  work('vmm', 'vmm', 'model', 'vmm-inject', 'tick, told to the guest'),
  callsVcpu('kvm', 'guest, woken for a tick'),
  work('vcpu', 'os', 'interrupt', 'guest-tick', 'tick, in the guest'),
  work('vcpu', 'vmm', 'exit', 'exit-user', 'the next tick, asked for', { crosses: 'exit' }),
  ...VMM_WOKEN,
]

/** Every guest's clock ticks from now on, on its first vCPU. @param start where the steps of a tick begin */
export function startClocks(
  kernel: Kernel,
  workloads: Workloads,
  flows: readonly FlowParts[],
  start: number,
  every: Nanos,
): void {
  const actor = kernel.register({
    fire: (index) => {
      workloads.lends(flows[index].vcpus[0].id, start, index, () => false)
      kernel.schedule(every, actor, index)
    },
  })
  const guests = new Set(flows.map((flow) => flow.guest))
  for (const guest of guests)
    kernel.schedule(
      every,
      actor,
      flows.findIndex((flow) => flow.guest === guest),
    )
}
