/** What the commands answer that look closer: two runs, interrupts, queues, why a number is what it is, costs and terms. */
import { type Level, metricCard, splitMetric } from '../../game/index.ts'
import { type CostId, requestCount, requestOf } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf } from '../bench.ts'
import { grouped, time } from '../looks/format.ts'
import { aboutSections, aboutTitle, sectionSaid } from '../spoken/about.ts'
import { aloud, capital, sentence } from '../spoken/aloud.ts'
import { knobItems, spokenName } from '../spoken/bench.ts'
import { compareSaid } from '../spoken/compare.ts'
import { costSaid, termSaid } from '../spoken/model.ts'
import { queuesSaid } from '../spoken/queues.ts'
import { interruptKnobs, interruptsSaid } from '../spoken/routing.ts'
import { askedFirst, causesSaid, flipItems, flipsSaid, whyAnswer } from '../spoken/why.ts'
import { pop, type State, topOf, type WhyScreen } from '../state.ts'
import { isExamined } from '../task.ts'
import { openCompare } from '../update/compare.ts'
import { leapt } from '../update/jumps.ts'
import { tryAllFlips } from '../update/runs.ts'
import { sidesOf } from '../views/compare.ts'
import { metricName } from '../views/metric-name.ts'
import { costsOf, eraOf, indexLike, isListed, termsOf, usageOf } from '../views/model-view.ts'
import type { Flip } from '../views/trials.ts'
import { flipMetric } from '../views/why-view.ts'
import { after, type OfBench, ordinal } from './change-commands.ts'
import { type Answer, choice, listed, outOf, sayOnly } from './line.ts'

const compare: OfBench = (state, bench, rest) => {
  const sides = sidesOf(bench)
  const wanted = rest.replace(/^run\s+/, '')
  const a = wanted === '' ? undefined : sides.find(({ number }) => String(number) === wanted)
  if (wanted !== '' && a === undefined) return sayOnly(words.spoken.compare.noRun(plainLine(rest)))
  const opened = openCompare(state, bench, a)
  if (topOf(opened.state).at !== 'compare')
    return sayOnly(capital(sentence(opened.state.bench?.notice ?? words.bench.noRun)))
  return after(opened, [], 'compare')
}

/** Are both runs of the comparison there? */
export function isCompared(state: State): boolean {
  const top = topOf(state)
  return top.at !== 'compare' || (top.a.ran !== undefined && top.b.ran !== undefined)
}

/** The comparison in sentences; its screen closes with that. */
export function comparedSaid(state: State, bench: Bench): Answer {
  const top = topOf(state)
  if (top.at !== 'compare') return { said: [] }
  const numbers = sidesOf(bench).flatMap(({ number }) =>
    number === undefined || number === top.a.number || number === bench.ran?.number ? [] : [number],
  )
  const how = numbers.length === 0 ? [] : [words.spoken.compare.how(numbers.join(', '))]
  return { ui: pop(state), said: [...compareSaid(state, bench, top), ...how] }
}

const keep: OfBench = (state, bench) => {
  const { ran } = bench
  const kept = ran === undefined ? undefined : leapt(bench, ran.run, 'keep-a')
  if (ran === undefined || kept === undefined) return sayOnly(capital(sentence(words.bench.noRun)))
  return {
    ui: { ...state, bench: { ...kept, notice: undefined } },
    said: [words.spoken.compare.keep(ran.number)],
  }
}

const interrupts: OfBench = (_state, bench) => {
  const items = knobItems(bench)
  const knobs = interruptKnobs(bench)
  const choices = knobs.map(({ at }) => choice(items[at], `${words.lineCommands.knob.words[0]} ${at + 1}`))
  const say = words.spoken.routing
  const how = knobs.length === 0 ? [say.noKnobs] : [say.knobs, ...listed(choices)]
  return {
    said: [...interruptsSaid(bench), ...how],
    ...(knobs.length === 0 ? {} : { choices }),
  }
}

/** Every number that the level asks for or shows. */
function metricsOf({ show, goals, medals, headline }: Level): readonly string[] {
  return [...new Set([...show, ...[...goals, ...medals.flat()].map(({ metric }) => metric), ...headline])]
}

/** `p99`, whosever it is. */
function shortName(id: string): string {
  return metricName(splitMetric(id).name, undefined, '').toLowerCase()
}

/** `irq` begins a word of `guest irqs`. */
function startsAWord(name: string, wanted: string): boolean {
  return name.startsWith(wanted) || name.split(' ').some((word) => word.startsWith(wanted))
}

/** A metric by its short name, as it is spoken, or by its id. */
function metricNamed(bench: Bench, name: string): string {
  const { level } = bench.play
  const wanted = name.toLowerCase()
  const known = metricsOf(level)
  const names = (id: string) => [
    id,
    metricName(id, bench.ran?.run, level.focus).toLowerCase(),
    aloud(spokenName(bench, id)).toLowerCase(),
  ]
  const whole = known.find((id) => names(id).includes(wanted))
  const short = known.find((id) => [splitMetric(id).name, shortName(id)].includes(wanted))
  const begun = known.find((id) => names(id).some((one) => startsAWord(one, wanted)))
  return whole ?? short ?? begun ?? name
}

