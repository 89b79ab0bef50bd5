/** What `verify` prints of a code: lines for people, and the document. */
import type { Outcome } from '../classroom/verify.ts'
import { choiceText, type Goal, type Level, movesAt, printMove } from '../game/index.ts'
import { formatMetric } from '../metrics/index.ts'
import { plainLine } from '../text/plain.ts'
import type { Verified } from './commands/verify.ts'

const SCORES = ['not passed', 'passed, 1 star', 'passed, 2 stars', 'passed, 3 stars']
const LONGEST_TEXT = 400

function scoreText({ passed, medals }: Outcome): string {
  return passed ? SCORES[medals] : SCORES[0]
}

function allGoals(level: Level): readonly Goal[] {
  return [...level.goals, ...level.medals.flat()]
}

function movesOf({ code, level }: Verified): readonly string[] {
  if (code === undefined || level === undefined) return []
  return movesAt(level, code.configuration).map(printMove)
}

export function linesOf(one: Verified, valid: boolean): readonly string[] {
  const { code, level, student, verdict, problems, found } = one
  const head =
    code === undefined
      ? plainLine(found.text).slice(0, LONGEST_TEXT)
      : `${level === undefined ? `level ${code.number || code.level}` : `${level.number} ${plainLine(level.title)}`}`
  const lines = head === '' ? [] : [student === undefined ? head : `${head}   ${plainLine(student)}`]
  if (verdict !== undefined) {
    const { claimed, actual } = verdict
    const moves = verdict.problems.some(({ kind }) => kind === 'configuration') ? [] : movesOf(one)
    lines.push(...moves.map((move) => `  ${move}`))
    lines.push(`claimed: ${scoreText(claimed)}`)
    if (actual !== undefined) lines.push(`its run: ${scoreText(actual)}`)
    if (level !== undefined && actual !== undefined) lines.push(...outcomeLines(one, level, actual))
  }
  return [...lines, ...problems.map(({ text }) => `problem: ${text}`), valid ? 'valid' : 'not valid']
}

function outcomeLines({ code }: Verified, level: Level, actual: Outcome): readonly string[] {
  const goals = allGoals(level).map((goal, place) => {
    const star = place < level.goals.length ? '' : 'star: '
    const value = formatMetric(goal.metric, actual.values[goal.metric])
    return `  ${actual.met[place] ? '✔' : '✘'} ${star}${plainLine(goal.text)}: ${value}`
  })
  const { guess, answers, hintPoints } = actual
  const said = guess && plainLine(choiceText(level.predict, guess.choice))
  const typed = answers.map(({ question, value, right }) => {
    const answer = level.questions[question]?.answer
    const text =
      answer === undefined || typeof answer === 'string' ? String(value) : formatMetric(answer.metric, value)
    return `answer to question ${question + 1}: ${text}, ${right ? 'right' : 'wrong'}`
  })
  const { hints = [], tried = [], runs = 0, minutes = 0 } = code ?? {}
  return [
    ...goals,
    ...(guess === undefined ? [] : [`guess: ${said}, ${guess.right ? 'right' : 'wrong'}`]),
    ...typed,
    `hints: ${hints.length} (${hintPoints} points)   knobs turned: ${tried.length} of ${level.knobs.length}   runs: ${runs}   minutes: ${minutes}`,
  ]
}

/** The shape that `--json` has for each code. */
export function documentOf(one: Verified, valid: boolean) {
  const { code, level, student, verdict, problems, found } = one
  const actual = verdict?.actual
  const goals =
    level === undefined || actual === undefined
      ? undefined
      : allGoals(level).map(({ metric, op, target, text }, place) => {
          const value = actual.values[metric]
          return {
            metric,
            op,
            target,
            text,
            value,
            met: actual.met[place],
            claimed: code?.met[place] ?? false,
          }
        })
  return {
    valid,
    level: verdict === undefined ? null : (level?.id ?? null),
    ...(student === undefined ? {} : { student }),
    claimed: verdict?.claimed ?? null,
    actual: actual ?? null,
    problems,
    code: found.text.slice(0, LONGEST_TEXT),
    ...(code === undefined ? {} : { says: code }),
    ...(verdict === undefined ? {} : { moves: movesOf(one) }),
    ...(goals === undefined ? {} : { goals }),
  }
}
