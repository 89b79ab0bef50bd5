/** The goals: met or not, the value, how far, and what the last change did to it. */
import { type GoalResult, isMeaningless, type Level, SANDBOX_ID } from '../../game/index.ts'
import type { GuestState, Migration, Run } from '../../machine/index.ts'
import { formatMetric, memoryText } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import type { Ran } from '../bench.ts'
import { grouped, parts } from '../looks/format.ts'
import {
  type Block,
  exact,
  type Line,
  left,
  line,
  lineWidth,
  right,
  slice,
  span,
  widthOf,
  wrap,
} from '../looks/line.ts'
import { trend } from '../views/metric-name.ts'
import { shareBar } from './ladder.ts'

/** How much of the way to a goal is done, 0 to 1. */
export function progressOf(goal: GoalResult): number {
  if (goal.met) return 1
  if (goal.op === '==' || goal.target === 0) return 0
  const share = goal.op === '>=' ? goal.value / goal.target : goal.target / goal.value
  return Math.max(0, Math.min(1, share))
}

const BAR = 4
const VALUE = 7

function meaninglessLine(goal: GoalResult, width: number): Line {
  const said = words.bench.meansNothing
  const text = left(plainLine(goal.text), width - 5 - widthOf(said))
  return exact(line(' ', span('·', 'muted'), ` ${text} `, span(said, 'bad')), width)
}

/** The number, with its unit only where the goal is told in another one: `137 k` beside 54,000, `9.86 µs` beside 10 ms. */
export function goalValue(goal: GoalResult): string {
  const { number, unit } = parts(formatMetric(goal.metric, goal.value))
  if (unit === '' || goal.text.includes(unit)) return number
  const scale = unit.replace('/s', '')
  // Fewer digits rather than no unit: 22 MiB beside a goal in GiB must not look like more than it.
  const rounded = grouped(Number(number.replaceAll(',', '')))
  const said = [`${number} ${scale}`, `${rounded} ${scale}`, `${rounded}${scale}`]
  return said.find((text) => widthOf(text) <= VALUE) ?? number
}

function goalLine(goal: GoalResult, before: GoalResult | undefined, width: number, run: Run): Line {
  if (isMeaningless(goal, run)) return meaninglessLine(goal, width)
  const value = goalValue(goal)
  const newly = goal.met && before !== undefined && !before.met
  const mark = trend(goal.metric, goal.value, before?.value)
  const room = width - 3 - VALUE - 1 - BAR - 3
  // A long text takes the place of the bar, which only repeats the value, and of the blank behind it.
  const hasBar = widthOf(plainLine(goal.text)) <= room
  const text = hasBar ? room : room + BAR + 1
  return line(
    ' ',
    span(goal.met ? '✔' : '✘', goal.met ? 'good' : 'bad'),
    ` ${left(plainLine(goal.text), text)}`,
    right(value, VALUE),
    ' ',
    ...(hasBar ? [span(shareBar(progressOf(goal), BAR), goal.met ? 'good' : 'bad'), ' '] : []),
    newly ? span('✚', 'changed') : span(mark.sign, mark.style),
    ' ',
  )
}

/** A goal before any run has measured it. */
function openLine(text: string, width: number): Line {
  return exact(line(' ', span('·', 'muted'), ` ${plainLine(text)}`), width)
}

/** The goal in hand, marked in the blank that each begins with. */
export function goalInHand(lines: Block, index: number): Block {
  return lines.map((one, at) => (at === index ? [span('▸', 'focus'), ...slice(one, 1, lineWidth(one))] : one))
}

/** Stretch goals: in one line, or a line each. */
function starLines(level: Level, ran: Ran | undefined, width: number): Block {
  const shown = level.medals.flatMap((list, index) =>
    list.map((goal, at): Line => {
      const met = ran?.score.stretch[index]?.[at]?.met === true && ran.note.passed
      return [span(met ? '★' : '☆', 'star'), span(` ${plainLine(goal.text)}`, met ? 'plain' : 'muted')]
    }),
  )
  const together = line(' ', ...shown.flatMap((one, index) => (index === 0 ? one : [span('   '), ...one])))
  const lines = lineWidth(together) < width ? [together] : shown.map((one) => line(' ', ...one))
  return lines.map((one) => exact(one, width))
}

/** Why a guest does not boot, or has no network, in a sentence. */
export function bootFailure(guest: GuestState): string {
  const say = guest.lacksNetwork === true ? words.bench.noNetwork : words.bench.doesNotBoot
  return say(plainLine(guest.id), machineLine(guest.reason ?? ''))
}

/** Why a guest that was to move is still here, in a sentence; undefined: it moved. */
function moveFailure({ guest, state, reason, rounds, bytes }: Migration): string | undefined {
  if (state === 'done') return undefined
  const name = plainLine(guest)
  return state === 'refused'
    ? words.bench.doesNotMove(name, machineLine(reason ?? ''))
    : words.bench.stillMoving(name, rounds, memoryText(bytes))
}

export function goalLines(level: Level, ran: Ran | undefined, before: Ran | undefined, width: number): Block {
  const goals =
    ran === undefined
      ? level.goals.map((goal) => openLine(goal.text, width))
      : ran.note.goals.map((goal, index) => goalLine(goal, before?.note.goals[index], width, ran.run))
  const { guests = [], migrations = [] } = ran?.run ?? {}
  const failures = [
    ...guests.map((guest) => (guest.boots ? undefined : bootFailure(guest))),
    ...migrations.map(moveFailure),
  ].filter((text) => text !== undefined)
  const reasons = failures.flatMap((failure) =>
    wrap(failure, width - 4).map((text) => exact(line(span(`   ${text}`, 'bad')), width)),
  )
  const stretch = level.medals.length > 0 ? [line(''), ...starLines(level, ran, width)] : []
  return [...goals, ...reasons, ...stretch]
}

/** `3 of 5`, and what it was. */
export function goalsNote(level: Level, ran: Ran | undefined, before: Ran | undefined): Line {
  const met = (one: Ran) => one.note.goals.filter((goal) => goal.met && !isMeaningless(goal, one.run)).length
  if (ran === undefined) return line(words.bench.ofGoals(0, level.goals.length))
  const passed = level.id === SANDBOX_ID ? words.debrief.passed : words.bench.allMet
  if (ran.note.passed) return line(span(passed, 'good'))
  const now = words.bench.ofGoals(met(ran), level.goals.length)
  const changed = before !== undefined && met(before) !== met(ran)
  return line(now, ...(changed ? [span(`  ${words.bench.wasMet(met(before))}`, 'muted')] : []))
}
