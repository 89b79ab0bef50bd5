/** Former runs of a level: what was tried, what came of it; any of them can be put on the bench again. */
import type { RunRecord } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { type Block, exact, type Line, left, line, right, span, wrap } from '../looks/line.ts'
import { formerRuns } from '../views/former-runs.ts'
import { knobLabel } from '../views/knob-order.ts'
import { metricName } from '../views/metric-name.ts'
import { footer, stars, statusRow, titleBar } from '../widgets/chrome.ts'
import { innerHeight, innerWidth, panel, scrollTo } from '../widgets/panel.ts'
import { BOXED_FROM, isBoxed, type View } from './view.ts'

/** Cells of the two numbers and the stars. */
const NUMBERS = 28 + 8

/** `set files.disk.controller nvme` as it is read: `controller nvme` */
function said(bench: Bench, record: RunRecord): string {
  if (record.moves.length === 0) return words.explore.start
  return record.moves
    .map((move) => {
      const [, key = '', value = ''] = move.split(' ')
      return `${knobLabel(bench.play.level, key)} ${value}`
    })
    .join(', ')
}

function runLine(bench: Bench, record: RunRecord, held: boolean, width: number): Line {
  const { level } = bench.play
  const number = (place: 0 | 1) =>
    right(
      record.values[place] === undefined ? '' : formatMetric(level.headline[place], record.values[place]),
      14,
    )
  return exact(
    line(
      held ? span(' ▸ ', 'focus') : '   ',
      span(left(plainLine(said(bench, record)), width - NUMBERS - 3), held ? 'focus' : 'plain'),
      number(0),
      number(1),
      '   ',
      stars(record.medals, 1 + level.medals.length),
    ),
    width,
  )
}

export function runsScreen(bench: Bench, cursor: number, view: View): Block {
  const { columns } = view
  const boxed = isBoxed(view)
  const rows = view.rows - 4
  const width = innerWidth(columns, boxed)
  const { level } = bench.play
  const all = formerRuns(bench)
  const about = all[cursor] === undefined ? [] : wrap(plainLine(said(bench, all[cursor])), width - 4)
  const shown = Math.max(1, innerHeight(rows, boxed) - 3 - about.length)
  const from = scrollTo(cursor, all.length, shown, cursor - Math.floor(shown / 2))
  const name = (place: 0 | 1) => right(metricName(level.headline[place], bench.ran?.run, level.focus), 14)
  const body = [
    line(span(`${' '.repeat(width - NUMBERS)}${name(0)}${name(1)}`, 'muted')),
    ...all.slice(from, from + shown).map((one, at) => runLine(bench, one, from + at === cursor, width)),
    ...(all.length === 0 ? [line(` ${words.runs.none}`)] : []),
    line(''),
    ...about.map((text) => line(span(`   ${text}`, 'muted'))),
  ]
  const title = columns < BOXED_FROM ? '' : ` ${plainLine(level.title)}`
  return [
    titleBar(columns, `${level.number}${title} ▸ ${words.runs.title}`, []),
    ...panel(
      {
        title: words.runs.panel,
        note: line(span(words.runs.kept(all.length), 'muted')),
        width: columns,
        height: rows,
        boxed,
        focused: true,
      },
      body,
    ),
    statusRow(line(''), bench.ran?.run, columns),
    footer('runs', columns),
  ]
}
