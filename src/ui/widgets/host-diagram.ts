/**
 * The picture of the host: a lane a flow, from its program down to the device and back up, through the layers that its requests
 * touch; what they pass by is dotted. Requests under way stand where the log has them at the playhead.
 */
import { type Positions, positionsAt, type Run } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { grouped, moment } from '../looks/format.ts'
import {
  type Block,
  exact,
  type Line,
  left,
  line,
  remember,
  right,
  type Span,
  span,
  widthOf,
} from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'
import {
  BANDS,
  type Band,
  type Lane,
  type LaneCounts,
  lanesOf,
  type Standers,
  standing,
} from '../views/host-lanes.ts'
import { coreStrip } from './core-strip.ts'
import { common, interruptOf, modelOf, reachSaid, threadsOf, vcpusOf } from './host-said.ts'

export interface HostGiven {
  readonly run: Run
  /** The flow in hand. */
  readonly flow: number
  readonly at: number
  readonly width: number
  readonly height: number
}

/** Cells of the narrowest lane: a sign and two counts each way. */
const LEAST_LANE = 9
const WIDEST_LANE = 36
const LONG_FROM = 70
const LABEL = 12
const LONG_LABEL = 16
/** Rows under the picture that say where most requests are. */
const MOST_ROWS = 12

/** A row of the picture; where there is no room for all, those of the highest rank go first. */
interface Drawn {
  readonly rank: number
  readonly line: Line
}

interface Drawing {
  readonly run: Run
  readonly lanes: readonly Lane[]
  readonly counts: readonly LaneCounts[]
  readonly label: number
  readonly lane: number
  readonly width: number
}

interface Wall {
  readonly fill: string
  readonly through: string
  readonly style: Style
}

/** Lines across all lanes: the one between guest and host, and the one between device and memory. */
function wallOf(run: Run, band: Band): Wall | undefined {
  if (band === 'kvm') return { fill: '═', through: '╫', style: 'exit' }
  if (band !== 'wall') return undefined
  const { mode } = run.host.iommu
  if (mode === 'translated') return { fill: '━', through: '╂', style: 'dma' }
  return { fill: mode === 'identity' ? '─' : '┄', through: mode === 'identity' ? '┼' : '│', style: 'muted' }
}

/** `●3 ○12`, shorter where there is less room. */
export function crowd({ served, waiting }: Standers, cells: number): Line {
  if (served + waiting === 0 || cells <= 0) return []
  const both = (gap: string): Line =>
    line(
      ...(served > 0 ? [span(`●${served}`, 'bold')] : []),
      ...(served > 0 && waiting > 0 ? [gap] : []),
      ...(waiting > 0 ? [span(`○${waiting}`)] : []),
    )
  const sign = served > 0 ? '●' : '○'
  const options = [both(' '), both(''), line(span(`${sign}${served + waiting}`, 'bold'))]
  const fits = options.find((one) => one.reduce((sum, { text }) => sum + widthOf(text), 0) <= cells)
  return fits ?? [span('●+', 'bold')]
}

/** The way on through a band: touched, passed by, or not gone at all, as nothing of it comes from above, or goes back from below. */
function connector(lane: Lane, band: number, back: 0 | 1, wall?: Wall): string {
  const touched = lane.touched[band][back]
  const top = lane.touched.findIndex((ways) => ways[back])
  const outside = top < 0 || band < top || (back === 1 && BANDS[band] === 'dev' && !touched)
  if (outside) return wall?.fill ?? ' '
  if (!touched) return '┊'
  return wall === undefined || (wall.fill === '━' && !lane.translated) ? '│' : wall.through
}

/** One way through a band: the connector, and who stands there. */
function wayCells(
  lane: Lane,
  counts: LaneCounts,
  band: number,
  back: 0 | 1,
  cells: number,
  wall?: Wall,
): Line {
  const here = counts[band][back]
  const some = here.served + here.waiting > 0
  const style = wall?.style ?? 'muted'
  const sign = some ? span(back === 1 ? '↑' : '↓', 'focus') : span(connector(lane, band, back, wall), style)
  const shown = crowd(here, cells - 1)
  const used = shown.reduce((sum, { text }) => sum + widthOf(text), 0)
  const fill = span((wall?.fill ?? ' ').repeat(Math.max(0, cells - 1 - used)), wall?.style ?? 'plain')
  return [sign, ...shown, fill]
}

