/** Backends of paravirtual devices: kernel threads, threads of their own, and processes that poll. */
import { ASSUMED, type Cost, FIT, ns, rate, software } from './cost-value.ts'

export const BACKEND_COSTS = {
  'ring-take': software(
    ns(
      500,
      'M',
      ASSUMED,
      'a backend without an event loop takes one request from a ring: descriptors, addresses',
      [250, 1000],
    ),
  ),
  'ring-take-packed': software(
    ns(
      360,
      'M',
      ASSUMED,
      'ring-take without two cache lines that the guest wrote, about 70 ns each: a packed ring has one where a split one has three',
      [150, 800],
    ),
  ),
  'ring-put': software(ns(300, 'M', ASSUMED, 'the same backend puts one answer into the ring', [150, 600])),
  'vmm-submit-packed': software(
    ns(1360, 'M', FIT, 'vmm-submit with a packed ring; see ring-take-packed', [900, 2300]),
  ),
  'tap-bytes': software(
    rate(
      2.05,
      'D',
      'syscall traces on 25 GbE: 34 us for a bulk read of a tap of up to 64 KiB, 2 us for a small one',
      'bytes of a unit beyond its first frame, out of a tap',
    ),
  ),
  'gro-frame': software(
    ns(100, 'M', ASSUMED, 'the host joins one more frame to a unit that it receives', [50, 200]),
  ),
  'tap-send': software(
    ns(
      5900,
      'R',
      'syscall traces on 25 GbE: sendto of a host, 5.9 us',
      'a kernel thread hands one packet to a tap, bridge and card; copy apart',
      [4500, 8000],
    ),
  ),
  mediate: software(
    ns(
      500,
      'M',
      ASSUMED,
      'a mediator checks one command and puts real addresses into it, or hands one answer back',
      [200, 1500],
    ),
  ),
  'poll-io': software(
    ns(
      90,
      'D',
      'SPDK 2019: 10.39 M requests a second on one core, 96 ns each, less a doorbell for about forty',
      'a driver in a process submits one command and finds its answer, doorbell apart',
      [80, 94],
    ),
  ),
  'uring-io': software(
    ns(
      340,
      'D',
      'Axboe 2019: 1.7 M requests a second, polled, on one core, less a doorbell; read in a literature note',
      'io_uring takes one request through the block layer to the driver and finds its answer by polling',
    ),
  ),
  'uring-entry': software(
    ns(
      100,
      'M',
      ASSUMED,
      'an application writes a request into a ring of io_uring, or takes an answer out of one, without a system call',
      [50, 200],
    ),
  ),
  'poll-packet': software(
    ns(
      34,
      'M',
      'assumed: one core of 3 GHz forwards 64-byte packets at the line rate of 10 Gb/s, 67 ns for both ways',
      'a driver in a process receives or sends one packet of many, doorbell apart',
      [20, 90],
    ),
  ),
  'poll-pickup': software(
    ns(
      100,
      'M',
      ASSUMED,
      'a thread that polls finds what another has put into memory: the turns of its loop that find nothing do not count',
      [50, 300],
    ),
  ),
} as const satisfies Readonly<Record<string, Cost>>
