/** `exitless assign FILE`: writes an assignment with variants for each level, or edits one. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { AssignedLevel, Assignment } from '../../classroom/assignment.ts'
import { printAssignment } from '../../classroom/print-assignment.ts'
import { assignmentJsonSchema, RUBRIC } from '../../classroom/sections.ts'
import type { Level } from '../../game/index.ts'
import { plainLine } from '../../text/plain.ts'
import { isOn } from '../arguments.ts'
import { type Asked, askedOf } from '../assign-asked.ts'
import { type Made, report, tellEdit } from '../assign-report.ts'
import { AssignmentText } from '../assignment-edit.ts'
import { assignmentIn, parseAssignmentFile } from '../assignment-file.ts'
import type { Input } from '../command.ts'
import { DONE, WRONG_USE } from '../exit-codes.ts'
import { printProblem } from '../level-file.ts'
import { MeasuringThreads, threadsOf } from '../measuring.ts'
import { Progress } from '../progress-line.ts'
import { levelsAsWritten } from '../shipped-levels.ts'
import { notWritten, say, tell } from '../streams.ts'
import { type FoundVariants, findVariants } from '../variant-search.ts'
import { CannotDo, WrongUse } from '../wrong-use.ts'

export async function perform(input: Input): Promise<number> {
  const [file] = input.positionals
  if (isOn(input, 'schema')) {
    write(file, `${JSON.stringify(assignmentJsonSchema(), undefined, 2)}\n`)
    say(`${plainLine(file)} lets an editor complete assignments.\n`)
    return DONE
  }
  if (!/\.ya?ml$/i.test(file))
    throw new CannotDo(`an assignment is a YAML file: try ${plainLine(file)}.yaml`, WRONG_USE)
  const there = existsSync(file)
  const asked = askedOf(input, file, there ? readFileSync(file, 'utf8') : undefined)
  const threads = new MeasuringThreads(threadsOf(input))
  const progress = new Progress(0)
  try {
    return await (there
      ? edit(file, asked, { threads, progress })
      : begin(file, asked, { threads, progress }))
  } finally {
    threads.close()
    progress.clear()
  }
}

interface Measuring {
  readonly threads: MeasuringThreads
  readonly progress: Progress
}

/** Whole or not at all: a file that somebody wrote is never left half. */
function write(file: string, text: string): void {
  const path = existsSync(file) ? realpathSync(file) : file
  try {
    writeFileSync(`${path}.new`, text)
    renameSync(`${path}.new`, path)
  } catch (fault) {
    throw notWritten('FILE', file, fault)
  }
}

function newLevel({ hints, weights }: Asked, level: Level, found: FoundVariants): AssignedLevel {
  const weight = weights.get(level.id) ?? 1
  return {
    level: level.id,
    weight,
    ...(hints !== undefined && { hints }),
    rubric: RUBRIC,
    variants: found.variants,
  }
}

async function makeLevels(asked: Asked, salt: string, measuring: Measuring): Promise<readonly Made[]> {
  const made: Made[] = []
  for (const { level, name } of asked.levels) {
    const among = [...levelsAsWritten().filter(({ id }) => id !== level.id), level]
    const found = await findVariants({ ...measuring, among, salt }, level, asked.variants ?? 4)
    made.push({ assigned: newLevel(asked, level, found), level, name, found })
  }
  return made
}

async function begin(file: string, asked: Asked, measuring: Measuring): Promise<number> {
  if (asked.levels.length === 0)
    throw new WrongUse(
      `${plainLine(file)} is not there yet: name its levels, e.g. exitless assign ${plainLine(file)} --level 1.3,2.1 --title "Week 1"`,
    )
  checkNamed(file, asked, { levels: [] })
  const salt = asked.seed === undefined ? randomBytes(16).toString('hex') : saltOf(asked.seed)
  const made = await makeLevels(asked, salt, measuring)
  const assignment: Omit<Assignment, 'hash'> = {
    format: 1,
    id: idOf(file),
    title: asked.title ?? idOf(file),
    class: asked.class,
    due: asked.due,
    salt,
    exam: asked.exam,
    names: asked.names,
    students: [],
    levels: made.map(({ assigned }) => assigned),
  }
  const text = printAssignment(
    { ...assignment, hash: '' },
    made.map(({ level }) => level),
    basename(file),
    new Map(made.map(({ level, name }) => [level.id, name])),
  )
  keep(file, text)
  measuring.progress.clear()
  return report(file, made)
}

/** Nothing is written that could not be read again. */
function keep(file: string, text: string): void {
  const read = parseAssignmentFile(text, file, levelsAsWritten())
  if (read.problems !== undefined) throw new Error(read.problems.map(printProblem).join('\n'))
  write(file, text)
}

