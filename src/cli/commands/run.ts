/** `exitless run LEVEL`: one run without a screen, and whether its goals are met. */
import {
  faultLines,
  type GoalResult,
  type Level,
  type Move,
  printMove,
  runReport,
  type Score,
  score,
} from '../../game/index.ts'
import type { Incident, Run } from '../../machine/index.ts'
import { bareMetalHost, formatMetric, metricCards, readMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/plain.ts'
import { isOn, numberOf, textOf } from '../arguments.ts'
import type { Input } from '../command.ts'
import { hostAfter, LARGEST_SEED, movesOf } from '../configuration.ts'
import { DONE, NOT_MET } from '../exit-codes.ts'
import { levelNamed } from '../levels.ts'
import { simulateWhole } from '../slices.ts'
import { notWritten, say, sayJson } from '../streams.ts'
import { nanosText, tableLines } from '../table.ts'
import { writeTrace } from '../trace.ts'

const INCIDENTS_SHOWN = 5

export async function perform(input: Input): Promise<number> {
  const level = await levelNamed(input.positionals[0])
  const moves = movesOf(input)
  const host = hostAfter(level, moves)
  const seed = numberOf(input, 'seed', 0, LARGEST_SEED) ?? level.seeds[0]
  const trace = textOf(input, 'trace')
  const { duration } = level
  const run = simulateWhole(host, { seed, duration, record: trace !== undefined })
  const baseline = simulateWhole(bareMetalHost(host), { seed, duration })
  const result = score(level, run, baseline)
  if (trace !== undefined) keepTrace(trace, run)
  if (isOn(input, 'json')) sayJson({ ...runReport(level, run, baseline), moves: moves.map(printMove) })
  else say(`${report(level, moves, run, baseline, result).join('\n')}\n`)
  return result.passed ? DONE : NOT_MET
}

function keepTrace(path: string, run: Run): void {
  try {
    writeTrace(path, run)
  } catch (fault) {
    throw notWritten('--trace', path, fault)
  }
}

const MEDALS = ['not passed', 'passed, 1 star', 'passed, 2 stars', 'passed, 3 stars']

function report(level: Level, moves: readonly Move[], run: Run, baseline: Run, result: Score): string[] {
  const met = result.goals.filter((goal) => goal.met).length
  const lines = [
    `${level.number} ${plainLine(level.title)}   seed ${run.seed}   ${nanosText(run.duration)} simulated`,
  ]
  if (moves.length > 0) lines.push('', ...moves.map((move) => `  ${printMove(move)}`))
  lines.push('', `goals: ${met} of ${result.goals.length} met`, ...result.goals.map(goalLine))
  for (const guest of run.guests)
    if (!guest.boots)
      lines.push(
        `  ${guest.id} ${guest.lacksNetwork === true ? 'comes up without a network' : 'does not boot'}${guest.reason === undefined ? '' : `: ${guest.reason}`}`,
      )
  lines.push('', ...metricTable(run, baseline))
  lines.push(...incidents('violation', run.violations, run.violationCount))
  lines.push(...incidents('contained fault', run.contained, run.containedCount))
  lines.push(...faultLines(run))
  lines.push(...migrations(run))
  lines.push(...interruptLines(run))
  const stalled = run.flows.some((flow) => flow.requests === 0)
  if (stalled) lines.push('', ...run.unfinished.slice(0, INCIDENTS_SHOWN).map((one) => `never ended: ${one}`))
  lines.push('', `${MEDALS[result.medals]}   hash ${run.hash}`)
  return lines
}

function goalLine(goal: GoalResult): string {
  return `  ${goal.met ? '✔' : '✘'} ${plainLine(goal.text)}: ${formatMetric(goal.metric, goal.value)}`
}

/** Metrics that say nothing about a host without network cards. */
const ABOUT_PACKETS: readonly string[] = ['packets', 'drops', 'ring-drops', 'socket-drops']
/** … and about one from which nobody is to move. */
const ABOUT_MOVES: readonly string[] = ['migrated', 'downtime']
/** … and about one whose lines cannot storm. */
const ABOUT_LINES: readonly string[] = ['unwanted-interrupts', 'lines-given-up']

function metricTable(run: Run, baseline: Run): string[] {
  const columns = [{ title: 'metric' }, { title: 'all', align: 'right' as const }].concat(
    run.flows.length < 2 ? [] : run.flows.map((flow) => ({ title: flow.id, align: 'right' as const })),
  )
  const packets = run.flows.some((flow) => flow.op === 'tx' || flow.op === 'rx')
  const rows = metricCards.flatMap((card) => {
    if (!packets && ABOUT_PACKETS.includes(card.id)) return []
    if (run.migrations.length === 0 && ABOUT_MOVES.includes(card.id)) return []
    if (run.lines.length === 0 && ABOUT_LINES.includes(card.id)) return []
    const selectors = columns
      .slice(1)
      .map((column, index) => (index === 0 ? card.id : `${card.id}@${column.title}`))
    const cells = selectors.map((id, index) => {
      const value =
        index > 0 && card.selector !== 'flow' && card.selector !== 'flow-or-reason'
          ? undefined
          : readMetric(run, id, baseline)
      return typeof value === 'number' && Number.isFinite(value) ? formatMetric(id, value) : '–'
    })
    return cells.every((cell) => cell === '–') ? [] : [[card.id, ...cells]]
  })
  return tableLines(columns, rows)
}

function migrations(run: Run): string[] {
  if (run.migrations.length === 0) return []
  const lines = run.migrations.map((one) => {
    const start = `  ${nanosText(one.at)}  ${one.guest}`
    if (one.state === 'refused') return `${start}  refused: ${one.reason}`
    const sent = `${one.rounds} rounds, ${(one.bytes / 2 ** 20).toFixed(1)} MiB sent`
    return one.state === 'done'
      ? `${start}  moved in ${nanosText(one.took)}, stopped for ${nanosText(one.downtime)}: ${sent}`
      : `${start}  still moving at the end: ${sent}`
  })
  return ['', 'migrations', ...lines]
}

function interruptLines(run: Run): string[] {
  if (run.lines.length === 0) return []
  const lines = run.lines.map(({ line, devices, interrupts, unwanted, givenUp }) => {
    const end = givenUp < 0 ? '' : `; nobody cared, given up at ${nanosText(givenUp)}`
    return `  line ${line}  ${devices.map(plainLine).join(', ')}  ${interrupts} interrupts, ${unwanted} of them unwanted${end}`
  })
  return ['', 'interrupt lines', ...lines]
}

/** A frame goes to no place in memory: it is sent in somebody's name. */
function whereTo({ kind, address, victim }: Incident): string {
  const owner = victim === '-' ? '' : victim
  if (FRAMES.includes(kind)) return owner && `, in the name of ${owner}`
  return ` at 0x${address.toString(16)}${owner && `, memory of ${owner}`}`
}

const FRAMES: readonly Incident['kind'][] = ['spoofed-frame', 'blocked-by-card', 'other-vlan']

function incidents(name: string, list: readonly Incident[], count: number): string[] {
  if (count === 0) return []
  const shown = list.slice(0, INCIDENTS_SHOWN).map((one) => {
    return `  ${nanosText(one.at)}  ${one.kind}  ${one.device} of ${one.owner}${whereTo(one)}`
  })
  const more = count > shown.length ? [`  and ${count - shown.length} more`] : []
  return ['', `${count} ${name}${count === 1 ? '' : 's'}`, ...shown, ...more]
}
