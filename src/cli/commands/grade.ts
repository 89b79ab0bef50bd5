/** `exitless grade PATH...`: what a class handed in, run again; a table, and files for gradebooks and for machines. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { type Gradebook, gradebookProblem, gradebookText } from '../../classroom/gradebook.ts'
import type { Grades } from '../../classroom/grades.ts'
import { gradeClass } from '../../classroom/grading.ts'
import { junitText } from '../../classroom/junit.ts'
import { joinMarked, type MarkedFile } from '../../classroom/marked.ts'
import { listed } from '../../classroom/ownership.ts'
import { plainLine } from '../../text/plain.ts'
import { choiceOf, isOn, textOf, textsOf } from '../arguments.ts'
import type { Input } from '../command.ts'
import { DONE, NOT_MET, WRONG_USE } from '../exit-codes.ts'
import { type Context, contextOf } from '../grade-context.ts'
import { gradeText, otherStateText } from '../grade-text.ts'
import { markFiles } from '../mark-files.ts'
import { threadsOf } from '../measuring.ts'
import { OwnFiles } from '../own-files.ts'
import { type Shard, shardAsked } from '../shard-asked.ts'
import { notWritten, say, sayJson, tell } from '../streams.ts'
import { handedIn } from '../submissions.ts'
import { MODEL } from '../version.ts'
import { CannotDo, WrongUse } from '../wrong-use.ts'

export async function perform(input: Input): Promise<number> {
  const shard = shardAsked(input)
  const lms = choiceOf(input, 'lms', ['canvas', 'moodle'] as const)
  const parts = checkUse(input, shard)
  const context = await contextOf(input)
  const kind = kindOf(context, lms)
  checkList(input, context, kind)
  if (shard !== undefined) {
    for (const file of await mark(input, context, shard)) say(`${JSON.stringify(file)}\n`)
    return DONE
  }
  const files = parts.length > 0 ? joined(parts, context) : await mark(input, context, { shard: 1, of: 1 })
  const grades = gradeClass(files, context)
  report(input, grades)
  keep(input, grades, context, kind)
  const { otherState } = grades
  if (otherState !== undefined) tell(otherStateText(otherState))
  const clear =
    otherState === undefined && grades.class.unread === 0 && grades.students.every(({ listed }) => listed)
  return clear ? DONE : NOT_MET
}

/** The files of `--from FILE...`: those behind the flag follow it as arguments. @throws WrongUse */
function checkUse(input: Input, shard: Shard | undefined): readonly string[] {
  const from = textsOf(input, 'from')
  const parts = from.length === 0 ? [] : [...from, ...input.positionals]
  if (from.length === 0 && input.positionals.length === 0)
    throw new WrongUse('grade needs PATH...: files, folders or archives; - reads stdin')
  if (shard !== undefined && parts.length > 0)
    throw new WrongUse('--shard grades a part, --from joins parts: give one of them')
  const given = ['json', 'ndjson', 'csv', 'junit', 'lms', 'bom'].filter((flag) => isOn(input, flag))
  if (shard !== undefined && given.length > 0)
    throw new WrongUse(
      `--shard prints lines of its own; give --${given[0]} where they are joined with --from`,
    )
  if (isOn(input, 'json') && isOn(input, 'ndjson'))
    throw new WrongUse('--json and --ndjson: give one of them')
  for (const flag of ['lms', 'bom'])
    if (isOn(input, flag) && !isOn(input, 'csv'))
      throw new WrongUse(`--${flag} is about the file of --csv FILE`)
  return parts
}

async function mark(input: Input, context: Context, { shard, of }: Shard): Promise<readonly MarkedFile[]> {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const files = new OwnFiles(input)
  const all = handedIn(input.positionals, (file) => files.has(file))
  if (files.met.length > 0) tell(`passed over, since nobody handed it in: ${listed(files.met)}`)
  const own = all.map((file, index) => ({ index, file })).filter(({ index }) => index % of === shard - 1)
  const threads = threadsOf(input)
  const hash = context.assignment?.hash ?? ''
  const { codes, configurations, ...marked } = await markFiles(
    own,
    all.length,
    context.marking,
    hash,
    threads,
  )
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const spent = `${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of CPU)`
  const rate = `${counted(codes / seconds)} codes/s on ${threads} ${threads === 1 ? 'thread' : 'threads'}`
  tell(`${counted(codes)} codes in ${spent}, ${rate}; ${counted(configurations)} configurations simulated`)
  return marked.files
}

function counted(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function joined(parts: readonly string[], context: Context): readonly MarkedFile[] {
  const missing = parts.find((file) => !existsSync(file))
  if (missing !== undefined) throw new WrongUse(`--from: no file ${missing}`)
  const shards = parts.map((name) => ({ name, text: readFileSync(name, 'utf8') }))
  const answer = joinMarked(shards, MODEL, context.assignment?.hash ?? '')
  if ('problem' in answer) throw new CannotDo(answer.problem, NOT_MET)
  return answer.files
}

function report(input: Input, grades: Grades): void {
  if (isOn(input, 'json')) sayJson({ format: 1, ...grades })
  else if (isOn(input, 'ndjson'))
    for (const student of grades.students) say(`${JSON.stringify({ format: 1, ...student })}\n`)
  else say(`${gradeText(grades).join('\n')}\n`)
}

function kindOf({ roster, assignment }: Context, lms: 'canvas' | 'moodle' | undefined): Gradebook {
  if (lms !== undefined) return lms
  return assignment === undefined || roster === undefined || roster.from === 'other' ? 'plain' : roster.from
}

/** Before anything is run: can the list become the gradebook that is asked for? @throws CannotDo */
function checkList(input: Input, { roster, assignment }: Context, kind: Gradebook): void {
  const file = textOf(input, 'students')
  if (!isOn(input, 'csv') || file === undefined || roster === undefined) return
  const title = assignment === undefined ? undefined : plainLine(assignment.title)
  const wrong = gradebookProblem(kind, title, roster)
  if (wrong === undefined) return
  throw new CannotDo(`${plainLine(file)}:${wrong.row}: ${plainLine(wrong.problem)}`, WRONG_USE)
}

/** The files that were asked for. */
function keep(input: Input, grades: Grades, { roster }: Context, kind: Gradebook): void {
  const mark = isOn(input, 'bom') ? '\ufeff' : ''
  write(input, 'csv', () => mark + gradebookText(kind, grades, roster))
  write(input, 'junit', () => junitText(grades))
}

function write(input: Input, flag: string, text: () => string): void {
  const path = textOf(input, flag)
  if (path === undefined) return
  try {
    writeFileSync(path, text())
  } catch (fault) {
    throw notWritten(`--${flag}`, path, fault)
  }
}
