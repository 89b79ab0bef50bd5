/** What the palette explains: terms taught so far, the numbers of the level, the costs of its era. */
import { metricCard } from '../../game/index.ts'
import { type CostId, subjectOf } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { State } from '../state.ts'
import { metricName } from './metric-name.ts'
import { costsOf, eraOf, termsOf } from './model-view.ts'

export type Explained =
  /** Index into the terms. */
  | { readonly of: 'term'; readonly term: number }
  | { readonly of: 'metric'; readonly id: string }
  | { readonly of: 'cost'; readonly cost: CostId }

export interface Explanation {
  readonly label: string
  /** Looked through too. */
  readonly more: string
  readonly text: string
  readonly what: Explained
}

export function explanations(state: State): Explanation[] {
  const say = words.keys.palette
  const terms = termsOf(state).flatMap(({ word, text, known }, term): Explanation[] =>
    known
      ? [{ label: plainLine(word), more: '', text: say.term(plainLine(text)), what: { of: 'term', term } }]
      : [],
  )
  return [...terms, ...metricsOf(state), ...costsHere(state)]
}

/** Cards of numbers open over the bench. */
function metricsOf({ bench, stack }: State): Explanation[] {
  if (bench === undefined || !stack.some((screen) => screen.at === 'bench')) return []
  const { show, goals, medals, focus } = bench.play.level
  const ids = [...new Set([...show, ...[...goals, ...medals.flat()].map(({ metric }) => metric)])]
  return ids.flatMap((id): Explanation[] => {
    const card = metricCard(id)
    if (card === undefined) return []
    const label = plainLine(metricName(id, bench.ran?.run, focus))
    return [
      { label, more: card.title, text: words.keys.palette.number(card.text), what: { of: 'metric', id } },
    ]
  })
}

function costsHere(state: State): Explanation[] {
  return costsOf(eraOf(state.bench), false).map((cost) => ({
    label: cost.id,
    more: '',
    text: words.keys.palette.cost(plainLine(words.model.subjects[subjectOf(cost.id)])),
    what: { of: 'cost', cost: cost.id },
  }))
}
