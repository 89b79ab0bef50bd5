/** Knobs of what is written: a workload's mix and flushes, the host's dirty pages, a real disk's own cache. */
import { type DevicePart, onDevice } from '../hardware/device-part.ts'
import { deviceCard, storeOf, writeCacheOf } from '../hardware/devices.ts'
import type { Device, Host, Workload, WriteCache } from '../host/host.ts'
import { choice, type Knob, number } from './knob.ts'

function working(change: (workload: Workload) => Workload): (part: DevicePart) => DevicePart {
  return onDevice((device) => ({ ...device, workload: change(device.workload) }))
}

/** Where nothing is said, all do what the workload is called. */
function usualMix(workload: Workload): number {
  return workload.op === 'write' ? 100 : 0
}

export const MIX_KNOBS: readonly Knob<DevicePart>[] = [
  number<DevicePart>(
    'mix',
    'share of the requests that write',
    { min: 0, max: 100, unit: 'percent' },
    (value) =>
      value === 0 ? 'All of them read.' : value === 100 ? 'All of them write.' : `${value} % write.`,
    ({ device: { workload } }) => workload.mix ?? usualMix(workload),
    (part, mix) =>
      working((workload) => ({ ...workload, mix: mix === usualMix(workload) ? undefined : mix }))(part),
  ),
  number<DevicePart>(
    'flush',
    'writes after which the application asks that they be safe; 0 never',
    { min: 0, max: 100_000, unit: 'writes' },
    (value) =>
      value === 0 ? 'It never asks.' : `It asks after every ${value === 1 ? 'write' : `${value} writes`}.`,
    (part) => part.device.workload.flush ?? 0,
    (part, value) => working((workload) => ({ ...workload, flush: value === 0 ? undefined : value }))(part),
  ),
]

export const DIRTY_KNOBS: readonly Knob<Host>[] = [
  number<Host>(
    'dirty.background',
    'percent of the page cache beyond which write-backs begin',
    { min: 0, max: 100, unit: 'percent' },
    (value) => `Dirty pages go to their disks once they fill ${value} % of the page cache.`,
    (host) => host.dirty.background,
    (host, background) => ({ ...host, dirty: { ...host.dirty, background } }),
  ),
  number<Host>(
    'dirty.limit',
    'percent of the page cache beyond which writers wait',
    { min: 0, max: 100, unit: 'percent' },
    (value) => `Who writes waits once ${value} % of the page cache is dirty.`,
    (host) => host.dirty.limit,
    (host, limit) => ({ ...host, dirty: { ...host.dirty, limit } }),
  ),
]

/** Of a real disk: `host.ssd.writeCache`. */
export const WRITE_CACHE_KNOB: Knob<Device> = choice<Device, WriteCache>(
  'writeCache',
  'where the disk keeps what it has taken',
  {
    none: 'In its medium: an answer means that it is there.',
    volatile: 'In memory that a power cut empties, unless a flush came before.',
    protected: 'In memory with a battery: it answers at once, and loses nothing.',
    lying: 'In memory that a power cut empties, and it answers a flush without doing it.',
  },
  (device) => writeCacheOf(device, deviceCard(device.model)),
  (device, value) => ({
    ...device,
    writeCache: value === storeOf(deviceCard(device.model)).writeCache ? undefined : value,
  }),
)
