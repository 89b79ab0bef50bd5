/** The panels of the bench, and the places where they stand. What did not change is not drawn again. */
import { momentAt, type Run } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf, hasHappened, incidentOf, type PanelId, type Ran } from '../bench.ts'
import { type Block, beside, exact, type Line, line, remember, restyle, span } from '../line.ts'
import { metricName } from '../metric-name.ts'
import type { State } from '../state.ts'
import { panelName, TABS } from '../tabs.ts'
import { stars, titleBar } from '../widgets/chrome.ts'
import { coreLines, coresKey } from '../widgets/cores.ts'
import { goalLines, goalsNote } from '../widgets/goals.ts'
import { knobList, knobRows } from '../widgets/knobs.ts'
import { logLines } from '../widgets/log.ts'
import { measuredLines } from '../widgets/measured.ts'
import { innerHeight, innerWidth, panel } from '../widgets/panel.ts'
import { incidentPlace, pathLines, pathNote } from '../widgets/path.ts'
import { isBoxed, type View } from './view.ts'

export interface Place {
  readonly width: number
  readonly height: number
  readonly boxed: boolean
}

/** The run that is shown, dimmed while the next one is computed. */
export function isStale(bench: Bench): boolean {
  return bench.impossible !== undefined || (bench.pending !== undefined && bench.pending.share > 0)
}

/** Whose numbers are shown, where the host on the bench cannot be and is not run. */
export function formerRun({ impossible, ran }: Bench): string | undefined {
  return impossible === undefined || ran === undefined ? undefined : words.bench.ofRun(ran.number)
}

/** What a former run measured is dim. */
export function ofFormer(bench: Bench, body: Block): Block {
  return bench.impossible === undefined ? body : body.map((one) => restyle(one, 'muted'))
}

const placeOf = remember(incidentPlace)
const drawGoals = remember(goalLines)
const drawKnobRows = remember(knobRows)
const drawLog = remember(logLines)
const drawCores = remember(coreLines)
const drawMeasured = remember(
  (
    level: Bench['play']['level'],
    ran: Ran | undefined,
    before: Ran | undefined,
    width: number,
    stale: boolean,
    cursor: number | undefined,
  ) => measuredLines({ level, ran, before, width, stale, cursor }),
)
const drawPath = remember(
  (
    run: Run,
    before: Run | undefined,
    flow: number,
    row: number,
    violated: number,
    perMebibyte: boolean,
    width: number,
    height: number,
    scroll: number,
    bare: boolean,
  ) => pathLines({ run, before, flow, row, violated, perMebibyte, width, height, scroll, bare }),
)

/** How many goals are met, or whose numbers stand there. */
export function goalsSaid(bench: Bench): Line {
  const former = formerRun(bench)
  return former === undefined
    ? goalsNote(bench.play.level, bench.ran, bench.before)
    : line(span(former, 'muted'))
}

export function goalsPanel(bench: Bench, place: Place, title: string = words.bench.goals): Block {
  const { level } = bench.play
  const body = drawGoals(level, bench.ran, bench.before, innerWidth(place.width, place.boxed))
  return panel({ ...place, title, note: goalsSaid(bench) }, ofFormer(bench, body))
}

export function benchPanel(bench: Bench, place: Place, focused: boolean): Block {
  const rows = drawKnobRows(bench.play, bench.atStart === true ? undefined : bench.before?.note.moves)
  const list = knobList(
    rows,
    bench.knob,
    innerWidth(place.width, place.boxed),
    innerHeight(place.height, place.boxed),
  )
  const changed = rows.filter((row) => row.changed).length
  const said =
    list.more > 0
      ? words.bench.more(list.more)
      : changed > 0
        ? words.bench.changed(changed)
        : words.bench.knobs(rows.length)
  return panel({ ...place, title: words.bench.bench, note: line(span(said, 'muted')), focused }, list.block)
}

/** The row of the path that the playhead is in; at a violation, the row that did it. */
export function rowHere(bench: Bench): { row: number; ordinal: number } {
  const run = bench.ran?.run
  if (run === undefined) return { row: -1, ordinal: 0 }
  const incident = incidentOf(bench)
  if (incident !== undefined && incident.at === bench.playhead) return placeOf(run, incident)
  const at = momentAt(run, flowOf(bench, run), bench.playhead)
  const moving = bench.playhead > 0 || bench.playing
  return moving ? { row: at.row, ordinal: at.ordinal } : { row: -1, ordinal: 0 }
}

export function pathBody(state: State, bench: Bench, width: number, height: number, bare = false): Block {
  const run = bench.ran?.run
  if (run === undefined) return [line(` ${words.bench.noRun}`)]
  const flow = flowOf(bench, run)
  const here = rowHere(bench)
  const incident = hasHappened(bench) ? incidentOf(bench) : undefined
  const violated = incident === undefined ? -1 : placeOf(run, incident).row
  const perMebibyte = state.progress.settings.path === 'mib'
  return drawPath(
    run,
    bench.before?.run,
    flow,
    here.row,
    violated,
    perMebibyte,
    width,
    height,
    bench.scroll.path ?? 0,
    bare,
  )
}

