/** Hosts and runs made by hand, with believable numbers. */
import {
  DEVICE_DEFAULTS,
  type Flow,
  GUEST_DEFAULTS,
  HOST_DEFAULTS,
  type Host,
  type Incident,
  type Row,
  type Run,
  type VirtualDevice,
  WORKLOAD_DEFAULTS,
} from '../../src/machine/index.ts'
import { Histogram } from '../../src/sim/histogram.ts'

const KIB = 1024
const MIB = 1024 * KIB
const GIB = 1024 * MIB

export function row(
  place: Row['place'],
  act: Row['act'],
  times: number,
  nanos: number,
  text: string,
  more: Partial<Row> = {},
): Row {
  return { place, act, times, nanos, bytes: 0, scope: 'command', text, ...more }
}

export const idePath: readonly Row[] = [
  row('app', 'work', 1, 1_200, 'read 1 MiB', { scope: 'request' }),
  row('os', 'work', 8, 16_000, 'split: limit is 128 KiB', { scope: 'request' }),
  row('kvm', 'exit', 104, 333_000, '13 register writes each', { crosses: 'exit', counts: 'trap-write' }),
  row('vmm', 'model', 8, 64_000, 'IDE model → pread()'),
  row('host', 'work', 8, 32_000, 'page cache misses'),
  row('dev', 'work', 8, 3_560_000, 'array: 128 KiB each', { iommu: 'translated' }),
  row('host', 'dma', 8, 0, 'DMA into the page cache', { bytes: MIB, iommu: 'translated' }),
  row('vmm', 'copy', 8, 187_000, "copy → model's buffer", { bytes: MIB }),
  row('vmm', 'copy', 8, 187_000, 'copy → guest RAM', { bytes: MIB }),
  row('os', 'interrupt', 8, 224_000, 'wake loop, raise IRQ 14', {
    crosses: 'entry',
    counts: 'interrupt',
    scope: 'interrupt',
  }),
  row('kvm', 'exit', 104, 333_000, '13 register reads each', { crosses: 'exit', counts: 'trap-read' }),
  row('os', 'work', 8, 6_000, 'end of interrupt', { crosses: 'entry', scope: 'interrupt' }),
  row('app', 'work', 1, 0, 'read returns', { scope: 'request' }),
]

export const lsiPath: readonly Row[] = [
  idePath[0],
  row('os', 'work', 3, 6_000, 'split: 96 scattered pages', { scope: 'request' }),
  row('kvm', 'exit', 6, 19_000, '2 ISTAT writes each', { crosses: 'exit', counts: 'trap-write' }),
  row('vmm', 'model', 3, 141_000, 'SCRIPTS model → pread()'),
  row('host', 'work', 3, 12_000, 'page cache misses'),
  row('dev', 'work', 3, 2_970_000, 'array: 384, 384, 256 KiB', { iommu: 'translated' }),
  ...idePath.slice(6, 9),
  row('os', 'interrupt', 3, 84_000, 'wake loop, raise IRQ 10', {
    crosses: 'entry',
    counts: 'interrupt',
    scope: 'interrupt',
  }),
  row('kvm', 'exit', 6, 19_000, '2 ISTAT reads each', { crosses: 'exit', counts: 'trap-read' }),
  row('os', 'work', 3, 2_000, 'end of interrupt', { crosses: 'entry', scope: 'interrupt' }),
  idePath[12],
]

/** An assigned NVMe without a table: no exit, and a DMA that lands in another guest. */
export const assignedPath: readonly Row[] = [
  row('os', 'work', 1, 400, 'driver builds a read', { scope: 'request' }),
  row('dev', 'work', 2, 500, 'doorbells, no exit', { crosses: 'open', iommu: 'open' }),
  row('dev', 'wait', 1, 78_000, 'flash is read'),
  row('host', 'dma', 1, 900, 'DMA 4 KiB → 0x8d400000', { bytes: 4 * KIB, iommu: 'open' }),
]

function disk(controller: VirtualDevice['controller'], bytes: number): VirtualDevice {
  return {
    ...DEVICE_DEFAULTS,
    id: 'disk',
    backing: 'array',
    controller,
    cache: 'writeback',
    interrupt: 'intx',
    ring: 64,
    addressing: 'lba28',
    workload: { ...WORKLOAD_DEFAULTS, op: 'read', bytes },
  }
}

export function hostWith(
  controller: VirtualDevice['controller'] = 'ide-dma',
  mode: Host['iommu']['mode'] = 'translated',
): Host {
  const linux = { ...GUEST_DEFAULTS, os: 'linux-2.6', memory: 4 * GIB } as const
  return {
    ...HOST_DEFAULTS,
    era: '2010-13',
    cores: 4,
    memory: 16 * GIB,
    iommu: { mode, entries: 64 },
    devices: {
      array: { model: 'fixed', address: '0000:01:00.0', latency: 100_000 },
      flash: { model: 'nvme', address: '0000:02:00.0' },
    },
    guests: [
      { ...linux, id: 'files', devices: [disk(controller, MIB)] },
      { ...linux, id: 'db', devices: [{ ...disk('lsi53c895a', 8 * KIB), backing: 'flash' }] },
    ],
  }
}

