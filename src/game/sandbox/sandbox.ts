/** The sandbox: a host from parts, every knob, and goals of one's own. Pure; the screen draws it, a file keeps it. */
import {
  DEVICE_DEFAULTS,
  type Device,
  type DeviceModel,
  deviceKind,
  GUEST_DEFAULTS,
  type Guest,
  HOST_DEFAULTS,
  type Host,
  type HostProblem,
  hostProblems,
  type Nanos,
  type VirtualDevice,
  WORKLOAD_DEFAULTS,
} from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { en } from '../../text/index.ts'
import { fingerprint } from '../fingerprint.ts'
import { flowsOfHost } from '../flows.ts'
import type { Goal, Level } from '../level.ts'

export interface Sandbox {
  readonly host: Host
  readonly goals: readonly Goal[]
  readonly duration: Nanos
  /** Keys of the knobs that the bench offers, that explore varies, and that a level file lists. */
  readonly offered: readonly string[]
}

/** Id of the level that stands for the sandbox on the bench. What is played there is no progress. */
export const SANDBOX_ID = 'sandbox'

const GIB = 2 ** 30

export function newSandbox(): Sandbox {
  const empty: Host = { ...HOST_DEFAULTS, cores: 4, devices: {}, guests: [] }
  const first: Sandbox = { host: empty, goals: [], duration: 20_000_000, offered: ['host.iommu.mode'] }
  return addShown(addGuest(addDevice(first, 'nvme')), 'guest1', 'nvme1')
}

/** The first of `name1`, `name2`, … that is free. */
function freeName(name: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) if (!taken.includes(`${name}${number}`)) return `${name}${number}`
}

export function addGuest(sandbox: Sandbox): Sandbox {
  const { host } = sandbox
  const id = freeName(
    'guest',
    host.guests.map((guest) => guest.id),
  )
  const guest: Guest = { ...GUEST_DEFAULTS, id, devices: [] }
  return { ...sandbox, host: { ...host, guests: [...host.guests, guest] } }
}

/** The first bus from 1 on that nothing lies on. */
function freeAddress(devices: Host['devices']): string {
  const taken = new Set(Object.values(devices).map(({ address }) => address.slice(5, 7)))
  for (let bus = 1; ; bus++) {
    const name = bus.toString(16).padStart(2, '0')
    if (!taken.has(name)) return `0000:${name}:00.0`
  }
}

export function addDevice(sandbox: Sandbox, model: DeviceModel): Sandbox {
  const { host } = sandbox
  const name = freeName(model.replace(/\d+$/, '').replace(/-$/, ''), Object.keys(host.devices))
  const device: Device = { model, address: freeAddress(host.devices) }
  return { ...sandbox, host: { ...host, devices: { ...host.devices, [name]: device } } }
}

const FIRST_SHOWN = {
  disk: { name: 'disk', controller: 'virtio-blk', interrupt: 'msix', workload: { op: 'read', depth: 4 } },
  nic: {
    name: 'nic',
    controller: 'virtio-net',
    interrupt: 'msix',
    workload: { op: 'tx', bytes: 1514, depth: 8 },
  },
  display: {
    name: 'screen',
    controller: 'cirrus-vga',
    interrupt: 'intx',
    workload: { op: 'draw', bytes: 65_536 },
  },
} as const

/** Shows a guest one of the real devices, through a controller of its kind. */
export function addShown(sandbox: Sandbox, guestId: string, backing: string): Sandbox {
  const { host } = sandbox
  const guest = host.guests.find((one) => one.id === guestId)
  const real = host.devices[backing]
  if (guest === undefined || real === undefined) return sandbox
  const { name, controller, interrupt, workload } = FIRST_SHOWN[deviceKind(real.model)]
  const taken = guest.devices.map((device) => device.id)
  const id = taken.includes(name) ? freeName(name, taken) : name
  const device: VirtualDevice = {
    ...DEVICE_DEFAULTS,
    id,
    backing,
    controller,
    interrupt,
    workload: { ...WORKLOAD_DEFAULTS, pattern: 'random', ...workload },
  }
  const guests = host.guests.map((one) =>
    one.id === guestId ? { ...one, devices: [...one.devices, device] } : one,
  )
  const offered = [...sandbox.offered, `${guestId}.${id}.controller`]
  return settled({ ...sandbox, host: { ...host, guests }, offered })
}

export function addGoal(sandbox: Sandbox, metric: string): Sandbox {
  return { ...sandbox, goals: [...sandbox.goals, goalOf({ metric, op: '>=', target: 0 })] }
}

