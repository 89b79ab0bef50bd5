/** Threads that sleep and wake, and cores that go from one to another. Time to wake is nobody's work. */
import { ASSUMED, always, type Cost, cycles, FIT, ns, software } from './cost-value.ts'

export const THREAD_COSTS = {
  'wake-thread': software(
    ns(
      3200,
      'D',
      'Yang et al., FAST 2012: 7.6 - 4.4 us, read in a literature note',
      'until a sleeping host thread runs',
    ),
    ns(4000, 'M', FIT, 'until a sleeping host thread runs; fitted on ping-pong through vhost', [3000, 5000]),
  ),
  'wake-vcpu': software(
    ns(
      7000,
      'P',
      'KVM commit on dynamic halt polling: TCP_RR 34 against 27 us',
      'until a halted vCPU runs its guest again',
    ),
  ),
  'wake-polled': software(
    ns(1000, 'M', ASSUMED, 'a halted vCPU that the host still polls, or an idle core', [500, 2000]),
  ),
  'context-switch': software(
    ns(1500, 'M', ASSUMED, 'one thread of a core makes room for another', [1000, 3000]),
  ),
  'ple-window': always(
    cycles(
      4096,
      'P',
      'Linux, arch/x86/kvm: KVM_VMX_DEFAULT_PLE_WINDOW',
      'a vCPU spins so long before the processor calls the host; doubled at each such exit, forgotten when it gets a core; from 2010 on',
    ),
  ),
} as const satisfies Readonly<Record<string, Cost>>
