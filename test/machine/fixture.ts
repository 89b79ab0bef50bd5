/** Hosts for the machine's tests: one that works, and changes to it. */

import { datasheet } from '../../src/machine/controllers/index.ts'
import {
  DEVICE_DEFAULTS,
  GUEST_DEFAULTS,
  HOST_DEFAULTS,
  WORKLOAD_DEFAULTS,
} from '../../src/machine/host/defaults.ts'
import type {
  Device,
  DeviceModel,
  Guest,
  Host,
  VirtualDevice,
  Workload,
} from '../../src/machine/host/host.ts'
import { GIB, KIB, MIB } from '../../src/machine/units.ts'

export const MS = 1_000_000

export function workload(more: Partial<Workload> = {}): Workload {
  return {
    ...WORKLOAD_DEFAULTS,
    op: 'read',
    span: 256 * MIB,
    ...more,
  }
}

export function disk(more: Partial<VirtualDevice> = {}, work: Partial<Workload> = {}): VirtualDevice {
  return {
    ...DEVICE_DEFAULTS,
    id: 'disk',
    backing: 'ssd',
    controller: 'virtio-blk',
    interrupt: datasheet(more.controller ?? 'virtio-blk').interrupts[0],
    ...more,
    workload: workload(work),
  }
}

export function nic(more: Partial<VirtualDevice> = {}, work: Partial<Workload> = {}): VirtualDevice {
  return disk(
    { id: 'nic', backing: 'card', controller: 'e1000', ...more },
    { op: 'tx', bytes: 1514, ...work },
  )
}

export function display(more: Partial<VirtualDevice> = {}, work: Partial<Workload> = {}): VirtualDevice {
  return disk(
    { id: 'screen', backing: 'screen', controller: 'cirrus-vga', ...more },
    { op: 'draw', bytes: 4 * KIB, span: MIB, ...work },
  )
}

export function guest(id: string, devices: readonly VirtualDevice[], more: Partial<Guest> = {}): Guest {
  return {
    ...GUEST_DEFAULTS,
    id,
    pages: '2M',
    devices,
    ...more,
  }
}

export function device(model: DeviceModel, address = '0000:01:00.0', latency?: number): Device {
  return latency === undefined ? { model, address } : { model, address, latency }
}

export function host(guests: readonly Guest[], more: Partial<Host> = {}): Host {
  return {
    ...HOST_DEFAULTS,
    cores: 8,
    memory: 16 * GIB,
    pageCache: 512 * MIB,
    iommu: { mode: 'translated', entries: 64 },
    apicv: true,
    devices: {
      ssd: device('nvme', '0000:01:00.0'),
      ssd2: device('nvme', '0000:02:00.0'),
      ssd3: device('nvme', '0000:03:00.0'),
      card: device('nic-1g', '0000:04:00.0'),
      screen: device('screen', '0000:00:02.0'),
    },
    guests,
    ...more,
  }
}
