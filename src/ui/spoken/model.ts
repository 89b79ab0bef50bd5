/** Costs and terms in sentences: what each is, whose word that is, and what it is worth in the run on the bench. */
import { COSTS, type CostId, type CostRow, MIB, paceOf, subjectOf } from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf } from '../bench.ts'
import { grouped, three, time } from '../looks/format.ts'
import type { Checked } from '../outside.ts'
import { digits } from '../screens/model-card.ts'
import type { ModelScreen, State } from '../state.ts'
import {
  CHEAPER,
  costsOf,
  DEARER,
  eraOf,
  headingOf,
  indexLike,
  isListed,
  type Term,
  termsOf,
  trialOfCost,
  usageOf,
} from '../views/model-view.ts'
import { shortValue, wholeValue } from '../widgets/cost.ts'
import { capital, sentence } from './aloud.ts'
import { spokenName } from './bench.ts'

function count(times: number): string {
  return Number.isInteger(times) ? grouped(times) : three(times)
}

/** The table is written in ASCII. */
function micros(text: string): string {
  return text.replace(/\.$/, '').replace(/(\d) us\b/g, '$1 µs')
}

function valueSaid(cost: CostRow): string[] {
  const [least, most] = cost.range ?? []
  const margin =
    least === undefined || most === undefined ? '' : words.model.range(digits(least), digits(most), cost.unit)
  return [
    sentence(`${cost.id}: ${wholeValue(cost)}`),
    words.spoken.model.includes(micros(cost.note)),
    words.spoken.model.source(micros(cost.source), words.model.grades[cost.grade], margin),
  ]
}

/** What a request alone of the flow in hand spends on it. */
export function worthSaid(bench: Bench | undefined, cost: CostId): string[] {
  const run = bench?.ran?.run
  if (bench === undefined || run === undefined) return [words.model.noRun]
  const here = flowOf(bench, run)
  const flow = run.flows[here]
  if (flow === undefined) return [words.model.noRun]
  const usage = usageOf(flow, cost)
  const also = run.flows.flatMap((one, index) => {
    const { times } = usageOf(one, cost)
    return index === here || times === 0 ? [] : [`${plainLine(one.id)} ${count(times)}`]
  })
  const others = also.length === 0 ? [] : [`${capital(words.model.also)}: ${also.join(', ')}.`]
  const id = plainLine(flow.id)
  if (usage.times === 0) return [words.model.unused(id), ...others]
  const alone = flow.path.reduce((sum, row) => sum + (row.scope === 'background' ? 0 : row.nanos), 0)
  const per = flow.bytes < MIB / 16 ? [] : [words.model.perMebibyte(count((usage.times * MIB) / flow.bytes))]
  const behind = usage.behind > 0 ? [words.model.behind(time(usage.behind))] : []
  const takes = words.model.takes(time(usage.nanos), time(alone), three(usage.share * 100))
  const times = words.model.usedBy(count(usage.times), id)
  const steps = usage.steps.map(({ text }) => plainLine(text)).join('; ')
  return [
    words.spoken.model.here(plainLine(bench.play.level.number), [times, ...per, takes, ...behind].join(', ')),
    `${capital(words.model.where)}: ${steps}.`,
    ...others,
  ]
}

function erasSaid(cost: CostRow): string {
  const all = COSTS.filter(({ id }) => id === cost.id)
  if (all.every(({ value, unit }) => value === cost.value && unit === cost.unit)) return words.model.everyEra
  const others = all.filter(({ era }) => era !== cost.era)
  return words.spoken.model.eras(others.map((one) => `${one.era} ${shortValue(one)}`).join(', '))
}

/** A card of a cost. */
export function costSaid(state: State, id: CostId, era = eraOf(state.bench)): string[] {
  const cost = COSTS.find((one) => one.id === id && one.era === era)
  if (cost === undefined || !isListed(cost.id)) return []
  const run = state.bench?.ran === undefined ? [] : worthSaid(state.bench, id)
  const other = run.length > 0 && eraOf(state.bench) !== era ? [words.model.otherEra(eraOf(state.bench))] : []
  const times = run.length > 0 && state.bench !== undefined ? paceOf(state.bench.play.level.host, id) : 1
  const pace = times === 1 ? [] : [words.model.otherPace(three(times))]
  return [...valueSaid(cost), ...other, ...pace, ...run, erasSaid(cost)]
}

