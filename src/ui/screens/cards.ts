/** Cards of what is in hand on the bench and is no cost: a metric, a knob, a violation, a step without a cost of the table. */

import { hostOf, knobValues, metricCard } from '../../game/index.ts'
import { knobCards } from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { grouped, three, time } from '../looks/format.ts'
import { type Block, type Line, left, line, remember, right, type Span, span, wrap } from '../looks/line.ts'
import type { Card, Screen, State } from '../state.ts'
import { isExamined } from '../task.ts'
import { idleSaid } from '../views/idle-said.ts'
import { knobCosts } from '../views/knob-costs.ts'
import { metricName } from '../views/metric-name.ts'
import { termsIn } from '../views/model-view.ts'
import { field } from '../widgets/cost.ts'
import { panel } from '../widgets/panel.ts'
import { over } from './overlays.ts'
import type { Frame, View } from './view.ts'
import { whyItPassed } from './violation.ts'

interface CardText {
  readonly kind: string
  readonly title: string
  readonly lines: readonly Line[]
  /** Where the terms of the field are looked for. */
  readonly text: string
}

function paragraph(text: string, width: number): Line[] {
  return wrap(text, width - 2).map((one) => line(` ${one}`))
}

function metricText(bench: Bench, id: string, width: number): CardText | undefined {
  const card = metricCard(id)
  if (card === undefined) return undefined
  const { fields, cards } = words.model
  const { ran, play } = bench
  const now = ran?.values[id]
  const goals = [...play.level.goals, ...play.level.medals.flat()].filter(({ metric }) => metric === id)
  return {
    kind: cards.metric,
    title: metricName(id, ran?.run, play.level.focus),
    text: `${card.title} ${card.text}`,
    lines: [
      ...paragraph(card.text, width),
      line(''),
      ...(now === undefined ? [] : field(fields.now, formatMetric(id, now), width)),
      ...goals.flatMap((goal) => field(fields.goal, plainLine(goal.text), width)),
      ...field(
        fields.unit,
        [card.unit, cards.units[card.better]].filter((one) => one !== '').join(', '),
        width,
      ),
      ...field(fields.of, cards.selectors[card.selector], width),
      ...field('', cards.sums, width),
    ],
  }
}

/** More differences than these are small ones. */
const MOST_CHANGES = 6

/** Name, times here and there, time here and there. */
function columns(name: Part, cells: readonly string[], width: number): Line {
  const [times, otherTimes, nanos, otherNanos] = cells
  return line(
    typeof name === 'string' ? left(`   ${name}`, width - 40) : name,
    right(times, 8),
    right(otherTimes, 8),
    right(nanos, 12),
    right(otherNanos, 12),
  )
}

type Part = string | Span

function besideLines(bench: Bench, key: string, width: number): Line[] {
  const { cards } = words.model
  const { now, there } = cards.columns
  const often = (times: number) => (times === 0 ? '–' : count(times))
  const long = (nanos: number) => (nanos === 0 ? '–' : time(nanos))
  return knobCosts(bench, key).flatMap(({ value, changes }) => {
    const name = left(` ${cards.instead(plainLine(value))}`, width - 40)
    if (changes.length === 0) return [line(span(name, 'bold')), line(`   ${cards.same}`)]
    const shown = changes.slice(0, MOST_CHANGES)
    const rest = changes.length - shown.length
    return [
      columns(span(name, 'bold'), [now, there, now, there], width),
      ...shown.map((one) =>
        columns(
          one.cost,
          [often(one.times), often(one.otherTimes), long(one.nanos), long(one.otherNanos)],
          width,
        ),
      ),
      ...(rest > 0 ? [line(span(`   ${cards.smaller(rest)}`, 'muted'))] : []),
    ]
  })
}

