/** A level's hash: results of two files with the same hash can be compared. */
import {
  DEVICE_DEFAULTS,
  GUEST_DEFAULTS,
  HOST_DEFAULTS,
  type Host,
  WORKLOAD_DEFAULTS,
} from '../machine/index.ts'
import { beyond, sorted } from './beyond.ts'
import type { Level } from './level.ts'
import { textHash } from './text-hash.ts'

type Decisive = Pick<Level, 'id' | 'host' | 'duration' | 'seeds' | 'knobs' | 'start' | 'goals' | 'medals'>

/** Over all that decides a result, and over no text. */
export function fingerprint(level: Decisive): string {
  const { id, duration, seeds, knobs, start } = level
  const bare = ({ metric, op, target }: Level['goals'][number]) => [metric, op, target]
  const goals = level.goals.map(bare)
  const medals = level.medals.map((list) => list.map(bare))
  const host = said(level.host)
  return textHash(JSON.stringify(sorted({ id, host, duration, seeds, knobs, start, goals, medals })))
}

/** What is as it is where nothing is said does not count: a level keeps its hash when the machine learns something new. */
function said(host: Host): unknown {
  const guests = host.guests.map((guest) => ({
    ...beyond(guest, GUEST_DEFAULTS),
    devices: guest.devices.map((device) => ({
      ...beyond(device, DEVICE_DEFAULTS),
      workload: beyond(device.workload, WORKLOAD_DEFAULTS),
    })),
  }))
  return { ...beyond(host, HOST_DEFAULTS), guests }
}
