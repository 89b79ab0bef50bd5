/** Explore: every allowed configuration as a point over two metrics, and beside it where yours stands and what is in hand. */
import { knobWeights, movesAt, numbersOf, passingOf, standingOf } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { grouped } from '../looks/format.ts'
import { type Block, exact, type Line, left, line, remember, right, span, wrap } from '../looks/line.ts'
import type { State } from '../state.ts'
import { isRevealed } from '../views/debrief-run.ts'
import {
  type ExploreScreen,
  type ExploreView,
  exploreView,
  type PlacedPoint,
  sameAs,
} from '../views/explore-view.ts'
import { knobLabel } from '../views/knob-order.ts'
import { metricName } from '../views/metric-name.ts'
import { footer, stars, statusRow, titleBar } from '../widgets/chrome.ts'
import { innerHeight, innerWidth, panel } from '../widgets/panel.ts'
import { type Plot, scatterBlock } from '../widgets/scatter.ts'
import { halves } from './panels.ts'
import { BOXED_FROM, isBoxed, type View } from './view.ts'

type Names = (metric: string) => string

/** A panel at the right: its lines, and whether it is left out first where there is little room. */
interface Part {
  readonly title: string
  readonly note?: string
  readonly lines: readonly Line[]
  /** How many of them, at the end, are one sentence. */
  readonly said?: number
}

/** Under this width a place has no room for how many there are. */
const NARROW = 32

function valueLine(name: string, value: string, place: string, width: number): Line {
  const cells = width < NARROW ? 5 : 10
  return line(` ${left(name, width - 14 - cells)}`, right(value, 12), span(right(place, cells), 'muted'))
}

function yoursLines(view: ExploreView, screen: ExploreScreen, names: Names, width: number): Line[] {
  const { level, explored, mine } = view
  const { space } = explored
  const standing =
    mine < 0
      ? undefined
      : standingOf(level, space, screen.x, screen.y, mine, space.wins(mine) ? 'winning' : 'all')
  if (standing === undefined) return wrap(words.explore.notRun, width - 2).map((text) => line(` ${text}`))
  const row = (metric: string, place: number) =>
    valueLine(
      names(metric),
      formatMetric(metric, space.values(mine, metric)),
      width < NARROW ? words.explore.shortPlace(place) : `${place}/${standing.of}`,
      width,
    )
  const { steps } = standing
  return [
    row(screen.x, standing.x),
    row(screen.y, standing.y),
    line(` ${words.explore.beaten(standing.beaten)}`),
    ...wrap(
      steps === undefined
        ? words.explore.noneWins
        : steps === 0
          ? words.explore.passes
          : words.explore.steps(steps),
      width - 2,
    ).map((text) => line(span(` ${text}`, steps === 0 ? 'good' : 'plain'))),
  ]
}

/** What a configuration is, in moves from the start; hidden until the level is passed. */
function whatLines(view: ExploreView, held: PlacedPoint, passed: boolean, width: number): Line[] {
  if (!passed) return wrap(words.explore.hidden, width - 2).map((text) => line(span(` ${text}`, 'muted')))
  const moves = movesAt(view.level, held.index)
  if (moves.length === 0) return [line(` ${words.explore.start}`)]
  return moves.map(({ key, value }) => {
    const cells = Math.max(6, width - 3 - value.length)
    return line(` ${left(plainLine(knobLabel(view.level, key)), cells)} `, span(plainLine(value), 'bold'))
  })
}

function pointLines(
  view: ExploreView,
  screen: ExploreScreen,
  passed: boolean,
  names: Names,
  width: number,
): Line[] {
  const { held, explored } = view
  if (held === undefined) return []
  const same = sameAs(view, held)
  const place = same.findIndex((point) => point.index === held.index) + 1
  const value = (metric: string) =>
    valueLine(names(metric), formatMetric(metric, explored.space.values(held.index, metric)), '', width)
  return [
    value(screen.x),
    value(screen.y),
    ...wrap(held.wins ? `✔ ${words.explore.passes}` : `✘ ${words.explore.fails}`, width - 2).map((text) =>
      line(span(` ${text}`, held.wins ? 'good' : 'plain')),
    ),
    ...(same.length > 1 ? [line(span(` ${words.explore.same(place, same.length)}`, 'muted'))] : []),
    ...whatLines(view, held, passed, width),
  ]
}

function frontLines(view: ExploreView, screen: ExploreScreen, names: Names, width: number): Line[] {
  const cells = Math.floor((width - 6) / 2)
  const said = (metric: string) => right(left(names(metric), cells - 1).trimEnd(), cells)
  const heading = line(span(`     ${said(screen.x)}${said(screen.y)}`, 'muted'))
  const rows = view.front.map((point, index) => {
    const numbers = [formatMetric(screen.x, point.x), formatMetric(screen.y, point.y)]
    const held = point.index === view.held?.index
    return line(
      span(held ? '▸' : ' ', 'focus'),
      span('◆', 'star'),
      span(
        ` ${right((index + 1).toString(), 2)}${numbers.map((text) => right(text, cells)).join('')}`,
        held ? 'focus' : 'plain',
      ),
    )
  })
  return [heading, ...rows]
}

export const weights = remember((level: ExploreView['level'], space: ExploreView['explored']['space']) =>
  knobWeights(level, numbersOf(space).map(space.wins)),
)

/** Which knob alone says most about passing. */
function weightLines(view: ExploreView, width: number): Line[] {
  const bar = Math.max(4, Math.floor((width - 20) / 2))
  const rows = weights(view.level, view.explored.space)
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ key, weight }) => {
      const full = Math.round(weight * bar)
      return line(
        ` ${left(plainLine(knobLabel(view.level, key)), width - bar - 8)} `,
        span('█'.repeat(full), 'model'),
        span('·'.repeat(bar - full), 'wait'),
        right(`${Math.round(weight * 100)} %`, 6),
      )
    })
  return [...rows, ...weightSaid(width)]
}

