/** The pictures of the bench: panels that stand in the place of the path, or are tabs where there is room for one. */
import type { Level, Settings } from '../../game/index.ts'
import type { Run } from '../../machine/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf, type PanelId, type Ran } from '../bench.ts'
import {
  type Block,
  exact,
  type Line,
  line,
  lineWidth,
  remember,
  restyle,
  span,
  spread,
} from '../looks/line.ts'
import type { State } from '../state.ts'
import { panelName } from '../tabs.ts'
import { type TimelineGiven, timelineNote, timelinePanel } from '../widgets/core-timeline.ts'
import { gaugeLines } from '../widgets/gauges.ts'
import { hostLines, hostNote } from '../widgets/host-diagram.ts'
import { latencyLines, latencyNote } from '../widgets/latency-picture.ts'
import { memoryLines, memoryNote } from '../widgets/memory-picture.ts'
import { innerHeight, innerWidth, panel } from '../widgets/panel.ts'
import { numberedName, picturesNote } from '../widgets/tab-names.ts'

export interface PictureGiven {
  readonly bench: Bench
  readonly ran: Ran
  readonly run: Run
  /** Index into run.flows. */
  readonly flow: number
  readonly width: number
  readonly height: number
  readonly plot: Settings['plot']
}

interface Picture {
  readonly body: (given: PictureGiven) => Block
  /** What it is a picture of, in the title; where that names the tabs, a line of its own. */
  readonly note: (given: PictureGiven) => Line
}

const drawHost = remember((run: Run, flow: number, at: number, width: number, height: number) =>
  hostLines({ run, flow, at, width, height }),
)

const drawMemory = remember((run: Run, flow: number, at: number, width: number, height: number) =>
  memoryLines({ run, flow, at, width, height }),
)

const drawLatency = remember(
  (
    run: Run,
    before: Run | undefined,
    flow: number,
    level: Level,
    width: number,
    height: number,
    plot: Settings['plot'],
  ) => latencyLines({ run, before, flow, level, width, height, plot }),
)

/** The cores over time, as the bench stands. */
export function timelineGiven(bench: Bench, run: Run, width: number, height: number): TimelineGiven {
  const { playhead: at, playing, speed, scroll } = bench
  return { run, at, moving: playing || at > 0, speed, width, height, scroll: scroll.cores ?? 0 }
}

const drawQueues = remember(gaugeLines)

/** The key and the heading stay; the queues below them scroll. */
function queuesBody({ run, flow, bench, width, height }: PictureGiven): Block {
  const [key, heading, ...rest] = drawQueues(run, flow, bench.playhead, width)
  if (heading === undefined) return [key]
  const room = Math.max(1, height - 2)
  const from = Math.min(bench.scroll.queues ?? 0, Math.max(0, rest.length - room))
  const below = rest.length - room - from
  const more = below > 0 ? spread(key, line(span(`${words.bench.more(below)} `, 'muted')), width) : key
  return [more, heading, ...rest.slice(from)]
}

/** One line a panel. */
const PICTURES: Readonly<Partial<Record<PanelId, Picture>>> = {
  host: {
    body: (it) => drawHost(it.run, it.flow, it.bench.playhead, it.width, it.height),
    note: (it) => hostNote(it.run, it.bench.playhead),
  },
  cores: {
    body: (it) => timelinePanel(timelineGiven(it.bench, it.run, it.width, it.height)),
    note: (it) => timelineNote(timelineGiven(it.bench, it.run, it.width, it.height)),
  },
  latency: {
    body: (it) =>
      drawLatency(it.run, it.bench.before?.run, it.flow, it.bench.play.level, it.width, it.height, it.plot),
    note: (it) => latencyNote(it.run, it.flow),
  },
  memory: {
    body: (it) => drawMemory(it.run, it.flow, it.bench.playhead, it.width, it.height),
    note: (it) => memoryNote(it.run, it.width),
  },
  queues: { body: queuesBody, note: () => [] },
}

export function isPicture(shown: PanelId): boolean {
  return PICTURES[shown] !== undefined
}

interface PicturePlace {
  readonly width: number
  readonly height: number
  readonly boxed: boolean
  /** All panels are on screen. */
  readonly whole?: boolean
}

/** ASCII has signs for blocks alone. */
function plotOf({ progress: { settings }, environment }: State): Settings['plot'] {
  const ascii = settings.glyphs === 'auto' ? environment.ascii : settings.glyphs === 'ascii'
  return ascii ? 'blocks' : settings.plot
}

/** @param tabs names of the other tabs, where it is one */
export function picturePanel(
  state: State,
  bench: Bench,
  shown: PanelId,
  place: PicturePlace,
  tabs?: Line,
): Block {
  const { ran } = bench
  const picture = PICTURES[shown]
  const title = place.whole === true ? numberedName(shown) : panelName(shown)
  const frame = { ...place, title, focused: bench.focus === shown }
  if (ran === undefined || picture === undefined)
    return panel({ ...frame, ...(tabs && { note: tabs }) }, [line(` ${words.bench.noRun}`)])
  const width = innerWidth(place.width, place.boxed)
  const height = innerHeight(place.height, place.boxed)
  const { run } = ran
  const given = { bench, ran, run, flow: flowOf(bench, run), width, height, plot: plotOf(state) }
  const own = picture.note(given)
  const room = width - title.length - lineWidth(own) - 8
  const note = place.whole === true ? line(...own, ...picturesNote(shown, room)) : own
  const first = tabs === undefined || lineWidth(note) === 0 ? [] : [exact(line(' ', ...note), width)]
  const body = [...first, ...picture.body({ ...given, height: height - first.length })]
  // What a former run measured is dim.
  const former = bench.impossible === undefined ? body : body.map((one) => restyle(one, 'muted'))
  return panel({ ...frame, note: tabs ?? note }, former)
}
