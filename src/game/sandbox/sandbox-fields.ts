/** What can be changed in a sandbox, one row each: what the host is made of, every knob that means something, and goals. */
import {
  DEVICE_MODELS,
  type DeviceModel,
  deviceKind,
  ERAS,
  type Era,
  type Host,
  knobCards,
  type Operation,
  OS_IDS,
  type OsId,
  readKnob,
} from '../../machine/index.ts'
import { formatMetric, metricCards } from '../../metrics/index.ts'
import { en } from '../../text/index.ts'
import { flowsOfHost } from '../flows.ts'
import type { Comparison } from '../level.ts'
import type { Refusal } from '../play/refusal.ts'
import { turnKnob } from '../play/turn.ts'
import { ladderOf } from './ladder.ts'
import { goalOf, type Sandbox } from './sandbox.ts'

export interface SandboxField {
  /** A knob's key, or `/` and a name within its group. */
  readonly id: string
  /** `host`, `device nvme1`, `guest1`, `guest1.disk`, `goal 1` */
  readonly group: string
  readonly name: string
  readonly value: string
  readonly values: readonly string[]
  /** Whether it is a knob that the bench can offer. */
  readonly knob: boolean
  about(value: string): string
}

type Structural = Omit<SandboxField, 'knob' | 'about'> & { readonly write: (value: string) => Sandbox }

/** Metrics that a goal of one's own may name. */
export function goalMetrics(host: Host): readonly string[] {
  const flows = flowsOfHost(host)
  return metricCards
    .filter(({ id }) => id !== 'bare-metal-share' && id !== 'violations')
    .flatMap(({ id, selector }) =>
      selector.startsWith('flow') ? flows.map((flow) => `${id}@${flow}`) : [id],
    )
}

const COUNTS = ['1', '2', '4', '8', '16', '32', '64']
const OPERATIONS = { disk: ['read', 'write'], nic: ['tx', 'rx', 'rr'], display: ['draw'] } as const

function hostFields(sandbox: Sandbox): Structural[] {
  const { host } = sandbox
  const row = (
    name: string,
    value: string,
    values: readonly string[],
    change: (value: string) => Partial<Host>,
  ) => ({
    id: `/host.${name}`,
    group: 'host',
    name,
    value,
    values,
    write: (chosen: string) => ({ ...sandbox, host: { ...host, ...change(chosen) } }),
  })
  return [
    row('era', host.era, ERAS, (era) => ({ era: era as Era })),
    row('cores', String(host.cores), COUNTS, (cores) => ({ cores: Number(cores) })),
    row('NUMA nodes', String(host.numaNodes), COUNTS.slice(0, 4), (nodes) => ({ numaNodes: Number(nodes) })),
    row('threads a core', String(host.smt), ['1', '2'], (smt) => ({ smt: smt === '2' ? 2 : 1 })),
    {
      id: '/host.run',
      group: 'host',
      name: 'run, ms',
      value: String(sandbox.duration / 1e6),
      values: ['2', '5', '10', '20', '50', '100', '200'],
      write: (ms) => ({ ...sandbox, duration: Number(ms) * 1e6 }),
    },
  ]
}

function partFields(sandbox: Sandbox): Structural[] {
  const { host } = sandbox
  const models = Object.entries(host.devices).map(([name, device]): Structural => {
    // A disk stays a disk: what guests see of it is made for its kind.
    const same = DEVICE_MODELS.filter((model) => deviceKind(model) === deviceKind(device.model))
    const write = (model: string) => ({
      ...sandbox,
      host: { ...host, devices: { ...host.devices, [name]: { ...device, model: model as DeviceModel } } },
    })
    return {
      id: `/${name}.model`,
      group: `device ${name}`,
      name: 'model',
      value: device.model,
      values: same,
      write,
    }
  })
  const systems = host.guests.map(({ id, os }): Structural => {
    const write = (chosen: string) => ({
      ...sandbox,
      host: {
        ...host,
        guests: host.guests.map((one) => (one.id === id ? { ...one, os: chosen as OsId } : one)),
      },
    })
    return { id: `/${id}.os`, group: id, name: 'system', value: os, values: OS_IDS, write }
  })
  return [...models, ...systems, ...workFields(sandbox)]
}

function workFields(sandbox: Sandbox): Structural[] {
  const { host } = sandbox
  return host.guests.flatMap((guest) =>
    guest.devices.flatMap((device): Structural[] => {
      const group = `${guest.id}.${device.id}`
      const kind = deviceKind(host.devices[device.backing].model)
      const put = (workload: Partial<typeof device.workload>): Sandbox => {
        const changed = { ...device, workload: { ...device.workload, ...workload } }
        const devices = guest.devices.map((one) => (one === device ? changed : one))
        const guests = host.guests.map((one) => (one === guest ? { ...guest, devices } : one))
        return { ...sandbox, host: { ...host, guests } }
      }
      const { op, pattern } = device.workload
      const asks: Structural = {
        id: `/${group}.op`,
        group,
        name: 'asks for',
        value: op,
        values: OPERATIONS[kind],
        write: (chosen) => put({ op: chosen as Operation }),
      }
      if (kind !== 'disk') return [asks]
      const order: Structural = {
        id: `/${group}.pattern`,
        group,
        name: 'pattern',
        value: pattern,
        values: ['sequential', 'random'],
        write: (chosen) => put({ pattern: chosen === 'random' ? 'random' : 'sequential' }),
      }
      return [asks, order]
    }),
  )
}

