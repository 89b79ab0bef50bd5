/** Why: the causes of a number, a request or a violation in this run, and what each knob alone would change. */
import { changeText, countText, leverText, type Why } from '../../game/index.ts'
import { ordinalOf } from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { grouped, time } from '../looks/format.ts'
import { type Block, exact, type Line, line, remember, span, wrap } from '../looks/line.ts'
import type { WhyScreen } from '../state.ts'
import { isExamined } from '../task.ts'
import { metricName } from '../views/metric-name.ts'
import { bestRow, type FlipRow, flipMetric, flipRows, nowOf, whyOf, whyRows } from '../views/why-view.ts'
import { causeHeading, causeTree, flame } from '../widgets/cause-tree.ts'
import { footer, stars, statusRow, titleBar } from '../widgets/chrome.ts'
import { shortName, valueName } from '../widgets/fixes.ts'
import { flipHeading, flipLines, outcomeText } from '../widgets/flip-table.ts'
import { innerHeight, innerWidth, panel, scrollTo } from '../widgets/panel.ts'
import type { Place } from './panels.ts'
import { BOXED_FROM, isBoxed, type View } from './view.ts'

/** What is asked after, in a word or two. */
function askedName(bench: Bench, { asked }: WhyScreen): string {
  const run = bench.ran?.run
  if (asked.of === 'request')
    return words.why.request(grouped(run === undefined ? asked.index + 1 : ordinalOf(run, asked.index)))
  if (asked.of === 'contained') return words.why.fault((asked.index + 1).toString())
  if (asked.of === 'violation') return words.why.violation((asked.index + 1).toString())
  return metricName(asked.metric, bench.ran?.run, bench.play.level.focus)
}

function titled(bench: Bench, screen: WhyScreen, why: Why | undefined): string {
  const name = askedName(bench, screen)
  const { asked } = screen
  if (asked.of === 'violation' || asked.of === 'contained') return words.why.titledWhat(name)
  if (asked.of === 'request')
    return words.why.titledWhat(why === undefined ? name : words.why.took(name, time(why.value)))
  const value = bench.ran?.values[asked.metric] ?? why?.value
  return value === undefined
    ? words.why.titledWhat(name)
    : words.why.titled(name, formatMetric(asked.metric, value))
}

const drawTree = remember(causeTree)
const drawFlame = remember(flame)

/** Under so many lines the panel has the tree alone. */
const ROOMY = 14

function causesNote({ requests, unit }: Why): string {
  if (requests > 1) return words.why.note(countText(requests))
  return unit === 'total-nanos' || requests === 0 ? words.why.runNote : ''
}

function causesPanel(screen: WhyScreen, why: Why | undefined, place: Place): Block {
  const width = innerWidth(place.width, place.boxed)
  const height = innerHeight(place.height, place.boxed)
  const focused = screen.panel === 'causes'
  if (why === undefined)
    return panel({ ...place, title: words.why.causes, focused }, [line(` ${words.why.noRun}`)])
  const rows = whyRows(why, screen.turned)
  const cursor = Math.min(screen.cursor, rows.length - 1)
  const drawn = drawTree(why, rows, cursor, focused, width)
  const lever = leverText(why)
  const roomy = height >= ROOMY
  const below = roomy && lever !== '' ? ['', ...wrap(lever, width - 3)].map((text) => line(`  ${text}`)) : []
  const parts = why.root.causes.length > 0 ? drawFlame(why, width) : []
  const above = [...parts, ...(roomy ? [causeHeading(width)] : [])]
  const room = Math.max(1, height - above.length - below.length)
  const top = drawn.at[cursor] ?? 0
  const end = (drawn.at[cursor + 1] ?? drawn.lines.length) - 1
  // What the cause in hand comes of is in sight, as far as there is room.
  const from = scrollTo(top, drawn.lines.length, room, Math.max(0, Math.min(top, end - room + 1)))
  const hidden = drawn.lines.length - from - room
  const note = hidden > 0 ? words.why.hidden(hidden) : causesNote(why)
  return panel({ ...place, title: words.why.causes, note: line(span(note, 'muted')), focused }, [
    ...above,
    ...drawn.lines.slice(from, from + room),
    ...below,
  ])
}

