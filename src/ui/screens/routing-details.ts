/** What an interrupt is, what the run says of it, and the ring behind it. */
import { hostOf } from '../../game/index.ts'
import { EXIT_REASONS, type Gauge, nodeOfCore, type Run } from '../../machine/index.ts'
import { perSecondText } from '../../metrics/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { grouped, moment, three, time } from '../looks/format.ts'
import { type Block, exact, type Line, left, line, span, wrap } from '../looks/line.ts'
import { coreOf, offered, type RoutingRow, usualCore } from '../views/routing.ts'
import { fillBar, fillCurve, isUsed, playheadMark, sliceAt, sum, survivedPause } from '../widgets/gauges.ts'
import { interruptsOf } from '../widgets/matrix.ts'

/** `◂ 50 µs ▸` where the level offers other values. */
function knobLine(name: string, value: string, turns: boolean, said: string, width: number): Line {
  const shown = turns ? `◂ ${value} ▸` : `  ${value}`
  return exact(
    line(
      span(` ${left(name, 9)}`, 'muted'),
      span(left(shown, 15), turns ? 'bold' : 'plain'),
      span(said, 'muted'),
    ),
    width,
  )
}

function deliveryLines(bench: Bench, row: RoutingRow, width: number): Block {
  const { vector, use, flow } = row
  const { routing } = words
  const delivery = vector?.delivery ?? 'clock'
  const about = wrap(routing.about[delivery], width - 2).map((text) => line(span(` ${text}`, 'muted')))
  if (vector === undefined)
    return [knobLine(routing.delivery, routing.deliveries[delivery], false, '', width), ...about]
  const has = (name: string) => (offered(bench.play.level, `${flow}.${name}`)?.values.length ?? 0) > 1
  const { wait, frames } = vector.adaptive && use !== undefined ? use : vector
  const waits = vector.adaptive
    ? routing.waitAdapts(time(wait))
    : wait === 0
      ? routing.waitNone
      : routing.waitMost(perSecondText(1e9 / wait).replace('/s', ''))
  const framesSaid = wait === 0 ? routing.waitNone : routing.framesMeaning
  return [
    knobLine(routing.delivery, routing.deliveries[delivery], has('delivery'), '', width),
    knobLine(
      routing.wait,
      vector.adaptive ? routing.adapts : wait === 0 ? '0' : time(wait),
      has('coalesceUs'),
      waits,
      width,
    ),
    knobLine(routing.frames, String(frames), has('coalesceFrames'), framesSaid, width),
    ...about,
  ]
}

function whereLines(bench: Bench, row: RoutingRow, width: number): Block {
  const { vector } = row
  if (vector === undefined) return []
  const host = hostOf(bench.play)
  const core = coreOf(row)
  const shown = core < 0 ? words.routing.nowhere : String(core)
  const lines = [knobLine(words.routing.core, shown, false, words.routing.by[vector.by], width)]
  if (host.numaNodes < 2 || core < 0) return lines
  return [...lines, line(span(` ${words.routing.place(core, nodeOfCore(host, core), vector.node)}`, 'muted'))]
}

/** `on core 4`, and the share where there are others. */
function onCore(counts: Float64Array, core: number): string {
  const share = counts[core] / sum(counts)
  return words.routing.on(core, share > 0.995 ? '' : ` (${Math.round(share * 100)} %)`)
}

/** What the run says of it. */
export function countedTexts(run: Run | undefined, row: RoutingRow): readonly string[] {
  const { use, vector } = row
  if (run === undefined || use === undefined || interruptsOf(row) === 0) return []
  const { called, taken } = use
  const { routing } = words
  const usual = usualCore({ ...use, called: taken })
  const texts = [
    ...(sum(called) > 0 ? [routing.called(grouped(sum(called)), onCore(called, usualCore(use)))] : []),
    ...(usual >= 0 ? [routing.taken(grouped(sum(taken)), onCore(taken, usual))] : []),
  ]
  const flow = run.flows[row.index]
  const exits = (reason: (typeof EXIT_REASONS)[number]) =>
    three(flow.exits[EXIT_REASONS.indexOf(reason)] / Math.max(1, flow.interrupts))
  const each =
    vector === undefined || flow.interrupts === 0
      ? []
      : [
          routing.company(three(flow.requests / flow.interrupts)),
          routing.stops(exits('interrupt'), exits('eoi')),
        ]
  return [...texts, ...each]
}

