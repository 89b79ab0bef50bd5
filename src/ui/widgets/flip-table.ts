/** Each knob turned alone, the rest as now: the number that was asked after, its difference, exits, goals. */
import { changeText, countText, exitsFor, goalsMet } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench, Trial } from '../bench.ts'
import { parts } from '../looks/format.ts'
import { type Block, exact, type Line, left, line, lineWidth, right, type Span, span } from '../looks/line.ts'
import { headingOf, metricName, trend } from '../views/metric-name.ts'
import { type FlipRow, nowOf } from '../views/why-view.ts'
import { shortName, valueName } from './fixes.ts'

interface Fields {
  readonly knob: number
  readonly from: number
  readonly to: number
  readonly value: number
  readonly difference: number
  readonly exits: number
  readonly goals: number
}
const NARROW: Fields = { knob: 18, from: 8, to: 10, value: 10, difference: 7, exits: 6, goals: 6 }
const ROOMY: Fields = { knob: 20, from: 11, to: 12, value: 12, difference: 8, exits: 8, goals: 8 }
const WIDE = 98

function fieldsFor(width: number): Fields {
  return width >= WIDE ? ROOMY : NARROW
}

export function flipHeading(bench: Bench, metric: string, width: number): Line {
  const fields = fieldsFor(width)
  const say = words.why.flips
  const name = metricName(metric, bench.ran?.run, bench.play.level.focus)
  return exact(
    line(
      span(
        `  ${left(say.knob, fields.knob)}${left(`${right(say.now, fields.from)} → ${say.instead}`, fields.from + 3 + fields.to)}${headingOf(name, fields.value)}${right('Δ', fields.difference)}${right(say.exits, fields.exits)}${right(say.goals, fields.goals)}`,
        'muted',
      ),
    ),
    width,
  )
}

/** Goals that it loses or gains, violations that it brings. */
function outcome(bench: Bench, trial: Trial): Span[] {
  const say = words.why.flips
  const met =
    bench.ran === undefined ? [] : goalsMet(bench.play.level, (id) => bench.ran?.values[id] ?? Number.NaN)
  const changes = (trial.met ?? []).flatMap((isMet, index): Span[] => {
    if (isMet === met[index]) return []
    const text = plainLine(bench.play.level.goals[index].text)
    return [span(`${isMet ? say.gained(text) : say.lost(text)}  `, isMet ? 'good' : 'bad')]
  })
  const passes = trial.passed === true ? [span(`★ ${say.passes}  `, 'star')] : []
  return [...passes, ...changes]
}

/** Goals that a flip loses or gains, in full. */
export function outcomeText(bench: Bench, trial: Trial): string {
  return outcome(bench, trial)
    .map((one) => one.text)
    .join('')
    .trim()
}

function changed({ flip, first }: FlipRow, { from, to }: Fields): string {
  const now = first ? `${right(valueName(flip.key, flip.from), from)} → ` : ' '.repeat(from + 3)
  return `${now}${left(valueName(flip.key, flip.value), to)}`
}

function flipLine(
  bench: Bench,
  metric: string,
  row: FlipRow,
  here: boolean,
  focused: boolean,
  width: number,
): Line {
  const fields = fieldsFor(width)
  const { trial, flip, first } = row
  const say = words.why.flips
  const name = first ? left(plainLine(shortName(bench.play.level, flip.key)), fields.knob - 1) : ''
  const start = [
    span(here ? '▸ ' : '  ', focused ? 'focus' : 'muted'),
    span(left(name, fields.knob), here && focused ? 'focus' : 'plain'),
    span(changed(row, fields), here && focused ? 'focus' : 'plain'),
  ]
  const value = trial?.values?.[metric]
  if (trial === undefined || value === undefined)
    return exact(line(...start, span(right(say.waiting, fields.value), 'muted')), width)
  const now = nowOf(bench, metric)
  const mark = trend(metric, value, now)
  const shown = Number.isFinite(value) ? formatMetric(metric, value) : '–'
  const exits = trial.values?.[exitsFor(metric, bench.play.level)]
  const met = trial.met?.filter(Boolean).length ?? 0
  const { number, unit } = parts(shown)
  const violations = trial.values?.violations ?? 0
  const shownLine = line(
    ...start,
    span(right(`${number}${unit === '' ? '' : ` ${unit}`}`, fields.value), 'bold'),
    span(
      right(now === undefined || !Number.isFinite(value) ? '' : changeText(value, now), fields.difference),
      mark.style,
    ),
    span(right(exits === undefined || !Number.isFinite(exits) ? '' : countText(exits), fields.exits)),
    span(right((width >= WIDE ? say.of : say.ofShort)(met, bench.play.level.goals.length), fields.goals)),
    violations > 0 ? span(` ✘ ${countText(violations)}`, 'bad') : '',
    '  ',
  )
  return exact([...shownLine, ...ended(outcome(bench, trial), width - lineWidth(shownLine))], width)
}

/** What does not fit ends with an ellipsis; the marked row has it in full below the table. */
function ended(parts: readonly Span[], cells: number): Line {
  if (lineWidth(parts) <= cells || cells < 1) return parts
  return [...exact(parts, cells - 1), span('…', 'muted')]
}

export function flipLines(
  bench: Bench,
  metric: string,
  rows: readonly FlipRow[],
  cursor: number,
  focused: boolean,
  width: number,
): Block {
  return rows.map((row, index) => flipLine(bench, metric, row, index === cursor, focused, width))
}
