/**
 * Counts of one request beside those of real controllers, taken in QEMU 7.2.22 with a Linux 6.1 guest. The tables are read
 * as they were written down; every number of theirs is a row. One that came out whole is met exactly, else within a tenth.
 */
import {
  type ControllerId,
  type InterruptKind,
  type Operation,
  type RequestAnswer,
  type RequestQuestion,
  requestAlone,
} from '../machine/index.ts'
import type { CountRow } from './row.ts'

/** Text of the two tables, comma-separated with a heading. */
export interface CountTables {
  readonly traps: string
  readonly iommu: string
}

type PerRequest = RequestAnswer['perRequest']

/** One line of a table: what to ask, and what was counted under which name. */
export interface CountCase {
  /** `traps/ahci/read-qd1/4096` */
  readonly id: string
  readonly question: RequestQuestion
  readonly columns: readonly {
    readonly name: string
    readonly measured: number
    read(per: PerRequest): number
  }[]
}

const NEAR = 0.1
const SOURCE = 'QEMU 7.2.22, Linux 6.1 guest: traces of every access'
const SOURCE_STRING = 'KVM with a boot-sector guest: exits to the process'

/** The device behind all of them, and the time between packets. Nanoseconds. */
const NULL_DEVICE = 100_000
const PACED = 2_000_000

/** Bytes an access, and bytes an instruction, of what the boot sector did to the data port. */
const PORT_LOADS: Readonly<Record<string, { readonly element: number; readonly string: number }>> = {
  'insw x256': { element: 2, string: 512 },
  'insl x128': { element: 4, string: 512 },
  'insw x4096': { element: 2, string: 8192 },
  'outsw x256': { element: 2, string: 512 },
  'outsl x128': { element: 4, string: 512 },
  'inw loop x256': { element: 2, string: 2 },
}

const MODES = { strict: 'strict', lazy: 'lazy', pt: 'pt', off: 'off', cm: 'caching' } as const

export function countCases({ traps, iommu }: CountTables): readonly CountCase[] {
  return [
    ...linesOf(traps).map((line) => (line[1].includes('string') ? stringCase(line) : trapCase(line))),
    ...linesOf(iommu).map(iommuCase),
  ]
}

function linesOf(table: string): readonly (readonly string[])[] {
  return table
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
}

/** Variants are the same controller, notified and acknowledged in other ways. */
function controllerOf(device: string): ControllerId {
  return device.replace(/(-(1g|nomsi|intx|legacy|noioeventfd|ioeventfd|iodelay))+$/, '') as ControllerId
}

function questionOf(device: string, load: string, bytes: string): RequestQuestion {
  const interrupt: InterruptKind | undefined = /-(intx|nomsi)$/.test(device) ? 'intx' : undefined
  return {
    controller: controllerOf(device),
    op: load.split(' ')[0] as Operation,
    bytes: Number(bytes),
    depth: 1,
    contiguous: load.includes('contiguous'),
    interrupt,
    accel: 'tcg',
    iommu: 'off',
    iommuModel: 'intel',
    device: NULL_DEVICE,
    pace: load.includes('back-to-back') ? 0 : PACED,
  }
}

function idOf(...parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll(' ', '-')).join('/')
}

function trapCase([
  ,
  device,
  load,
  bytes,
  reads,
  writes,
  interrupts,
  commands,
]: readonly string[]): CountCase {
  return {
    id: idOf('traps', device, load, bytes),
    question: questionOf(device, load, bytes),
    columns: [
      { name: 'reads', measured: Number(reads), read: (per) => per.trapReads },
      { name: 'writes', measured: Number(writes), read: (per) => per.trapWrites },
      { name: 'interrupts', measured: Number(interrupts), read: (per) => per.interrupts },
      { name: 'commands', measured: Number(commands), read: (per) => per.commands },
    ],
  }
}

/** Data through a port under KVM: exits of the string instructions alone. */
function stringCase([, device, load, bytes, reads, writes]: readonly string[]): CountCase {
  const write = load.includes('outs')
  return {
    id: idOf('traps', device, load, bytes),
    question: {
      ...questionOf('ide-pio', write ? 'write' : 'read', bytes),
      accel: 'kvm',
      port: Object.entries(PORT_LOADS).find(([name]) => load.endsWith(name))?.[1],
    },
    columns: [
      {
        name: write ? 'writes' : 'reads',
        measured: Number(write ? writes : reads),
        read: (per) => per.stringExits,
      },
    ],
  }
}

function iommuCase(line: readonly string[]): CountCase {
  const [iommu, mode, device, load, bytes, , hits, misses, , selective, global] = line
  // Microseconds from one request to the next while it was traced; 0: not taken down.
  const interval = Math.round(Number(line[11]) * 1000)
  return {
    id: idOf('iommu', iommu, mode, device, load, bytes),
    question: {
      ...questionOf(device, load, bytes),
      iommu: MODES[mode as keyof typeof MODES],
      iommuModel: iommu === 'amd-iommu' ? 'amd' : 'intel',
      interval: interval > 0 ? interval : undefined,
    },
    columns: [
      { name: 'hits', measured: Number(hits), read: (per) => per.iotlbLookups - per.iotlbMisses },
      { name: 'misses', measured: Number(misses), read: (per) => per.iotlbMisses },
      {
        name: 'invalidations',
        measured: Number((Number(selective) + Number(global)).toFixed(2)),
        read: (per) => per.invalidations,
      },
    ],
  }
}

/** The rows of one line, with the cause of each that is known not to be met. */
export function countRows(one: CountCase, why: Readonly<Record<string, string>>): readonly CountRow[] {
  const answer = requestAlone(one.question)
  return one.columns.map(({ name, measured, read }) => {
    const id = `${one.id}/${name}`
    const simulated = 'problem' in answer ? null : Number(read(answer.perRequest).toFixed(6))
    const ratio = simulated === null ? null : ratioOf(simulated, measured)
    const exact = simulated !== null && ratio !== null && isMet(simulated, ratio, measured)
    const cause = 'problem' in answer ? answer.problem : why[id]
    return {
      id,
      kind: 'count',
      measured,
      simulated,
      ratio,
      grade: 'R',
      source: one.id.includes('string') ? SOURCE_STRING : SOURCE,
      ...(exact || cause === undefined ? {} : { why: cause }),
      exact,
    }
  })
}

function ratioOf(simulated: number, measured: number): number {
  return Number((measured === 0 ? 1 + simulated : simulated / measured).toPrecision(6))
}

/** The tables have two decimals: what is the same when written like that is met. */
function isMet(simulated: number, ratio: number, measured: number): boolean {
  if (Number.isInteger(measured)) return ratio === 1
  return Math.abs(ratio - 1) <= NEAR || Math.abs(simulated - measured) <= 0.005
}