function weightSaid(width: number): Line[] {
  return [
    line(''),
    ...wrap(words.explore.weightMeans, width - 2).map((text) => line(span(` ${text}`, 'muted'))),
  ]
}

/** As many panels below each other as there is room for; the last one takes what is left. */
function stacked(partsGiven: readonly Part[], width: number, rows: number, boxed: boolean): Block {
  const block: Line[] = []
  const around = boxed ? 2 : 1
  for (const [index, part] of partsGiven.entries()) {
    const room = rows - block.length
    if (room < around + 1) break
    const wanted = part.lines.length + around
    const isLast = index === partsGiven.length - 1 || room - wanted < around + 2
    const height = isLast ? room : Math.min(wanted, room)
    const note = part.note === undefined ? undefined : line(span(part.note, 'muted'))
    // What is said at the end of a panel is there whole, or not at all.
    const fits = part.lines.length <= height - around
    const kept = fits ? part.lines : part.lines.slice(0, part.lines.length - (part.said ?? 0))
    block.push(...panel({ title: part.title, note, width, height, boxed }, kept))
  }
  return block
}

export function filterName(view: ExploreView, filter: ExploreScreen['filter']): string {
  if (filter === 'all') return words.explore.filterAll
  if (filter === 'winning') return words.explore.filterWinning
  return plainLine(view.level.goals[filter]?.text ?? '')
}

function plotOf(state: State, view: View): Plot {
  return view.theme.ascii ? 'ascii' : state.progress.settings.plot
}

function scatterLines(
  state: State,
  shown: ExploreView | undefined,
  screen: ExploreScreen,
  names: Names,
  view: View,
  width: number,
  height: number,
): Block {
  if (shown === undefined || shown.explored.done === 0) return [line(` ${words.explore.waiting}`)]
  const legend = [
    line(
      span(
        ` ↑ ${names(screen.y)}${shown.yAxis.log ? ` (${words.explore.log})` : ''}   → ${names(screen.x)}${
          shown.xAxis.log ? ` (${words.explore.log})` : ''
        }`,
        'muted',
      ),
    ),
  ]
  if (shown.points.length === 0) return [...legend, line(` ${words.explore.empty}`)]
  return [
    ...legend,
    ...scatterBlock(shown, screen, plotOf(state, view), width, height - 2),
    exact(line(span(` ${words.explore.legend}`, 'muted')), width),
  ]
}

function partsOf(
  state: State,
  bench: Bench,
  shown: ExploreView,
  screen: ExploreScreen,
  names: Names,
  width: number,
): Part[] {
  const passed = isRevealed(bench)
  return [
    { title: words.explore.yours, lines: yoursLines(shown, screen, names, width) },
    { title: words.explore.point, lines: pointLines(shown, screen, passed, names, width) },
    {
      title: words.explore.front,
      note: words.explore.points(shown.front.length),
      lines: frontLines(shown, screen, names, width),
    },
    ...(state.explored !== undefined && state.explored.done >= state.explored.of
      ? [{ title: words.explore.weight, lines: weightLines(shown, width), said: weightSaid(width).length }]
      : []),
  ]
}

function statusText(shown: ExploreView | undefined, screen: ExploreScreen): string {
  if (shown === undefined) return ''
  const { space, done, of } = shown.explored
  const { winning, of: known } = passingOf(space)
  const measured = done < of ? words.explore.simulated(done, of) : words.explore.whole(space.configurations)
  const filtered =
    screen.filter === 'all'
      ? ''
      : `   ${words.explore.filter(filterName(shown, screen.filter))}, ${words.explore.shown(shown.points.length, known)}`
  return `${measured}   ${words.explore.passing(winning, known)}${filtered}`
}

export function exploreScreen(state: State, bench: Bench, screen: ExploreScreen, view: View): Block {
  const { columns } = view
  const boxed = isBoxed(view)
  const rows = view.rows - 4
  const { level } = bench.play
  const names: Names = (metric) => metricName(metric, bench.ran?.run, level.focus)
  const side = boxed ? Math.max(36, Math.min(50, Math.floor(columns * 0.3))) : 31
  const main = columns - side - (boxed ? 0 : 1)
  const shown = exploreView(state, bench, screen)
  const scatter = panel(
    {
      title: words.explore.scatter,
      note: line(span(words.explore.over(names(screen.y), names(screen.x)), 'muted')),
      width: main,
      height: rows,
      boxed,
      focused: true,
    },
    scatterLines(state, shown, screen, names, view, innerWidth(main, boxed), innerHeight(rows, boxed)),
  )
  const others =
    shown === undefined ? [] : partsOf(state, bench, shown, screen, names, innerWidth(side, boxed))
  const medals = Math.max(bench.opened.medals, ...bench.play.runs.map((run) => run.medals))
  const name = columns < BOXED_FROM ? '' : ` ${plainLine(level.title)}`
  return [
    titleBar(
      columns,
      `${level.number}${name} ▸ ${words.explore.title}`,
      shown === undefined ? [] : [`${grouped(shown.explored.space.configurations)}`],
      line(stars(medals, 1 + level.medals.length)),
    ),
    ...halves(scatter, fill(stacked(others, side, rows, boxed), side, rows), boxed),
    statusRow(line(` ${statusText(shown, screen)}`), bench.ran?.run, columns),
    footer('explore', columns, screen.notice),
  ]
}

function fill(block: Block, width: number, rows: number): Block {
  return [...block, ...Array.from({ length: Math.max(0, rows - block.length) }, () => exact([], width))]
}