/** @throws WrongUse where a flag names a level that is not there, or none would be left */
function checkNamed(
  file: string,
  { levels, removed, weights }: Asked,
  assignment: Pick<Assignment, 'levels'>,
): void {
  const there = assignment.levels.map(({ level }) => level)
  const fresh = levels.map(({ level }) => level.id)
  const lost = removed.find((id) => !there.includes(id))
  const name = plainLine(file)
  if (lost !== undefined)
    throw new WrongUse(`--remove: ${lost} is not in ${name}; it has ${there.join(', ')}`)
  const stray = [...weights.keys()].find((id) => ![...there, ...fresh].includes(id))
  if (stray !== undefined)
    throw new WrongUse(`--weight: ${stray} is not in ${name}; add it with --level ${stray}`)
  if ([...there, ...fresh].every((id) => removed.includes(id)))
    throw new WrongUse(`${name} would have no level left: add one with --level, or delete the file`)
}

async function edit(file: string, asked: Asked, measuring: Measuring): Promise<number> {
  const { assignment, levels } = assignmentIn(file, levelsAsWritten())
  checkNamed(file, asked, assignment)
  if (asked.seed !== undefined)
    tell(
      `--seed has no effect: ${plainLine(file)} is there and keeps its salt, and variants follow from that`,
    )
  const text = new AssignmentText(readFileSync(file, 'utf8'))
  const changes = setFields(text, asked, assignment)
  const made: Made[] = []
  for (const [place, assigned] of assignment.levels.entries()) {
    if (asked.removed.includes(assigned.level)) continue
    const level = levels.find(({ id }) => id === assigned.level) as Level
    const more = await moreVariants(
      asked,
      { place, assigned, level },
      { ...measuring, among: levels },
      assignment,
    )
    if (more === undefined) continue
    text.addVariants(place, assigned, level, more.found.variants.slice(assigned.variants.length))
    made.push(more)
  }
  const there = new Set(assignment.levels.map(({ level }) => level))
  const fresh = { ...asked, levels: asked.levels.filter(({ level }) => !there.has(level.id)) }
  const added = await makeLevels(fresh, assignment.salt, measuring)
  for (const one of added) text.add(one.assigned, one.level, one.name)
  const removed = assignment.levels.flatMap(({ level }, place) =>
    asked.removed.includes(level) ? [place] : [],
  )
  for (const place of removed.toReversed()) text.remove(place)
  if (changes.length + made.length + added.length + removed.length > 0) keep(file, text.text)
  measuring.progress.clear()
  if (assignmentIn(file, levelsAsWritten()).assignment.hash !== assignment.hash)
    tell(
      `the hash of ${plainLine(file)} is another one now: codes handed in under the file as it was will no longer count; to leave a level out use --weight L=0`,
    )
  tellEdit({
    changes,
    added: added.map(({ level }) => level.id),
    removed: assignment.levels.filter((_, place) => removed.includes(place)).map(({ level }) => level),
    more: made.map(({ level }) => level.id),
    kept: assignment.levels.filter((_, place) => !removed.includes(place)),
  })
  return report(file, [...made, ...added])
}

/** Sets what flags say of the assignment and of its levels. @returns what is another value than it was */
function setFields(text: AssignmentText, asked: Asked, assignment: Assignment): readonly string[] {
  const changes: string[] = []
  for (const [field, value] of asked.fields) {
    if ((assignment as unknown as Readonly<Record<string, unknown>>)[field] === value) continue
    text.set(field, value)
    changes.push(`${field}: ${typeof value === 'string' ? plainLine(value) : value}`)
  }
  for (const [place, { level, weight, hints }] of assignment.levels.entries()) {
    if (asked.removed.includes(level)) continue
    const heavy = asked.weights.get(level)
    if (heavy !== undefined && heavy !== weight) {
      text.setOf(place, 'weight', heavy)
      changes.push(`weight of ${level}: ${heavy}`)
    }
    const isMeant = asked.levels.length === 0 || asked.levels.some((one) => one.level.id === level)
    if (asked.hints === undefined || !isMeant || asked.hints === hints) continue
    text.setOf(place, 'hints', asked.hints)
    changes.push(`hints of ${level}: ${asked.hints}`)
  }
  return changes
}

/** Variants that a level of the file lacks; undefined: none are asked for. */
async function moreVariants(
  asked: Asked,
  { place, assigned, level }: { place: number; assigned: AssignedLevel; level: Level },
  measuring: Measuring & { readonly among: readonly Level[] },
  { salt }: Assignment,
): Promise<Made | undefined> {
  const had = assigned.variants.length
  const isNamed = asked.levels.length === 0 || asked.levels.some((one) => one.level.id === level.id)
  const wanted = asked.variants ?? (asked.without.includes(place) ? 4 : 0)
  if (isNamed && asked.variants !== undefined && had > wanted)
    tell(`${level.id} keeps its ${had} variants: --variants never takes any away; remove them in the file`)
  if (!isNamed || had >= wanted) return undefined
  const found = await findVariants({ ...measuring, salt }, level, wanted, assigned.variants)
  if (had > 0) tell(`${level.id} had ${had} variants: with more, students get others than before`)
  return { assigned, level, name: level.id, found }
}

function idOf(file: string): string {
  const id = basename(file)
    .replace(/\.ya?ml$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
  return id === '' ? 'assignment' : id
}

/** For tests and for who wants the same file again. */
function saltOf(seed: number): string {
  return seed.toString(16).padStart(32, '0')
}
