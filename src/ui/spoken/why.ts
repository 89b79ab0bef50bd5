/** Why a number is what it is, in sentences: its causes, the largest first; and what each knob alone would change. */
import {
  type Cause,
  causeText,
  countText,
  metricCard,
  type Reason,
  splitMetric,
  type Why,
  whyIncident,
  whyMetric,
  whyRequest,
} from '../../game/index.ts'
import { ordinalOf } from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench, Trial } from '../bench.ts'
import { difference, grouped } from '../looks/format.ts'
import type { WhyScreen } from '../state.ts'
import { isExamined } from '../task.ts'
import { allFlipsOf, type Flip, trialName } from '../views/trials.ts'
import { flipMetric, nowOf } from '../views/why-view.ts'
import { capital, numbered, sentence } from './aloud.ts'
import { knobName, spokenName } from './bench.ts'

type WhyAsked = WhyScreen['asked']

/** Causes, parts of each, sentences of what each comes of, and changes, that are said at once. */
const CAUSES = 4
const PARTS = 3
const REASONS = 2
const FLIPS = 6
/** The reasons of a part that is less than a fourth of its cause would be taken for those of the whole. */
const LARGE_PART = 4
/** A smaller part of a cause is not named. */
const LEAST = 0.02

/** What matters most: a violation, else a goal that is not met, else what the level is about. */
export function askedFirst({ ran, play: { level } }: Bench): WhyAsked {
  if ((ran?.run.violationCount ?? 0) > 0) return { of: 'violation', index: 0 }
  const unmet = ran?.score.goals.find((goal) => !goal.met)?.metric
  return { of: 'metric', metric: unmet ?? level.big ?? level.headline[0] }
}

/** The answer of the run, or a sentence why there is none. */
export function whyAnswer({ ran }: Bench, asked: WhyAsked): Why | string {
  const run = ran?.run
  if (run === undefined) return words.why.noRun
  if (asked.of === 'request') return whyRequest(run, asked.index, ordinalOf(run, asked.index))
  if (asked.of !== 'metric') {
    const incident = (asked.of === 'violation' ? run.violations : run.contained)[asked.index]
    return incident === undefined ? words.line.noViolation : whyIncident(run, incident)
  }
  const why = whyMetric(run, asked.metric)
  return 'problem' in why ? capital(sentence(plainLine(why.problem))) : why
}

function nameOf(bench: Bench, asked: WhyAsked): string {
  const run = bench.ran?.run
  if (asked.of === 'metric') return plainLine(spokenName(bench, asked.metric))
  if (run === undefined) return ''
  if (asked.of === 'request') {
    const flow = plainLine(run.flows[run.requests.flow[asked.index]]?.id ?? '')
    return words.spoken.why.ofFlow(words.bench.request(ordinalOf(run, asked.index)), flow)
  }
  if (asked.of === 'contained') return words.why.fault(grouped(asked.index + 1))
  return words.spoken.why.violation(grouped(asked.index + 1), grouped(run.violationCount))
}

