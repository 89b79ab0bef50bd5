/** What a host, a guest, a device and a workload are where nothing is said. */

import { GIB } from '../units.ts'
import type { Guest, Host, VirtualDevice, Workload } from './host.ts'

export const WORKLOAD_DEFAULTS: Omit<Workload, 'op'> = {
  bytes: 4096,
  depth: 1,
  think: 0,
  pattern: 'sequential',
  span: GIB,
  contiguous: false,
}

export const DEVICE_DEFAULTS: Omit<
  VirtualDevice,
  'id' | 'backing' | 'controller' | 'interrupt' | 'workload'
> = {
  cache: 'none',
  delivery: 'injected',
  irqCore: -1,
  irqCores: [],
  coalesceUs: 0,
  coalesceFrames: 1,
  adaptive: false,
  ring: 256,
  backend: 'loop',
  backendPin: -1,
  queues: 0,
  transport: 'pci',
  ringFormat: 'split',
  eventIndex: true,
  offload: false,
  driver: 'interrupts',
  doorbellBatch: false,
  addressing: 'lba48',
  guestIommu: 'off',
  guestIommuModel: 'intel',
  bounce: false,
  framebuffer: 'mapped',
}

export const GUEST_DEFAULTS: Omit<Guest, 'id' | 'devices'> = {
  os: 'linux-6',
  drivers: [],
  bootDrivers: [],
  vcpus: 1,
  memory: GIB,
  balloon: 0,
  memlock: 0,
  pages: '4K',
  pin: -1,
  pinStep: 1,
  vmmPin: -1,
  numa: -1,
  haltPoll: 0,
  tick: 0,
  ple: true,
  pvEoi: false,
  confidential: false,
  swiotlb: 0,
  trust: 'trusted',
}

/** What an IOMMU is where its host says nothing. */
export const IOMMU_DEFAULTS: Required<Host['iommu']> = {
  mode: 'off',
  entries: 64,
  ways: 0,
  invalidation: 'strict',
  passthrough: true,
  remapping: true,
  faultRecords: 8,
  ats: false,
}

export const HOST_DEFAULTS: Omit<Host, 'devices' | 'guests'> = {
  era: '2020s',
  cores: 2,
  numaNodes: 1,
  smt: 1,
  idle: 'C1',
  memoryBandwidth: 0,
  memory: 8 * GIB,
  hostMemory: 2 * GIB,
  pageCache: GIB,
  // Linux: dirty_background_ratio, dirty_ratio, dirty_expire_centisecs.
  dirty: { background: 10, limit: 20, expire: 30_000_000_000 },
  iommu: { mode: 'off', entries: 64 },
  hypervisor: 'kvm',
  lancePorts: 'host',
  sendCombining: false,
  irqNotify: 'select',
  apicv: false,
  vmmYear: 2024,
  confined: false,
  bridges: {},
  slots: {},
  prices: [],
  acsOverride: false,
  irqBalance: false,
  events: [],
}
