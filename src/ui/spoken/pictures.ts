/** Pictures of the bench in sentences: where requests stand in the host, what devices reach of its memory, and how long requests took. */
import { PAGE, positionsAt, type Run } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf } from '../bench.ts'
import { grouped, moment, size, time } from '../looks/format.ts'
import { BANDS, type Lane, type LaneCounts, lanesOf, standing } from '../views/host-lanes.ts'
import { latenciesOf, ordinalOf } from '../views/latencies.ts'
import { common, interruptOf, modelOf, threadsOf } from '../widgets/host-said.ts'
import { goalsOf, QUANTILES } from '../widgets/latency-picture.ts'
import { incidentAt, type Reached, reachedAt, reachText, together } from '../widgets/memory-picture.ts'
import { capital, numbered, sentence } from './aloud.ts'
import { memorySaid } from './violation.ts'

/** Lanes that are said at once; others are counted. */
const LANES = 6

/** Without what it is in the picture. */
function bandSaid(band: (typeof BANDS)[number]): string {
  return words.pictures.bandsLong[band].replace(/,.*/, '')
}

/** Where requests of a lane stand: most first. */
function standingSaid(counts: LaneCounts): string[] {
  const say = words.spoken.pictures
  const places = counts.flatMap((ways, band) =>
    ways.flatMap(({ served, waiting }, back) => {
      const count = served + waiting
      return count === 0 ? [] : [{ band: BANDS[band], back: back === 1, count, waiting }]
    }),
  )
  return places
    .sort((one, other) => other.count - one.count)
    .map(({ band, back, count, waiting }) =>
      say.stands(count, waiting, bandSaid(band), back ? say.back : say.there),
    )
}

/** Layers that its requests touch, from the program down. */
function layersSaid({ touched }: Lane): string {
  return BANDS.flatMap((band, at) => (touched[at][0] || touched[at][1] ? [bandSaid(band)] : [])).join(', ')
}

function laneSaid(run: Run, lane: Lane, counts: LaneCounts, reached: readonly Reached[]): string {
  const say = words.spoken.pictures
  const [model] = common(lane, (flow) => modelOf(run, flow))
  const [interrupt] = common(lane, (flow) => interruptOf(run, flow))
  const [reach] = common(lane, (flow) => reachText(run, reached[flow], false))
  const stand = standingSaid(counts)
  const threads = [threadsOf(run, lane, false)[0], threadsOf(run, lane, true)[0]].filter((one) => one !== '')
  return [
    `${lane.title}, ${say.device(plainLine(lane.controller), plainLine(model))}`,
    stand.length === 0 ? '' : `: ${stand.join('; ')}`,
    `. ${say.layers(layersSaid(lane))}`,
    threads.length === 0 ? '' : ` ${say.threads(threads.join(', '))}`,
    ` ${say.reach(interrupt, reach)}`,
  ].join('')
}

export function hostSaid(bench: Bench): string[] {
  const run = bench.ran?.run
  if (run === undefined) return [words.bench.noRun]
  const positions = positionsAt(run, bench.playhead)
  const here = flowOf(bench, run)
  const all = lanesOf(run, here, LANES)
  const counts = standing(run, all, positions)
  const under = positions.underway.reduce((sum, one) => sum + one, 0)
  const reached = reachedAt(run, bench.playhead)
  const inHand = ({ flows }: Lane) => (flows.includes(here) ? 0 : 1)
  const rows = all
    .map((lane, index) => ({ lane, counts: counts[index] }))
    .sort((one, other) => inHand(one.lane) - inHand(other.lane))
    .map((one) => laneSaid(run, one.lane, one.counts, reached))
  const known = positions.known
    ? words.pictures.underway(grouped(under), moment(bench.playhead))
    : run.log === undefined
      ? words.pictures.noLog
      : words.pictures.cutLog(moment(run.log.nanos[run.log.count - 1] ?? 0))
  return [words.spoken.pictures.host(sentence(known)), ...numbered(rows)]
}

/** What a driver has mapped by now, and what it has taken back that is still reachable. */
function mappedSaid(run: Run, { flow, now, reach }: Reached, at: number): string[] {
  if (now === undefined) return []
  const said = words.pictures
  const mapped = said.mappedNow(size(now.mappedPages * PAGE))
  const stale =
    now.oldest < 0
      ? said.noneStale
      : said.staleNow(size(now.stalePages * PAGE), time(Math.max(0, at - now.oldest)))
  const longest = now.longest > 0 ? [said.longest(time(now.longest), moment(now.longestUntil))] : []
  const facts = reach === 'bounced' ? [mapped] : [mapped, stale, ...longest]
  return [`${plainLine(run.flows[flow].id)}: ${facts.map((fact) => fact.replace(/^[▓░] /, '')).join('; ')}.`]
}

/** Real memory at the playhead: what went astray first, then what devices reach, and whose it is. */
export function memoryPictureSaid(bench: Bench): string[] {
  const run = bench.ran?.run
  if (run === undefined) return [words.bench.noRun]
  const at = bench.playhead
  const incident = incidentAt(run, at)
  const reached = reachedAt(run, at)
  const said = words.pictures
  const astray =
    incident === undefined
      ? []
      : [(incident.at <= at ? said.landed : said.landsAt)(moment(incident.at), plainLine(incident.victim))]
  const reaches = together(run, reached).map((group) => {
    const ids = group.map(({ flow }) => plainLine(run.flows[flow].id)).join(', ')
    return words.spoken.pictures.reaches(ids, reachText(run, group[0], false))
  })
  return [
    ...astray.map((one) => capital(sentence(one.replace(/^✘ /, '')))),
    memorySaid(run),
    words.spoken.pictures.memory,
    ...numbered(reaches.map(sentence)),
    ...reached.flatMap((one) => mappedSaid(run, one, at)),
    ...run.host.guests.flatMap(({ id, balloon }) =>
      balloon > 0 ? [sentence(said.balloon(plainLine(id), size(balloon)))] : [],
    ),
    ...(run.pinned > 0 ? [sentence(said.pinnedAtMost(size(run.pinned)))] : []),
  ]
}

/** How long requests of the flow in hand took: quantiles, what the level asks, and the longest. */
export function latencySaid(bench: Bench): string[] {
  const run = bench.ran?.run
  if (run === undefined) return [words.bench.noRun]
  const index = flowOf(bench, run)
  const flow = run.flows[index]
  const { nanos, longest } = latenciesOf(run, index)
  if (flow === undefined || longest < 0) return [words.pictures.noLatency]
  const then = bench.before?.run.flows.find(({ id }) => id === flow.id)
  const say = words.spoken.pictures
  const rows = QUANTILES.map(([name, share]) => {
    const now = time(flow.latency.quantile(share))
    const was = then === undefined || then.latency.count === 0 ? now : time(then.latency.quantile(share))
    return words.line.value1(words.pictures.percentiles[name], now, was === now ? '' : was)
  })
  const { begin, end } = run.requests
  const shortest = nanos.reduce((least, took) => Math.min(least, took), Number.POSITIVE_INFINITY)
  return [
    say.latency(plainLine(flow.id), grouped(nanos.length)),
    ...rows,
    ...goalsOf(bench.play.level, flow.id).map(({ text }) => words.spoken.card.goal(plainLine(text))),
    say.shortest(time(shortest)),
    capital(
      sentence(
        words.pictures.longestRequest(
          grouped(ordinalOf(run, longest)),
          time(end[longest] - begin[longest]),
          moment(begin[longest]),
        ),
      ),
    ),
  ]
}