function percentText(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** A name such as ide-dma stays as it is written. */
function begun(text: string): string {
  return /^[a-z]+\d|^[a-z]+-/.test(text) ? text : capital(text)
}

/** One colon a sentence: what is a part of what is told by commas. */
function stepText({ step }: Cause): string {
  return machineLine(step).replaceAll(': ', ', ')
}

function reasonSaid({ text, setting }: Reason): string {
  const said = begun(plainLine(text)).replace(/\.$/, '')
  const space = setting?.lastIndexOf(' ') ?? -1
  if (setting === undefined || space < 0) return sentence(said)
  const knob = `${knobName(setting.slice(0, space))} ${plainLine(setting.slice(space + 1))}`
  return sentence(words.spoken.why.setBy(said, knob))
}

function largest(causes: readonly Cause[]): readonly Cause[] {
  return causes.toSorted((one, other) => other.value - one.value)
}

/** What a cause comes of: its own reasons, then those of its large parts. */
function reasonsOf(cause: Cause): readonly Reason[] {
  const parts = largest(cause.causes).filter(({ value }) => value >= cause.value / LARGE_PART)
  const all = [...cause.because, ...parts.flatMap(reasonsOf)]
  return all.filter(({ text }, index) => all.findIndex((one) => one.text === text) === index)
}

/** One cause: its value and share, its parts, and what it comes of. @param said reasons that were said */
export function causeSaid(cause: Cause, unit: Why['unit'], said: Set<string>): string {
  const say = words.spoken.why
  const parts = largest(cause.causes)
    .filter(({ share }) => share >= LEAST)
    .slice(0, PARTS)
    .map((one) => say.part(stepText(one), percentText(one.share)))
  // A reason that was said does not become truer.
  const reasons = reasonsOf(cause)
    .filter(({ text }) => !said.has(text))
    .slice(0, REASONS)
  for (const { text } of reasons) said.add(text)
  const head = say.cause(begun(stepText(cause)), causeText(cause.value, unit), percentText(cause.share))
  const ofIt = parts.length > 0 && cause.causes.length > 1 ? say.ofIt(parts.join('; ')) : ''
  return [`${head}${ofIt}.`, ...reasons.map(reasonSaid)].join(' ')
}

/** The number, what it comes of as a whole, and its causes. */
export function causesSaid(bench: Bench, asked: WhyAsked): string[] {
  const why = whyAnswer(bench, asked)
  if (typeof why === 'string') return [why]
  const { root, unit, requests } = why
  const say = words.spoken.why
  const took = asked.of === 'request' && root.value > 0
  const head = took ? say.took(causeText(root.value, unit)) : begun(machineLine(root.step))
  const known = new Set(root.because.map(({ text }) => text))
  const sorted = largest(root.causes)
  const rest = sorted.slice(CAUSES)
  const share = rest.reduce((sum, one) => sum + one.share, 0)
  return [
    sentence(say.title(nameOf(bench, asked), head)),
    ...(requests > 1 ? [say.mean(countText(requests))] : []),
    ...root.because.map(reasonSaid),
    ...numbered(sorted.slice(0, CAUSES).map((one) => causeSaid(one, unit, known))),
    ...(rest.length === 0 ? [] : [say.more(rest.length, percentText(share))]),
  ]
}

interface Outcome {
  readonly flip: Flip
  readonly trial: Trial
  readonly value: number | undefined
}

function outcomes({ play, trials }: Bench, metric: string): Outcome[] {
  return allFlipsOf(play.level, play.moves).flatMap((flip) => {
    const trial = trials[trialName(flip.moves)]
    return trial?.values === undefined ? [] : [{ flip, trial, value: trial.values[metric] }]
  })
}

/** Goals that are met now, and would not be. What is not met now was said with the goals. */
function lostGoals({ ran }: Bench, { met }: Trial): readonly string[] {
  return (ran?.score.goals ?? []).flatMap((goal, index) =>
    goal.met && met?.[index] === false ? [plainLine(goal.text)] : [],
  )
}

function outcomeSaid(bench: Bench, metric: string, { flip, trial, value }: Outcome): string {
  const say = words.spoken.why
  const now = nowOf(bench, metric)
  const by = value === undefined || now === undefined ? '' : difference(value, now)
  const number = value === undefined ? words.compare.noNumber : formatMetric(metric, value)
  const violations = trial.values?.violations ?? 0
  const lost = lostGoals(bench, trial)
  const ends = trial.passed === true ? say.passes : lost.length > 0 ? say.loses(lost.join(', ')) : ''
  const unsafe = violations > 0 && metric !== 'violations' ? say.unsafe(grouped(violations)) : ''
  const name = `${knobName(flip.key)} ${plainLine(flip.value)}`
  return `${say.flip(name, number, /\d/.test(by) ? by : '')}${unsafe}${unsafe === '' ? ends : ''}.`
}

/** Are the outcomes of all single turns of a knob there? */
export function allFlipsKnown({ play, trials }: Bench): boolean {
  return allFlipsOf(play.level, play.moves).every(
    ({ moves }) => trials[trialName(moves)]?.values !== undefined,
  )
}

/** The best first, or where neither way is better the farthest; one that loses a goal or isolation is no better, whatever its number. */
function bestFirst(bench: Bench, metric: string, all: readonly Outcome[]): Outcome[] {
  const better = metricCard(splitMetric(metric).name)?.better ?? 'neither'
  const sign = better === 'lower' ? -1 : better === 'higher' ? 1 : 0
  const rank = ({ trial }: Outcome) =>
    (trial.values?.violations ?? 0) > 0 ? 2 : lostGoals(bench, trial).length > 0 ? 1 : 0
  const now = nowOf(bench, metric) ?? 0
  const goodness = ({ value }: Outcome): number => {
    if (value === undefined || Number.isNaN(value)) return -Number.MAX_VALUE
    return sign === 0 ? Math.abs(value - now) : sign * value
  }
  return all.toSorted((one, other) => rank(one) - rank(other) || goodness(other) - goodness(one))
}

/** Outcomes that are told, in their order; those that change nothing are left out. */
function toldOutcomes(bench: Bench, metric: string, all: readonly Outcome[]): Outcome[] {
  const now = bench.ran?.values[metric]
  const shown = (value: number | undefined) => (value === undefined ? '' : formatMetric(metric, value))
  const isSafe = ({ trial }: Outcome) => metric === 'violations' || (trial.values?.violations ?? 0) === 0
  const isSame = (one: Outcome) => shown(one.value) === shown(now) && one.trial.passed !== true && isSafe(one)
  return bestFirst(
    bench,
    metric,
    all.filter((one) => !isSame(one)),
  )
}

/** Changes that are said by number, each with its text. */
export function flipItems(bench: Bench, metric: string): { readonly flip: Flip; readonly text: string }[] {
  return toldOutcomes(bench, metric, outcomes(bench, metric))
    .slice(0, FLIPS)
    .map((one) => ({ flip: one.flip, text: outcomeSaid(bench, metric, one) }))
}

/** What each knob alone would change of a number, once all of that is simulated. */
export function flipsSaid(bench: Bench, metric: string): string[] {
  if (isExamined(bench)) return [capital(sentence(words.task.hiddenWhat(words.task.trials)))]
  const now = nowOf(bench, metric)
  const all = outcomes(bench, metric)
  // Trials keep the numbers of the level, and what was asked after.
  if (now === undefined || (all.length > 0 && all.every(({ value }) => value === undefined))) return []
  const say = words.spoken.why
  const offered = allFlipsOf(bench.play.level, bench.play.moves).length
  if (offered === 0) return [words.line.noFix]
  // Said once, whole: not anew with each that is there.
  if (all.length < offered) return [say.waits]
  const told = toldOutcomes(bench, metric, all)
  const same = all.length - told.length
  const rest = told.length - FLIPS
  const isJudged = metricCard(splitMetric(metric).name)?.better !== 'neither'
  const { onePasses, nonePasses } = words.why.flips
  const passes = all.some(({ trial }) => trial.passed === true)
  return [
    ...(told.length === 0 ? [say.noFlip] : [isJudged ? say.flips : words.line.fixes]),
    ...numbered(told.slice(0, FLIPS).map((one) => outcomeSaid(bench, metric, one))),
    ...(rest > 0 ? [say.moreFlips(rest)] : []),
    ...(same > 0 && told.length > 0 ? [say.same(same)] : []),
    ...(bench.ran?.note.passed === true ? [] : [passes ? onePasses : nonePasses]),
  ]
}

/** All of it, for a screen: what is asked after, its causes, and what each knob alone would change. */
export function whySaid(bench: Bench, asked: WhyAsked): string[] {
  return [...causesSaid(bench, asked), ...flipsSaid(bench, flipMetric(bench, { asked }))]
}
