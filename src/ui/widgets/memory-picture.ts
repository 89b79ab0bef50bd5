/**
 * Real memory at the playhead: whose it is, what devices reach of it, what is mapped for them, and what their driver has taken
 * back that they still reach. A command's mark stands where its first page lies.
 */
import {
  type DeviceReach,
  guestDrives,
  type MappedNow,
  mappedAt,
  PAGE,
  type Run,
  reachOf,
} from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { moment, size, time } from '../looks/format.ts'
import {
  type Block,
  exact,
  type Line,
  left,
  line,
  remember,
  type Span,
  span,
  widthOf,
  wrap,
} from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'
import { deviceOf } from '../views/host-lanes.ts'
import { type MapScale, mapLines, mapNote, mapScale, ownersLine } from './memory-map.ts'

export interface MemoryGiven {
  readonly run: Run
  /** The flow in hand. */
  readonly flow: number
  readonly at: number
  readonly width: number
  readonly height: number
}

/** What devices reach, the stronger mark last: it is drawn over the others. */
const MARKS = [' ', '┄', '═', '░', '▓'] as const
const IN_REACH = 1
const PINNED = 2
const STALE = 3
const MAPPED_NOW = 4
const STYLES: readonly Style[] = ['plain', 'muted', 'host', 'unsure', 'dma']

const MAP_ROWS_WIDE = 4
const MAP_ROWS_NARROW = 4
const WIDE_FROM = 60

export interface Reached {
  readonly flow: number
  readonly reach: DeviceReach
  readonly byHost: boolean
  readonly now: MappedNow | undefined
}

export function reachedAt(run: Run, at: number): Reached[] {
  return run.flows.map((one, flow) => {
    const device = deviceOf(run, one)
    const reach = device === undefined ? 'nothing' : reachOf(run.host, device)
    const byHost = device !== undefined && !guestDrives(device)
    return {
      flow,
      reach,
      byHost,
      now: reach === 'mapped' || reach === 'bounced' ? mappedAt(run, flow, at) : undefined,
    }
  })
}

function regionOf(run: Run, owner: string) {
  return run.memory.find((part) => part.owner === owner)
}

/** A mark for each cell of the map: index into MARKS. */
export function reachMarks(run: Run, scale: MapScale, reached: readonly Reached[]): Uint8Array {
  const marks = new Uint8Array(Math.ceil(run.host.memory / scale.cell))
  const put = (from: number, bytes: number, mark: number): void => {
    const last = Math.min(marks.length, Math.ceil((from + bytes) / scale.cell))
    for (let cell = Math.floor(from / scale.cell); cell < last; cell++)
      marks[cell] = Math.max(marks[cell], mark)
  }
  for (const { flow, reach, now, byHost } of reached) {
    const region = regionOf(run, run.flows[flow].guest)
    if (reach === 'everything') {
      put(0, run.host.memory, IN_REACH)
      // What a guest's own device may reach at any time cannot move.
      if (!byHost && region !== undefined) put(region.from, region.bytes, PINNED)
    } else if (reach === 'own' && region !== undefined) put(region.from, region.bytes, PINNED)
    for (const { page, stale } of now?.pieces ?? [])
      put((region?.from ?? 0) + page * PAGE, PAGE, stale && reach === 'mapped' ? STALE : MAPPED_NOW)
  }
  return marks
}

function markLine(marks: Uint8Array, from: number, columns: number, gutter: number, width: number): Line {
  const spans: Span[] = [...marks.subarray(from, from + columns)].map((mark) =>
    span(MARKS[mark], STYLES[mark]),
  )
  return exact(line(' '.repeat(gutter), ...spans), width)
}

/** The violation that landed last by now, or else the one that will be the first. */
export function incidentAt(run: Run, at: number) {
  return (
    run.violations.findLast((one) => one.at <= at && one.landed >= 0) ??
    run.violations.find((one) => one.landed >= 0)
  )
}

