/** What the host's kernel and the process that plays the devices do for every request. */
import { ASSUMED, always, type Cost, FIT, ns, software } from './cost-value.ts'

export const HOST_COSTS = {
  'host-syscall': software(
    ns(700, 'M', ASSUMED, 'a system call of the process that plays the device', [300, 1200]),
  ),
  'vmm-dispatch': software(
    ns(
      2500,
      'M',
      ASSUMED,
      'the event loop wakes, finds out what happened and calls the handler',
      [1000, 4000],
    ),
  ),
  'vmm-submit': software(
    ns(
      1500,
      'M',
      FIT,
      'one request taken from the ring or registers and handed to the host; with vmm-complete at most 3.95 us in the vhost-blk rows',
      [1000, 2500],
    ),
  ),
  'vmm-complete': software(ns(1000, 'M', FIT, 'one request handed back; vhost-blk rows', [500, 1500])),
  'vmm-inject': software(ns(800, 'M', ASSUMED, 'the process raises the interrupt of its guest', [400, 1500])),
  'host-block': software(
    ns(
      640,
      'D',
      'Axboe 2019: libaio 608 k requests a second on one core, 1.64 us with all that belongs to them, less a host-interrupt; read in a literature note',
      'block layer and driver of the host for one command, its interrupt apart',
      [640, 1640],
    ),
  ),
  'host-interrupt': software(
    ns(1000, 'M', ASSUMED, 'the host takes the interrupt of a real device', [500, 2000]),
  ),
  'migrate-page': software(
    ns(
      1500,
      'M',
      ASSUMED,
      'one page of a guest that moves, found in its dirty log and handed to a connection; one thread is said to fill 10 to 25 Gb/s',
      [1000, 3300],
    ),
  ),
  'migrate-state': always(
    ns(
      1_000_000,
      'M',
      ASSUMED,
      'what is in the vCPUs and device models of a guest that moves goes over, and it goes on there',
      [500_000, 10_000_000],
    ),
  ),
  'cache-lookup': software(
    ns(500, 'M', ASSUMED, 'the page cache is asked for the pages of one command', [200, 1000]),
  ),
} as const satisfies Readonly<Record<string, Cost>>