function bandLine(drawing: Drawing, band: number): Line {
  const { run, lanes, counts, label, lane: cells, width } = drawing
  const wall = wallOf(run, BANDS[band])
  const names = label >= LONG_LABEL ? words.pictures.bandsLong : words.pictures.bands
  const half = Math.floor(cells / 2)
  const parts = lanes.flatMap((lane, index): Span[] => {
    const [there, back] = lane.touched[band]
    const ways = [
      ...wayCells(lane, counts[index], band, 0, half, wall),
      ...wayCells(lane, counts[index], band, 1, cells - half, wall),
    ]
    if (there || back || wall !== undefined || half < 12) return ways
    // Said in words where there is room: nothing of it goes through here.
    return [ways[0], span(left(` ${words.pictures.passedBy}`, half - 1), 'muted'), ...ways.slice(-2)]
  })
  return exact(line(span(left(` ${names[BANDS[band]]}`, label), 'bold'), ...parts), width)
}

/** The first of these texts that fits whole. */
function fitting(texts: readonly string[], cells: number): string {
  return texts.find((text) => widthOf(text) <= cells) ?? ''
}

/** Words in a lane, of which the first that fits is taken. */
type Said = (lane: Lane) => readonly string[]

/** A line of words over the lanes. */
function headLine(drawing: Drawing, said: Said, style: Style): Line {
  const { lanes, label, lane: cells, width } = drawing
  const parts = lanes.map((lane) => span(left(fitting(said(lane), cells - 1), cells), style))
  return exact(line(' '.repeat(label), ...parts), width)
}

/** Words under a band, beside its connectors, or in their place where they need the room. */
function saidLine(drawing: Drawing, band: number, name: string, said: Said): Line {
  const { lanes, label, lane: cells, width } = drawing
  const half = Math.floor(cells / 2)
  const parts = lanes.flatMap((lane): Span[] => {
    const [there, back] = [connector(lane, band, 0), connector(lane, band, 1)]
    const texts = said(lane)
    const text = fitting(texts, half - 2)
    if (text === texts[0])
      return [span(`${there}${left(text, half - 1)}${left(back, cells - half)}`, 'muted')]
    return [span(`${there}${left(fitting(texts, cells - 2), cells - 1)}`, 'muted')]
  })
  return exact(line(span(left(` ${name}`, label), 'muted'), ...parts), width)
}

/** Names of the lanes in a line, or where one does not fit in two: whose, and which device. The flow in hand has ▸. */
function headings(drawing: Drawing, inHand: number): Drawn[] {
  const room = drawing.lane - 1
  const named = (name: (lane: Lane) => string): Said => {
    return (lane) => [left((lane.flows.includes(inHand) ? '▸' : ' ') + name(lane), room)]
  }
  const whole = drawing.lanes.every(({ title }) => widthOf(title) < room)
  const names = whole
    ? [named(({ title }) => title)]
    : [named(({ owner }) => owner), named(({ device }) => device)]
  return names.map((said) => ({ rank: 0, line: headLine(drawing, said, 'bold') }))
}

function rowsOf(drawing: Drawing, given: HostGiven): Drawn[] {
  const { run, lanes } = drawing
  const { mode, remapping } = run.host.iommu
  const band = (name: Band): Drawn => ({ rank: 0, line: bandLine(drawing, BANDS.indexOf(name)) })
  const said = (rank: number, under: Band, name: string, of: Said): Drawn[] => {
    const has = name !== '' || lanes.some((lane) => of(lane).some((text) => text !== ''))
    return has ? [{ rank, line: saidLine(drawing, BANDS.indexOf(under), name, of) }] : []
  }
  const table = mode !== 'off' && remapping !== false ? words.pictures.remapped : words.pictures.unmapped
  const key = drawing.label >= LONG_LABEL ? words.pictures.key : words.pictures.keyShort
  return [
    ...headings(drawing, given.flow),
    { rank: 4, line: headLine(drawing, (lane) => [` ${lane.controller}`], 'muted') },
    band('app'),
    band('os'),
    ...said(6, 'os', '', (lane) => vcpusOf(run, lane)),
    band('kvm'),
    band('vmm'),
    ...said(3, 'vmm', '', (lane) => threadsOf(run, lane, false)),
    band('host'),
    ...said(3, 'host', '', (lane) => threadsOf(run, lane, true)),
    band('interrupt'),
    ...said(5, 'interrupt', table, (lane) => common(lane, (flow) => interruptOf(run, flow))),
    band('wall'),
    ...said(1, 'wall', words.pictures.modes[mode], (lane) => common(lane, (flow) => reachSaid(run, flow))),
    band('dev'),
    ...said(2, 'dev', '', (lane) => common(lane, (flow) => modelOf(run, flow))),
    { rank: 1, line: coresLine(drawing, given) },
    { rank: 5, line: exact(line(span(` ${key}`, 'muted')), drawing.width) },
  ]
}

