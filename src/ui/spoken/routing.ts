/** Interrupts in sentences: the one in hand, what the last move did, the others, and how busy the cores are. */
import { hostOf, type Knob } from '../../game/index.ts'
import type { Run } from '../../machine/index.ts'
import { percent, perSecondText } from '../../metrics/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { time } from '../looks/format.ts'
import { countedTexts, gaugesOf } from '../screens/routing-details.ts'
import { orderedKnobs } from '../views/knob-order.ts'
import { coreOf, type RoutingRow, routingRows } from '../views/routing.ts'
import { sum } from '../widgets/gauges.ts'
import { dropsOf, interruptsOf, rowName } from '../widgets/matrix.ts'
import { capital, numbered, sentence } from './aloud.ts'
import { benchTitle, goalsSaid } from './bench.ts'
import { changesSaid } from './changes.ts'
import { gaugeSaid } from './queues.ts'

function waitSaid({ vector, use }: RoutingRow): string[] {
  const say = words.spoken.routing
  if (vector === undefined || vector.delivery === 'polled') return []
  if (vector.adaptive) return [say.adapts(use === undefined ? '' : time(use.wait))]
  if (vector.wait === 0) return [say.noWait]
  return [say.wait(time(vector.wait), vector.frames > 0 ? String(vector.frames) : '')]
}

function rateSaid(run: Run, row: RoutingRow): string {
  const perSecond = (interruptsOf(row) / run.duration) * 1e9
  const say = words.spoken.routing
  return perSecond === 0 ? say.none : say.rate(perSecondText(perSecond))
}

/** Where it goes, how it is delivered, how long it waits, how often it comes, and what is lost. */
function rowSaid(run: Run | undefined, row: RoutingRow): string {
  const say = words.spoken.routing
  const { vector, former } = row
  const core = coreOf(row)
  const where =
    core < 0
      ? say.nowhere
      : say.core(String(core), vector === undefined ? words.routing.by.pin : words.routing.by[vector.by])
  const moved = former !== undefined && former.core >= 0 && former.core !== core
  const drops = dropsOf(run, row)
  const facts = [
    ...(drops !== undefined && drops > 0 ? [say.drops(percent(drops))] : []),
    where,
    ...(moved ? [say.went(former.core)] : []),
    say.delivery(words.routing.deliveries[vector?.delivery ?? 'clock']),
    ...waitSaid(row),
    ...(run === undefined ? [] : [rateSaid(run, row)]),
    ...(drops === 0 ? [say.noDrops] : []),
  ]
  return say.row(rowName(row), facts.join(', '))
}

/** What it is, what the run counted of it, and the ring behind it. */
function detailsSaid({ ran, playhead }: Bench, row: RoutingRow): string[] {
  const run = ran?.run
  const rings = run === undefined ? [] : gaugesOf(run, row)
  return [
    words.routing.about[row.vector?.delivery ?? 'clock'],
    ...countedTexts(run, row).map((one) => capital(sentence(one))),
    ...(run === undefined ? [] : rings.map((ring) => sentence(gaugeSaid(run, ring, playhead)))),
  ]
}

function whole(share: number): string {
  return `${Math.round(share * 100)} %`
}

function busySaid({ ran, before }: Bench): string[] {
  const run = ran?.run
  if (run === undefined) return []
  const share = (of: Run, core: number) => {
    const nanos = of.cores[core]?.nanos
    return nanos === undefined ? 0 : sum(nanos) / of.duration
  }
  const rows = run.cores
    .map((_, core) => ({ core, now: share(run, core) }))
    .filter(({ now }) => now >= 0.005)
    .sort((one, other) => other.now - one.now)
    .map(({ core, now }) => {
      const said = whole(now)
      const was = before === undefined ? said : whole(share(before.run, core))
      return words.spoken.routing.busyCore(core, said, was === said ? '' : was)
    })
  return rows.length === 0 ? [] : [words.spoken.routing.busy(rows.join('; '))]
}

/** The head of all that is said of interrupts: how many, over how many cores, and who chooses. */
function headSaid(bench: Bench, rows: readonly RoutingRow[]): string {
  const host = hostOf(bench.play)
  const { note, balanced, unbalanced } = words.routing
  return `${capital(note(rows.length, host.cores))}; ${host.irqBalance ? balanced : unbalanced}.`
}

/** All of them, as the line mode tells them. */
export function interruptsSaid(bench: Bench): string[] {
  const rows = routingRows(bench)
  if (rows.length === 0) return [words.routing.nothing]
  return [
    headSaid(bench, rows),
    ...numbered(rows.map((row) => `${rowSaid(bench.ran?.run, row)}.`)),
    ...busySaid(bench),
  ]
}

/** What the last move did; before the first one, how many goals are met. */
function newsSaid(bench: Bench): string[] {
  const isFirst = bench.before === undefined && bench.impossible === undefined
  return isFirst ? goalsSaid(bench).slice(0, 1) : changesSaid(bench)
}

export function routingSaid(bench: Bench, wanted: number): string[] {
  const rows = routingRows(bench)
  const cursor = Math.min(wanted, rows.length - 1)
  const held = rows[cursor]
  const run = bench.ran?.run
  if (held === undefined) return [benchTitle(bench), words.routing.nothing]
  return [
    benchTitle(bench),
    words.line.handRow(rowSaid(run, held), cursor + 1, rows.length),
    ...detailsSaid(bench, held),
    ...(run === undefined && bench.impossible === undefined ? [] : newsSaid(bench)),
    headSaid(bench, rows),
    ...numbered(rows.map((row) => `${rowSaid(run, row)}.`)),
    ...busySaid(bench),
  ]
}

const DECIDES = ['irqBalance', 'irqCores', 'irq', 'delivery', 'coalesceUs', 'coalesceFrames']
const PINS = ['pin', 'pinStep', 'vmmPin', 'backendPin']

/** Knobs of the level that decide where interrupts go, how, and how many: their places on the bench, from 0. */
export function interruptKnobs({ play }: Bench): readonly { readonly at: number; readonly knob: Knob }[] {
  return orderedKnobs(play.level).flatMap((knob, at) => {
    const last = knob.key.slice(knob.key.lastIndexOf('.') + 1)
    return [...DECIDES, ...PINS].includes(last) ? [{ at, knob }] : []
  })
}