/** What one knob changes is for the player to find out in an exam. */
function costLines(bench: Bench, key: string, width: number): Line[] {
  if (isExamined(bench)) return [line(''), ...paragraph(words.task.hiddenWhat(words.task.trials), width)]
  const beside = besideLines(bench, key, width)
  return beside.length === 0 ? [] : [line(''), ...paragraph(words.model.cards.besides, width), ...beside]
}

function count(times: number): string {
  return Number.isInteger(times) ? grouped(times) : three(times)
}

const cardsOf = remember((play: Bench['play']) => knobCards(hostOf(play)))

function knobText(bench: Bench, key: string, width: number): CardText | undefined {
  const card = cardsOf(bench.play).find((one) => one.key === key)
  const value = knobValues(bench.play)[key]
  if (card === undefined || value === undefined) return undefined
  const { fields, cards } = words.model
  const about = machineLine(card.about(value))
  return {
    kind: cards.knob,
    title: plainLine(key),
    text: `${card.name} ${card.text} ${value} ${about}`,
    lines: [
      ...paragraph(machineLine(card.text), width),
      line(''),
      ...field(fields.set, about === '' ? value : `${value}: ${about}`, width),
      ...(card.idle ? paragraph(idleSaid(bench.play, key), width) : []),
      ...costLines(bench, key, width),
    ],
  }
}

function violationText(bench: Bench, index: number, width: number): CardText | undefined {
  const run = bench.ran?.run
  const incident = run?.violations[index]
  if (run === undefined || incident === undefined) return undefined
  const what = words.violation.what[incident.kind]
  const why = whyItPassed(incident, run)
  return {
    kind: words.model.cards.violation,
    title: what,
    text: `${what} ${why} ${words.violation.title}`,
    lines: [...paragraph(why, width), line(''), ...paragraph(words.model.cards.gate, width)],
  }
}

function stepText(bench: Bench, card: Extract<Card, { of: 'step' }>, width: number): CardText | undefined {
  const row = bench.ran?.run.flows[card.flow]?.path[card.row]
  if (row === undefined) return undefined
  const { cards, fields } = words.model
  const text = machineLine(row.text)
  return {
    kind: cards.step,
    title: text,
    text,
    lines: [
      ...paragraph(row.cost === undefined || row.cost === 'none' ? cards.asks : cards.elsewhere, width),
      line(''),
      ...field(fields.step, `${count(row.times)} × ${text}`, width),
      ...(row.nanos > 0 ? field(fields.now, time(row.nanos), width) : []),
    ],
  }
}

function textOf(bench: Bench, card: Card, width: number): CardText | undefined {
  switch (card.of) {
    case 'metric':
      return metricText(bench, card.id, width)
    case 'knob':
      return knobText(bench, card.key, width)
    case 'violation':
      return violationText(bench, card.index, width)
    case 'step':
      return stepText(bench, card, width)
  }
}

function termLines(state: State, text: string, width: number): Line[] {
  const terms = termsIn(state, text)
  if (terms.length === 0) return []
  return [
    line(''),
    line(' ', span(words.model.terms, 'bold')),
    ...terms.flatMap(({ word, text }) =>
      field(plainLine(word), plainLine(text), width, Math.max(11, plainLine(word).length + 1)),
    ),
  ]
}

export function cardFrame(
  state: State,
  bench: Bench,
  base: Block,
  screen: Extract<Screen, { at: 'card' }>,
  view: View,
): Frame {
  const width = Math.min(view.columns - 4, 88)
  const card = textOf(bench, screen.card, width - 2)
  if (card === undefined) return { block: base }
  const lines = [...card.lines, ...termLines(state, card.text, width - 2)]
  const height = Math.min(lines.length + 2, base.length - 4)
  const from = Math.min(screen.scroll, Math.max(0, lines.length - height + 2))
  const hidden = lines.length - from - (height - 2)
  const note = line(span(hidden > 0 ? words.bench.more(hidden) : card.kind, 'muted'))
  const top = panel({ title: card.title, note, width, height, boxed: true, focused: true }, lines.slice(from))
  return { block: over(base, top, width, view).block }
}
