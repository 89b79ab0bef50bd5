/** `exitless why LEVEL METRIC`: what a number of a run is made of, what that comes of, and what one knob would change. */
import {
  bestFlip,
  type Cause,
  causeText,
  changeText,
  countText,
  everyFlip,
  exitsFor,
  type Flip,
  type FlipResult,
  flippedHost,
  goalsMet,
  type Level,
  leverText,
  type Move,
  needsBaseline,
  printMove,
  REPORT_FORMAT,
  readSafely,
  resultOf,
  splitMetric,
  type Why,
  whyIncident,
  whyMetric,
  whyRequest,
} from '../../game/index.ts'
import { suggestion } from '../../game/suggestion.ts'
import type { Run } from '../../machine/index.ts'
import { bareMetalHost, formatMetric, metricCards } from '../../metrics/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { plainLine } from '../../text/plain.ts'
import { words } from '../../text/ui-words.ts'
import { isOn, numberOf } from '../arguments.ts'
import type { Input } from '../command.ts'
import { hostAfter, LARGEST_SEED, movesOf } from '../configuration.ts'
import { DONE } from '../exit-codes.ts'
import { levelNamed } from '../levels.ts'
import { simulateWhole } from '../slices.ts'
import { say, sayJson } from '../streams.ts'
import { tableLines, wrapped } from '../table.ts'
import { WrongUse } from '../wrong-use.ts'

const LARGEST_NUMBER = 0x7fff_ffff
const WIDTH = 100

interface Asked {
  readonly why: Why
  /** The metric that flips are compared by. */
  readonly metric: string
}
interface Flipped {
  readonly flip: Flip
  readonly result: FlipResult
}

export async function perform(input: Input): Promise<number> {
  const level = await levelNamed(input.positionals[0])
  const moves = movesOf(input)
  const host = hostAfter(level, moves)
  const seed = numberOf(input, 'seed', 0, LARGEST_SEED) ?? level.seeds[0]
  const { duration } = level
  // What a flip loses or gains may be such a goal.
  const wantsBaseline = needsBaseline(level) || input.positionals[1]?.startsWith('bare-metal-share') === true
  const baselineOf = (of: typeof host) =>
    wantsBaseline ? simulateWhole(bareMetalHost(of), { seed, duration }) : undefined
  checkName(input, level)
  const run = simulateWhole(host, { seed, duration, record: true })
  const baseline = baselineOf(host)
  const asked = askedOf(input, run, level, baseline)
  const read = readSafely(run, baseline)
  const met = goalsMet(level, read)
  const flips = everyFlip(level, moves).map((flip): Flipped => {
    const other = flippedHost(level, flip)
    const flipped = simulateWhole(other, { seed, duration })
    return { flip, result: resultOf(level, asked.metric, readSafely(flipped, baselineOf(other)), met) }
  })
  if (isOn(input, 'json')) sayJson(document(level, seed, moves, asked, flips))
  else say(`${report(level, run, asked, read, met, flips).join('\n')}\n`)
  return DONE
}

/** @throws WrongUse: not exactly one thing is asked after, or no metric is called that */
function checkName(input: Input, level: Level): void {
  const [, metric] = input.positionals
  const others = ['request', 'violation'].filter((flag) => input.values.has(flag))
  if (others.length + (metric === undefined ? 0 : 1) !== 1) throw new WrongUse(words.why.line.one)
  if (metric === undefined) return
  const { name } = splitMetric(metric)
  const ids = metricCards.map((card) => card.id)
  if (ids.includes(name)) return
  // Of some thirty numbers those that this level asks for or shows say more than all.
  const own = [...new Set([...level.goals.map((goal) => goal.metric), ...level.show])]
  const near = suggestion(name, ids) || words.why.line.ownMetrics(own.join(', '))
  throw new WrongUse(words.why.line.noMetric(plainLine(name), near))
}

/** @throws WrongUse */
function askedOf(input: Input, run: Run, level: Level, baseline: Run | undefined): Asked {
  const say = words.why.line
  const request = numberOf(input, 'request', 1, LARGEST_NUMBER)
  if (request !== undefined) {
    if (request > run.requests.count) throw new WrongUse(say.noRequest(request, run.requests.count))
    const flow = run.flows[run.requests.flow[request - 1]]
    return { why: whyRequest(run, request - 1), metric: `latency-p50@${flow.id}` }
  }
  const violation = numberOf(input, 'violation', 1, LARGEST_NUMBER)
  if (violation !== undefined) {
    const list = run.violations.length > 0 ? run.violations : run.contained
    const one = list[violation - 1]
    if (one === undefined) throw new WrongUse(say.noViolation(violation, list.length))
    return { why: whyIncident(run, one), metric: list === run.violations ? 'violations' : 'contained' }
  }
  const [, metric] = input.positionals
  const why = whyMetric(run, metric, baseline)
  if ('problem' in why) throw new WrongUse(`${level.number}: ${why.problem}`)
  return { why, metric }
}

