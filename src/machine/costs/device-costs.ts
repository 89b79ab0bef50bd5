/** Registers of real devices, what a device fetches by itself, and what comes with a device or a workload. */
import { always, type Cost, ns } from './cost-value.ts'

export const DEVICE_COSTS = {
  doorbell: always(
    ns(250, 'D', 'SPDK 2019: 1/2.89 M - 1/10.39 M', 'one write to a register of a real device'),
  ),
  'pcie-read': always(
    ns(550, 'S', 'Neugebauer et al., SIGCOMM 2018, read in a note', 'a device fetches a command from memory'),
  ),
  'device-read': always(ns(0, 'D', 'the device model', 'the device finds and reads; see devices')),
  'device-write': always(ns(0, 'D', 'the device model', 'the device takes a write; see devices')),
  'device-reset': always(
    ns(
      100_000_000,
      'S',
      'PCI Express base specification: software waits 100 ms after a function level reset',
      'a device that is given whole forgets its owner before it is handed on',
    ),
  ),
  'device-hit': always(ns(0, 'D', 'the device model', "the device's own cache answers; see devices")),
  'device-flush': always(
    ns(
      20_000,
      'M',
      'assumed',
      'a flush command itself, where the device has nothing left to write',
      [10_000, 100_000],
    ),
  ),
  'device-link': always(ns(0, 'D', 'the device model', 'bytes cross the device interface; see devices')),
  'bus-down': always(
    ns(0, 'D', 'the device model', 'what the host puts on the PCIe link for one packet; see devices'),
  ),
  'bus-up': always(
    ns(0, 'D', 'the device model', 'what a network card puts on the PCIe link for one packet; see devices'),
  ),
  application: always(ns(0, 'D', 'the workload', 'work of the application itself; see the level')),
  neighbour: always(
    ns(100_000, 'D', 'by definition', "somebody else's work, which has no end; in such pieces"),
  ),
  none: always(ns(0, 'D', 'by definition', 'takes no time of its own')),
} as const satisfies Readonly<Record<string, Cost>>