/** What the best change is, and whether one alone is enough; while some are still simulated, how many are known. */
function flipSaid(bench: Bench, metric: string, rows: readonly FlipRow[]): string {
  const say = words.why.flips
  if (rows.length === 0) return say.none
  const done = rows.filter(({ trial }) => trial?.values?.[metric] !== undefined)
  if (done.length < rows.length) return words.why.notAll(done.length, rows.length)
  const best = bestRow(bench, metric, rows)
  const value = best?.trial?.values?.[metric]
  const now = nowOf(bench, metric)
  const first =
    best === undefined || value === undefined || now === undefined
      ? say.noneBetter
      : say.best(
          `${shortName(bench.play.level, best.flip.key)} ${valueName(best.flip.key, best.flip.value)}`,
          formatMetric(metric, value),
          changeText(value, now),
        )
  return `${first} ${rows.some(({ trial }) => trial?.passed) ? say.onePasses : say.nonePasses}`
}

function flipsPanel(bench: Bench, screen: WhyScreen, place: Place): Block {
  const width = innerWidth(place.width, place.boxed)
  const height = innerHeight(place.height, place.boxed)
  const focused = screen.panel === 'flips'
  if (isExamined(bench))
    return panel({ ...place, title: words.why.flip, focused }, [line(span(` ${words.task.hidden}`, 'muted'))])
  const metric = flipMetric(bench, screen)
  const rows = flipRows(bench)
  const cursor = Math.min(screen.flip, rows.length - 1)
  const marked = rows[cursor]?.trial
  const said =
    focused && marked !== undefined && outcomeText(bench, marked) !== ''
      ? wrap(outcomeText(bench, marked), width - 3)
      : wrap(plainLine(flipSaid(bench, metric, rows)), width - 3)
  const room = Math.max(1, height - 1 - said.length)
  const from = scrollTo(Math.max(0, cursor), rows.length, room, cursor - Math.floor(room / 2))
  const lines = flipLines(bench, metric, rows, cursor, focused, width).slice(from, from + room)
  const hidden = rows.length - from - room
  const note = hidden > 0 ? words.why.hidden(hidden) : words.why.flipNote
  return panel({ ...place, title: words.why.flip, note: line(span(note, 'muted')), focused }, [
    flipHeading(bench, metric, width),
    ...lines,
    ...said.map((text): Line => line(span(`  ${text}`, 'muted'))),
  ])
}

/** Rows that each panel gets: the tree what it needs up to a share, and the table what is left. */
function heights(
  bench: Bench,
  screen: WhyScreen,
  why: Why | undefined,
  rows: number,
  boxed: boolean,
  width: number,
): [number, number] {
  const around = boxed ? 2 : 1
  const flips = isExamined(bench) ? around + 1 : flipRows(bench).length + around + 3
  const tree =
    why === undefined
      ? 1
      : drawTree(why, whyRows(why, screen.turned), screen.cursor, screen.panel === 'causes', width).lines
          .length
  const wanted = tree + around + 5
  const least = Math.min(flips, Math.max(boxed ? 8 : 7, Math.floor(rows * 0.42)))
  const causes = Math.max(Math.min(wanted, rows - least), rows - flips)
  return [causes, rows - causes]
}

export function whyScreen(bench: Bench, screen: WhyScreen, view: View): Block {
  const { columns } = view
  const { level } = bench.play
  const boxed = isBoxed(view)
  const rows = view.rows - 4
  const why = whyOf(bench, screen)
  const [causes, flips] = heights(bench, screen, why, rows, boxed, innerWidth(columns, boxed))
  const medals = Math.max(bench.opened.medals, ...bench.play.runs.map((run) => run.medals))
  const name = columns < BOXED_FROM ? '' : ` ${plainLine(level.title)}`
  const number = bench.ran === undefined ? [] : [words.bench.first(bench.ran.number)]
  return [
    titleBar(
      columns,
      `${level.number}${name} ▸ ${titled(bench, screen, why)}`,
      [...number, words.bench.seed(level.seeds[0])],
      line(stars(medals, 1 + level.medals.length)),
    ),
    ...causesPanel(screen, why, { width: columns, height: causes, boxed }),
    ...flipsPanel(bench, screen, { width: columns, height: flips, boxed }),
    statusRow(
      line(` ${words.why.asked(askedName(bench, screen))}   ${words.why.another}`),
      bench.ran?.run,
      columns,
    ),
    exact(footer(screen.panel === 'flips' ? 'why-flips' : 'why', columns, screen.notice), columns),
  ]
}