/** What the headlines would be, as far as it was asked. */
function whatIfSaid(bench: Bench, screen: ModelScreen): string[] {
  const { whatIf, computing } = words.model
  return [CHEAPER, DEARER].flatMap((factor): string[] => {
    const trial = trialOfCost(bench, screen.cost, factor)
    const values = bench.trials[trial]?.values
    if (values === undefined && !screen.asked.includes(trial)) return []
    const name = capital(factor < 1 ? whatIf.cheaper : whatIf.dearer)
    return bench.play.level.headline.map((metric) =>
      words.spoken.model.whatIf(
        name,
        plainLine(spokenName(bench, metric)),
        values?.[metric] === undefined ? computing : formatMetric(metric, values[metric]),
      ),
    )
  })
}

/** Rows that are named. */
const ROWS = 3

function checkedSaid({ checked }: State, id: CostId): string[] {
  if (checked === undefined) return []
  const share = (row: Checked) => row.costs.find(([cost]) => cost === id)?.[1] ?? 0
  const rows = checked.filter((row) => share(row) > 0).sort((one, other) => share(other) - share(one))
  if (rows.length === 0) return [words.model.noRows]
  const said = rows
    .slice(0, ROWS)
    .map((row) =>
      words.spoken.model.row(
        row.id,
        three(Math.max(row.ratio, 1 / row.ratio)),
        `${Math.round(share(row) * 100)} %`,
      ),
    )
  return [words.spoken.model.checked(rows.length, said.join('; '))]
}

function costsScreenSaid(state: State, screen: ModelScreen): string[] {
  const costs = costsOf(screen.era, screen.byGrade)
  const at = costs.findIndex(({ id }) => id === screen.cost)
  const cost = costs[at]
  if (cost === undefined) return []
  const heading = headingOf(cost, screen.byGrade)
  return [
    words.spoken.model.costs(costs.length, screen.era),
    words.line.handRow(`${cost.id}, ${heading}`, at + 1, costs.length),
    ...costSaid(state, cost.id, screen.era),
    ...(state.bench === undefined ? [] : whatIfSaid(state.bench, screen)),
    ...checkedSaid(state, cost.id),
    words.spoken.model.leaves(words.model.leaves[subjectOf(cost.id)]),
  ]
}

/** What is written of a term that is known; of another one only where it is taught. */
export function termSaid({ word, text, level, known }: Term): string[] {
  const title = level === undefined ? '' : plainLine(level.title)
  const name = capital(plainLine(word))
  if (!known && level !== undefined)
    return [words.spoken.model.term(name, words.model.notYetLong(level.number, title))]
  const elsewhere = words.model.specified[word]
  return [
    sentence(words.spoken.model.term(name, plainLine(text))),
    ...(level === undefined ? [] : [words.spoken.model.taught(words.model.taughtIn(level.number, title))]),
    ...(elsewhere === undefined ? [] : [words.spoken.model.elsewhere(elsewhere)]),
  ]
}

function termsScreenSaid(state: State, screen: ModelScreen): string[] {
  const terms = termsOf(state)
  const term = terms[screen.term]
  const known = terms.filter((one) => one.known).length
  const head = words.spoken.model.terms(known, terms.length)
  if (term === undefined) return [head, sentence(capital(words.model.noTerms))]
  return [head, words.line.handRow(plainLine(term.word), screen.term + 1, terms.length), ...termSaid(term)]
}

export function modelSaid(state: State, screen: ModelScreen): string[] {
  return screen.tab === 'costs' ? costsScreenSaid(state, screen) : termsScreenSaid(state, screen)
}

/** Typing a name: what it has found, which the Model below has in hand. */
export function lookUpSaid(state: State, typed: string): string[] {
  const model = state.stack.find((screen): screen is ModelScreen => screen.at === 'model')
  if (model === undefined) return []
  const names =
    model.tab === 'terms'
      ? termsOf(state).map(({ word }) => word)
      : costsOf(model.era, model.byGrade).map(({ id }) => id)
  const missed = typed !== '' && indexLike(names, typed) < 0
  const said = capital(sentence(missed ? words.model.none : words.model.typing))
  return [words.spoken.model.find(typed, said), ...(missed ? [] : modelSaid(state, model))]
}