function incidentLine(run: Run, at: number, width: number): Block {
  const incident = incidentAt(run, at)
  if (incident === undefined) return []
  const victim = plainLine(incident.victim)
  const happened = incident.at <= at
  const said = happened
    ? words.pictures.landed(moment(incident.at), victim)
    : words.pictures.landsAt(moment(incident.at), victim)
  const meant = incident.meant < 0 ? '' : `   ${words.pictures.meant}`
  const style: Style = happened ? 'bad' : 'muted'
  if (widthOf(said + meant) < width - 1)
    return [exact(line(span(` ${said}`, style), span(meant, 'good')), width)]
  return wrap(said, width - 2).map((text) => exact(line(span(` ${text}`, style)), width))
}

export function reachText(run: Run, { flow, reach, byHost }: Reached, short: boolean): string {
  const said = short ? words.pictures.reachesShort : words.pictures.reaches
  const owner = plainLine(run.flows[flow].guest)
  if (reach === 'own') return said.own(owner)
  if (reach === 'everything' && byHost) return said.byHost
  return said[reach]
}

/** `▓ 64 KiB ░ 1 MiB 9.2 ms` */
function nowText({ now, reach }: Reached, at: number): string {
  if (now === undefined) return ''
  const mapped = `▓ ${size(now.mappedPages * PAGE)}`
  if (now.oldest < 0 || reach === 'bounced') return mapped
  return `${mapped} ░ ${size(now.stalePages * PAGE)} ${time(at - now.oldest)}`
}

