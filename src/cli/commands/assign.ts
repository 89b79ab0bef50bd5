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
import { AssignmentText } from '../assignment-edit.ts'
import { assignmentIn, parseAssignmentFile } from '../assignment-file.ts'
import type { Input } from '../command.ts'
import { DONE, NOT_MET, WRONG_USE } from '../exit-codes.ts'
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

/** A level with what was found for it. */
interface Made {
  readonly assigned: AssignedLevel
  readonly level: Level
  readonly name: string
  readonly found: FoundVariants
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
  const text = new AssignmentText(readFileSync(file, 'utf8'))
  for (const [field, value] of asked.fields) text.set(field, value)
  const { salt } = assignment
  const made: Made[] = []
  for (const [place, assigned] of assignment.levels.entries()) {
    if (asked.removed.includes(assigned.level)) continue
    const level = levels.find(({ id }) => id === assigned.level) as Level
    const weight = asked.weights.get(level.id)
    if (weight !== undefined) text.setOf(place, 'weight', weight)
    if (asked.hints !== undefined && asked.levels.length === 0) text.setOf(place, 'hints', asked.hints)
    const named = asked.levels.length === 0 || asked.levels.some((one) => one.level.id === level.id)
    const wanted = asked.variants ?? (asked.without.includes(place) ? 4 : 0)
    if (!named || assigned.variants.length >= wanted) continue
    const found = await findVariants({ ...measuring, among: levels, salt }, level, wanted, assigned.variants)
    text.addVariants(place, assigned, level, found.variants.slice(assigned.variants.length))
    made.push({ assigned, level, name: level.id, found })
    if (assigned.variants.length > 0)
      tell(`${level.id} had ${assigned.variants.length} variants: with more, students get others than before`)
  }
  const there = new Set(assignment.levels.map(({ level }) => level))
  const fresh = { ...asked, levels: asked.levels.filter(({ level }) => !there.has(level.id)) }
  for (const one of await makeLevels(fresh, salt, measuring)) {
    text.add(one.assigned, one.level, one.name)
    made.push(one)
  }
  const removed = assignment.levels.flatMap(({ level }, place) =>
    asked.removed.includes(level) ? [place] : [],
  )
  for (const place of removed.toReversed()) text.remove(place)
  keep(file, text.text)
  measuring.progress.clear()
  if (assignmentIn(file, levelsAsWritten()).assignment.hash !== assignment.hash)
    tell(
      `the hash of ${plainLine(file)} is another one now: codes handed in under the file as it was will no longer count; to leave a level out use --weight L=0`,
    )
  return report(file, made)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

/** What was found, how long it took, and how sure it is. Exit 1 where variants are missing. */
function report(file: string, made: readonly Made[]): number {
  const name = plainLine(file)
  let missing = 0
  for (const { level, found } of made) {
    const { variants, tried, seconds, shares, copies, reasons } = found
    const wins =
      shares.length === 0
        ? ''
        : `; win ${[...new Set(shares.map(percent))].join(', ')} (level ${percent(found.share)})`
    const copied =
      variants.length < 2
        ? ''
        : `; a copied way passes in ${copies.toFixed(1)} of the ${variants.length - 1} others`
    if (variants.length === 0 && tried === 0) {
      say(`${level.number} ${level.id}: no variants, everybody gets the level\n`)
      continue
    }
    say(
      `${level.number} ${level.id}: ${variants.length} variants, ${tried} machines tried, ${seconds.toFixed(1)} s${wins}${copied}\n`,
    )
    if (found.missing > 0) {
      missing += found.missing
      tell(
        `${level.id}: no more than ${variants.length} variants were found; ${reasons.length === 0 ? 'machines of the era give too few different targets' : `most tries failed: ${reasons[0]}`}`,
      )
    }
  }
  if (made.some(({ found }) => found.variants.length > 0))
    say('Each variant is proved as its level is: every configuration on every seed.\n')
  say(`\n  exitless check ${name}\n  exitless play --assignment ${name} --student ID\n`)
  return missing > 0 ? NOT_MET : DONE
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
