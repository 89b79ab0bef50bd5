/** Hosts for the machine's tests: one that works, and changes to it. */
import { datasheet } from '../../src/machine/controllers/index.ts'
import type { Device, DeviceModel, Guest, Host, VirtualDevice, Workload } from '../../src/machine/host.ts'
import { GIB, MIB } from '../../src/machine/units.ts'

export const MS = 1_000_000

export function workload(more: Partial<Workload> = {}): Workload {
  return {
    op: 'read',
    bytes: 4096,
    depth: 1,
    think: 0,
    pattern: 'sequential',
    span: 256 * MIB,
    contiguous: false,
    ...more,
  }
}

export function disk(more: Partial<VirtualDevice> = {}, work: Partial<Workload> = {}): VirtualDevice {
  return {
    id: 'disk',
    backing: 'ssd',
    controller: 'virtio-blk',
    cache: 'none',
    interrupt: datasheet(more.controller ?? 'virtio-blk').interrupts[0],
    delivery: 'injected',
    irqCore: -1,
    coalesceUs: 0,
    coalesceFrames: 1,
    ring: 256,
    addressing: 'lba48',
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

export function guest(id: string, devices: readonly VirtualDevice[], more: Partial<Guest> = {}): Guest {
  return {
    id,
    os: 'linux-6',
    vcpus: 1,
    memory: GIB,
    pages: '2M',
    pin: -1,
    vmmPin: -1,
    haltPoll: 0,
    devices,
    ...more,
  }
}

export function device(model: DeviceModel, address = '0000:01:00.0', latency?: number): Device {
  return latency === undefined ? { model, address } : { model, address, latency }
}

export function host(guests: readonly Guest[], more: Partial<Host> = {}): Host {
  return {
    era: '2020s',
    cores: 8,
    memory: 16 * GIB,
    hostMemory: 2 * GIB,
    pageCache: 512 * MIB,
    iommu: { mode: 'translated', entries: 64 },
    apicv: true,
    devices: {
      ssd: device('nvme', '0000:01:00.0'),
      ssd2: device('nvme', '0000:02:00.0'),
      ssd3: device('nvme', '0000:03:00.0'),
      card: device('nic-1g', '0000:04:00.0'),
    },
    guests,
    events: [],
    ...more,
  }
}
