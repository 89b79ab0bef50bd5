/** `exitless code LEVEL`: the result code of a configuration: the best one played, or one that is named. */
import { currentModel } from '../../classroom/models.ts'
import {
  answerExample,
  type Claim,
  type CodeOwner,
  codeOf,
  countConfigurations,
  indexAfter,
  knownOf,
  type Level,
  type LevelProgress,
  levelProgress,
  type Move,
  movesAt,
  numberAsked,
  parseAnswer,
  parseMove,
  printCode,
  printMove,
  type ResultCode,
  readCode,
  scoreValues,
} from '../../game/index.ts'
import { plainLine } from '../../text/plain.ts'
import { words } from '../../text/ui-words.ts'
import { isOn, numberOf, textOf, textsOf } from '../arguments.ts'
import { needName, ownLevel, type Student, studentOf } from '../assigned.ts'
import type { Input } from '../command.ts'
import { hostAfter, movesOf } from '../configuration.ts'
import { DONE, NOT_MET } from '../exit-codes.ts'
import { levelNamed } from '../levels.ts'
import { peekProgress } from '../save-file.ts'
import { playAs } from '../save-slot.ts'
import { say, sayJson, tell } from '../streams.ts'
import { WrongUse } from '../wrong-use.ts'

export async function perform(input: Input): Promise<number> {
  const [name] = input.positionals
  playAs(textOf(input, 'player'))
  const student = await studentOf(input)
  if (name === undefined) return sayAll(input, student)
  const level = student === undefined ? await levelNamed(name) : ownLevel(student, student.own(), name)
  const owner = student && ownerOf(student, level)
  const { moves, known } = claimOf(input, level)
  // Says it kindly where the configuration cannot be.
  hostAfter(level, moves)
  const score = scoreValues(level, currentModel(level, moves))
  const code = codeOf(level, { ...known, moves, score }, owner)
  if (code === undefined) throw new WrongUse(`${level.number}: these moves lead out of what the level offers`)
  const text = printCode(code)
  if (isOn(input, 'json')) sayJson(documentOf(level, code, text, moves, score.goals))
  else {
    say(`${text}\n`)
    tell(`${level.number} ${plainLine(level.title)}: ${SCORES[score.medals]}`)
  }
  return DONE
}

/** Every code that an assignment's save keeps. @throws WrongUse where none is named */
function sayAll(input: Input, student: Student | undefined): number {
  if (student === undefined)
    throw new WrongUse('code needs LEVEL, or --assignment FILE --student ID: then it prints every code of it')
  for (const flag of ['set', 'moves', 'guess', 'answer'])
    if (isOn(input, flag)) throw new WrongUse(`--${flag} needs LEVEL: which configuration it is about`)
  const progress = peekProgress()
  const { assignment } = student
  const rows = student.own().map(({ id, number, title }) => ({
    level: id,
    number,
    title,
    code: levelProgress(progress, id).code,
  }))
  if (isOn(input, 'json')) {
    sayJson({ format: 1, assignment: assignment.id, student: student.tag, codes: rows })
    return DONE
  }
  const lines = rows.flatMap(({ number, title, code }) => [
    `${number} ${plainLine(title)}`,
    code ?? words.task.codes.none,
    '',
  ])
  say(`${[plainLine(assignment.title), '', ...lines].join('\n')}`)
  const count = rows.filter(({ code }) => code !== undefined).length
  tell(`${count} of ${rows.length} levels have a code`)
  return count > 0 ? DONE : NOT_MET
}

const SCORES = ['not passed', 'passed, 1 star', 'passed, 2 stars', 'passed, 3 stars']

function documentOf(
  level: Level,
  code: ResultCode,
  text: string,
  moves: readonly Move[],
  goals: ReturnType<typeof scoreValues>['goals'],
) {
  const { number, level: _, medals, met, tried, ...rest } = code
  return {
    format: 1,
    level: level.id,
    number,
    code: text,
    moves: moves.map(printMove),
    passed: medals > 0,
    medals,
    met,
    goals,
    tried: tried.map((place) => level.knobs[place].key),
    ...rest,
  }
}

/** With the name that is given now, else that of the time when the level was played. @throws WrongUse */
function ownerOf(student: Student, { id }: Level): CodeOwner {
  const kept = readCode(levelProgress(peekProgress(), id).code ?? '')
  const before = 'code' in kept ? kept.code.owner : undefined
  const isNamed =
    student.owner.name === undefined && student.assignment.names && before?.student === student.tag
  const owner = isNamed && before.name !== undefined ? { ...student.owner, name: before.name } : student.owner
  needName({ ...student, owner })
  return owner
}

/** What is claimed besides the run: what is saved where this very configuration is, and what flags say. */
function claimOf(
  input: Input,
  level: Level,
): { moves: readonly Move[]; known: Omit<Claim, 'moves' | 'score'> } {
  const entry = levelProgress(peekProgress(), level.id)
  const saved = savedMoves(level, entry)
  const named = isOn(input, 'set') || isOn(input, 'moves')
  if (!named && saved === undefined)
    throw new WrongUse(
      `nothing that passes is saved of ${level.number}; play it, or name a configuration with --set K=V or --moves FILE`,
    )
  const moves = named ? movesOf(input) : (saved ?? [])
  const same = saved !== undefined && indexAfter(level, moves) === indexAfter(level, saved)
  const fresh = { hints: [], tried: moves.map(({ key }) => key), runs: 1, minutes: 0 }
  const guess = numberOf(input, 'guess', 1, level.predict.choices.length)
  const typed = textsOf(input, 'answer').map((text) => answerOf(level, text))
  return {
    moves,
    known: {
      ...(same ? knownOf(entry) : fresh),
      ...(guess === undefined ? {} : { guess: guess - 1 }),
      ...(typed.length === 0 ? {} : { answers: typed }),
    },
  }
}

/** Of the best run; of an assignment's level that is not passed yet, of the one that its code is of. */
function savedMoves(level: Level, { bestMoves, code }: LevelProgress): readonly Move[] | undefined {
  if (bestMoves !== undefined)
    return bestMoves.flatMap((line) => {
      const move = parseMove(line)
      return 'problem' in move ? [] : [move]
    })
  const answer = readCode(code ?? '')
  if (!('code' in answer) || answer.code.level !== level.hash.slice(0, 8)) return undefined
  return answer.code.configuration < countConfigurations(level)
    ? movesAt(level, answer.code.configuration)
    : undefined
}

/** `2=360MB/s`: a number for a question, counted from 1, as it is typed in the game. @throws WrongUse */
function answerOf(level: Level, text: string): { question: number; value: number } {
  const [, place = '', typed = ''] = /^(\d{1,3})=(.+)$/.exec(text) ?? []
  const question = Number(place) - 1
  const asked = numberAsked(level, question)
  if (asked === undefined) {
    const numbers = level.questions.flatMap((_, at) => (numberAsked(level, at) === undefined ? [] : [at + 1]))
    const asks = numbers.length === 0 ? 'none of this level asks for a number' : `try ${numbers.join(', ')}`
    throw new WrongUse(`--answer ${text}: no question ${place || text} that asks for a number; ${asks}`)
  }
  const answer = parseAnswer(asked.metric, typed)
  if (typeof answer !== 'string') return { question, value: answer.value }
  throw new WrongUse(
    `--answer ${text}: ${NO_ANSWERS[answer]}, as in ${place}=${answerExample(asked.metric).replaceAll(' ', '')}`,
  )
}

const NO_ANSWERS = {
  number: 'not a number',
  unit: 'the number needs its unit',
  'other-unit': 'this is a unit of something else',
} as const
