/** `exitless verify CODE...`: codes are run again; what each claims stands beside what its run shows. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { levelsFor } from '../../classroom/levels-for.ts'
import {
  findLevel,
  ownerProblem,
  shortHash,
  type Verdict,
  type VerdictProblem,
  verifyCode,
} from '../../classroom/verify.ts'
import { type FoundCode, findCodes, type Level, type ResultCode, readCode } from '../../game/index.ts'
import { isOn, textsOf } from '../arguments.ts'
import { type Assigned, assignmentOf, classOf } from '../assigned.ts'
import { shippedAssignments } from '../assignments.ts'
import type { Input } from '../command.ts'
import { DONE, NOT_MET } from '../exit-codes.ts'
import { levelNamed } from '../levels.ts'
import { shippedLevels } from '../shipped-levels.ts'
import { say, sayJson } from '../streams.ts'
import { documentOf, linesOf } from '../verdict-text.ts'
import { WrongUse } from '../wrong-use.ts'

/** Larger texts are for `grade`. */
const LARGEST_FILE = 20 << 20

export interface Verified {
  readonly found: Pick<FoundCode, 'text'>
  readonly code?: ResultCode
  readonly level?: Level
  /** Id of the class list, else the hash that the code has. */
  readonly student?: string
  readonly verdict?: Verdict
  readonly problems: readonly VerdictProblem[]
}

interface Class extends Assigned {
  readonly ids: ReadonlyMap<string, string>
}

export async function perform(input: Input): Promise<number> {
  const found = textsOfAll(input.positionals).flatMap(codesIn)
  const assigned = await assignmentOf(input)
  const known = assigned && { ...assigned, ids: classOf(input, assigned.assignment) }
  if (known === undefined && isOn(input, 'students'))
    throw new WrongUse('--students needs --assignment FILE beside it: ids are hashed with its salt')
  const own = await Promise.all(textsOf(input, 'level').map(levelNamed))
  const levels = [...own, ...(assigned?.levels ?? shippedLevels())]
  const results = found.map((one) => verified(one, levels, known))
  if (isOn(input, 'json')) sayJson(reportOf(results))
  else say(`${humanOf(results)}\n`)
  return results.every(isValid) ? DONE : NOT_MET
}

function isValid({ verdict, problems }: Verified): boolean {
  return verdict?.valid === true && problems.length === 0
}

function reportOf(results: readonly Verified[]) {
  const documents = results.map((one) => documentOf(one, isValid(one)))
  return documents.length === 1 ? { format: 1, ...documents[0] } : { format: 1, results: documents }
}

function humanOf(results: readonly Verified[]): string {
  const blocks = results.map((one) => linesOf(one, isValid(one)).join('\n'))
  const valid = results.filter(isValid).length
  const sum =
    results.length === 1 ? [] : [`${results.length} codes: ${valid} valid, ${results.length - valid} not`]
  return [...blocks, ...sum].join('\n\n')
}

/** Texts of files and of stdin, and codes of the command line: what a shell took apart at blanks is put together. */
function textsOfAll(given: readonly string[]): readonly { readonly name: string; readonly text: string }[] {
  const texts: { name: string; text: string }[] = []
  for (const one of given) {
    const last = texts.at(-1)
    if (one === '-') texts.push({ name: 'stdin', text: readFileSync(0, 'utf8') })
    else if (isFile(one)) texts.push({ name: one, text: textIn(one) })
    else if (last?.name === '' && !/^\W*[xX][1iIlL]/.test(one)) last.text += ` ${one}`
    else texts.push({ name: '', text: one })
  }
  return texts
}

function isFile(name: string): boolean {
  if (existsSync(name)) return true
  if (/[/\\]|\.(txt|md|eml|html?|csv|json|ya?ml)$/i.test(name)) throw new WrongUse(`no file ${name}`)
  return false
}

function textIn(file: string): string {
  if (statSync(file).isDirectory())
    throw new WrongUse(`${file} is a folder; exitless grade takes folders, verify takes files and codes`)
  if (statSync(file).size > LARGEST_FILE) throw new WrongUse(`${file} is larger than 20 MiB`)
  return readFileSync(file, 'utf8')
}

type Found = { readonly text: string } & (
  | { readonly code: ResultCode }
  | { readonly problems: readonly VerdictProblem[] }
)

function codesIn({ name, text }: { readonly name: string; readonly text: string }): readonly Found[] {
  const found = findCodes(text)
  if (found.length > 0)
    return found.map((one) =>
      'code' in one ? one : { text: one.text, problems: [{ kind: 'mistyped', text: one.problem.problem }] },
    )
  const answer = readCode(text)
  if (name === '' && 'code' in answer) return [{ text, code: answer.code }]
  const problem = name === '' && !('code' in answer) ? answer.problem : `no result code in ${name}`
  return [{ text: name === '' ? text : '', problems: [{ kind: 'mistyped', text: problem }] }]
}

function verified(found: Found, levels: readonly Level[], known: Class | undefined): Verified {
  if (!('code' in found)) return { found, problems: found.problems }
  const { code } = found
  const student = code.owner && (known?.ids.get(code.owner.student) ?? code.owner.name ?? code.owner.student)
  const base = { found, code, ...(student === undefined ? {} : { student }) }
  const foreign = known && foreignTo(code, known)
  const problems = foreign === undefined ? [] : [foreign]
  // Somebody who is not in the list has a variant of this assignment all the same.
  const own = known !== undefined && code.owner !== undefined && foreign?.kind !== 'foreign-assignment'
  const among = own ? levelsFor(known.assignment, code.owner.student, known.levels) : levels
  const answer = findLevel(code, among)
  if ('level' in answer) {
    const verdict = verifyCode(code, answer.level)
    return { ...base, level: answer.level, verdict, problems: [...problems, ...verdict.problems] }
  }
  const { would } = answer
  return {
    ...base,
    ...(would === undefined ? {} : { level: would }),
    problems: [...problems, explained(code, answer.problem, levels, known)],
  }
}

/** Not of the assignment, or of nobody in the class. */
function foreignTo({ owner }: ResultCode, { assignment, ids }: Class): VerdictProblem | undefined {
  const problem = ownerProblem(owner, assignment)
  if (problem !== undefined || owner === undefined) return problem
  if (ids.size === 0 || ids.has(owner.student)) return undefined
  return { kind: 'foreign-student', text: `belongs to student ${owner.student}, who is not in the class` }
}

/** What else may be the reason that the level is not found. */
function explained(
  code: ResultCode,
  problem: VerdictProblem,
  levels: readonly Level[],
  known: Class | undefined,
): VerdictProblem {
  if (known === undefined && code.owner !== undefined) {
    const { assignment } = code.owner
    const shipped = shippedAssignments().find(({ hash }) => hash === assignment)
    const text =
      shipped === undefined
        ? `${problem.text}; it belongs to assignment ${assignment}: name its file with --assignment`
        : `it belongs to an assignment: add --assignment ${shipped.id}`
    return { ...problem, text }
  }
  const shipped = known && levels.find((level) => shortHash(level) === code.level)
  if (shipped === undefined) return problem
  return { ...problem, text: `${problem.text}; it was played as shipped, and not as this student's variant` }
}
