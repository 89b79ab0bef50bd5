/** Two runs side by side: what was changed, where a request spends its time in each, and every number of the level. */
import { type Flow, MIB, type Run, type Standing } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf } from '../bench.ts'
import { type Block, beside, exact, type Line, left, line, remember, span, widthOf } from '../looks/line.ts'
import type { State } from '../state.ts'
import { type CompareAt, changesBetween, originOf, type Side, sideName } from '../views/compare.ts'
import { followedAt, hereIn, NOWHERE } from '../views/following.ts'
import { footer, titleBar } from '../widgets/chrome.ts'
import { compareLines, summaryLines } from '../widgets/compare-rows.ts'
import { innerHeight, innerWidth, panel } from '../widgets/panel.ts'
import { sumLines } from '../widgets/path-sum.ts'
import { timeBars, totalText } from '../widgets/time-bars.ts'
import { bothTracks } from '../widgets/timeline.ts'
import { alignedRungs, foldPairs, rungsOfFlow, sideLines } from '../widgets/twin-ladders.ts'
import { isBoxed, type View } from './view.ts'

/** Changed knobs that are shown; the others are counted. */
const MOST_CHANGED = { boxed: 4, narrow: 2 }
/** Least rows of a ladder that is worth its place. */
const LEAST_LADDER = 6

const numbers = remember(compareLines)
const sentence = remember(summaryLines)
const pairsOf = remember((a: Flow, b: Flow, most: number) =>
  foldPairs(alignedRungs(rungsOfFlow(a), rungsOfFlow(b)), most),
)

interface Given {
  readonly state: State
  readonly bench: Bench
  readonly top: CompareAt
  readonly view: View
}

interface Shown {
  readonly run: Run
  readonly flow: Flow
  readonly scale: number
  readonly row: number
  readonly ordinal: number
  /** Of the request that is followed, where one is. */
  readonly phase: Standing['phase']
}

function pathDiffers(a: Flow, b: Flow | undefined): boolean {
  return b === undefined || a.nanosAlone !== b.nanosAlone || a.path.length !== b.path.length
}

/** The flow whose paths are drawn: of the request that is followed; that of the bench, unless only another one differs. */
export function flowCompared({ bench, top }: Pick<Given, 'bench' | 'top'>): string | undefined {
  const run = bench.ran?.run
  const own = run?.flows[flowOf(bench, run)]?.id
  const [a, b] = [top.a.ran?.run.flows ?? [], top.b.ran?.run.flows ?? []]
  const differ = a.filter((flow) =>
    pathDiffers(
      flow,
      b.find(({ id }) => id === flow.id),
    ),
  )
  if (bench.follow !== undefined || differ.length === 0 || differ.some(({ id }) => id === own)) return own
  return differ[0].id
}

/** What is drawn of a side; undefined: its run is not there yet, or has no such flow. */
function shownOf(given: Given, side: 'a' | 'b'): Shown | undefined {
  const { state, bench, top } = given
  const run = top[side].ran?.run
  const id = flowCompared(given)
  const index = run?.flows.findIndex((flow) => flow.id === id) ?? -1
  const flow = run?.flows[index]
  if (run === undefined || flow === undefined) return undefined
  const here = hereIn(run, index, bench.follow, top.playhead)
  const drawn = top.playhead > 0 || top.playing ? here : NOWHERE
  const phase = followedAt(run, bench.follow, top.playhead)?.phase ?? 'under-way'
  const scale = state.progress.settings.path === 'mib' ? MIB / flow.bytes : 1
  return { run, flow, scale, row: drawn.kind === 0 ? drawn.row : -1, ordinal: drawn.ordinal, phase }
}

function changedPanel({ bench, top, view }: Given): Block {
  const boxed = isBoxed(view)
  const width = innerWidth(view.columns, boxed)
  const { level } = bench.play
  const changes = changesBetween(level, top.a, top.b)
  const most = boxed ? MOST_CHANGED.boxed : MOST_CHANGED.narrow
  const shown = changes.length > most ? changes.slice(0, most - 1) : changes
  const name = Math.min(34, Math.max(...changes.map(({ key }) => widthOf(key)), 8) + 2)
  const value = Math.max(8, Math.floor((width - name - 10) / 2))
  const lines = shown.map(({ key, a, b }) =>
    line(
      ` ${left(plainLine(key), name)}`,
      span('A ', 'muted'),
      left(plainLine(a), Math.min(24, value)),
      span(' ~ ', 'changed'),
      span('B ', 'muted'),
      span(plainLine(b), 'changed'),
    ),
  )
  const rest = changes.length - shown.length
  const more = rest > 0 ? [line(span(` ${words.compare.more(rest)}`, 'muted'))] : []
  const none = changes.length === 0 ? [line(span(` ${words.compare.same}`, 'muted'))] : []
  const body = [...lines, ...more, ...none]
  const note = line(span(words.compare.ofKnobs(changes.length, level.knobs.length), 'muted'))
  const height = body.length + (boxed ? 2 : 1)
  return panel({ title: words.compare.changed, note, width: view.columns, height, boxed }, body)
}

/** `kept by hand   files.disk 4.94 ms a MiB`; while both are played, which request is where. */
function sideNote(given: Given, side: 'a' | 'b', shown: Shown | undefined): Line {
  const { state, bench, top } = given
  const from = originOf(bench, top[side]) || sideName(top[side])
  if (shown === undefined) return line(span(from, 'muted'))
  const { flow, scale, ordinal, phase } = shown
  const per = words.bench.each(state.progress.settings.path === 'mib' ? 'MiB' : flow.op)
  const taken = `${plainLine(flow.id)} ${totalText(flow, scale)} ${per}`
  if (ordinal === 0) return line(span(`${from}   ${taken}`, 'muted'))
  return line(span(`${taken}   `, 'muted'), `${words.bench.request(ordinal)}${words.compare.phases[phase]}`)
}