function flow(id: string, path: readonly Row[], bytes: number, requests: number, nanos: number): Flow {
  const latency = new Histogram()
  for (let at = 0; at < requests; at++) latency.add(nanos + (at % 7) * 20_000)
  const sum = (acts: readonly string[]) =>
    path.reduce((total, one) => (acts.includes(one.counts ?? '') ? total + one.times : total), 0)
  const copied = path.reduce((total, one) => (one.act === 'copy' ? total + one.bytes : total), 0)
  const interrupts = sum(['interrupt'])
  const exits = Float64Array.from([
    sum(['trap-read']) * requests,
    sum(['trap-write']) * requests,
    0,
    0,
    interrupts * requests,
    ...[0, 0, 0, 0, 0],
  ])
  const [guest, device] = id.split('.')
  return {
    id,
    guest,
    device,
    op: 'read',
    bytes,
    path,
    kinds: [{ op: 'read', bytes, nanosAlone: 0, path }],
    nanosAlone: path.reduce((total, one) => total + one.nanos, 0),
    commands: path[1]?.times ?? 1,
    requests,
    failed: 0,
    payload: requests * bytes,
    copied: copied * requests,
    interrupts: interrupts * requests,
    eois: interrupts * requests,
    exits,
    iotlbLookups: 0,
    iotlbMisses: 0,
    deviceTlbLookups: 0,
    deviceTlbMisses: 0,
    invalidations: 0,
    latency,
    dropped: 0,
    droppedAtSocket: 0,
    flushes: 0,
    flushLatency: new Histogram(),
    lostWrites: 0,
    lostPromised: 0,
  }
}

export const DURATION = 50_000_000
const SLICES = 48

export interface RunGiven {
  readonly host?: Host
  readonly path?: readonly Row[]
  readonly violations?: readonly Incident[]
  readonly contained?: readonly Incident[]
  readonly hash?: string
  /** Requests of the first flow. */
  readonly requests?: number
}

/** A run whose first flow's requests follow each other, one row after the other. */
export function runWith(given: RunGiven = {}): Run {
  const host = given.host ?? hostWith()
  const path = given.path ?? idePath
  const one = path.reduce((sum, each) => sum + each.nanos, 0)
  const count = given.requests ?? Math.max(1, Math.floor(DURATION / one))
  const begin = new Uint32Array(count)
  const end = new Uint32Array(count)
  const nanos: number[] = []
  const request: number[] = []
  const rows: number[] = []
  for (let at = 0; at < count; at++) {
    begin[at] = at * one
    let now = at * one
    for (const [index, each] of path.entries()) {
      nanos.push(now)
      request.push(at)
      rows.push(index)
      now += each.nanos
    }
    end[at] = now <= DURATION ? now : 0
  }
  const violations = given.violations ?? []
  const contained = given.contained ?? []
  const flows = [flow('files.disk', path, MIB, count, one), flow('db.disk', lsiPath, 8 * KIB, 40, 900_000)]
  const slice = (value: number) =>
    Float64Array.from({ length: SLICES }, (_, at) => value * (1 + (at % 5) * 0.1))
  return {
    host,
    seed: 1,
    duration: DURATION,
    hash: given.hash ?? one.toString(16).padStart(16, '0'),
    guests: host.guests.map((guest) => ({ id: guest.id, boots: true })),
    flows,
    requests: {
      count,
      begin,
      end,
      flow: new Uint8Array(count),
      flags: new Uint8Array(count).fill(1),
      kind: new Uint8Array(count),
    },
    cores: [
      { nanos: Float64Array.from([3.5e6, 7e6, 0, 0, 0.5e6, 0, 0]), threads: ['files vCPU 0'] },
      { nanos: Float64Array.from([0, 0, 4e6, 5e6, 1e6, 0, 0]), threads: ['files loop'] },
      { nanos: Float64Array.from([17e6, 2e6, 0, 0, 0, 1e6, 0]), threads: ['db vCPU 0'] },
      { nanos: Float64Array.from([0, 0, 1e6, 3.5e6, 0, 0, 0]), threads: ['db loop'] },
    ],
    series: {
      width: DURATION / SLICES,
      slices: SLICES,
      flows: flows.map((each) => ({
        requests: slice(each.requests / SLICES),
        payload: slice(each.payload / SLICES),
        exits: slice(each.exits[0] / SLICES),
        copied: slice(each.copied / SLICES),
        interrupts: slice(each.interrupts / SLICES),
        latency: slice((each.requests * 900_000) / SLICES),
      })),
      cores: Array.from({ length: 4 }, () =>
        Array.from({ length: 6 }, (_, kind) => slice(kind === 0 ? 100_000 : 20_000)),
      ),
    },
    violations,
    contained,
    faults: { recorded: 0, lost: 0 },
    violationCount: violations.length,
    containedCount: contained.length,
    migrations: [],
    lines: [],
    pinned: 0,
    pinnedBy: [],
    memory: [
      { owner: 'host', from: 0, bytes: 2 * GIB },
      { owner: 'files', from: 2 * GIB, bytes: 4 * GIB },
      { owner: 'db', from: 8 * GIB, bytes: 4 * GIB },
    ],
    log: {
      count: nanos.length,
      nanos: Uint32Array.from(nanos),
      request: Int32Array.from(request),
      row: Uint16Array.from(rows),
      kind: new Uint8Array(nanos.length).fill(1),
      read: (reader) => {
        for (const [entry, at] of nanos.entries()) {
          const one = request[entry]
          reader.entry(at, one, rows[entry], 1, one, false, 15, -1)
          const last = request[entry + 1] !== one
          if (last && end[one] > 0) reader.entry(end[one], one, 0, 2, one, false, 0, -1)
        }
      },
    },
    unfinished: [],
    locks: [],
    threads: [{ name: 'files vCPU 0', owner: 'files', nanos: 7_000_000, spun: 0 }],
    events: 1,
  }
}

export const straying: Incident = {
  at: 3_214_000,
  kind: 'dma-foreign-memory',
  flow: 'files.disk',
  device: '0000:02:00.0',
  owner: 'db',
  victim: 'files',
  address: 0x8d400000,
  landed: 0x8d400000,
  meant: 0x28d400000,
  bytes: 4096,
  write: true,
  request: 0,
}
