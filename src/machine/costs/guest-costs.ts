/** What a guest, or a host without one, does for itself: its kernel's work on requests and packets. */
import { ASSUMED, always, type Cost, FIT, ns, rate, software } from './cost-value.ts'

const NATIVE =
  'Sugerman et al., USENIX 2001: a native sender is busy for 14 % of 123 us a packet and half an answer, 17.2 us'
const SHARED = 'these, shared by guest-packet, guest-complete and guest-interrupt; how, is assumed'

export const GUEST_COSTS = {
  'guest-submit': software(
    ns(
      2600,
      'M',
      FIT,
      'system call, file system and block layer of the guest for one request; with guest-command and one guest-segment 3.6 us, fitted on vhost-blk and KubeVirt rows',
      [1800, 4000],
    ),
  ),
  'guest-command': software(
    ns(970, 'M', FIT, 'the driver of the guest prepares one command; see guest-submit', [500, 1500]),
  ),
  'guest-segment': software(ns(30, 'M', FIT, 'one scatter element of a command; see guest-submit', [10, 60])),
  'guest-complete': software(
    ns(1800, 'M', FIT, 'block layer and waking the application; same rows as guest-submit', [1200, 2600]),
    undefined,
    { '2001': ns(2500, 'D', NATIVE, SHARED, [1500, 4000]) },
  ),
  'guest-packet': software(
    ns(2500, 'M', FIT, 'socket and protocol work of the guest for one packet', [1000, 4000]),
    undefined,
    {
      '2001': ns(7300, 'D', NATIVE, SHARED, [5000, 9000]),
    },
  ),
  'guest-ack': software(
    ns(700, 'M', ASSUMED, 'the stack of the guest makes or takes one acknowledgement', [300, 1200]),
  ),
  'guest-frame': software(
    ns(100, 'M', ASSUMED, 'one more frame of a unit on its way through the stack of the guest', [50, 270]),
  ),
  'guest-bytes': software(
    rate(
      5.6,
      'R',
      'cold memcpy on Broadwell-E, public benchmark thread',
      'bytes of a unit beyond its first frame, to or from the application',
    ),
    rate(
      8,
      'D',
      'ten outstanding misses a core over DRAM latency (McCalpin)',
      'bytes of a unit beyond its first frame, to or from the application',
      [5.6, 11.4],
    ),
  ),
  'packet-clean': software(
    ns(200, 'M', ASSUMED, 'the driver takes back the descriptor of one packet', [100, 300]),
  ),
  'guest-draw': software(
    ns(1000, 'M', ASSUMED, 'the console of the guest lays out one run of pixels', [300, 3000]),
  ),
  'guest-tick': software(
    ns(
      5000,
      'M',
      'traced, QEMU 7.2: an interpreted guest, ten times as slow, asked for its next tick 75 us after one and later',
      'handler of a tick: time of day, scheduler, timers that are due',
      [2000, 10000],
    ),
  ),
  'guest-tick-every': always(
    ns(
      4_000_000,
      'P',
      'Debian, linux-image-amd64 6.1: CONFIG_HZ=250; traced, 4.0 ms apart',
      'from one tick of the clock of a guest to the next',
    ),
  ),
  'posted-entry': software(
    ns(750, 'M', ASSUMED, 'half of guest-interrupt: into the handler of notifications, and out', [300, 1200]),
    ns(600, 'M', ASSUMED, 'half of guest-interrupt: into the handler of notifications, and out', [300, 1000]),
  ),
  'posted-handler': software(
    ns(750, 'M', ASSUMED, 'the other half: the handler of one device that has posted', [400, 1300]),
    ns(600, 'M', ASSUMED, 'the other half: the handler of one device that has posted', [400, 1000]),
  ),
  'guest-interrupt': software(
    ns(1500, 'M', ASSUMED, 'entry and handler of a guest interrupt', [800, 2500]),
    ns(1200, 'M', ASSUMED, 'entry and handler of a guest interrupt', [800, 2000]),
    { '2001': ns(2500, 'D', NATIVE, SHARED, [1500, 4000]) },
  ),
} as const satisfies Readonly<Record<string, Cost>>
