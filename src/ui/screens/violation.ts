/** The bench at a violation: what, when, who, whom, meant, hit, and both addresses in one picture of the memory. */
import { type Incident, ordinalOf, type Run } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, hasHappened, incidentOf, type PanelId } from '../bench.ts'
import { address, grouped, moment, size } from '../looks/format.ts'
import { type Block, exact, type Line, left, line, right, span, wrap } from '../looks/line.ts'
import type { State } from '../state.ts'
import { VIOLATION_TABS } from '../tabs.ts'
import { fixLines } from '../widgets/fixes.ts'
import { logLines } from '../widgets/log.ts'
import { addressLines, hitText, mapLines, mapNote, mapScale, ownersLine } from '../widgets/memory-map.ts'
import { innerHeight, innerWidth, panel } from '../widgets/panel.ts'
import { tabsNote } from '../widgets/tab-names.ts'
import { benchPanel, goalsPanel, halves, leftWidth, type Place, pathPanel } from './panels.ts'
import { isBoxed, isWhole, type View } from './view.ts'

/** Rows of the memory map where a row is 64 letters. */
const MAP_ROWS_WIDE = 4

function where(value: number): string {
  return value < 0 ? words.violation.nowhere : address(value)
}

function factLine(name: string, value: string): Line {
  return line(' ', span(left(name, 8), 'muted'), ` ${value}`)
}

/** A frame goes to no place in memory. */
export function isFrame({ kind }: Incident): boolean {
  return kind === 'spoofed-frame' || kind === 'blocked-by-card' || kind === 'other-vlan'
}

/** Where it was meant to go and where it went; a frame, and a device that was handed on whole, went to no address. */
function placeLines(incident: Incident): Block {
  const { address: asked, meant, landed, bytes } = incident
  if (bytes === 0 || isFrame(incident)) return []
  return [
    ...(asked === landed ? [] : [factLine(words.violation.asked, where(asked))]),
    factLine(words.violation.meant, where(meant)),
    factLine(words.violation.hit, hitText(incident)),
  ]
}

/** What let it happen. */
export function whyItPassed({ kind, owner }: Incident, { host }: Run): string {
  const { mode, ats } = host.iommu
  // Where nothing translates, no unit remembers anything either.
  const why = kind === 'stale-mapping' && mode !== 'translated' ? undefined : words.violation.why[kind]
  if (why !== undefined) return why
  if (mode === 'translated') return ats === true ? words.violation.believed : words.violation.translated
  const devices = host.guests.find(({ id }) => id === owner)?.devices ?? []
  const isBare = devices.some(({ controller }) => controller === 'bare-metal')
  return isBare ? words.violation.untranslatedBare : words.violation.untranslated
}

function violationLines(incident: Incident, run: Run, width: number): Block {
  const page =
    incident.landed < 0 ? '' : `   ${words.violation.page(address(Math.floor(incident.landed / 4096)))}`
  const request =
    incident.request < 0 ? '' : words.violation.request(grouped(ordinalOf(run, incident.request)))
  const device = Object.values(run.host.devices).find((one) => one.address === incident.device)
  const mode = whyItPassed(incident, run)
  return [
    ...wrap(`✘ ${words.violation.what[incident.kind]}`, width - 2).map((text) =>
      line(' ', span(text, 'bad')),
    ),
    factLine(words.violation.at, `${moment(incident.at)}   ${request}`),
    factLine(
      words.violation.device,
      `${plainLine(incident.device)}${device === undefined ? '' : `  ${device.model}`}`,
    ),
    factLine(words.violation.owner, plainLine(incident.owner)),
    factLine(words.violation.victim, `${plainLine(incident.victim)}${page}`),
    ...placeLines(incident),
    line(''),
    ...wrap(mode, width - 2).map((text) => line(` ${text}`)),
    line(''),
    ...words.violation.keys.map(([key, text], index) =>
      line(span(index === 0 ? ' ▸ ' : '   ', 'focus'), span(left(key, 4), 'bold'), text),
    ),
  ].map((one) => exact(one, width))
}

function violationPanel(bench: Bench, incident: Incident, run: Run, place: Place): Block {
  const note = line(words.violation.ofAll(grouped((bench.incident ?? 0) + 1), grouped(run.violationCount)))
  return panel(
    { ...place, title: words.violation.title, note, focused: bench.focus === 'violation' },
    violationLines(incident, run, innerWidth(place.width, place.boxed)),
  )
}

function memoryPanel(bench: Bench, incident: Incident, run: Run, place: Place, tabs?: Line): Block {
  const width = innerWidth(place.width, place.boxed)
  const height = innerHeight(place.height, place.boxed)
  const gutter = width >= 60 ? 10 : 6
  const rows = Math.min(Math.max(1, height - 4), width >= 60 ? MAP_ROWS_WIDE : 8)
  const scale = mapScale(run.host.memory, width - gutter, rows)
  const happened = hasHappened(bench)
  const map = mapLines(run, incident, width, rows, happened)
  const owners = wrap(
    ownersLine(run, 400)
      .map((part) => part.text)
      .join('')
      .trimEnd(),
    width - 2,
  )
  const note = tabs ?? line(span(mapNote(run, scale), 'muted'))
  const fix = fixLines(bench, width)
  const body = [
    ...(tabs === undefined ? [] : [line(span(` ${words.violation.letter(size(scale.cell))}`, 'muted'))]),
    ...map,
    line(''),
    ...owners.map((text) => line(` ${text.trim()}`)),
    ...(isFrame(incident) ? [] : addressLines(incident, width, happened)),
  ]
  const room = height - body.length - 1
  const below =
    tabs === undefined || room < 2
      ? []
      : panel(
          {
            title: words.violation.fix,
            note: line(span(words.violation.fixNote, 'muted')),
            width,
            height: room,
            boxed: false,
          },
          fix,
        )
  return panel({ ...place, title: words.violation.memory, note, focused: bench.focus === 'memory' }, [
    ...body,
    ...(below.length > 0 ? [line('')] : []),
    ...below,
  ])
}