export function vectorBody(bench: Bench, row: RoutingRow | undefined, width: number): Block {
  if (row === undefined) return [line(` ${words.routing.nothing}`)]
  return [
    ...deliveryLines(bench, row, width).slice(0, row.vector === undefined ? undefined : 3),
    ...whereLines(bench, row, width),
    ...countedTexts(bench.ran?.run, row).map((text) => exact(line(` ${text}`), width)),
    ...deliveryLines(bench, row, width).slice(row.vector === undefined ? 99 : 3),
  ]
}

/** The ring, queue and socket that stand behind a vector. */
export function gaugesOf(run: Run, row: RoutingRow): readonly Gauge[] {
  const { vector } = row
  if (vector === undefined) return []
  return (run.occupancy?.gauges ?? []).filter(
    (one) =>
      one.flow === row.index &&
      one.capacity > 0 &&
      isUsed(one) &&
      (one.kind === 'socket' || vector.of === 1 || one.queue === row.queue),
  )
}

function ringLines(run: Run, gauge: Gauge, slice: number, width: number): Block {
  const { queues, routing } = words
  const name = ` ${left(`${queues.kinds[gauge.kind]}`, 8)}`
  const said = queues.of(grouped(gauge.most[slice]), grouped(gauge.capacity))
  const bar = fillBar(
    gauge.mean[slice],
    gauge.most[slice],
    gauge.capacity,
    Math.max(6, width - 11 - said.length),
    gauge.drops[slice] > 0,
  )
  const lost = sum(gauge.drops)
  const came = grouped(sum(gauge.came))
  const rx = run.flows[gauge.flow].op === 'rx'
  const { pause, rate } = survivedPause(gauge, run.series.width)
  return [
    line(name, ...bar, ` ${said}`),
    ...(rx
      ? [
          line(
            '   ',
            span(
              lost > 0 ? routing.lost(grouped(lost), came) : routing.noLost(came),
              lost > 0 ? 'bad' : 'muted',
            ),
          ),
        ]
      : []),
    ...(rx && gauge.kind === 'ring' && pause > 0
      ? [
          line(
            span(
              `   ${(width < 50 ? queues.survivesShort : queues.survives)(time(pause), perSecondText(rate).replace('/s', ''))}`,
              'muted',
            ),
          ),
        ]
      : []),
  ]
}

export function ringBody(bench: Bench, row: RoutingRow | undefined, width: number): Block {
  const run = bench.ran?.run
  if (run === undefined || row === undefined) return [line(` ${words.bench.noRun}`)]
  const gauges = gaugesOf(run, row)
  const slice = sliceAt(run, bench.playhead)
  const cells = Math.max(8, Math.min(96, width - 17))
  const name = (text: string) => span(` ${left(text, 14)}`, 'muted')
  const core = coreOf(row)
  const busy = core < 0 ? undefined : run.series.cores[core]
  const curves: Block = [
    line(name(words.queues.at(moment(bench.playhead))), playheadMark(slice, run.series.slices, cells)),
    ...gauges
      .slice(0, 2)
      .map((gauge) =>
        line(
          name(words.queues.kinds[gauge.kind]),
          span(fillCurve(gauge.most, gauge.capacity, cells), 'model'),
        ),
      ),
    ...(busy === undefined
      ? []
      : [
          line(
            name(words.routing.coreBusy(core)),
            span(fillCurve(summed(busy), run.series.width, cells), 'host'),
          ),
        ]),
  ]
  const none = gauges.length === 0 ? [line(` ${words.routing.ringNone}`)] : []
  return [...none, ...gauges.flatMap((gauge) => ringLines(run, gauge, slice, width)), ...curves].map((one) =>
    exact(one, width),
  )
}

function summed(kinds: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(kinds[0].length)
  for (const kind of kinds) for (let slice = 0; slice < all.length; slice++) all[slice] += kind[slice]
  return all
}