/** A cause as JSON: a setting is that of its first reason which has one. */
function entry({ step, share, value, times, because, kind, causes }: Cause): object {
  return {
    step,
    setting: because.find((one) => one.setting !== undefined)?.setting ?? null,
    share,
    text: because.map((one) => one.text).join('; '),
    kind,
    value,
    ...(times === undefined ? {} : { times }),
    because,
    causes: causes.map(entry),
  }
}

function document(
  level: Level,
  seed: number,
  moves: readonly Move[],
  { why, metric }: Asked,
  flips: readonly Flipped[],
) {
  const { asked, value, unit, requests, root } = why
  return {
    format: REPORT_FORMAT,
    level: level.id,
    seed,
    moves: moves.map(printMove),
    metric: asked,
    value,
    unit,
    requests,
    step: root.step,
    whole: root.value,
    because: root.because,
    causes: root.causes.map(entry),
    lever: leverText(why),
    flipMetric: metric,
    flips: flips.map(({ flip: { key, from, value: to }, result }) => ({
      ...result,
      move: printMove({ key, value: to }),
      from,
      value: Number.isFinite(result.value) ? result.value : null,
    })),
  }
}

/** The tree as text: what it is, how often, how much each time, together, its share. */
function treeLines({ root, unit }: Why): string[] {
  const rows: string[][] = []
  const add = (cause: Cause, lead: string, rails: string): void => {
    const { times, value, share, causes } = cause
    rows.push([
      `${lead}${machineLine(cause.step)}`,
      times === undefined ? '' : countText(times),
      times === undefined || times === 0 ? '' : causeText(value / times, unit),
      causeText(value, unit),
      `${Math.round(share * 100)} %`,
    ])
    for (const { text, setting } of cause.because) {
      const stem = causes.length > 0 ? '│  ' : '   '
      rows.push([
        `${rails}${stem}${plainLine(text)}${setting === undefined ? '' : `  [${plainLine(setting)}]`}`,
        '',
        '',
        '',
        '',
      ])
    }
    for (const [index, child] of causes.entries()) {
      const last = index === causes.length - 1
      add(child, `${rails}${last ? '└─ ' : '├─ '}`, `${rails}${last ? '   ' : '│  '}`)
    }
  }
  add(root, '', '')
  const { columns } = words.why
  return tableLines(
    [
      { title: words.why.causes },
      ...[columns.times, columns.each, columns.total, columns.share].map((title) => ({
        title,
        align: 'right' as const,
      })),
    ],
    rows,
  )
}

function flipLines(
  metric: string,
  now: number,
  met: readonly boolean[],
  exits: number,
  flips: readonly Flipped[],
): string[] {
  const say = words.why.flips
  if (flips.length === 0) return [say.none]
  const row = (
    name: string,
    one: { value: number; exits: number; violations: number; goalsMet: number },
    more: string,
  ) => [
    name,
    Number.isFinite(one.value) ? formatMetric(metric, one.value) : '–',
    Number.isFinite(one.value) ? changeText(one.value, now) : '',
    countText(one.exits),
    say.of(one.goalsMet, met.length),
    `${one.violations > 0 ? `${say.broken(countText(one.violations))}  ` : ''}${more}`,
  ]
  const rows = flips.map(({ flip, result }) => {
    const { gained, lost, passed } = result
    const changes = [...gained.map(say.gained), ...lost.map(say.lost)].map(plainLine).join('  ')
    return row(
      plainLine(`${flip.key}: ${flip.from} → ${flip.value}`),
      result,
      passed ? `${say.passes}  ${changes}`.trim() : changes,
    )
  })
  const metNow = met.filter(Boolean).length
  const right = 'right' as const
  return tableLines(
    [
      { title: say.knob },
      { title: metric, align: right },
      { title: 'Δ', align: right },
      { title: say.exits, align: right },
      { title: say.goals, align: right },
      { title: '' },
    ],
    [row('=', { value: now, exits, violations: 0, goalsMet: metNow }, ''), ...rows],
  )
}

function report(
  level: Level,
  run: Run,
  { why, metric }: Asked,
  read: (metric: string) => number,
  met: readonly boolean[],
  flips: readonly Flipped[],
): string[] {
  const say = words.why
  const now = read(metric)
  const best = bestFlip(metric, now, flips)
  const bestText =
    best === undefined
      ? say.flips.noneBetter
      : say.flips.best(
          printMove(best.flip),
          formatMetric(metric, best.result.value),
          changeText(best.result.value, now),
        )
  // One request is named already: it is no mean.
  const note = why.requests > 1 ? `, ${say.note(countText(why.requests))}` : ''
  const lever = leverText(why)
  return [
    say.line.level(level.number, plainLine(level.title), run.seed),
    '',
    `${say.title} ${why.asked}${metric === why.asked ? ` = ${formatMetric(metric, why.value)}` : ''}${note}`,
    '',
    ...treeLines(why),
    '',
    ...(lever === '' ? [] : [...wrapped(lever, WIDTH), '']),
    say.line.flips,
    '',
    ...flipLines(metric, now, met, read(exitsFor(metric, level)), flips),
    '',
    ...(flips.length === 0
      ? []
      : [
          ...wrapped(bestText, WIDTH),
          flips.some((one) => one.result.passed) ? say.flips.onePasses : say.flips.nonePasses,
        ]),
  ]
}
