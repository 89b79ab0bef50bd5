/** What the sections of a level say about each other: knobs, values, moves, metrics and levels that do exist. */
import { type Host, hostProblems, knobCards, readKnob } from '../../machine/index.ts'
import { metricCard, nanosText } from '../../metrics/index.ts'
import { en } from '../../text/index.ts'
import { idleActs, idleKnobs } from '../fair/idle-knobs.ts'
import { flowsOfHost } from '../flows.ts'
import type { Condition, Knob } from '../level.ts'
import { nearest } from '../nearest.ts'
import type { Move } from '../play/moves.ts'
import { checkMove } from '../play/play.ts'
import { turnKnob } from '../play/turn.ts'
import type { Path, Problem } from '../problem.ts'
import { withMoves } from '../space/space.ts'
import { workProblem } from '../work.ts'
import type { Sections } from './sections.ts'
import { selectorProblem } from './selector-check.ts'
import { type Target, targetProblems } from './target-check.ts'

type Given = Partial<Sections>

/** Looks at what could be read; a section that could not is left out, as is all that depends on it. @param data the file's own */
export function crossProblems(
  given: Given,
  host: Host | undefined,
  data: unknown,
  ids?: readonly string[],
): readonly Problem[] {
  return [
    ...(host === undefined ? [] : hostAndKnobs(given, host)),
    ...eventsInTime(given),
    ...(host === undefined ? [] : varied(given, host)),
    ...allowedMoves(given, host),
    ...targetProblems(data, targetPlaces(given)),
    ...metrics(given, host),
    ...decoys(given),
    ...choices(given),
    ...required(given, ids),
  ]
}

function hostAndKnobs(given: Given, host: Host): readonly Problem[] {
  const flows = flowsOfHost(host)
  const problems: Problem[] = []
  if (given.focus !== undefined && !flows.includes(given.focus))
    problems.push({
      path: ['focus'],
      message: en.level.noSuchFlow(given.focus, nearest(given.focus, flows)),
    })
  const started = startOf(given, host, problems)
  problems.push(...priceProblems(started))
  const knobs = offered(given)
  for (const { key, values } of knobs) problems.push(...knobProblems(started, key, values))
  for (const key of idleKnobs(started, knobs))
    problems.push({ path: ['knobs', key], message: en.level.idleKnob(key), atKey: true })
  for (const place of idleActs(started, knobs)) {
    const event = started.events[place]
    const flow = 'device' in event ? `${event.guest}.${event.device}` : ''
    problems.push({ path: ['events', place], message: en.level.idleAct(event.kind, flow) })
  }
  return [...problems, ...hostProblems(started).map(({ path, message }) => ({ path: inFile(path), message }))]
}

function offered({ knobs = {} }: Given): readonly Knob[] {
  return Object.entries(knobs).map(([key, values]) => ({ key, values }))
}

/** The machine names places by the fields of its host; a file keeps workloads apart, and the host's own fields together. */
function inFile(path: string): Path {
  const parts = path.split('.')
  if (parts[0] === 'events') return ['events', Number(parts[1])]
  if (parts[0] !== 'guests') return ['host', ...parts]
  const [, guest, , device, field, ...rest] = parts
  if (field === 'workload') return ['workloads', `${guest}.${device}`, ...rest]
  return field === 'irq' ? [...parts.slice(0, 4), 'irqCore'] : parts
}

/** The host after the moves of `start` that can be made. */
function startOf(given: Given, host: Host, problems: Problem[]): Host {
  let started = host
  for (const [index, move] of (given.start ?? []).entries()) {
    const answer = withMoves(started, [move])
    if ('problem' in answer) problems.push({ path: ['start', index], message: answer.problem })
    else started = answer.host
  }
  return started
}

/** A price of something that cannot be chosen would never be paid. */
function priceProblems(host: Host): readonly Problem[] {
  return host.prices.flatMap(({ knob, is }, index) => {
    const path: Path = ['host', 'prices', index]
    if (readKnob(host, knob) === undefined) {
      const keys = knobCards(host).map((card) => card.key)
      return [{ path: [...path, 'knob'], message: en.level.noSuchKnob(knob, nearest(knob, keys)) }]
    }
    const answer = turnKnob(host, knob, is)
    return 'problem' in answer ? [{ path: [...path, 'is'], message: answer.problem }] : []
  })
}