/** What is asked after; a sentence where there is none of it. */
function askedFor(bench: Bench, rest: string): WhyScreen['asked'] | string {
  const run = bench.ran?.run
  if (rest === '' || run === undefined) return askedFirst(bench)
  const [word, number = ''] = rest.split(' ')
  const isViolation = (words.lineCommands.violation.words as readonly string[]).includes(word)
  if (isViolation && (number !== '' || run.violationCount > 0)) {
    const at = number === '' ? 1 : ordinal(number, run.violations.length)
    return at === undefined
      ? outOf(plainLine(number), run.violations.length).said[0]
      : { of: 'violation', index: at - 1 }
  }
  if (word === words.spoken.why.requestWord && number !== '') {
    const flow = flowOf(bench, run)
    const count = requestCount(run, flow)
    const at = ordinal(number, count)
    return at === undefined
      ? words.spoken.why.noRequest(plainLine(number), count)
      : { of: 'request', index: requestOf(run, flow, at) }
  }
  const metric = metricNamed(bench, rest)
  if (metricCard(metric) !== undefined) return { of: 'metric', metric }
  const known = metricsOf(bench.play.level).map((id) => plainLine(spokenName(bench, id)))
  return words.spoken.why.noMetric(plainLine(rest), known.join(', '))
}

const why: OfBench = (state, bench, rest) => {
  const asked = askedFor(bench, rest)
  if (typeof asked === 'string') return sayOnly(asked)
  const said = causesSaid(bench, asked)
  if (typeof whyAnswer(bench, asked) === 'string') return sayOnly(...said)
  if (isExamined(bench)) return sayOnly(...said, capital(sentence(words.task.hiddenWhat(words.task.trials))))
  const metric = flipMetric(bench, { asked })
  // Trials keep the numbers of the level alone.
  if (bench.ran?.values[metric] === undefined) return sayOnly(...said)
  return { ...after({ state, effects: tryAllFlips(bench, []) }, said, 'why'), asked: metric }
}

/** What each knob alone would change, once that is simulated. @param asked the metric they are compared by */
export function whyFlipsSaid(bench: Bench, asked: string | undefined): Answer {
  const metric = asked ?? bench.play.level.headline[0]
  return withMoves(flipsSaid(bench, metric), flipItems(bench, metric))
}

/** What was told, its moves as choices: a number makes the move. */
export function withMoves(
  said: readonly string[],
  items: readonly { readonly flip: Flip; readonly text: string }[],
): Answer {
  if (items.length === 0) return { said }
  const set = words.lineCommands.set.words[0]
  return { said, choices: items.map(({ flip, text }) => choice(text, `${set} ${flip.key} ${flip.value}`)) }
}

/** Others that are named where several are called alike. */
const ALIKE = 8
/** Costs of a path that are offered. */
const LARGEST = 5

/** The costs that a request of the flow in hand spends most on. */
function largestCosts(bench: Bench | undefined): Answer {
  const run = bench?.ran?.run
  const { model } = words.spoken
  if (bench === undefined || run === undefined) return sayOnly(model.how)
  const flow = run.flows[flowOf(bench, run)]
  const ids = [...new Set(flow?.path.flatMap(({ cost }) => (isListed(cost) ? [cost] : [])))]
  const rows = ids
    .map((id) => ({ id, usage: usageOf(flow, id) }))
    .filter(({ usage }) => usage.nanos > 0)
    .sort((one, other) => other.usage.nanos - one.usage.nanos)
    .slice(0, LARGEST)
  if (rows.length === 0) return sayOnly(model.how)
  const command = words.lineCommands.model.words[0]
  const choices = rows.map(({ id, usage }) =>
    choice(model.used(id, time(usage.nanos), `${Math.round(usage.share * 100)} %`), `${command} ${id}`),
  )
  return { said: [model.largest, ...listed(choices), model.how], choices }
}

/** A cost by its id, or a term; both by a part of the name. */
export function modelCommandSaid(state: State, rest: string): Answer {
  if (rest === '') return largestCosts(state.bench)
  const terms = termsOf(state)
  const ids = costsOf(eraOf(state.bench), false).map(({ id }) => id)
  const wanted = rest.toLowerCase()
  const names = terms.map(({ word }) => word)
  const whole = names.findIndex((word) => word.toLowerCase() === wanted)
  const id: CostId | undefined = whole >= 0 ? undefined : ids[indexLike(ids, rest)]
  const term = terms[whole >= 0 ? whole : indexLike(names, rest)]
  const card = id === undefined ? (term === undefined ? [] : termSaid(term)) : costSaid(state, id)
  if (card.length === 0) return sayOnly(words.spoken.model.none(plainLine(rest)))
  const alike = ids.filter((one) => one !== id && one.includes(wanted))
  const shown = alike.slice(0, ALIKE)
  const rested = alike.length > ALIKE ? ` (${grouped(alike.length)})` : ''
  const others = shown.length === 0 ? [] : [words.spoken.model.others(shown.join(', ') + rested)]
  return sayOnly(...card, ...others)
}

/** What exitless is: one section, the others by number. */
export function aboutSaidAt(state: State, number: number | undefined): Answer {
  const sections = aboutSections(state)
  const section = sections[(number ?? 1) - 1]
  if (section === undefined) return outOf(String(number), sections.length)
  const command = words.lineCommands.about.words[0]
  const choices = sections.map(({ title }, index) => choice(title, `${command} ${index + 1}`))
  if (number !== undefined) return { said: [sectionSaid(section)], choices }
  return {
    said: [aboutTitle(state), sectionSaid(section), words.spoken.about.more, ...listed(choices)],
    choices,
  }
}

export const LOOK_COMMANDS = {
  compare,
  keep,
  interrupts,
  queues: (_state, bench) => sayOnly(...queuesSaid(bench)),
  why,
} as const satisfies Readonly<Record<string, OfBench>>
