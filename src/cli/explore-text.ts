/** The space of a level as a text of eighty columns: how many win, what is best, which knob tells how much, the front, the ways. */
import type { Level, MeasuredWay, Survey } from '../game/index.ts'
import { compare, countConfigurations, indexAfter, type Move } from '../game/index.ts'
import { formatMetric } from '../metrics/index.ts'
import { plainLine } from '../text/plain.ts'
import { shareText, tableLines, wrapped } from './table.ts'

const WIDTH = 80
const BAR = 20

export function exploreText(level: Level, survey: Survey, seconds: number): string[] {
  return [
    ...head(level, survey, seconds),
    '',
    ...metrics(level, survey),
    '',
    ...knobs(survey),
    '',
    ...frontLines(level, survey),
    ...ways(level, 'references', survey.references),
    ...ways(level, 'decoys', survey.decoys),
  ]
}

function head(level: Level, survey: Survey, seconds: number): string[] {
  const { winning, winningShare, impossible, medals } = survey
  const seeds = level.seeds.length === 1 ? '1 seed' : `${level.seeds.length} seeds`
  const stars = medals.flatMap((count, many) => (many === 0 ? [] : [`${count} with ${starsText(many)}`]))
  return [
    `${level.number} ${plainLine(level.title)}`,
    `${countConfigurations(level)} configurations on ${seeds}, ${seconds.toFixed(1)} s`,
    `${winning} win (${shareText(winningShare)}): ${stars.join(', ')}`,
    ...(impossible === 0 ? [] : [`${impossible} cannot exist`]),
  ]
}

function starsText(many: number): string {
  return many === 1 ? '1 star' : `${many} stars`
}

function metrics(level: Level, { start, pars, optima }: Survey): string[] {
  const rows = Object.keys(optima).map((id) => {
    const cell = (value: number | undefined) =>
      value !== undefined && Number.isFinite(value) ? formatMetric(id, value) : '–'
    return [id, cell(start.values[id]), cell(pars[id]), cell(optima[id]), goalOf(level, id)]
  })
  const right = (title: string) => ({ title, align: 'right' as const })
  return tableLines(
    [{ title: 'metric' }, right('start'), right('par'), right('best of all'), right('goals')],
    rows,
  )
}

/** Targets of the goal and of the stars, the goal's first. */
function goalOf(level: Level, id: string): string {
  return [...level.goals, ...level.medals.flat()]
    .filter((goal) => goal.metric === id)
    .map(({ op, target }) => `${op === '>=' ? '≥' : op === '<=' ? '≤' : '='} ${formatMetric(id, target)}`)
    .join(', ')
}

function knobs({ knobs: list }: Survey): string[] {
  const rows = list.map(({ key, weight }) => [
    plainLine(key),
    `${(weight * 100).toFixed(0)} %`,
    '█'.repeat(Math.round(weight * BAR)),
  ])
  return tableLines(
    [{ title: 'knob, and what it alone tells' }, { title: '', align: 'right' }, { title: '' }],
    rows,
  )
}

function moveLines(moves: readonly Move[], indent: string): string[] {
  const text = moves.map(({ key, value }) => `${plainLine(key)}=${plainLine(value)}`).join(' ')
  return wrapped(text === '' ? '(as it starts)' : text, WIDTH - indent.length).map((line) => indent + line)
}

/** From one end to the other. */
function frontLines(level: Level, { front }: Survey): string[] {
  const [across, up] = level.headline
  const sorted = front.toSorted((one, other) => other.metrics[across] - one.metrics[across])
  const lines = sorted.flatMap(({ moves, metrics: values, wins }) => [
    `  ${wins ? '✔' : ' '} ${formatMetric(across, values[across])}, ${formatMetric(up, values[up])}`,
    ...moveLines(moves, '      '),
  ])
  return [`front of ${across} and ${up}; ✔ wins`, ...lines]
}

function ways(level: Level, title: string, list: readonly MeasuredWay[]): string[] {
  const lines = list.flatMap((way) => [
    `  ${way.passed ? '✔' : '✘'} ${plainLine(way.title)}${way.medals === 0 ? '' : ` (${starsText(way.medals)})`}`,
    ...moveLines(way.moves, '      '),
    ...wrapped(`${placeOf(level, way)}${missedBy(level, way)}`, WIDTH - 6).map((line) => `      ${line}`),
  ])
  return ['', title, ...lines]
}

/** Where it lies in the scatter. */
function placeOf(level: Level, { moves, values }: MeasuredWay): string {
  const [across, up] = level.headline
  const number = indexAfter(level, moves)
  return `no. ${number}: ${formatMetric(across, values[across])}, ${formatMetric(up, values[up])}`
}

function missedBy(level: Level, { values }: MeasuredWay): string {
  const missed = level.goals.filter(({ metric, op, target }) => !compare(values[metric], op, target))
  return missed
    .map(({ metric, text }) => `; misses "${plainLine(text)}" with ${formatMetric(metric, values[metric])}`)
    .join('')
}