function knobProblems(host: Host, key: string, values: readonly string[]): readonly Problem[] {
  const at = readKnob(host, key)
  if (at === undefined) {
    const keys = knobCards(host).map((card) => card.key)
    return [{ path: ['knobs', key], message: en.level.noSuchKnob(key, nearest(key, keys)), atKey: true }]
  }
  const problems: Problem[] = []
  for (const [index, value] of values.entries()) {
    const path: Path = ['knobs', key, index]
    if (values.indexOf(value) < index) problems.push({ path, message: en.level.twice(value) })
    const answer = turnKnob(host, key, value)
    if ('problem' in answer) problems.push({ path, message: answer.problem })
  }
  if (!values.includes(at))
    problems.push({ path: ['knobs', key], message: en.level.startNotOffered(key, at) })
  return problems
}

/** Nothing happens after the end of the run, and nothing after the power has gone. */
function eventsInTime({ events, duration }: Given): readonly Problem[] {
  const cut = events?.find((event) => event.kind === 'power-cut')
  return (events ?? []).flatMap((event, index) => {
    const path: Path = ['events', index, 'at']
    // The power may go at the very end: what is lost by then is counted.
    const last = event.kind === 'power-cut' ? event.at - 1 : event.at
    if (duration !== undefined && last >= duration)
      return [{ path, message: en.level.afterTheEnd(nanosText(event.at), nanosText(duration)) }]
    if (cut === undefined || event.kind === 'power-cut' || event.at < cut.at) return []
    return [{ path, message: en.level.afterTheCut(nanosText(cut.at)) }]
  })
}

/** Work that may vary is there, and nobody's to choose. */
function varied(given: Given, host: Host): readonly Problem[] {
  const level = { id: given.id ?? 'this level', host, knobs: offered(given) }
  return Object.entries(given.vary ?? {}).flatMap(([work, values]) =>
    values.flatMap((value, index): Problem[] => {
      const message = workProblem(level, work, value)
      return message === undefined ? [] : [{ path: ['vary', work, index], message }]
    }),
  )
}

/** Moves of references, decoys and questions keep to the allow-list. */
function allowedMoves(given: Given, host: Host | undefined): readonly Problem[] {
  if (given.knobs === undefined) return []
  const knobs = offered(given)
  const lists: { path: Path; moves: readonly Move[] }[] = [
    ...(given.references ?? []).map(({ moves }, index) => ({ path: ['references', index, 'moves'], moves })),
    ...(given.decoys ?? []).map(({ moves }, index) => ({ path: ['decoys', index, 'moves'], moves })),
    ...(given.questions ?? []).flatMap(({ answer }, index) =>
      typeof answer === 'string'
        ? []
        : [{ path: ['questions', index, 'answer', 'moves'], moves: answer.moves }],
    ),
    ...(given.numbers ?? []).map(({ moves }, index) => ({ path: ['numbers', index, 'moves'], moves })),
    ...(given.lecture ?? []).map(({ moves }, index) => ({ path: ['lecture', index, 'moves'], moves })),
  ]
  const knobsOfHints = (given.hints ?? []).flatMap((hint, index) =>
    knobsIn(hint.when, ['hints', index, 'when']),
  )
  const all = [
    ...lists.flatMap(({ path, moves }) => moves.map((move, index) => ({ path: [...path, index], move }))),
    ...knobsOfHints,
  ]
  return all.flatMap(({ path, move }) => {
    const refusal = checkMove({ knobs }, move)
    return refusal === undefined || isMistyped(move, knobs, host) ? [] : [{ path, message: refusal.problem }]
  })
}

/** The list of knobs was to offer this move, and names something else that the host does not have: that is told there, once. */
function isMistyped(move: Move, knobs: readonly Knob[], host: Host | undefined): boolean {
  if (host === undefined || 'problem' in turnKnob(host, move.key, move.value)) return false
  const offered = knobs.find(({ key }) => key === move.key)
  if (offered !== undefined)
    return offered.values.some(
      (value) => 'problem' in turnKnob(host, move.key, value) && nearest(value, [move.value], 1).length > 0,
    )
  const keys = knobCards(host).map((card) => card.key)
  return knobs.some(({ key }) => !keys.includes(key) && nearest(key, keys, 1)[0] === move.key)
}

function knobsIn(condition: Condition, path: Path): readonly { path: Path; move: Move }[] {
  if ('all' in condition)
    return condition.all.flatMap((part, index) => knobsIn(part, [...path, 'all', index]))
  if ('any' in condition)
    return condition.any.flatMap((part, index) => knobsIn(part, [...path, 'any', index]))
  if ('not' in condition) return knobsIn(condition.not, [...path, 'not'])
  return 'knob' in condition ? [{ path, move: { key: condition.knob, value: condition.is } }] : []
}

