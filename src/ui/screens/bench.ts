/** The bench: goals, knobs, path, numbers, in the order in which the eye goes. */
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { type Block, exact, line, sized, span, wrap } from '../looks/line.ts'
import type { State } from '../state.ts'
import { SCROLLED } from '../tabs.ts'
import { groupOf } from '../views/knob-order.ts'
import { footer } from '../widgets/chrome.ts'
import { coresLegend } from '../widgets/cores.ts'
import { measuredNote } from '../widgets/measured.ts'
import { panel } from '../widgets/panel.ts'
import { numberedName } from '../widgets/tab-names.ts'
import { timelines } from '../widgets/timeline.ts'
import { firstRunBody, firstRunNotice } from './first-run.ts'
import {
  benchPanel,
  benchTitle,
  coresShown,
  goalsHeight,
  goalsPanel,
  halves,
  leftWidth,
  logPanel,
  measuredBody,
  type Place,
  pathPanel,
  tabPanel,
} from './panels.ts'
import { isPicture, picturePanel } from './pictures.ts'
import { hasTwoTracks, isBoxed, isWhole, type View } from './view.ts'
import { violationBody } from './violation.ts'

function restBody(state: State, bench: Bench, view: View, rows: number): Block {
  const boxed = isBoxed(view)
  const whole = isWhole(view)
  const left = leftWidth(view)
  const right = view.columns - left - (boxed ? 0 : 1)
  const goals = goalsHeight(bench, rows, boxed)
  const knobs = bench.play.level.knobs
  const wanted = knobs.length + new Set(knobs.map((knob) => groupOf(knob.key))).size + 8
  const log = whole
    ? Math.max(6, Math.min(rows - goals - wanted, Math.floor(rows / 2)), Math.floor(rows * 0.22))
    : 0
  const leftBlock = [
    ...goalsPanel(bench, { width: left, height: goals, boxed }),
    ...benchPanel(bench, { width: left, height: rows - goals - log, boxed, whole }, bench.focus === 'bench'),
    ...(log > 0 ? logPanel(bench, { width: left, height: log, boxed }) : []),
  ]
  const rightBlock = whole
    ? wholeRight(state, bench, right, rows)
    : tabPanel(state, bench, { width: right, height: rows, boxed })
  return halves(leftBlock, rightBlock, boxed)
}

/** Rows from which on idle cores are worth some. */
const ROWS_FOR_IDLE = 50

function coreRows(bench: Bench, rows: number): number {
  const cores = bench.ran?.run.cores
  return cores === undefined || rows >= ROWS_FOR_IDLE
    ? bench.play.level.host.cores
    : cores.filter((core) => core.threads.length > 0).length
}

/** The path, or the picture that was chosen last. */
function inPathsPlace(state: State, bench: Bench, place: Place): Block {
  const { picture = 'path' } = bench
  if (isPicture(picture)) return picturePanel(state, bench, picture, place)
  return pathPanel(state, bench, place, bench.focus === 'path')
}

function wholeRight(state: State, bench: Bench, width: number, rows: number): Block {
  const cores = Math.min(coreRows(bench, rows) + 3, Math.floor(rows / 3))
  const numbers = measuredBody(bench, width - 2)
  const measured = Math.min(numbers.length + 2, Math.floor(rows / 2))
  const path = rows - measured - cores
  const boxed = true
  return [
    ...inPathsPlace(state, bench, { width, height: path, boxed, whole: true }),
    ...panel(
      {
        title: numberedName('measured'),
        note: measuredNote(bench.ran, bench.before),
        width,
        height: measured,
        boxed,
        focused: bench.focus === 'measured',
      },
      numbers,
    ),
    ...panel(
      {
        title: numberedName('cores'),
        note: coresLegend(width),
        width,
        height: cores,
        boxed,
        focused: bench.focus === 'cores' && bench.picture !== 'cores',
      },
      coresShown(bench, width - 2, cores - 2).slice(bench.scroll.cores ?? 0),
    ),
  ]
}

/** The footer speaks of the panel in hand. */
function footerOf(bench: Bench, violated: boolean, first: boolean): Parameters<typeof footer>[0] {
  const { focus } = bench
  if (violated) return focus === 'bench' ? 'bench' : 'violation'
  if (first && focus === 'bench') return 'first-run'
  if (focus === 'bench' || focus === 'path' || focus === 'measured' || focus === 'goals') return focus
  return SCROLLED.includes(focus) ? 'list' : 'panel'
}

export function benchScreen(state: State, bench: Bench, view: View): Block {
  const { columns } = view
  const why =
    bench.impossible === undefined ? [] : wrap(words.bench.impossible(bench.impossible), columns - 2)
  // The whole sentence is shown: its end says what would do.
  const violated = bench.incident !== undefined && bench.ran !== undefined
  const first = bench.play.level.big !== undefined
  const status =
    why.length > 0
      ? why.map((text) => exact(line(span(` ${text}`, 'bad')), columns))
      : timelines(bench, columns, hasTwoTracks(view) && (violated || !first))
  const rows = view.rows - 3 - status.length
  const body = violated
    ? violationBody(state, bench, view, rows)
    : first
      ? firstRunBody(state, bench, view, rows)
      : restBody(state, bench, view, rows)
  const keys = footerOf(bench, violated, first)
  const title = benchTitle(bench, columns)
  const said = first && !violated ? firstRunNotice(bench) : bench.notice
  return [
    title,
    ...sized(body, columns, rows),
    ...status,
    exact(footer(keys, columns, said && plainLine(said)), columns),
  ]
}