export function goalOf(goal: Omit<Goal, 'text'>): Goal {
  const { metric, op, target } = goal
  return { ...goal, text: en.sandbox.goal(metric, op, formatMetric(metric, target)) }
}

/** Takes a part away by its group: a guest, a guest's device, a real device, or a goal by its number. */
export function removePart(sandbox: Sandbox, group: string): Sandbox {
  const { host } = sandbox
  const goal = /^goal (\d+)$/.exec(group)
  if (goal !== null)
    return { ...sandbox, goals: sandbox.goals.filter((_, index) => index !== Number(goal[1]) - 1) }
  const real = /^device (.+)$/.exec(group)
  if (real !== null) {
    const devices = Object.fromEntries(Object.entries(host.devices).filter(([name]) => name !== real[1]))
    return settled({ ...sandbox, host: { ...host, devices } })
  }
  const guests = host.guests
    .filter((guest) => guest.id !== group)
    .map((guest) => ({
      ...guest,
      devices: guest.devices.filter((device) => `${guest.id}.${device.id}` !== group),
    }))
  return settled({ ...sandbox, host: { ...host, guests } })
}

/** Nothing speaks of a part that is gone: devices without their real one, goals and offers of what is not there. */
function settled(sandbox: Sandbox): Sandbox {
  const { devices } = sandbox.host
  const guests = sandbox.host.guests.map((guest) => ({
    ...guest,
    devices: guest.devices.filter(({ backing }) => Object.hasOwn(devices, backing)),
  }))
  const host = { ...sandbox.host, guests }
  const flows = flowsOfHost(host)
  const names = [...flows, ...guests.map(({ id }) => id)]
  const there = (key: string) => key.startsWith('host.') || names.includes(key.slice(0, key.lastIndexOf('.')))
  const events = host.events.filter(
    (event) =>
      !('guest' in event) ||
      names.includes('device' in event ? `${event.guest}.${event.device}` : event.guest),
  )
  return {
    ...sandbox,
    host: { ...host, events },
    goals: sandbox.goals.filter(
      ({ metric }) => !metric.includes('@') || flows.includes(metric.split('@')[1]),
    ),
    offered: sandbox.offered.filter(there),
  }
}

/** Why this host cannot be run, in the machine's own words. */
export function sandboxProblems({ host }: Sandbox): readonly HostProblem[] {
  if (flowsOfHost(host).length === 0) return [{ path: 'guests', message: en.sandbox.nothingThere }]
  return hostProblems(host)
}

const SHOWN = [
  'throughput',
  'latency-p50',
  'latency-p99',
  'exits-per-request',
  'copies-per-byte',
  'interrupts',
]

/** The sandbox as a level: what the bench and explore know how to play. `values`: what a knob offers. */
export function sandboxLevel(sandbox: Sandbox, values: (key: string) => readonly string[]): Level {
  const { host, duration, offered } = sandbox
  const [focus = ''] = flowsOfHost(host)
  const gate: Goal = { metric: 'violations', op: '==', target: 0, text: en.level.isolation }
  const level: Omit<Level, 'hash'> = {
    format: 1,
    id: SANDBOX_ID,
    number: '0',
    chapter: { id: SANDBOX_ID, number: 0, title: en.sandbox.title },
    kind: 'level',
    title: en.sandbox.title,
    teaches: '',
    requires: [],
    minutes: 1,
    brief: en.sandbox.brief,
    host,
    duration,
    seeds: [1],
    knobs: offered.map((key) => ({ key, values: values(key) })).filter((knob) => knob.values.length > 1),
    start: [],
    goals: [...sandbox.goals, gate],
    medals: [],
    focus,
    show: [...SHOWN.map((metric) => `${metric}@${focus}`), 'cpu', 'core-ms-per-gb'],
    headline: [`throughput@${focus}`, `latency-p99@${focus}`],
    references: [],
    decoys: [],
    hints: [],
    predict: { question: '', metric: `throughput@${focus}`, unit: '', choices: [] },
    debrief: { text: [], facts: [] },
    questions: [],
    objectives: [],
    fair: { share: [0, 1], front: 1 },
    terms: [],
  }
  return { ...level, hash: fingerprint(level) }
}

/** Bytes of memory that a host of these guests needs at least; a sandbox grows by itself. */
export function roomy(sandbox: Sandbox): Sandbox {
  const { host } = sandbox
  const needed = host.hostMemory + host.guests.reduce((sum, guest) => sum + guest.memory, 0)
  if (needed <= host.memory) return sandbox
  return { ...sandbox, host: { ...host, memory: Math.ceil(needed / GIB) * GIB } }
}
