/** The bench in sentences: what is in hand, the goals, what the last change did, numbers, cores, log. */
import { type GoalResult, isMeaningless, metricCard, splitMetric } from '../../game/index.ts'
import { CORE_KINDS, type Run } from '../../machine/index.ts'
import { effortParts, formatMetric } from '../../metrics/index.ts'
import { plain, plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf, type Ran } from '../bench.ts'
import { parts } from '../looks/format.ts'
import { guessSaid } from '../views/guess-said.ts'
import { spaced } from '../views/knob-order.ts'
import { metricName } from '../views/metric-name.ts'
import { bootFailure, goalValue } from '../widgets/goals.ts'
import { type KnobRow, knobRows } from '../widgets/knobs.ts'
import { capital, numbered, sentence } from './aloud.ts'
import { starStanding } from './stars.ts'

export function benchTitle({ play, ran }: Bench): string {
  const { level } = play
  // The task of a day, and a host of one's own, have no place among the levels.
  const number = /^[1-9]/.test(level.number) ? level.number : ''
  return words.line.bench(number, plainLine(level.title), ran?.number, level.seeds[0])
}

export function knobsNow(bench: Bench): readonly KnobRow[] {
  return knobRows(bench.play, bench.atStart === true ? undefined : bench.before?.note.moves)
}

/** `files disk controller`: whole, since no heading says whose it is. */
export function knobName(key: string): string {
  return plainLine(spaced(key).replace(/ µs$/, ` ${words.line.units.µs[1]}`))
}

/** `interrupts`; that it is for each second stands behind its number. */
export function spokenName({ play, ran }: Bench, metric: string): string {
  return metricName(metric, ran?.run, play.level.focus).replace(/\/s$/, '')
}

/** The goal in hand, or the knob with its value, and what that means. */
export function inHand(bench: Bench): string[] {
  const { goals } = bench.play.level
  const at = bench.scroll.goals ?? 0
  if (bench.focus === 'goals' && goals[at] !== undefined)
    return [words.line.handRow(capital(plainLine(goals[at].text)), at + 1, goals.length)]
  const row = knobsNow(bench)[bench.knob]
  if (row === undefined) return []
  const said = words.line.hand(knobName(row.key), plainLine(row.value), row.place, row.count)
  return [`${said} ${plainLine(row.about)}`.trim()]
}

export function knobItems(bench: Bench): string[] {
  return knobsNow(bench).map(({ key, value, count, changed }, index) =>
    words.line.knobRow(knobName(key), plainLine(value), count, index === bench.knob, changed),
  )
}

/** Numbers with the value before: its unit only where it is another one. */
export function valueAndWas(
  metric: string,
  now: number,
  before: number | undefined,
): { value: string; was: string } {
  const value = formatMetric(metric, now)
  if (before === undefined) return { value, was: '' }
  const was = formatMetric(metric, before)
  return { value, was: parts(was).unit === parts(value).unit ? parts(was).number : was }
}

function goalSaid(goal: GoalResult, run: Run): string {
  const text = capital(plainLine(goal.text))
  if (isMeaningless(goal, run)) return words.line.noNumber(text, words.bench.meansNothing)
  return words.line.goal(text, goal.met, goalValue(goal))
}

/** Why a guest does not boot, has no network, or does not move. */
export function failures({ guests, migrations }: Run): string[] {
  const stays = migrations.flatMap(({ guest, state, reason }) =>
    state === 'refused' ? [words.bench.doesNotMove(plainLine(guest), plainLine(reason ?? ''))] : [],
  )
  return [...guests.filter(({ boots }) => !boots).map(bootFailure), ...stays].map((one) =>
    capital(sentence(one)),
  )
}

export function met({ note, run }: Ran): number {
  return note.goals.filter((goal) => goal.met && !isMeaningless(goal, run)).length
}

export function goalsSaid(bench: Bench): string[] {
  const { ran, play } = bench
  const { goals, medals } = play.level
  if (ran === undefined)
    return [
      words.line.goals(goals.length),
      ...numbered(goals.map(({ text }) => `${capital(plainLine(text))}.`)),
    ]
  const stretch = medals.map((list, index) => {
    const text = list.map((one) => plainLine(one.text)).join(', ')
    return words.line.star(text, starStanding(ran, ran.score.stretch[index] ?? []))
  })
  return [
    words.line.met(met(ran), goals.length),
    ...numbered(ran.note.goals.map((goal) => goalSaid(goal, ran.run))),
    ...failures(ran.run),
    ...stretch,
  ]
}