/** Flows of which one line says all: what their devices reach is the same. Those that map each request stand alone. */
export function together(run: Run, reached: readonly Reached[]): Reached[][] {
  const groups = new Map<string, Reached[]>()
  for (const one of reached) {
    const key = one.now === undefined ? reachText(run, one, false) : `${one.flow}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}

function flowLines(run: Run, reached: readonly Reached[], at: number, width: number, rows: number): Block {
  const most = Math.floor(width / 2) - 2
  const lines = together(run, reached).map((group) => {
    const ids = group.map(({ flow }) => plainLine(run.flows[flow].id))
    const all = ids.join(', ')
    return { name: widthOf(all) <= most ? all : words.pictures.flows(ids[0], ids.length - 1), one: group[0] }
  })
  const cells = Math.min(most, Math.max(...lines.map(({ name }) => widthOf(name)), 0)) + 2
  const shown = lines.length <= rows ? lines : lines.slice(0, Math.max(0, rows - 1))
  const hidden = lines.length - shown.length
  return [
    ...shown.map(({ name, one }) => {
      const now = nowText(one, at)
      const room = Math.max(0, width - cells - 2 - (now === '' ? 0 : widthOf(now) + 2))
      const texts = [reachText(run, one, false), reachText(run, one, true)]
      const said = left(texts.find((text) => widthOf(text) <= room) ?? '', room)
      return exact(line(` ${left(name, cells)}`, said, span(now === '' ? '' : `  ${now}`, 'bold')), width)
    }),
    ...(hidden > 0 ? [exact(line(span(` ${words.bench.more(hidden)}`, 'muted')), width)] : []),
  ]
}

/** The I/O address space of a flow whose driver maps each request: a cell for some pieces. */
function stripLines(run: Run, one: Reached, at: number, width: number): Block {
  const { now } = one
  if (now === undefined) return []
  const cells = Math.min(width - 2, Math.max(1, now.known))
  const signs = new Uint8Array(cells)
  for (const { piece, stale } of now.pieces) {
    const cell = Math.floor((piece * cells) / now.known)
    signs[cell] = Math.max(signs[cell], stale && one.reach === 'mapped' ? STALE : MAPPED_NOW)
  }
  const strip = [...signs].map((sign) => span(sign === 0 ? '·' : MARKS[sign], STYLES[sign]))
  const left =
    run.host.iommu.invalidation === 'optimistic' ||
    deviceOf(run, run.flows[one.flow])?.guestIommu === 'optimistic'
  return [
    exact(line(span(` ${words.pictures.addresses(plainLine(run.flows[one.flow].id))}`, 'bold')), width),
    exact(line(' ', ...strip), width),
    ...stateTexts(one, now, at, left)
      .map((texts) => texts.find((text) => widthOf(text) <= width - 2) ?? texts[texts.length - 1])
      .map((text) => exact(line(` ${text}`), width)),
  ]
}

/** What is mapped and what is stale, in words; of each the longer text first. */
function stateTexts({ reach }: Reached, now: MappedNow, at: number, left: boolean): string[][] {
  const said = words.pictures
  const mapped = [said.mappedNow(size(now.mappedPages * PAGE))]
  if (reach === 'bounced') return [mapped]
  const stale = size(now.stalePages * PAGE)
  const age = time(Math.max(0, at - now.oldest))
  const waits = left ? said.leftNow(stale, age) : said.staleNow(stale, age)
  const longest = [
    said.longest(time(now.longest), moment(now.longestUntil)),
    said.longestShort(time(now.longest)),
  ]
  return [
    mapped,
    now.oldest < 0 ? [said.noneStale, said.noneStaleShort] : [waits, said.staleShort(stale, age)],
    ...(now.longest > 0 ? [longest] : []),
  ]
}

/** Whose I/O addresses are drawn: of the flow in hand, or of the first that has any. */
function drawnApart(reached: readonly Reached[], flow: number): Reached | undefined {
  return (
    reached.find((one) => one.flow === flow && one.now !== undefined) ??
    reached.find((one) => one.now !== undefined)
  )
}

function factLines(run: Run, width: number): Block {
  const { guests } = run.host
  const facts = [
    ...guests.flatMap(({ id, balloon }) =>
      balloon > 0 ? [words.pictures.balloon(plainLine(id), size(balloon))] : [],
    ),
    ...(run.pinned > 0 ? [words.pictures.pinnedAtMost(size(run.pinned))] : []),
    ...(run.mappings?.cut === true ? [words.pictures.cutMaps] : []),
  ]
  return facts
    .flatMap((fact) => wrap(fact, width - 2))
    .map((text) => exact(line(span(` ${text}`, 'muted')), width))
}

const ownerLines = remember((run: Run, width: number): Block => {
  const said = ownersLine(run, 1000)
    .map(({ text }) => text)
    .join('')
    .trim()
  // An owner and its size stay together.
  const parts = said.split(/ {3}/)
  const lines: string[] = []
  for (const part of parts) {
    const longer = lines.length === 0 ? part : `${lines[lines.length - 1]}   ${part}`
    if (lines.length > 0 && widthOf(longer) <= width - 2) lines[lines.length - 1] = longer
    else lines.push(part)
  }
  return lines.map((text) => exact(line(` ${text}`), width))
})

/** `one letter = 128 MiB of 16 GiB` */
export function memoryNote(run: Run, width: number): Line {
  const wide = width >= WIDE_FROM
  const scale = mapScale(run.host.memory, width - (wide ? 10 : 6), wide ? MAP_ROWS_WIDE : MAP_ROWS_NARROW)
  return line(span(wide ? mapNote(run, scale) : words.violation.letter(size(scale.cell)), 'muted'))
}

export function memoryLines({ run, flow, at, width, height }: MemoryGiven): Block {
  const wide = width >= WIDE_FROM
  const gutter = wide ? 10 : 6
  const scale = mapScale(run.host.memory, width - gutter, wide ? MAP_ROWS_WIDE : MAP_ROWS_NARROW)
  const reached = reachedAt(run, at)
  const marks = reachMarks(run, scale, reached)
  const incident = incidentAt(run, at)
  const letters = mapLines(
    run,
    incident,
    width,
    wide ? MAP_ROWS_WIDE : MAP_ROWS_NARROW,
    incident !== undefined && incident.at <= at,
  )
  const map = letters.flatMap((row, index) => [
    row,
    markLine(marks, index * scale.columns, scale.columns, gutter, width),
  ])
  const key = wrap(words.pictures.marks, width - 2).map((text) =>
    exact(line(span(` ${text}`, 'muted')), width),
  )
  const landed = incidentLine(run, at, width)
  const apart = drawnApart(reached, flow)
  const strip = apart === undefined ? [] : stripLines(run, apart, at, width)
  const above = [...map, ...key, ...ownerLines(run, width), ...landed]
  const rows = Math.max(1, height - above.length - strip.length)
  const flows = flowLines(run, reached, at, width, rows)
  const facts = factLines(run, width)
  const room = rows - flows.length
  return [...above, ...flows, ...strip, ...(facts.length <= room ? facts : [])]
}