function goalFields(sandbox: Sandbox): Structural[] {
  return sandbox.goals.flatMap((goal, index): Structural[] => {
    const group = `goal ${index + 1}`
    const put = (change: Partial<typeof goal>): Sandbox => ({
      ...sandbox,
      goals: sandbox.goals.map((one, place) => (place === index ? goalOf({ ...goal, ...change }) : one)),
    })
    const row = (
      name: string,
      value: string,
      values: readonly string[],
      change: (value: string) => object,
    ) => ({
      id: `/${group}.${name}`,
      group,
      name,
      value,
      values,
      write: (chosen: string) => put(change(chosen)),
    })
    return [
      row('metric', goal.metric, goalMetrics(sandbox.host), (metric) => ({ metric })),
      row('is', goal.op, ['>=', '<=', '=='], (op) => ({ op: op as Comparison })),
      row('target', String(goal.target), targetsAround(goal.target), (target) => ({
        target: Number(target),
      })),
    ]
  })
}

const POWERS = Array.from({ length: 17 }, (_, place) => place - 4)

/** 0, and 1, 1.5, 2, 3, 5, 7 of every power of ten; the number itself among them. */
function targetsAround(target: number): readonly string[] {
  const steps = POWERS.flatMap((power) => [1, 1.5, 2, 3, 5, 7].map((digit) => Number(`${digit}e${power}`)))
  return [...new Set([0, ...steps, target])].sort((one, other) => one - other).map(String)
}

const groupOfKnob = (key: string) => (key.startsWith('host.') ? 'host' : key.slice(0, key.lastIndexOf('.')))

function knobFields({ host }: Sandbox): SandboxField[] {
  return knobCards(host)
    .filter((card) => !card.idle)
    .map((card) => {
      const value = readKnob(host, card.key) ?? ''
      const values = ladderOf(card, value)
      const group = groupOfKnob(card.key)
      const name = card.key.slice(group.length + 1)
      return {
        id: card.key,
        group,
        name,
        value,
        values,
        knob: true,
        about: (one) => card.about(one) || card.text,
      }
    })
}

function structural(sandbox: Sandbox): Structural[] {
  return [...hostFields(sandbox), ...partFields(sandbox), ...goalFields(sandbox)]
}

/** All rows: host, real devices, each guest with its devices, goals. */
export function sandboxFields(sandbox: Sandbox): readonly SandboxField[] {
  const built = structural(sandbox).map(({ write: _, ...field }): SandboxField => {
    const about = (value: string) =>
      field.name === 'target' ? targetText(field, value, sandbox) : (en.sandbox.about[field.name] ?? '')
    return { ...field, knob: false, about }
  })
  const all = [...built, ...knobFields(sandbox)]
  const { host, goals } = sandbox
  const groups = [
    'host',
    ...Object.keys(host.devices).map((name) => `device ${name}`),
    ...host.guests.flatMap((guest) => [
      guest.id,
      ...guest.devices.map((device) => `${guest.id}.${device.id}`),
    ]),
    ...goals.map((_, index) => `goal ${index + 1}`),
  ]
  return groups.flatMap((group) => all.filter((field) => field.group === group))
}

function targetText(field: { readonly group: string }, value: string, sandbox: Sandbox): string {
  const goal = sandbox.goals[Number(field.group.slice('goal '.length)) - 1]
  return goal === undefined ? '' : formatMetric(goal.metric, Number(value))
}

/** What a level file may list of one knob. */
const MOST_VALUES = 12

/** The values that the bench offers of a knob: those around the present one, as many as a level may list. */
export function offeredValues({ host }: Sandbox, key: string): readonly string[] {
  const card = knobCards(host).find((one) => one.key === key)
  if (card === undefined) return []
  const now = readKnob(host, key) ?? ''
  const values = ladderOf(card, now)
  const from = Math.min(values.indexOf(now) - MOST_VALUES / 2, values.length - MOST_VALUES)
  return values.slice(Math.max(0, from), Math.max(0, from) + MOST_VALUES)
}

/** The sandbox with one row changed, or a sentence why not. */
export function setField(sandbox: Sandbox, id: string, value: string): Sandbox | Refusal {
  if (!id.startsWith('/')) {
    const answer = turnKnob(sandbox.host, id, value)
    return 'problem' in answer ? answer : { ...sandbox, host: answer.host }
  }
  const field = structural(sandbox).find((one) => one.id === id)
  if (field === undefined || !field.values.includes(value))
    return { problem: en.sandbox.noSuchValue(id, value) }
  return field.write(value)
}
