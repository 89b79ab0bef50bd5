/** Pictures of the bench that may stand in the path's place: one line a panel. */
import { words } from '../../text/ui-words.ts'
import type { Bench, PanelId } from '../bench.ts'
import { flowOf } from '../bench.ts'
import { type Block, line, remember, span } from '../line.ts'
import type { State } from '../state.ts'
import { panelName } from '../tabs.ts'
import { gaugeLines } from '../widgets/gauges.ts'
import { innerHeight, innerWidth, panel } from '../widgets/panel.ts'
import { ofFormer, type Place, pathPanel, tabPanel } from './panels.ts'

const drawGauges = remember(gaugeLines)

function queuesBody(bench: Bench, width: number, height: number): Block {
  const run = bench.ran?.run
  if (run === undefined) return []
  const lines = drawGauges(run, flowOf(bench, run), bench.playhead, width)
  const [key, heading, ...rest] = lines
  const room = Math.max(1, height - 2)
  const from = Math.min(bench.scroll.queues ?? 0, Math.max(0, rest.length - room))
  return ofFormer(bench, heading === undefined ? [key] : [key, heading, ...rest.slice(from)])
}

/** What stands in the path's place; undefined: the path itself. */
export function pictureBody(_state: State, bench: Bench, place: Place): Block | undefined {
  const width = innerWidth(place.width, place.boxed)
  const height = innerHeight(place.height, place.boxed)
  const shown: PanelId = bench.tab
  if (shown === 'queues') return queuesBody(bench, width, height)
  return undefined
}

function picturePanel(bench: Bench, place: Place, body: Block, note: string): Block {
  const focused = bench.focus === bench.tab
  return panel({ ...place, title: panelName(bench.tab), note: line(span(note, 'muted')), focused }, body)
}

/** The path, or the picture that was chosen by its digit. */
export function placePanel(state: State, bench: Bench, place: Place): Block {
  const body = pictureBody(state, bench, place)
  return body === undefined
    ? pathPanel(state, bench, place, bench.focus === 'path')
    : picturePanel(bench, place, body, words.queues.back)
}

/** The same where everything at the right is a tab. */
export function placeTab(state: State, bench: Bench, place: Place): Block {
  const body = pictureBody(state, bench, place)
  return body === undefined
    ? tabPanel(state, bench, place)
    : picturePanel(bench, place, body, words.queues.tabs)
}