interface Event {
  readonly at: number
  readonly text: string
  readonly kind: 'violation' | 'contained' | 'stopped'
  readonly index: number
}

function whatHappened(one: Incident): string {
  if (isFrame(one)) return words.violation.inName(one.victim)
  const bytes = size(one.bytes)
  return one.write ? words.violation.wrote(bytes, one.victim) : words.violation.read(bytes, one.victim)
}

function eventsOf(run: Run, incident: number, stopped: boolean): Event[] {
  const violations = run.violations.map((one, index): Event => {
    return { at: one.at, text: whatHappened(one), kind: 'violation', index }
  })
  const contained = run.contained.map(
    (one): Event => ({
      at: one.at,
      text: isFrame(one)
        ? words.violation.what[one.kind]
        : words.violation.stoppedAccess(size(one.bytes), address(one.address)),
      kind: 'contained',
      index: -1,
    }),
  )
  const at = run.violations[incident]?.at ?? 0
  const here: Event[] = stopped ? [{ at, text: words.violation.stopped, kind: 'stopped', index: -1 }] : []
  return [...violations, ...contained, ...here].sort(
    (one, other) => one.at - other.at || (one.kind === 'stopped' ? 1 : 0),
  )
}

function eventLine(event: Event, here: boolean, width: number): Line {
  const sign =
    event.kind === 'violation'
      ? span('✘', 'bad')
      : event.kind === 'contained'
        ? span('■', 'contained')
        : span(' ')
  const kind =
    event.kind === 'violation'
      ? words.violation.violated
      : event.kind === 'contained'
        ? words.violation.contained
        : ''
  const room = width - 17 - 11
  return exact(
    line(
      span(here ? '▸' : ' ', 'focus'),
      sign,
      span(right(moment(event.at), 12), here ? 'bold' : 'plain'),
      `   ${left(plainLine(event.text), room)}`,
      span(kind, 'muted'),
    ),
    width,
  )
}

function eventsPanel(bench: Bench, run: Run, place: Place): Block {
  const events = eventsOf(run, bench.incident ?? 0, bench.stopped === true)
  const height = innerHeight(place.height, place.boxed)
  const cursor = events.findIndex((event) => event.kind === 'violation' && event.index === bench.incident)
  const from = Math.max(0, Math.min(cursor - 1, events.length - height))
  const body = events
    .slice(from, from + height)
    .map((event, index) => eventLine(event, from + index === cursor, innerWidth(place.width, place.boxed)))
  return panel(
    { ...place, title: words.violation.events, note: line(span(words.violation.turning, 'muted')) },
    body,
  )
}

function tabbed(state: State, bench: Bench, incident: Incident, run: Run, place: Place): Block {
  const shown: PanelId = VIOLATION_TABS.includes(bench.tab) ? bench.tab : 'memory'
  const note = tabsNote(bench, VIOLATION_TABS, shown)
  switch (shown) {
    case 'path':
      return pathPanel(state, bench, place, bench.focus === 'path', note)
    case 'bench':
      return benchPanel(bench, place, bench.focus === 'bench')
    case 'log':
      return panel(
        { ...place, title: words.bench.log, note, focused: bench.focus === 'log' },
        logLines(bench, innerWidth(place.width, place.boxed), innerHeight(place.height, place.boxed)),
      )
    default:
      return memoryPanel(bench, incident, run, place, note)
  }
}

export function violationBody(state: State, bench: Bench, view: View, rows: number): Block {
  const incident = incidentOf(bench)
  const run = bench.ran?.run
  if (incident === undefined || run === undefined) return []
  const boxed = isBoxed(view)
  const cells = leftWidth(view)
  const other = view.columns - cells - (boxed ? 0 : 1)
  if (!isWhole(view)) {
    const goals = Math.max(4, Math.min(7, bench.play.level.goals.length + 2))
    const leftBlock = [
      ...goalsPanel(bench, { width: cells, height: goals, boxed }),
      ...violationPanel(bench, incident, run, { width: cells, height: rows - goals, boxed }),
    ]
    return halves(
      leftBlock,
      tabbed(state, bench, incident, run, { width: other, height: rows, boxed }),
      boxed,
    )
  }
  const goals = Math.min(10, bench.play.level.goals.length + 5)
  const violation = 17
  const path = Math.floor(rows / 3)
  const scale = mapScale(run.host.memory, other - 12, MAP_ROWS_WIDE)
  const memory = Math.min(scale.rows + 6, rows - path - 8)
  const events = 5
  return halves(
    [
      ...goalsPanel(bench, { width: cells, height: goals, boxed }),
      ...benchPanel(
        bench,
        { width: cells, height: rows - goals - violation, boxed },
        bench.focus === 'bench',
      ),
      ...violationPanel(bench, incident, run, { width: cells, height: violation, boxed }),
    ],
    [
      ...pathPanel(state, bench, { width: other, height: path, boxed }, bench.focus === 'path'),
      ...memoryPanel(bench, incident, run, { width: other, height: memory, boxed }),
      ...eventsPanel(bench, run, { width: other, height: events, boxed }),
      ...panel(
        {
          title: words.violation.fix,
          note: line(span(words.violation.fixNote, 'muted')),
          width: other,
          height: rows - path - memory - events,
          boxed,
        },
        fixLines(bench, other - 2),
      ),
    ],
    boxed,
  )
}
