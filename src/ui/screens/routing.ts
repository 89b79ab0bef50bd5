/** Interrupts of the host: which goes to which core, how it is delivered and how long it waits; changed where it stands. */
import { hostOf } from '../../game/index.ts'
import type { Host, Run } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench, Ran } from '../bench.ts'
import { type Block, exact, type Line, line, remember, span } from '../looks/line.ts'
import type { Screen } from '../state.ts'
import { type RoutingRow, routingMeans, routingRows } from '../views/routing.ts'
import { footer, statusRow } from '../widgets/chrome.ts'
import { goalLines } from '../widgets/goals.ts'
import { matrixLines, nodesNote, rowName } from '../widgets/matrix.ts'
import { measuredNote } from '../widgets/measured.ts'
import { innerHeight, innerWidth, panel, scrollTo } from '../widgets/panel.ts'
import { timeline } from '../widgets/timeline.ts'
import { benchTitle, formerRun, goalsSaid, halves, measuredBody, ofFormer } from './panels.ts'
import { ringBody, vectorBody } from './routing-details.ts'
import { isBoxed, type View } from './view.ts'

const hostHere = remember(hostOf)
const rowsHere = remember((play: Bench['play'], ran: Ran | undefined, before: Ran | undefined) =>
  routingRows({ play, ran, before }),
)
const drawMatrix = remember(
  (
    host: Host,
    run: Run | undefined,
    before: Run | undefined,
    rows: readonly RoutingRow[],
    cursor: number,
    width: number,
    from: number,
    shown: number,
  ) => matrixLines({ host, run, before, rows, cursor, width, from, shown }),
)

interface Area {
  readonly bench: Bench
  readonly row: RoutingRow | undefined
  readonly width: number
  readonly height: number
  readonly boxed: boolean
}

/** What the vector is, its ring, and what the level wants, as far as there is room. */
function details({ bench, row, width, height, boxed }: Area): Block {
  const half = boxed ? Math.floor(width / 2) : 41
  const rest = width - half - (boxed ? 0 : 1)
  const name = row === undefined ? [] : line(span(rowName(row), 'muted'))
  const place = (cells: number, rows: number) => ({ width: cells, height: rows, boxed })
  const goals = (cells: number, rows: number) =>
    panel(
      { ...place(cells, rows), title: words.bench.goals, note: goalsSaid(bench) },
      ofFormer(bench, goalLines(bench.play.level, bench.ran, bench.before, innerWidth(cells, boxed))),
    )
  if (!boxed)
    return halves(
      panel(
        { ...place(half, height), title: words.routing.vectorPanel, note: name },
        vectorBody(bench, row, half),
      ),
      stacked(bench, row, rest, height, goals),
      false,
    )
  const lower = Math.min(bench.play.level.show.length + 3, Math.max(0, Math.floor(height * 0.45)))
  const upper = height - lower
  const top = halves(
    panel(
      { ...place(half, upper), title: words.routing.vectorPanel, note: name },
      vectorBody(bench, row, innerWidth(half, boxed)),
    ),
    panel(
      { ...place(rest, upper), title: words.routing.ring, note: name },
      ringBody(bench, row, innerWidth(rest, boxed)),
    ),
    true,
  )
  if (lower < 4) return top
  const numbers = Math.floor(width * 0.62)
  const measured = panel(
    { ...place(numbers, lower), title: words.bench.measured, note: measuredNote(bench.ran, bench.before) },
    measuredBody(bench, numbers - 2),
  )
  return [...top, ...halves(measured, goals(width - numbers, lower), true)]
}

/** Where there is little room: goals over the ring. */
function stacked(
  bench: Bench,
  row: RoutingRow | undefined,
  width: number,
  height: number,
  goals: (cells: number, rows: number) => Block,
): Block {
  const first = Math.min(bench.play.level.goals.length + 1, Math.max(2, Math.floor(height / 2)))
  const ring = panel(
    { width, height: height - first, boxed: false, title: words.routing.ring },
    ringBody(bench, row, width),
  )
  return [...goals(width, first), ...ring]
}

/** Rows of the matrix beside its vectors: heading, busy now and before, and what the signs mean. */
const AROUND = 4

/** @param more vectors below those that are shown */
function said(bench: Bench, more: number): Line {
  const former = formerRun(bench)
  if (former !== undefined) return line(span(former, 'muted'))
  const host = hostHere(bench.play)
  if (more > 0) return line(span(words.bench.more(more), 'muted'))
  const nodes = nodesNote(host)
  return line(
    span(
      nodes === ''
        ? words.routing.note(rowsHere(bench.play, bench.ran, bench.before).length, host.cores)
        : nodes,
      'muted',
    ),
  )
}

export function routingScreen(bench: Bench, screen: Extract<Screen, { at: 'routing' }>, view: View): Block {
  const { columns } = view
  const boxed = isBoxed(view)
  const height = view.rows - 4
  const all = rowsHere(bench.play, bench.ran, bench.before)
  const cursor = Math.min(Math.max(0, screen.cursor), Math.max(0, all.length - 1))
  const around = AROUND + (boxed ? 3 : 1)
  const most = Math.max(1, Math.floor(height * (boxed ? 0.45 : 0.6)) - around + 2)
  const shown = Math.max(1, Math.min(all.length, most))
  const matrix = Math.min(height, shown + around)
  const inside = innerWidth(columns, boxed)
  const from = scrollTo(cursor, all.length, shown, cursor - Math.floor(shown / 2))
  const host = hostHere(bench.play)
  const balance = host.irqBalance ? words.routing.balanced : words.routing.unbalanced
  const body = [
    ...ofFormer(bench, drawMatrix(host, bench.ran?.run, bench.before?.run, all, cursor, inside, from, shown)),
  ]
  const room = innerHeight(matrix, boxed)
  const legend = line(span(` ${words.routing.legend}   ${balance}`, 'muted'))
  const short = line(span(` ${words.routing.legendShort}   ${balance}`, 'muted'))
  const filled = [...body, ...Array.from({ length: Math.max(0, room - 1 - body.length) }, () => line(''))]
  const block = [
    ...panel(
      {
        title: words.routing.panel,
        note: said(bench, all.length - from - shown),
        width: columns,
        height: matrix,
        boxed,
        focused: true,
      },
      [...filled.slice(0, room - 1), exact(boxed ? legend : short, inside)],
    ),
    ...details({ bench, row: all[cursor], width: columns, height: height - matrix, boxed }),
  ]
  const why = bench.impossible === undefined ? undefined : plainLine(words.bench.impossible(bench.impossible))
  const status =
    why === undefined
      ? statusRow(timeline(bench, columns - (columns >= 100 ? 30 : 20)), bench.ran?.run, columns)
      : exact(line(span(` ${why}`, 'bad')), columns)
  const notice = screen.notice === undefined ? undefined : plainLine(screen.notice)
  return [
    benchTitle(bench, columns, ` ▸ ${words.routing.title}`),
    ...block,
    status,
    footer('routing', columns, notice, routingMeans(bench, all[cursor])),
  ]
}
