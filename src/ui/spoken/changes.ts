/** What a change did, in sentences. */
import { isMeaningless, SANDBOX_ID } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench, Ran } from '../bench.ts'
import { difference, parts } from '../looks/format.ts'
import { guessSaid } from '../views/guess-said.ts'
import { trend } from '../views/metric-name.ts'
import { goalValue } from '../widgets/goals.ts'
import { capital } from './aloud.ts'
import { failures, goalsSaid, met, safetySaid, spokenName, valueAndWas } from './bench.ts'

interface Change {
  readonly kind: 'worse' | 'better' | 'other'
  readonly text: string
}

/** What a number did, where the run before has it and it differs on screen. */
function changeOf(bench: Bench, metric: string, ran: Ran, before: Ran): Change | undefined {
  const now = ran.values[metric]
  const then = before.values[metric]
  if (now === undefined || then === undefined) return undefined
  if ([ran, before].some(({ run }) => isMeaningless({ metric }, run))) return undefined
  const mark = trend(metric, now, then)
  if (mark.same) return undefined
  const { value, was } = valueAndWas(metric, now, then)
  const by = difference(now, then)
  const name = spokenName(bench, metric)
  const goal = bench.play.level.goals.find((one) => one.metric === metric && one.op !== '==')
  const target =
    goal === undefined
      ? ''
      : `. ${words.line.goalIs(parts(formatMetric(metric, goal.target)).number.replace(/\.0+$/, ''))}`
  const kind = mark.style === 'good' ? 'better' : mark.style === 'bad' ? 'worse' : 'other'
  return { kind, text: words.line.change(name, value, was, /\d/.test(by) ? by : '') + target }
}

/** Does this goal hold in one of the runs alone? */
function hasTurned(bench: Bench, ran: Ran, before: Ran, metric: string): boolean {
  return bench.play.level.goals.some(
    (goal, index) => goal.metric === metric && ran.note.goals[index]?.met !== before.note.goals[index]?.met,
  )
}

function turned(bench: Bench, ran: Ran, before: Ran, goes: 'lost' | 'won'): string[] {
  return ran.note.goals.flatMap((goal, index) => {
    const then = before.note.goals[index]
    const empty = isMeaningless(goal, ran.run) || isMeaningless(goal, before.run)
    const isMet = goal.met && !isMeaningless(goal, ran.run)
    const wasMet = then?.met === true && !isMeaningless(then, before.run)
    if (isMet === wasMet || isMet !== (goes === 'won')) return []
    const name = capital(plainLine(bench.play.level.goals[index].text))
    if (isMeaningless(goal, ran.run)) return [words.line.noLonger(name, words.bench.meansNothing, '')]
    const was = empty || then === undefined ? '' : goalValue(then)
    return [(goes === 'won' ? words.line.newly : words.line.noLonger)(name, goalValue(goal), was)]
  })
}

/** What a change did: the worst first, only what is otherwise than in the run before. */
export function changesSaid(bench: Bench): string[] {
  const { ran, before, impossible, play } = bench
  if (impossible !== undefined) return [words.line.notRun(plainLine(impossible), ran?.number)]
  if (ran === undefined) return [words.bench.noRun]
  const { level } = play
  const guess = ran.note.number === 1 ? guessSaid(bench) : undefined
  const first = guess === undefined ? [] : [capital(guess)]
  if (before === undefined) return [...first, ...goalsSaid(bench), ...safetySaid(ran.run), ...endSaid(bench)]
  const goals = level.goals.filter((goal) => goal.op !== '==').map(({ metric }) => metric)
  const shown = [...new Set([...goals, ...level.show])].filter(
    (metric) => !/^(violations|guests-booted)/.test(metric),
  )
  const changes = shown.flatMap((metric) =>
    hasTurned(bench, ran, before, metric) ? [] : (changeOf(bench, metric, ran, before) ?? []),
  )
  const told = (kind: Change['kind']) =>
    changes.filter((one) => one.kind === kind).map(({ text }) => `${words.line[kind]}: ${text}.`)
  const news = [
    ...failures(ran.run),
    ...(ran.run.violationCount > 0 ? safetySaid(ran.run) : []),
    ...turned(bench, ran, before, 'lost'),
    ...told('worse'),
    ...turned(bench, ran, before, 'won'),
    ...told('better'),
    ...told('other'),
  ]
  return [
    ...first,
    ...(news.length === 0 ? [words.line.same] : news),
    [
      ...(ran.run.violationCount > 0 ? [] : safetySaid(ran.run)),
      words.line.met(met(ran), level.goals.length),
    ].join(' '),
    ...endSaid(bench),
  ]
}

function endSaid({ ran, play }: Bench): string[] {
  if (ran === undefined || !ran.note.passed || play.level.id === SANDBOX_ID) return []
  return [words.line.passed(words.line.stars(ran.note.medals, 1 + play.level.medals.length))]
}
