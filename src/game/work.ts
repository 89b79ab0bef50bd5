/** Other work of a level's flows: `orders.disk.think: 20000`, by the field's own unit. */

import type { Host, Workload } from '../machine/index.ts'
import type { Level } from './level.ts'
import { nearest } from './nearest.ts'

/** Added to each seed of the level. */
export const SEEDS = 'seeds'

/** Fields of a workload that are numbers, with the least and the most that may be said. */
export const WORK_FIELDS = {
  bytes: [64, 4 * 1024 * 1024],
  depth: [1, 1024],
  think: [0, 1_000_000_000],
  compute: [0, 1_000_000_000],
  span: [4096, 2 ** 40],
  every: [1, 1_000_000_000],
  streams: [1, 4096],
  mix: [0, 100],
  flush: [1, 100_000],
  limit: [1, 1_000_000],
} as const satisfies Partial<Record<keyof Workload, readonly [number, number]>>

export type WorkField = keyof typeof WORK_FIELDS

/** Every path that a level has work at. */
export function workPaths({ host }: Pick<Level, 'host'>): readonly string[] {
  const flows = host.guests.flatMap((guest) =>
    guest.devices.flatMap((device) =>
      Object.keys(WORK_FIELDS)
        .filter((field) => device.workload[field as WorkField] !== undefined)
        .map((field) => `${guest.id}.${device.id}.${field}`),
    ),
  )
  return [...flows, SEEDS]
}

/** What is wrong with other work; undefined: nothing. */
export function workProblem(
  level: Pick<Level, 'id' | 'host' | 'knobs'>,
  path: string,
  value: number,
): string | undefined {
  const paths = workPaths(level)
  if (!paths.includes(path)) {
    const near = nearest(path, paths)
    return `${level.id} has no work "${path}"${near.length > 0 ? `; try ${near.join(', ')}` : ''}`
  }
  if (level.knobs.some(({ key }) => key === path))
    return `${path} is a knob of ${level.id}: it is the student's to choose`
  const [least, most] = path === SEEDS ? [0, 1_000_000] : WORK_FIELDS[path.split('.')[2] as WorkField]
  return Number.isInteger(value) && value >= least && value <= most
    ? undefined
    : `${path} takes a whole number from ${least} to ${most}`
}

/** The host with other work in its flows. */
export function workedHost(host: Host, work: Readonly<Record<string, number>>): Host {
  const own = Object.entries(work).filter(([path]) => path !== SEEDS)
  if (own.length === 0) return host
  return {
    ...host,
    guests: host.guests.map((guest) => ({
      ...guest,
      devices: guest.devices.map((device) => {
        const fields = own
          .filter(([path]) => path.startsWith(`${guest.id}.${device.id}.`))
          .map(([path, value]) => [path.split('.')[2], value])
        return fields.length === 0
          ? device
          : { ...device, workload: { ...device.workload, ...Object.fromEntries(fields) } }
      }),
    })),
  }
}
