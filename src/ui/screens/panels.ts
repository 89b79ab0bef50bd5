import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf, hasHappened, incidentOf } from '../bench.ts'
import {
  type Block,
  beside,
  exact,
  type Line,
  left,
  line,
  lineWidth,
  remember,
  rememberNamed,
  restyle,
  span,
} from '../looks/line.ts'
import type { State } from '../state.ts'
import { panelName, TABS } from '../tabs.ts'
import { type Here, hereOn, NOWHERE, requestFollowed } from '../views/following.ts'
import { metricName } from '../views/metric-name.ts'
import { stars, titleBar } from '../widgets/chrome.ts'
import { coresTab } from '../widgets/core-timeline.ts'
import { coreLines } from '../widgets/cores.ts'
import { followLines } from '../widgets/follow-lines.ts'
import { goalInHand, goalLines, goalsNote } from '../widgets/goals.ts'
import { knobList, knobRows } from '../widgets/knobs.ts'
import { logLines } from '../widgets/log.ts'
import { measuredLines } from '../widgets/measured.ts'
import { innerHeight, innerWidth, panel } from '../widgets/panel.ts'
import { incidentPlace, pathLines, pathNote } from '../widgets/path.ts'
import { numberedName, picturesNote, tabsNote } from '../widgets/tab-names.ts'
import { isPicture, picturePanel, timelineGiven } from './pictures.ts'
import { BOXED_FROM, isBoxed, type View } from './view.ts'

export interface Place {
  readonly width: number
  readonly height: number
  readonly boxed: boolean
  /** All panels are on screen, and each says its digit. */
  readonly whole?: boolean
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
const drawMeasured = rememberNamed(measuredLines)
const drawPath = rememberNamed(pathLines)

/** How many goals are met, or whose numbers stand there. */
export function goalsSaid(bench: Bench): Line {
  const former = formerRun(bench)
  return former === undefined
    ? goalsNote(bench.play.level, bench.ran, bench.before)
    : line(span(former, 'muted'))
}

export function goalsPanel(bench: Bench, place: Place, title: string = words.bench.goals): Block {
  const { level } = bench.play
  const focused = bench.focus === 'goals'
  const cursor = focused ? (bench.scroll.goals ?? 0) : -1
  const drawn = drawGoals(level, bench.ran, bench.before, innerWidth(place.width, place.boxed))
  const body = goalInHand(ofFormer(bench, drawn), cursor)
  // The goal in hand is in sight.
  const from = Math.max(0, cursor + 1 - innerHeight(place.height, place.boxed))
  return panel({ ...place, title, note: goalsSaid(bench), focused }, body.slice(from))
}

export function benchPanel(bench: Bench, place: Place, focused: boolean): Block {
  const rows = drawKnobRows(bench.play, bench.atStart === true ? undefined : bench.before?.note.moves)
  const found = bench.found === undefined ? rows : rows.filter((_, index) => bench.found?.includes(index))
  const list = knobList(
    found,
    found.indexOf(rows[bench.knob]),
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
  const title = place.whole === true ? numberedName('bench') : words.bench.bench
  return panel({ ...place, title, note: line(span(said, 'muted')), focused }, list.block)
}

/** What the path shows: where the playhead is; at a violation, the row that did it. */
export function rowHere(bench: Bench): Here {
  const run = bench.ran?.run
  if (run === undefined) return NOWHERE
  const incident = incidentOf(bench)
  if (incident !== undefined && incident.at === bench.playhead) return placeOf(run, incident)
  const moving = bench.playhead > 0 || bench.playing || bench.follow !== undefined
  return moving ? hereOn(bench, run) : NOWHERE
}

export function pathBody(state: State, bench: Bench, width: number, height: number, bare = false): Block {
  const run = bench.ran?.run
  if (run === undefined) return [line(` ${words.bench.noRun}`)]
  const flow = flowOf(bench, run)
  const here = rowHere(bench)
  const incident = hasHappened(bench) ? incidentOf(bench) : undefined
  const struck = incident === undefined ? NOWHERE : placeOf(run, incident)
  const violated = struck.kind === here.kind ? struck.row : -1
  const perMebibyte = state.progress.settings.path === 'mib'
  const followed = bench.follow?.flow === run.flows[flow]?.id ? followLines(run, bench, width) : []
  const path = drawPath({
    run,
    before: bench.before?.run,
    flow,
    row: here.row,
    violated,
    perMebibyte,
    width,
    height: height - followed.length,
    scroll: bench.scroll.path ?? 0,
    // Its own times say more than the sum of one at rest.
    bare: bare || followed.length > 0,
    cursor: bench.focus === 'path',
    kind: here.kind,
    request: followed.length === 0 ? undefined : requestFollowed(run, bench.follow),
  })
  return [...path, ...followed]
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
  const named = numberedName('path')
  const room = width - named.length - lineWidth(whose) - 8
  const title = place.whole === true ? named : words.bench.path
  const beside = place.whole === true ? line(...whose, ...picturesNote('path', room)) : whose
  return panel({ ...place, title, note: note ?? beside, focused }, [...first, ...ofFormer(bench, body)])
}

export function measuredBody(bench: Bench, width: number): Block {
  return ofFormer(
    bench,
    drawMeasured({
      level: bench.play.level,
      ran: bench.ran,
      before: bench.before,
      width,
      stale: isStale(bench),
      cursor: bench.focus === 'measured' ? (bench.scroll.measured ?? 0) : -1,
    }),
  )
}

export function coresShown(bench: Bench, width: number, height: number): Block {
  return ofFormer(bench, drawCores(bench.ran?.run, width, height))
}

function coresBody(bench: Bench, width: number, height: number): Block {
  const run = bench.ran?.run
  const sums = coresShown(bench, width, height)
  return run === undefined ? sums : ofFormer(bench, coresTab(timelineGiven(bench, run, width, height), sums))
}

export function tabPanel(state: State, bench: Bench, place: Place): Block {
  const shown = bench.tab !== 'bench' && TABS.includes(bench.tab) ? bench.tab : 'path'
  const width = innerWidth(place.width, place.boxed)
  const height = innerHeight(place.height, place.boxed)
  const note = tabsNote(bench, TABS, shown, width - panelName(shown).length - 7)
  if (isPicture(shown) && shown !== 'cores') return picturePanel(state, bench, shown, place, note)
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
      title: numberedName('log'),
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

/** Cells of an assignment and a student beside the title of a level. */
const TASK_CELLS = 40

export function benchTitle(bench: Bench, width: number, place = ''): Line {
  const { level } = bench.play
  const medals = Math.max(bench.opened.medals, ...bench.play.runs.map((run) => run.medals))
  const name = place !== '' && width < 100 ? '' : ` ${plainLine(level.title)}`
  const title = `${level.number}${name}${place}`
  return titleBar(
    width,
    title,
    [
      ...(bench.rules === undefined || width < BOXED_FROM
        ? []
        : [left(bench.rules.of, TASK_CELLS).trimEnd()]),
      runFact(bench),
      words.bench.seed(level.seeds[0]),
    ],
    line(stars(medals, 1 + level.medals.length)),
  )
}
