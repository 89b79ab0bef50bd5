/** The goals: met or not, the value, how far, and what the last change did to it. */
import type { GoalResult, Level } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Ran } from '../bench.ts'
import { parts } from '../format.ts'
import { type Block, exact, type Line, left, line, right, span } from '../line.ts'
import { trend } from '../metric-name.ts'
import { shareBar } from './ladder.ts'

/** How much of the way to a goal is done, 0 to 1. */
export function progressOf(goal: GoalResult): number {
  if (goal.met) return 1
  if (goal.op === '==' || goal.target === 0) return 0
  const share = goal.op === '>=' ? goal.value / goal.target : goal.target / goal.value
  return Math.max(0, Math.min(1, share))
}

const BAR = 5
const VALUE = 8

function goalLine(goal: GoalResult, before: GoalResult | undefined, width: number): Line {
  const value = parts(formatMetric(goal.metric, goal.value)).number
  const newly = goal.met && before !== undefined && !before.met
  const mark = trend(goal.metric, goal.value, before?.value)
  const text = width - 3 - VALUE - 1 - BAR - 3
  return line(
    ' ',
    span(goal.met ? '✔' : '✘', goal.met ? 'good' : 'bad'),
    ` ${left(plainLine(goal.text), text)}`,
    right(value, VALUE),
    ' ',
    span(shareBar(progressOf(goal), BAR), goal.met ? 'good' : 'bad'),
    ' ',
    newly ? span('✚', 'changed') : span(mark.sign, mark.style),
    ' ',
  )
}

/** A goal before any run has measured it. */
function openLine(text: string, width: number): Line {
  return exact(line(' ', span('·', 'muted'), ` ${plainLine(text)}`), width)
}

function starLine(level: Level, ran: Ran | undefined, width: number): Line {
  const shown = level.medals.flatMap((list, index) =>
    list.map((goal, at) => {
      const met = ran?.score.stretch[index]?.[at]?.met === true && ran.note.passed
      return [span(met ? '★' : '☆', 'star'), span(` ${plainLine(goal.text)}   `, met ? 'plain' : 'muted')]
    }),
  )
  return exact(line(' ', ...shown.flat()), width)
}

export function goalLines(level: Level, ran: Ran | undefined, before: Ran | undefined, width: number): Block {
  const goals =
    ran === undefined
      ? level.goals.map((goal) => openLine(goal.text, width))
      : ran.note.goals.map((goal, index) => goalLine(goal, before?.note.goals[index], width))
  const boots = (ran?.run.guests ?? []).filter((guest) => !guest.boots)
  const reasons = boots.map((guest) =>
    exact(
      line(' ', span(words.bench.doesNotBoot(plainLine(guest.id), plainLine(guest.reason ?? '')), 'bad')),
      width,
    ),
  )
  const stretch = level.medals.length > 0 ? [line(''), starLine(level, ran, width)] : []
  return [...goals, ...reasons, ...stretch]
}

/** `3 of 5`, and what it was. */
export function goalsNote(level: Level, ran: Ran | undefined, before: Ran | undefined): Line {
  const met = (one: Ran) => one.note.goals.filter((goal) => goal.met).length
  if (ran === undefined) return line(words.bench.ofGoals(0, level.goals.length))
  if (ran.note.passed) return line(span(words.bench.allMet, 'good'))
  const now = words.bench.ofGoals(met(ran), level.goals.length)
  const changed = before !== undefined && met(before) !== met(ran)
  return line(now, ...(changed ? [span(`  ${words.bench.wasMet(met(before))}`, 'muted')] : []))
}