/** The two ladders; their rows are aligned, so they scroll together. */
function ladders(given: Given, height: number): Block {
  const { state, top, view } = given
  const shown = { a: shownOf(given, 'a'), b: shownOf(given, 'b') }
  const half = Math.floor(view.columns / 2)
  const widths = { a: half, b: view.columns - half }
  const rows = innerHeight(height, true) - 2
  const pairs = shown.a && shown.b ? pairsOf(shown.a.flow, shown.b.flow, rows) : undefined
  const from = Math.max(0, Math.min(top.scroll.path, (pairs?.length ?? 0) - rows))
  const perMebibyte = state.progress.settings.path === 'mib'
  const focused = top.focus === 'path'
  const one = (side: 'a' | 'b'): Block => {
    const width = widths[side] - 2
    const own = shown[side]
    const frame = { title: side.toUpperCase(), width: widths[side], height, boxed: true, focused }
    const note = sideNote(given, side, own)
    if (own === undefined || pairs === undefined)
      return panel({ ...frame, note }, [line(''), line(span(` ${words.compare.waiting}`, 'muted'))])
    const per = perMebibyte ? words.bench.perMebibyte : words.bench.perRequest
    const translated = own.run.host.iommu.mode === 'translated'
    const [heading, ...lines] = sideLines(pairs, side, { ...own, translated, per, width })
    const below = pairs.length - from - rows
    const hint = below > 0 ? line(span(words.bench.more(below), 'muted')) : line('')
    const sum = sumLines(own.flow, side === 'b' ? shown.a?.flow : undefined, { perMebibyte, width })[0]
    const cells = [...lines.slice(from, from + rows)]
    while (cells.length < rows) cells.push(line(''))
    const end = below > 0 ? exact(line(sum, hint), width) : sum
    return panel({ ...frame, note }, [heading, ...cells, end])
  }
  return beside(one('a'), one('b'))
}

function measuredPanel({ bench, top, view }: Given, height: number): Block {
  const boxed = isBoxed(view)
  const { columns } = view
  const width = innerWidth(columns, boxed)
  const { level } = bench.play
  const all = numbers(level, top.a, top.b, width)
  const said = sentence(level, top.a, top.b, width)
  const inside = innerHeight(height, boxed)
  const room = Math.max(1, inside - (boxed ? said.length + 1 : 0))
  const from = Math.max(0, Math.min(top.scroll.measured, all.length - room))
  const below = all.length - from - room
  const shown = all.slice(from, from + room)
  const text = boxed ? words.compare.scale : words.compare.sides
  const note = line(span(below > 0 ? `${words.bench.more(below)}   ` : '', 'changed'), span(text, 'muted'))
  const focused = top.focus === 'measured'
  const blank = boxed ? [line(''), ...said] : []
  return panel({ title: words.bench.measured, note, width: columns, height, boxed, focused }, [
    ...shown,
    ...blank,
  ])
}

function barsPanel(given: Given): Block {
  const { view, top } = given
  const shown = { a: shownOf(given, 'a'), b: shownOf(given, 'b') }
  const { a, b } = shown
  const note = line(span(words.compare.overEach, 'muted'))
  const focused = top.focus === 'path'
  const frame = { title: words.bench.path, note, width: view.columns, height: 5, boxed: false, focused }
  if (a === undefined || b === undefined)
    return panel(frame, [line(span(` ${words.compare.waiting}`, 'muted'))])
  return panel(
    frame,
    timeBars(
      [
        { ...a, name: 'A', ended: a.ordinal > 0 && a.phase === 'ended' },
        { ...b, name: 'B', ended: b.ordinal > 0 && b.phase === 'ended' },
      ],
      view.columns,
    ),
  )
}

function boxedBody(given: Given, rows: number): Block {
  const { bench, top, view } = given
  const width = innerWidth(view.columns, true)
  const changed = changedPanel(given)
  const wanted =
    numbers(bench.play.level, top.a, top.b, width).length +
    sentence(bench.play.level, top.a, top.b, width).length +
    3
  const rest = rows - changed.length
  const measured = Math.min(wanted, Math.max(Math.floor(rest / 2), rest - LEAST_LADDER - 30, 8))
  const path = rest - measured
  return [...changed, ...ladders(given, path), ...measuredPanel(given, measured)]
}

function narrowBody(given: Given, rows: number): Block {
  const { bench, top, view } = given
  const changed = changedPanel(given)
  const bars = barsPanel(given)
  const said = sentence(bench.play.level, top.a, top.b, view.columns)
  const height = Math.max(2, rows - changed.length - bars.length - said.length)
  return [...changed, ...measuredPanel(given, height), ...bars, ...said]
}

export function compareScreen(state: State, bench: Bench, top: CompareAt, view: View): Block {
  const { columns } = view
  const given: Given = { state, bench, top, view }
  const { level } = bench.play
  const boxed = isBoxed(view)
  const status = bothTracks(bench, top, columns)
  const rows = view.rows - 3 - status.length
  const body = boxed ? boxedBody(given, rows) : narrowBody(given, rows)
  const name = boxed ? ` ${plainLine(level.title)}` : ''
  const facts = (side: Side, letter: string) => `${letter} ${sideName(side)}`
  const title = titleBar(columns, `${level.number}${name} ▸ ${words.compare.title}`, [
    facts(top.a, 'A'),
    facts(top.b, 'B'),
    words.bench.seed(level.seeds[0]),
  ])
  const keys = footer('compare', columns, top.notice && plainLine(top.notice))
  return [title, ...body.slice(0, rows), ...status, exact(keys, columns)]
}
