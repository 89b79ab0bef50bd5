/** The sandbox as the file of a level, and back: a start for an author, and what the next visit begins with. */
import {
  DEVICE_DEFAULTS,
  GUEST_DEFAULTS,
  type Guest,
  HOST_DEFAULTS,
  type Host,
  type HostEvent,
  type VirtualDevice,
  WORKLOAD_DEFAULTS,
  type Workload,
} from '../../machine/index.ts'
import { en, plainLine } from '../../text/index.ts'
import { beyond } from '../beyond.ts'
import { hostOfSections, sectionProblems } from '../file/host-section.ts'
import { problemsOf } from '../file/issues.ts'
import { sections } from '../file/sections.ts'
import type { Problem } from '../problem.ts'
import { withMoves } from '../space/space.ts'
import { goalOf, type Sandbox } from './sandbox.ts'

function shownSection(device: VirtualDevice) {
  const { id: _id, workload: _workload, backing, controller, interrupt, ...rest } = device
  return { backing, controller, interrupt, ...beyond<Partial<VirtualDevice>>(rest, DEVICE_DEFAULTS) }
}

function guestSection({ id: _id, devices, ...rest }: Guest) {
  return {
    ...beyond<Partial<Guest>>(rest, GUEST_DEFAULTS),
    devices: Object.fromEntries(devices.map((device) => [device.id, shownSection(device)])),
  }
}

/** The machine's event as a file has it: its guest and device are one name. */
function eventSection(event: HostEvent): object {
  if (!('guest' in event && 'device' in event)) return event
  const { guest, device, ...rest } = event
  return { ...rest, device: `${guest}.${device}` }
}

function hostSections(host: Host) {
  const byFlow = host.guests.flatMap((guest) =>
    guest.devices.map((device) => [`${guest.id}.${device.id}`, device.workload] as const),
  )
  const { devices, guests, events, ...rest } = host
  return {
    host: { ...beyond<Partial<Host>>(rest, HOST_DEFAULTS), devices },
    guests: Object.fromEntries(guests.map((guest) => [guest.id, guestSection(guest)])),
    workloads: Object.fromEntries(
      byFlow.map(([flow, { op, ...rest }]) => [
        flow,
        { op, ...beyond<Partial<Workload>>(rest, WORKLOAD_DEFAULTS) },
      ]),
    ),
    ...(events.length === 0 ? {} : { events: events.map(eventSection) }),
  }
}

/** Plain data of a level's file: what the sandbox knows of it. The words are the author's to write. */
export function sandboxFile(sandbox: Sandbox, values: (key: string) => readonly string[]): object {
  const { host, goals, duration, offered } = sandbox
  return {
    format: 1,
    id: 'my-level',
    ...hostSections(host),
    duration: `${duration / 1e6}ms`,
    knobs: Object.fromEntries(offered.map((key) => [key, values(key)])),
    goals: goals.map(({ metric, op, target, text }) => ({ metric, op, target, text })),
  }
}

const READ = ['host', 'guests', 'workloads', 'events', 'duration', 'start', 'goals'] as const

/** Any level's file is a sandbox too: its host, its goals, its knobs. What it says beyond is left alone. */
export function parseSandbox(
  data: unknown,
): { readonly sandbox: Sandbox } | { readonly problems: readonly Problem[] } {
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return { problems: [{ path: [], message: en.sandbox.notASandbox }] }
  const given = data as Record<string, unknown>
  const problems: Problem[] = []
  const read = Object.fromEntries(
    READ.flatMap((name) => {
      // A sandbox without a goal of its own, and a host alone, are enough.
      if (name === 'goals' && (given.goals === undefined || isEmpty(given.goals))) return [[name, []]]
      const value = name === 'duration' ? (given.duration ?? '20ms') : given[name]
      const answer = sections[name].safeParse(value, { reportInput: true })
      if (answer.success) return [[name, answer.data]]
      problems.push(...problemsOf(answer.error.issues, [name]))
      return []
    }),
  ) as Pick<
    { [Name in (typeof READ)[number]]: ReturnType<(typeof sections)[Name]['parse']> },
    (typeof READ)[number]
  >
  if (problems.length > 0) return { problems }
  const unfit = sectionProblems(read)
  if (unfit.length > 0) return { problems: unfit }
  const started = withMoves(hostOfSections(read), read.start)
  if ('problem' in started)
    return { problems: [{ path: ['start'], message: en.sandbox.badStart(started.problem) }] }
  const goals = read.goals.filter(({ metric }) => metric !== 'violations')
  return {
    sandbox: {
      host: started.host,
      goals: goals.map(goalOf),
      duration: read.duration,
      offered: knobsOf(given),
    },
  }
}

function isEmpty(goals: unknown): boolean {
  return Array.isArray(goals) && goals.length === 0
}

function knobsOf({ knobs }: Record<string, unknown>): readonly string[] {
  return typeof knobs === 'object' && knobs !== null ? Object.keys(knobs).map(plainLine) : []
}