/** What is safe and what is not, in a sentence. */
export function safetySaid({ violationCount, containedCount }: Run): string[] {
  return [
    violationCount > 0 ? words.line.violated(violationCount) : words.line.noViolation,
    ...(containedCount > 0 ? [words.line.contained(containedCount)] : []),
  ]
}

export function measuredSaid(bench: Bench): string[] {
  const { ran, before, play } = bench
  if (ran === undefined) return [words.bench.noRun]
  const { level } = play
  const head =
    before === undefined ? words.bench.first(ran.number) : words.bench.beside(ran.number, before.number)
  const rows = level.show.flatMap((metric) => {
    const now = ran.values[metric]
    if (now === undefined) return []
    const { value, was } = valueAndWas(metric, now, before?.values[metric])
    return [words.line.value1(capital(spokenName(bench, metric)), value, was)]
  })
  const { models, paid } = effortParts(ran.run.host)
  const listed = (all: typeof models) =>
    all.map(({ name, points }) => `${plainLine(name)} ${points}`).join(', ')
  const asked = [...level.show, ...level.headline].includes('budget')
  return [
    words.line.measured(head),
    ...rows,
    ...(asked ? [sentence(words.bench.effort(listed(models), listed(paid)))] : []),
    ...safetySaid(ran.run),
  ]
}

export function coresSaid({ ran }: Bench): string[] {
  if (ran === undefined) return [words.bench.noRun]
  const { cores, duration } = ran.run
  const all = cores.map((core, number) => ({ ...core, number }))
  const busy = all.filter(({ threads }) => threads.length > 0)
  const idle = all.filter(({ threads }) => threads.length === 0).map(({ number }) => number)
  const rows = busy.map(({ number, threads, nanos }) => {
    const shares = CORE_KINDS.map((kind, index) => ({
      name: words.kinds[kind],
      share: nanos[index] / duration,
    }))
    const rest = 1 - shares.reduce((sum, { share }) => sum + share, 0)
    const said = [...shares, { name: words.kinds.idle, share: rest }]
      .filter(({ share }) => share >= 0.005)
      .sort((one, other) => other.share - one.share)
      .map(({ name, share }) => `${name} ${Math.round(share * 100)} %`)
    return words.line.core(number, threads.map(plainLine).join(', '), said.join(', '))
  })
  return [
    `${capital(words.line.cores(cores.length))}.`,
    ...rows,
    ...(idle.length > 0 ? [words.line.coreIdle(idle.join(', '))] : []),
  ]
}

/** Runs that the log says at once. */
const LOGGED = 10

export function logSaid(bench: Bench, whole = false): string[] {
  const { runs, level } = bench.play
  const from = whole ? 0 : Math.max(0, runs.length - LOGGED)
  const rows = runs.slice(from).map((note, index) => {
    const then = runs[from + index - 1]?.moves ?? []
    const last = note.moves[note.moves.length - 1]
    const move = last === undefined ? words.bench.start : `${knobName(last.key)} ${plainLine(last.value)}`
    const what = note.moves.length < then.length ? words.line.undo(move) : move
    const value = note.values[level.headline[0]]
    return words.line.logRow(
      bench.opened.runs + note.number,
      what,
      value === undefined ? '' : formatMetric(level.headline[0], value),
      note.passed,
    )
  })
  const guess = guessSaid(bench)
  return [
    words.line.log(runs.length),
    ...(from > 0 ? [words.line.logMore(from)] : []),
    ...rows,
    ...(guess === undefined ? [] : [capital(guess)]),
  ]
}

export function briefSaid({ play }: Bench): string[] {
  return plain(play.level.brief).split('\n')
}

/** What a number is, by its short name or its id. */
export function metricSaid(bench: Bench, name: string): string | undefined {
  const { level } = bench.play
  const wanted = name.toLowerCase()
  const found = [...level.show, ...level.goals.map(({ metric }) => metric)].find((id) => {
    const short = metricName(id, bench.ran?.run, level.focus).toLowerCase()
    return short === wanted || splitMetric(id).name === wanted || metricCard(id)?.title === wanted
  })
  const card = found === undefined ? undefined : metricCard(found)
  return card === undefined ? undefined : `${capital(card.title)}: ${card.text}`
}

/** Where the playhead stands, while nothing plays. */
export function flowInHand(bench: Bench): string {
  const run = bench.ran?.run
  return run === undefined ? '' : plainLine(run.flows[flowOf(bench, run)]?.id ?? '')
}
