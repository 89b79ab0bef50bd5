/** A level from the plain data of its file. Every section is read on its own, so that one mistake does not hide another. */
import type { Host } from '../../machine/index.ts'
import { en } from '../../text/index.ts'
import { fingerprint } from '../fingerprint.ts'
import type { Chapter, Goal, Level } from '../level.ts'
import { nearest } from '../nearest.ts'
import type { Problem } from '../problem.ts'
import { crossProblems } from './cross-check.ts'
import { flowsOf, type HostSections, hostOfSections, sectionProblems } from './host-section.ts'
import { problemsOf } from './issues.ts'
import { isRecord, plainData } from './plain-data.ts'
import { chapterFile, type Sections, sections } from './sections.ts'

/** What a level's file does not say itself: it follows from where the file lies. */
export interface LevelContext {
  readonly chapter: Chapter
  readonly number: string
  /** Ids of the levels that it may require; left out: not looked at. */
  readonly ids?: readonly string[]
}

export type ParsedLevel =
  | { readonly level: Level; readonly problems?: undefined }
  | { readonly problems: readonly Problem[] }

/** Every level has this gate; a file may give it words of its own. */
const isolation = (): Goal => ({ metric: 'violations', op: '==', target: 0, text: en.level.isolation })

export function parseLevel(data: unknown, context: LevelContext): ParsedLevel {
  const fields = plainData(data)
  if (!isRecord(fields)) return { problems: [{ path: [], message: en.level.notALevel }] }
  const problems: Problem[] = []
  const names = Object.keys(sections) as (keyof Sections)[]
  for (const key of Object.keys(fields))
    if (!(names as string[]).includes(key))
      problems.push({ path: [key], message: en.level.unknownField(key, nearest(key, names)), atKey: true })
  const read: Partial<Sections> = {}
  for (const name of names) {
    const answer = sections[name].safeParse(fields[name], { reportInput: true })
    if (answer.success) Object.assign(read, { [name]: answer.data })
    else problems.push(...problemsOf(answer.error.issues, [name]))
  }
  const host = hostOf(read, problems)
  problems.push(...crossProblems(read, host, fields, context.ids))
  if (problems.length > 0 || host === undefined) return { problems }
  return { level: levelOf(read as Sections, host, context) }
}

/** The host, if its four sections could be read and fit together. */
function hostOf(read: Partial<Sections>, problems: Problem[]): Host | undefined {
  const { host, guests, workloads, events } = read
  if (host === undefined || guests === undefined || workloads === undefined || events === undefined)
    return undefined
  const given: HostSections = { host, guests, workloads, events }
  const found = sectionProblems(given)
  problems.push(...found)
  return found.length > 0 ? undefined : hostOfSections(given)
}

function levelOf(read: Sections, host: Host, context: LevelContext): Level {
  const { guests, workloads: _, events: __, knobs, fair, goals, ...rest } = read
  const gated = goals.some((goal) => goal.metric === 'violations') ? goals : [...goals, isolation()]
  const level = {
    ...rest,
    number: context.number,
    chapter: context.chapter,
    host,
    knobs: Object.entries(knobs).map(([key, values]) => ({ key, values })),
    goals: gated,
    focus: rest.focus ?? flowsOf(guests)[0],
    fair,
  }
  return { ...level, hash: fingerprint(level) }
}

export function parseChapter(
  data: unknown,
): { readonly id: string; readonly title: string } | { readonly problems: readonly Problem[] } {
  const answer = chapterFile.safeParse(plainData(data), { reportInput: true })
  if (!answer.success) return { problems: problemsOf(answer.error.issues) }
  return { id: answer.data.id, title: answer.data.title }
}