function metricsIn(condition: Condition, path: Path): readonly { path: Path; id: string }[] {
  if ('all' in condition)
    return condition.all.flatMap((part, index) => metricsIn(part, [...path, 'all', index]))
  if ('any' in condition)
    return condition.any.flatMap((part, index) => metricsIn(part, [...path, 'any', index]))
  if ('not' in condition) return metricsIn(condition.not, [...path, 'not'])
  return 'metric' in condition ? [{ path: [...path, 'metric'], id: condition.metric }] : []
}

/** Every metric that the level names, with its place. */
function metricPlaces(given: Given): readonly { path: Path; id: string }[] {
  const goals = (list: Sections['goals'], path: Path) =>
    list.map(({ metric }, index) => ({ path: [...path, index, 'metric'], id: metric }))
  return [
    ...goals(given.goals ?? [], ['goals']),
    ...(given.medals ?? []).flatMap((list, index) => goals(list, ['medals', index])),
    ...(given.show ?? []).map((id, index) => ({ path: ['show', index], id })),
    ...(given.headline ?? []).map((id, index) => ({ path: ['headline', index], id })),
    ...(given.big === undefined ? [] : [{ path: ['big'], id: given.big }]),
    ...(given.predict === undefined ? [] : [{ path: ['predict', 'metric'], id: given.predict.metric }]),
    ...(given.hints ?? []).flatMap((hint, index) => metricsIn(hint.when, ['hints', index, 'when'])),
    ...(given.questions ?? []).flatMap(({ answer }, index) =>
      typeof answer === 'string'
        ? []
        : [{ path: ['questions', index, 'answer', 'metric'], id: answer.metric }],
    ),
    ...(given.numbers ?? []).map(({ metric }, index) => ({ path: ['numbers', index, 'metric'], id: metric })),
  ]
}

/** Every number that is a metric's, with its place. */
function targetPlaces(given: Given): readonly Target[] {
  const goals = (list: Sections['goals'], path: Path): readonly Target[] =>
    list.map(({ metric }, index) => ({ path: [...path, index, 'target'], metric }))
  const { predict } = given
  return [
    ...goals(given.goals ?? [], ['goals']),
    ...(given.medals ?? []).flatMap((list, index) => goals(list, ['medals', index])),
    ...(predict?.choices ?? []).flatMap((_, index) =>
      ['from', 'to'].map(
        (end): Target => ({
          path: ['predict', 'choices', index, end],
          metric: (predict as Sections['predict']).metric,
        }),
      ),
    ),
    ...(given.hints ?? []).flatMap((hint, index) =>
      metricsIn(hint.when, ['hints', index, 'when']).map(({ path, id }) => ({
        path: [...path.slice(0, -1), 'value'],
        metric: id,
      })),
    ),
  ]
}

/** Selectors name something of this host; headline metrics have a better and a worse. */
function metrics(given: Given, host: Host | undefined): readonly Problem[] {
  const wrong = host === undefined ? [] : metricPlaces(given).flatMap((place) => selectorProblem(place, host))
  const flat = (given.headline ?? []).flatMap((id, index) =>
    metricCard(id)?.better === 'neither'
      ? [{ path: ['headline', index], message: en.level.neither(id) }]
      : [],
  )
  return [...wrong, ...flat]
}

/** A decoy fails a goal that there is. */
function decoys(given: Given): readonly Problem[] {
  if (given.goals === undefined) return []
  const ids = given.goals.map((goal) => goal.metric)
  return (given.decoys ?? []).flatMap((decoy, index) =>
    ids.includes(decoy.fails) || decoy.fails === 'violations'
      ? []
      : [
          {
            path: ['decoys', index, 'fails'],
            message: en.level.noSuchGoal(decoy.fails, nearest(decoy.fails, ids)),
          },
        ],
  )
}

/** The choices of a guess are intervals, and no two of them overlap. */
function choices(given: Given): readonly Problem[] {
  const list = given.predict?.choices ?? []
  return list.flatMap((choice, index) => {
    const path: Path = ['predict', 'choices', index]
    if (choice.from >= choice.to) return [{ path, message: en.level.emptyChoice }]
    const other = list.findIndex((one) => one.from < choice.to && choice.from < one.to)
    return other < index ? [{ path, message: en.level.overlap(other + 1) }] : []
  })
}

function required(given: Given, ids: readonly string[] | undefined): readonly Problem[] {
  if (ids === undefined) return []
  return (given.requires ?? []).flatMap((id, index) =>
    ids.includes(id)
      ? []
      : [{ path: ['requires', index], message: en.level.noSuchLevel(id, nearest(id, ids)) }],
  )
}
