/** Cards of what is in hand on the bench, in sentences: a number, a knob, a violation, a step without a cost of the table. */

import { hostOf, knobValues, metricCard } from '../../game/index.ts'
import { knobCards } from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { grouped, three, time } from '../looks/format.ts'
import { whyItPassed } from '../screens/violation.ts'
import type { Card, State } from '../state.ts'
import { isExamined } from '../task.ts'
import { idleSaid } from '../views/idle-said.ts'
import { knobCosts } from '../views/knob-costs.ts'
import { termsIn } from '../views/model-view.ts'
import { capital, sentence } from './aloud.ts'
import { knobName, spokenName } from './bench.ts'

/** Costs that are named beside each other value. */
const COSTS_NAMED = 2
/** Terms that are explained. */
const TERMS = 4

interface Told {
  readonly said: readonly string[]
  /** Where the terms of the field are looked for. */
  readonly text: string
}

function metricTold(bench: Bench, id: string): Told | undefined {
  const card = metricCard(id)
  if (card === undefined) return undefined
  const { cards } = words.model
  const { ran, play } = bench
  const now = ran?.values[id]
  const goals = [...play.level.goals, ...play.level.medals.flat()].filter(({ metric }) => metric === id)
  return {
    text: `${card.title} ${card.text}`,
    said: [
      words.spoken.card.title(cards.metric, plainLine(spokenName(bench, id))),
      plainLine(card.text),
      ...(now === undefined ? [] : [words.spoken.card.now(formatMetric(id, now))]),
      ...goals.map((goal) => words.spoken.card.goal(plainLine(goal.text))),
      capital(sentence(cards.units[card.better])),
    ],
  }
}

function knobTold(bench: Bench, key: string): Told | undefined {
  const card = knobCards(hostOf(bench.play)).find((one) => one.key === key)
  const value = knobValues(bench.play)[key]
  if (card === undefined || value === undefined) return undefined
  const about = machineLine(card.about(value)).replace(/\.$/, '')
  const often = (times: number, nanos: number) =>
    times === 0
      ? words.spoken.card.none
      : `${Number.isInteger(times) ? grouped(times) : three(times)} × ${time(nanos / times)}`
  const beside = (isExamined(bench) ? [] : knobCosts(bench, key)).map(({ value: other, changes }) => {
    const costs = changes
      .slice(0, COSTS_NAMED)
      .map((one) =>
        words.spoken.card.cost(one.cost, often(one.times, one.nanos), often(one.otherTimes, one.otherNanos)),
      )
    return words.spoken.card.instead(
      plainLine(other),
      costs.length === 0 ? words.model.cards.same : costs.join('; '),
    )
  })
  return {
    text: `${card.name} ${card.text} ${value} ${about}`,
    said: [
      words.spoken.card.title(words.model.cards.knob, knobName(key)),
      capital(sentence(plainLine(card.text))),
      words.spoken.card.set(plainLine(value), about),
      ...(card.idle ? [idleSaid(bench.play, key)] : []),
      ...(isExamined(bench) ? [capital(sentence(words.task.hiddenWhat(words.task.trials)))] : []),
      ...(beside.length === 0 ? [] : [words.model.cards.besides, ...beside]),
    ],
  }
}

function violationTold(bench: Bench, index: number): Told | undefined {
  const run = bench.ran?.run
  const incident = run?.violations[index]
  if (run === undefined || incident === undefined) return undefined
  const what = words.violation.what[incident.kind]
  const why = whyItPassed(incident, run)
  const { violation, gate } = words.model.cards
  return { text: `${what} ${why}`, said: [words.spoken.card.title(violation, what), why, gate] }
}

function stepTold(bench: Bench, card: Extract<Card, { of: 'step' }>): Told | undefined {
  const row = bench.ran?.run.flows[card.flow]?.path[card.row]
  if (row === undefined) return undefined
  const { cards } = words.model
  const text = machineLine(row.text)
  return {
    text,
    said: [
      words.spoken.card.title(cards.step, text),
      ...(row.nanos > 0 ? [words.spoken.card.now(time(row.nanos))] : []),
      row.cost === undefined || row.cost === 'none' ? cards.asks : cards.elsewhere,
    ],
  }
}

function toldOf(bench: Bench, card: Card): Told | undefined {
  switch (card.of) {
    case 'metric':
      return metricTold(bench, card.id)
    case 'knob':
      return knobTold(bench, card.key)
    case 'violation':
      return violationTold(bench, card.index)
    case 'step':
      return stepTold(bench, card)
  }
}

export function ownCardSaid(state: State, bench: Bench, card: Card): string[] {
  const told = toldOf(bench, card)
  if (told === undefined) return []
  const terms = termsIn(state, told.text)
    .slice(0, TERMS)
    .map(({ word, text }) => sentence(words.spoken.model.term(capital(plainLine(word)), plainLine(text))))
  return [...told.said, ...terms]
}
