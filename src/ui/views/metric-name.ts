/** What a metric is called where there is little room, how its values are written, and which way is better. */
import { metricCard, splitMetric } from '../../game/index.ts'
import type { Run } from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { words } from '../../text/ui-words.ts'
import { left, right, widthOf } from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'

const NAMES: Readonly<Record<string, string>> = words.metrics

/** `p99` for the flow that the level is about, `db p99` for another. */
export function metricName(id: string, run: Run | undefined, focus: string): string {
  const { name, selector } = splitMetric(id)
  const short = NAMES[name] ?? name
  if (selector === undefined) return short
  if (selector === focus) return short
  const flow = run?.flows.find((one) => one.id === selector)
  if (flow === undefined)
    return `${/^\d+$/.test(selector) ? words.bench.core(Number(selector)) : selector} ${short}`
  const guestAlone = run?.flows.filter((one) => one.guest === flow.guest).length === 1
  return `${guestAlone ? flow.guest : flow.id} ${short}`
}

/** Whose it is gives way before what it is: two columns of one flow must not look alike. */
export function headingOf(name: string, cells: number): string {
  const space = name.indexOf(' ')
  if (space < 0 || widthOf(name) <= cells) return right(name, cells)
  const what = name.slice(space)
  return right(`${left(name.slice(0, space), Math.max(2, cells - widthOf(what)))}${what}`, cells)
}

export interface Trend {
  readonly sign: string
  readonly style: Style
  readonly same: boolean
}

/** ▲▼ better, △▽ worse, ↑↓ neither; the direction says up or down. Equal on screen is equal. */
export function trend(id: string, now: number, before: number | undefined): Trend {
  const equal = before === undefined || now === before || formatMetric(id, now) === formatMetric(id, before)
  if (equal) return { sign: ' ', style: 'muted', same: true }
  const up = now > before
  const better = metricCard(id)?.better ?? 'neither'
  if (better === 'neither') return { sign: up ? '↑' : '↓', style: 'plain', same: false }
  const good = (better === 'higher') === up
  return { sign: good ? (up ? '▲' : '▼') : up ? '△' : '▽', style: good ? 'good' : 'bad', same: false }
}