function coresLine({ run, label, width }: Drawing, { at }: HostGiven): Line {
  const strip = coreStrip(run, at, width - label)
  return exact(line(span(left(` ${words.pictures.coresAt}`, label), 'bold'), ...strip), width)
}

/** The steps where most requests are, the flow in hand's before equals. */
export function mostLines(
  { run, flow, width }: HostGiven,
  { standing: all }: Positions,
  rows: number,
): Block {
  if (rows < 2 || all.length === 0) return []
  const sorted = [...all].sort(
    (one, other) => other.count - one.count || Number(other.flow === flow) - Number(one.flow === flow),
  )
  const name = Math.min(18, Math.max(...run.flows.map(({ id }) => widthOf(plainLine(id)))))
  return [
    exact(line(span(` ${words.pictures.most}`, 'bold')), width),
    ...sorted.slice(0, rows - 1).map((one) => {
      const paths = run.flows[one.flow].kinds.flatMap(({ path }) => path)
      const text = plainLine(paths[Math.min(one.row, paths.length - 1)]?.text ?? '')
      const count = right(`${one.waiting ? '○' : '●'}${one.count}`, 6)
      return exact(line(span(count), `  ${left(plainLine(run.flows[one.flow].id), name)}  ${text}`), width)
    }),
  ]
}

const lanesFor = remember(lanesOf)

/** `12 under way at 3.200 ms` */
export function hostNote(run: Run, at: number): Line {
  const { underway, known } = positionsAt(run, at)
  if (!known) return []
  const count = underway.reduce((sum, one) => sum + one, 0)
  return line(span(words.pictures.underway(grouped(count), moment(at)), 'muted'))
}

/** Why nobody stands anywhere. */
function unknownLine({ run, width }: HostGiven): Line {
  const { log } = run
  const said =
    log === undefined ? words.pictures.noLog : words.pictures.cutLog(moment(log.nanos[log.count - 1] ?? 0))
  return exact(line(span(` ${said}`, 'unsure')), width)
}

export function hostLines(given: HostGiven): Block {
  const { run, flow, at, width, height } = given
  const label = width >= LONG_FROM ? LONG_LABEL : LABEL
  const room = width - label
  const lanes = lanesFor(run, flow, Math.max(1, Math.floor(room / LEAST_LANE)))
  const positions = positionsAt(run, at)
  const counts = standing(run, lanes, positions)
  const lane = Math.min(WIDEST_LANE, Math.floor(room / Math.max(1, lanes.length)))
  const drawn = rowsOf({ run, lanes, counts, label, lane, width }, given)
  const first = positions.known ? [] : [unknownLine(given)]
  const ranks = drawn.map(({ rank }) => rank).sort((one, other) => one - other)
  const fits = height - first.length
  const last = drawn.length <= fits ? Number.POSITIVE_INFINITY : (ranks[Math.max(0, fits)] ?? 0)
  // Rows of the last rank that has room go as far as there is any.
  let spare = fits - ranks.filter((rank) => rank < last).length
  const picture = drawn.flatMap((row) =>
    row.rank < last || (row.rank === last && spare-- > 0) ? [row.line] : [],
  )
  const rest = height - first.length - picture.length
  const most = rest > 2 ? [line(''), ...mostLines(given, positions, Math.min(rest - 1, MOST_ROWS))] : []
  return [...first, ...picture, ...most]
}
