/** The sandbox: at the left everything that can be changed, at the right what comes of it. */
import { type SandboxField, sandboxFields } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { aimed, type Block, exact, type Line, left, line, span, spread, wrap } from '../looks/line.ts'
import type { Screen, State } from '../state.ts'
import { spaced } from '../views/knob-order.ts'
import { footer, statusRow, titleBar } from '../widgets/chrome.ts'
import { bootFailure } from '../widgets/goals.ts'
import { innerHeight, innerWidth, panel, scrollTo } from '../widgets/panel.ts'
import { goalsPanel, halves, measuredBody } from './panels.ts'
import { isBoxed, type View } from './view.ts'

type SandboxScreen = Extract<Screen, { at: 'sandbox' }>

/** Cells of a row's name, with what stands before it. */
const nameCells = (width: number) => (width >= 50 ? 26 : 18)

function fieldLine(field: SandboxField, held: boolean, offered: boolean, width: number): Line {
  const place = field.values.indexOf(field.value)
  const before = held && place > 0 ? '◂' : ' '
  const after = held && place < field.values.length - 1 ? '▸' : ' '
  const name = field.knob ? spaced(field.name) : field.name
  const cells = nameCells(width)
  const value = Math.max(6, width - cells - 14)
  return spread(
    line(
      held ? span(' ▸ ', 'focus') : '   ',
      span(left(plainLine(name), cells - 3), held ? 'bold' : 'plain'),
      { ...span(` ${before} `, 'focus'), ...(held ? { target: { key: 'left' } } : {}) },
      span(left(plainLine(field.value), value), held ? 'focus' : 'plain'),
      { ...span(` ${after}`, 'focus'), ...(held ? { target: { key: 'right' } } : {}) },
    ),
    line(
      span(offered ? '✚ ' : '  ', 'changed'),
      span(`${place + 1}/${field.values.length}`.padStart(6), 'muted'),
    ),
    width,
  )
}

function listLines(
  fields: readonly SandboxField[],
  offered: readonly string[],
  cursor: number,
  width: number,
  rows: number,
): Block {
  const lines: Line[] = []
  let at = 0
  for (const [index, field] of fields.entries()) {
    if (field.group !== fields[index - 1]?.group)
      lines.push(exact(line(span(` ${plainLine(field.group)}`, 'bold')), width))
    if (index === cursor) at = lines.length
    lines.push(aimed(fieldLine(field, index === cursor, offered.includes(field.id), width), { item: index }))
  }
  const from = scrollTo(at, lines.length, rows, at <= 1 ? 0 : at - Math.floor(rows / 2))
  return lines.slice(from, from + rows)
}

function aboutLines(field: SandboxField | undefined, width: number): Line[] {
  if (field === undefined) return []
  return [
    line(' ', span(`${plainLine(field.group)} ${plainLine(field.name)} = ${plainLine(field.value)}`, 'bold')),
    ...wrap(machineLine(field.about(field.value)), width - 3).map((text) => line(span(`  ${text}`, 'muted'))),
  ]
}

/** Can it be, and does it boot? */
function checkLines(bench: Bench, width: number): Line[] {
  const { impossible, ran } = bench
  if (impossible !== undefined)
    return wrap(`✘ ${impossible}`, width - 2).map((text) => line(span(` ${text}`, 'bad')))
  if (ran === undefined) return [line(` ${words.bench.noRun}`)]
  return ran.run.guests.flatMap((guest) =>
    guest.boots
      ? [line(span(` ✔ ${words.sandbox.boots(plainLine(guest.id))}`, 'good'))]
      : wrap(`✘ ${bootFailure(guest)}`, width - 2).map((text) => line(span(` ${text}`, 'bad'))),
  )
}

function rightHalf(
  bench: Bench,
  field: SandboxField | undefined,
  width: number,
  rows: number,
  boxed: boolean,
): Block {
  const inside = innerWidth(width, boxed)
  const around = boxed ? 2 : 1
  const check = checkLines(bench, inside)
  const checkRows = Math.min(check.length + around, Math.floor(rows / 3))
  const goalRows = Math.min(bench.play.level.goals.length + around, Math.floor(rows / 3))
  const about = aboutLines(field, inside)
  const aboutRows = Math.min(about.length + around, Math.max(around + 2, rows - checkRows - goalRows - 6))
  const rest = rows - checkRows - goalRows - aboutRows
  return [
    ...panel({ title: words.sandbox.check, width, height: checkRows, boxed }, check),
    ...goalsPanel(bench, { width, height: goalRows, boxed }),
    ...panel({ title: words.bench.measured, width, height: rest, boxed }, measuredBody(bench, inside)),
    ...panel({ title: words.sandbox.about, width, height: aboutRows, boxed }, about),
  ]
}

export function sandboxScreen(state: State, screen: SandboxScreen, view: View): Block {
  const { sandbox, bench } = state
  if (sandbox === undefined || bench === undefined) return []
  const { columns } = view
  const boxed = isBoxed(view)
  const rows = view.rows - 4
  const fields = sandboxFields(sandbox)
  const cursor = Math.min(screen.cursor, fields.length - 1)
  const cells = boxed ? Math.max(52, Math.round(columns * 0.45)) : 44
  const other = columns - cells - (boxed ? 0 : 1)
  const note = line(span(words.sandbox.parts(sandbox.host.guests.length), 'muted'))
  const list = panel(
    { title: words.sandbox.host, note, width: cells, height: rows, boxed, focused: true },
    listLines(fields, sandbox.offered, cursor, innerWidth(cells, boxed), innerHeight(rows, boxed)),
  )
  return [
    titleBar(columns, words.sandbox.title, []),
    ...halves(list, rightHalf(bench, fields[cursor], other, rows, boxed), boxed),
    statusRow(
      line(span(` ${words.sandbox.offered(sandbox.offered.length)}`, 'muted')),
      bench.ran?.run,
      columns,
    ),
    footer('sandbox', columns, screen.notice),
  ]
}
