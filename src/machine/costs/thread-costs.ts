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
  'loop-tick': always(
    ns(
      1_000_000,
      'P',
      'QEMU, util/async.c: the timeout of the main loop goes through qemu_timeout_ns_to_ms, which rounds up',
      'the main loop sleeps for whole milliseconds when all that it waits for is a timer',
    ),
  ),
  'timer-slack': always(
    ns(
      50_000,
      'P',
      'Linux, man 2 prctl: PR_SET_TIMERSLACK, 50 us for ordinary threads',
      'a thread that sleeps until a time is woken so much later',
    ),
  ),
  'nvme-delay': always(
    ns(
      500,
      'P',
      'QEMU 7.2, hw/nvme/ctrl.c: timers of 500 ns behind the doorbells and before completions',
      'the NVMe model puts its work off, so that more of it comes together',
    ),
  ),
  'e1000-throttle': always(
    ns(
      128_000,
      'P',
      'QEMU 7.2, hw/net/e1000.c: 500 units of 256 ns; every time that Linux sets is shorter but for streams',
      'the model of the card raises no interrupt for so long after one',
    ),
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
