/** A panel: a box from 100 columns on, else a titled rule over its lines. The focused one is heavy and has ▸. */
import { type Block, exact, type Line, line, lineWidth, sized, span, spread } from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'

export interface PanelFrame {
  readonly title: string
  readonly note?: Line
  readonly width: number
  readonly height: number
  readonly focused?: boolean
  readonly boxed: boolean
}

/** Cells inside. */
export function innerWidth(width: number, boxed: boolean): number {
  return boxed ? width - 2 : width
}
export function innerHeight(height: number, boxed: boolean): number {
  return Math.max(0, boxed ? height - 2 : height - 1)
}

/** `─ Goals ──────── 3 of 5 ─` in exactly so many cells. */
function titleRule(frame: PanelFrame, width: number): Line {
  const heavy = frame.focused === true
  const stroke = heavy ? '━' : '─'
  const style: Style = heavy ? 'focus' : 'muted'
  const boxed = frame.boxed || heavy
  const name = line(
    span(heavy ? '━▸ ' : boxed ? '─ ' : '── ', style),
    span(`${frame.title} `, heavy ? 'focus' : 'bold'),
  )
  const rule = (cells: number) => span(stroke.repeat(Math.max(0, cells)), style)
  if (frame.note === undefined || lineWidth(frame.note) === 0)
    return exact([...name, rule(width - lineWidth(name))], width)
  const end = line(' ', ...frame.note, ' ', span(stroke, style))
  const room = width - lineWidth(name)
  if (room < 4) return exact([...name, rule(room)], width)
  const shown = lineWidth(end) > room ? line(' ', exact(frame.note, room - 3), ' ', span(stroke, style)) : end
  return exact([...name, rule(room - lineWidth(shown)), ...shown], width)
}

export function panel(frame: PanelFrame, body: Block): Block {
  const { width, height, boxed } = frame
  const heavy = frame.focused === true
  const inside = sized(body, innerWidth(width, boxed), innerHeight(height, boxed))
  if (!boxed) return sized([titleRule(frame, width), ...inside], width, height)
  const style: Style = heavy ? 'focus' : 'muted'
  const [topLeft, topRight, bottomLeft, bottomRight, side, flat] = heavy ? '┏┓┗┛┃━' : '┌┐└┘│─'
  const wall = span(side, style)
  return [
    line(span(topLeft, style), titleRule(frame, width - 2), span(topRight, style)),
    ...inside.map((row) => [wall, ...row, wall]),
    [span(bottomLeft + flat.repeat(Math.max(0, width - 2)) + bottomRight, style)],
  ].slice(0, height)
}

/** A part of a list that fits, with the cursor in view: index of the first row shown. */
export function scrollTo(cursor: number, count: number, rows: number, from: number): number {
  const last = Math.max(0, count - rows)
  const kept = Math.min(Math.max(0, from), last)
  if (cursor < kept) return Math.max(0, cursor)
  if (cursor >= kept + rows) return Math.min(last, cursor - rows + 1)
  return kept
}

/** A name at the left and a value at the right, in so many cells. */
export function pair(name: Line, value: Line, width: number): Line {
  return spread(name, value, width)
}