export function pathPanel(state: State, bench: Bench, place: Place, focused: boolean, note?: Line): Block {
  const run = bench.ran?.run
  const width = innerWidth(place.width, place.boxed)
  const tabbed = note !== undefined
  const cells = tabbed ? width - 2 : undefined
  // In few cells the number of the run alone, as the goals and the title say the rest.
  const of =
    bench.impossible === undefined || bench.ran === undefined
      ? ''
      : `  ${words.bench.first(bench.ran.number)}`
  const here = of === '' ? rowHere(bench) : undefined
  const request = run === undefined ? [] : pathNote(run, flowOf(bench, run), here, cells && cells - of.length)
  const whose = line(...request, span(of, 'muted'))
  // Where the title names the other tabs, a line of its own says whose request it is.
  const first = tabbed && run !== undefined ? [exact(line(' ', ...whose), width)] : []
  const body = pathBody(state, bench, width, innerHeight(place.height, place.boxed) - first.length)
  return panel({ ...place, title: words.bench.path, note: note ?? whose, focused }, [
    ...first,
    ...ofFormer(bench, body),
  ])
}

export function measuredBody(bench: Bench, width: number): Block {
  const cursor = bench.focus === 'measured' ? (bench.scroll.measured ?? 0) : undefined
  const body = drawMeasured(bench.play.level, bench.ran, bench.before, width, isStale(bench), cursor)
  return ofFormer(bench, body)
}

/** ~ on the name of a tab that changed with the last run. */
function changedTab(bench: Bench, tab: PanelId): boolean {
  const { ran, before } = bench
  if (ran === undefined || before === undefined) return false
  return tab !== 'log' && tab !== 'bench' && ran.run.hash !== before.run.hash
}

/** The other tabs with their numbers: `2 Measured~  3 Cores  4 Log`. */
export function tabsNote(bench: Bench, tabs: readonly PanelId[], shown: PanelId): Line {
  const others = tabs.flatMap((tab, index) => {
    if (tab === shown) return []
    return [`${index + 1} ${panelName(tab)}${changedTab(bench, tab) ? '~' : ' '}`]
  })
  return line(span(others.join(' ').trimEnd(), 'muted'))
}

export function coresShown(bench: Bench, width: number, height: number): Block {
  return ofFormer(bench, drawCores(bench.ran?.run, width, height))
}

function coresBody(bench: Bench, width: number, height: number): Block {
  const key = coresKey(width)
  return [...coresShown(bench, width, height - key.length - 1), line(''), ...key]
}

export function tabPanel(state: State, bench: Bench, place: Place): Block {
  const tabs: readonly PanelId[] = TABS.filter((tab) => tab !== 'bench')
  const shown = tabs.includes(bench.tab) ? bench.tab : 'path'
  const width = innerWidth(place.width, place.boxed)
  const height = innerHeight(place.height, place.boxed)
  const note = tabsNote(bench, tabs, shown)
  const frame = { ...place, title: panelName(shown), note, focused: bench.focus === shown }
  switch (shown) {
    case 'measured': {
      const former = formerRun(bench)
      const first = former === undefined ? [] : [line(span(` ${former}`, 'muted'))]
      return panel(frame, [...first, ...measuredBody(bench, width)])
    }
    case 'cores':
      return panel(frame, coresBody(bench, width, height))
    case 'log':
      return panel(frame, drawLog(bench, width, height))
    default:
      return pathPanel(state, bench, place, bench.focus === 'path', note)
  }
}

/** Left and right half, joined; under 100 columns by a line. */
export function halves(left: Block, right: Block, boxed: boolean): Block {
  return boxed
    ? beside(left, right)
    : beside(
        left,
        left.map(() => [span('│', 'muted')]),
        right,
      )
}

export function leftWidth(view: View): number {
  if (!isBoxed(view)) return 38
  return Math.min(64, 42 + Math.max(0, Math.floor((view.columns - 120) / 4)))
}

export function goalsHeight(bench: Bench, rows: number, boxed: boolean): number {
  const lines = drawGoals(bench.play.level, bench.ran, bench.before, leftWidthInside(boxed)).length
  return Math.min(Math.max(5, Math.floor(rows / 2)), lines + (boxed ? 2 : 2))
}

function leftWidthInside(boxed: boolean): number {
  return boxed ? 40 : 38
}

export function logPanel(bench: Bench, place: Place): Block {
  const [metric] = bench.play.level.headline
  const body = drawLog(bench, innerWidth(place.width, place.boxed), innerHeight(place.height, place.boxed))
  return panel(
    {
      ...place,
      title: words.bench.log,
      note: line(span(metricName(metric, bench.ran?.run, bench.play.level.focus), 'muted')),
      focused: bench.focus === 'log',
    },
    body,
  )
}

function runFact(bench: Bench): string {
  if (bench.impossible === undefined && isStale(bench))
    return words.bench.waiting(bench.opened.runs + bench.play.runs.length + 1, bench.pending?.share ?? 0)
  return (
    formerRun(bench) ?? (bench.ran === undefined ? words.bench.noRun : words.bench.first(bench.ran.number))
  )
}

export function benchTitle(bench: Bench, width: number, place = ''): Line {
  const { level } = bench.play
  const medals = Math.max(bench.opened.medals, ...bench.play.runs.map((run) => run.medals))
  const name = place !== '' && width < 100 ? '' : ` ${plainLine(level.title)}`
  const title = `${level.number}${name}${place}`
  return titleBar(
    width,
    title,
    [runFact(bench), words.bench.seed(level.seeds[0])],
    line(stars(medals, 1 + level.medals.length)),
  )
}
