/** A scenario from the plain data of its file. The sections of its host are those of a level, with the same words for mistakes. */
import * as z from 'zod'
import { eventsSection } from '../game/file/event-section.ts'
import { identifier, moves, strict, target, text, time } from '../game/file/field.ts'
import {
  guestsSection,
  type HostSections,
  hostOfSections,
  hostSection,
  sectionProblems,
  workloadsSection,
} from '../game/file/host-section.ts'
import { problemsOf } from '../game/file/issues.ts'
import type { Move } from '../game/play/moves.ts'
import type { Path, Problem } from '../game/problem.ts'
import { withMoves } from '../game/space/space.ts'
import { type Host, hostProblems } from '../machine/index.ts'
import { en } from '../text/index.ts'
import { holds, isPlain, overridden, type Plain } from './override.ts'
import type { Configuration, Scenario, Series } from './scenario.ts'
import { seriesProblems } from './series.ts'

const SECTIONS = {
  host: hostSection,
  guests: guestsSection,
  workloads: workloadsSection,
  events: eventsSection.default([]),
  duration: time.refine((nanos) => nanos >= 1_000_000 && nanos <= 1_000_000_000, {
    error: () => en.scenario.duration,
  }),
} as const

const byConfiguration = z.record(z.string(), text(600)).default({})

const series = strict({
  id: identifier.optional(),
  metric: text(120),
  beyond: z.string().optional(),
  reference: z.string().optional(),
  absolute: z.boolean().default(false),
  values: z.record(z.string(), target),
  repeats: byConfiguration,
  why: byConfiguration,
})

const OWN = {
  id: z.string().regex(/^[A-Za-z][\w.-]*$/, { error: () => en.scenario.id }),
  title: text(120),
  source: text(300),
  grade: z.enum(['P', 'A', 'S', 'R', 'X', 'D', 'M']),
  facts: z.array(strict({ what: text(200), taken: text(300), range: text(200) })).default([]),
  seeds: z.array(z.number().int().min(0).max(0xffff_ffff)).min(1).max(5).default([1]),
  configurations: z.record(identifier, z.unknown()),
  measured: z.array(series).min(1),
} as const

const file = strict({
  ...OWN,
  ...Object.fromEntries(Object.keys(SECTIONS).map((name) => [name, z.unknown().optional()])),
} as typeof OWN & Record<keyof typeof SECTIONS, z.ZodOptional<z.ZodUnknown>>)

/** What a configuration may say beside the sections that it changes. */
const configuration = strict({
  moves: moves.default([]),
  cannot: text(300).optional(),
  host: z.unknown().optional(),
  guests: z.unknown().optional(),
  workloads: z.unknown().optional(),
  events: z.unknown().optional(),
  duration: z.unknown().optional(),
})

export type ParsedScenario =
  | { readonly scenario: Scenario; readonly problems?: undefined }
  | { readonly problems: readonly Problem[] }

export function parseScenario(data: unknown): ParsedScenario {
  if (!isPlain(data)) return { problems: [{ path: [], message: en.scenario.notAScenario }] }
  const answer = file.safeParse(data, { reportInput: true })
  if (!answer.success) return { problems: problemsOf(answer.error.issues) }
  const { id, title, source, grade, facts, seeds, measured } = answer.data
  const problems: Problem[] = []
  const configurations = Object.entries(answer.data.configurations).map(([name, change]) =>
    configurationOf(name, change, data, problems),
  )
  const list = measured.map(seriesOf)
  problems.push(...seriesProblems(list, configurations))
  if (problems.length > 0) return { problems: distinct(problems) }
  return { scenario: { id, title, source, grade, facts, seeds, configurations, series: list } }
}

function seriesOf(given: z.output<typeof series>): Series {
  return {
    id: given.id ?? '',
    metric: given.metric,
    beyond: given.beyond,
    reference: given.reference ?? Object.keys(given.values)[0] ?? '',
    absolute: given.absolute,
    values: new Map(Object.entries(given.values)),
    repeats: new Map(Object.entries(given.repeats)),
    why: new Map(Object.entries(given.why)),
  }
}

function configurationOf(name: string, change: unknown, given: Plain, problems: Problem[]): Configuration {
  const path = ['configurations', name]
  const answer = configuration.safeParse(change ?? {}, { reportInput: true })
  const nothing: Configuration = { name, duration: 0 }
  if (!answer.success) {
    problems.push(...problemsOf(answer.error.issues, path))
    return nothing
  }
  const { moves: wanted, cannot } = answer.data
  if (cannot !== undefined) return { ...nothing, cannot }
  const read = sectionsOf(given, change ?? {}, path, problems)
  if (read === undefined) return nothing
  const host = hostAt(read, wanted, path, problems)
  return { name, host, duration: read.duration }
}

type Read = HostSections & { readonly duration: number }

/** The sections with a configuration's changes in them. A mistake is told where its text stands. */
function sectionsOf(given: Plain, change: unknown, under: Path, problems: Problem[]): Read | undefined {
  const read: Record<string, unknown> = {}
  const found: Problem[] = []
  for (const [name, schema] of Object.entries(SECTIONS)) {
    const own = isPlain(change) && Object.hasOwn(change, name)
    const section = own ? overridden(given[name], change[name]) : given[name]
    const answer = schema.safeParse(section, { reportInput: true })
    if (answer.success) read[name] = answer.data
    else found.push(...problemsOf(answer.error.issues, [name]))
  }
  const sections = read as unknown as Read
  if (found.length === 0) found.push(...sectionProblems(sections))
  problems.push(
    ...found.map((one) => (holds(change, one.path) ? { ...one, path: [...under, ...one.path] } : one)),
  )
  return found.length === 0 ? sections : undefined
}

function hostAt(sections: Read, wanted: readonly Move[], path: Path, problems: Problem[]): Host | undefined {
  const moved = withMoves(hostOfSections(sections), wanted)
  if ('problem' in moved) {
    problems.push({ path: [...path, 'moves'], message: moved.problem })
    return undefined
  }
  const found = hostProblems(moved.host)
  problems.push(...found.map((one) => ({ path, message: `${one.path}: ${one.message}` })))
  return moved.host
}

/** A mistake in what all configurations share is told once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>()
  return problems.filter((one) => {
    const key = JSON.stringify(one)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
