/** An assignment from the plain data of its file. Every section is read on its own, so that one mistake does not hide another. */
import { problemsOf } from '../game/file/issues.ts'
import { isRecord, plainData } from '../game/file/plain-data.ts'
import type { Level, Path, Problem } from '../game/index.ts'
import { nearest } from '../game/nearest.ts'
import { workProblem } from '../game/work.ts'
import { en } from '../text/index.ts'
import type { AssignedLevel, Assignment, Rubric, Variant } from './assignment.ts'
import { assignmentHash } from './assignment-hash.ts'
import { boundsOf } from './guess.ts'
import { type AssignmentSections, assignmentSections, RUBRIC } from './sections.ts'
import { noVariant } from './variant.ts'

export type ParsedAssignment =
  | { readonly assignment: Assignment; readonly problems?: undefined }
  | { readonly problems: readonly Problem[] }

type Assigned = AssignmentSections['levels'][number]

/**
 * @param levels those that an assignment can name by id or number
 * @param files levels in files of their own, by the path that the assignment names them by
 */
export function parseAssignment(
  data: unknown,
  levels: readonly Level[],
  files: Readonly<Record<string, Level>> = {},
): ParsedAssignment {
  const fields = plainData(data)
  if (!isRecord(fields))
    return {
      problems: [
        { path: [], message: 'this is no assignment: one is a list of fields, and the first is "format: 1"' },
      ],
    }
  const problems: Problem[] = []
  const names = Object.keys(assignmentSections) as (keyof AssignmentSections)[]
  for (const key of Object.keys(fields))
    if (!(names as string[]).includes(key))
      problems.push({ path: [key], message: en.level.unknownField(key, nearest(key, names)), atKey: true })
  const read: Partial<AssignmentSections> = {}
  for (const name of names) {
    const answer = assignmentSections[name].safeParse(fields[name], { reportInput: true })
    if (answer.success) Object.assign(read, { [name]: answer.data })
    else problems.push(...problemsOf(answer.error.issues, [name]))
  }
  const named = (read.levels ?? []).map((one) => levelNamed(one.level, levels, files))
  problems.push(...levelProblems(read.levels ?? [], named, levels))
  if (problems.length > 0) return { problems }
  return { assignment: assignmentOf(read as AssignmentSections, named as Level[]) }
}

export function levelNamed(
  name: string,
  levels: readonly Level[],
  files: Readonly<Record<string, Level>> = {},
): Level | undefined {
  return files[name] ?? levels.find(({ id, number }) => name === id || name.toUpperCase() === number)
}

function levelProblems(
  assigned: readonly Assigned[],
  named: readonly (Level | undefined)[],
  levels: readonly Level[],
): readonly Problem[] {
  return assigned.flatMap((one, index): readonly Problem[] => {
    const level = named[index]
    const path: Path = ['levels', index]
    if (level === undefined) {
      const choices = nearest(one.level, [
        ...levels.map(({ id }) => id),
        ...levels.map(({ number }) => number),
      ])
      const other = choices.length > 0 ? `; try ${choices.join(', ')}` : ''
      return [{ path: [...path, 'level'], message: `no level "${one.level}"${other}` }]
    }
    const first = named.findIndex((other) => other?.id === level.id)
    const again =
      first < index
        ? [{ path: [...path, 'level'], message: `${level.id} stands here twice, see levels[${first}]` }]
        : []
    return [
      ...again,
      ...knobProblems(one, level, path),
      ...one.variants.flatMap((variant, place) =>
        variantProblems(variant, level, [...path, 'variants', place]),
      ),
    ]
  })
}

function knobProblems({ knobs = [] }: Assigned, level: Level, path: Path): readonly Problem[] {
  const keys = level.knobs.map(({ key }) => key)
  return knobs.flatMap((key, place) => {
    if (keys.includes(key)) return []
    const near = nearest(key, keys)
    const other = near.length > 0 ? `; try ${near.join(', ')}` : ''
    return [{ path: [...path, 'knobs', place], message: `${level.id} has no knob "${key}"${other}` }]
  })
}

/** Does a variant have a number for everything that its level has? */
function variantProblems(
  variant: Assigned['variants'][number],
  level: Level,
  path: Path,
): readonly Problem[] {
  const plain = noVariant(level)
  const many = (name: string, given: number, wanted: number, of: string): readonly Problem[] =>
    given === wanted
      ? []
      : [{ path: [...path, name], message: `${level.id} has ${wanted} ${of}, and here are ${given} numbers` }]
  const gates = level.goals.flatMap(({ op, target, text }, place) =>
    op === '==' && variant.goals[place] !== undefined && variant.goals[place] !== target
      ? [{ path: [...path, 'goals', place], message: `"${text}" is a gate, and stays at ${target}` }]
      : [],
  )
  const work = Object.entries(variant.work).flatMap(([field, value]) => {
    const message = workProblem(level, field, value)
    return message === undefined ? [] : [{ path: [...path, 'work', field], message }]
  })
  const { numbers, guess } = variant
  const rising = guess?.every((bound, place) => place === 0 || bound > guess[place - 1]) ?? true
  return [
    ...many('goals', variant.goals.length, plain.goals.length, 'goals'),
    ...many('medals', variant.medals.length, plain.medals.length, 'stars beyond the first'),
    ...variant.medals.flatMap((list, medal) =>
      many('medals', list.length, plain.medals[medal]?.length ?? list.length, `goals of star ${medal + 2}`),
    ),
    ...(numbers === undefined
      ? []
      : many('numbers', numbers.length, level.numbers?.length ?? 0, 'numbers that follow from the model')),
    ...(guess === undefined
      ? []
      : many('guess', guess.length, boundsOf(level.predict).length, 'places where its choices part')),
    ...(rising ? [] : [{ path: [...path, 'guess'], message: 'each is larger than the one before' }]),
    ...gates,
    ...work,
  ]
}

function assignmentOf(read: AssignmentSections, named: readonly Level[]): Assignment {
  const { rubric, levels, ...rest } = read
  const assigned = levels.map(
    (one, index): AssignedLevel => ({
      ...one,
      level: named[index].id,
      rubric: { ...RUBRIC, ...rubric, ...one.rubric } as Rubric,
      variants: one.variants as readonly Variant[],
    }),
  )
  const whole = { ...rest, levels: assigned }
  return { ...whole, hash: assignmentHash(whole, named) }
}
