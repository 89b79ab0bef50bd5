/** What is in hand as plain text: the panel of the bench, what lies over a screen, or the screen. */
import { plain } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Block } from '../looks/line.ts'
import { themeOf } from '../looks/theme.ts'
import { frameOf } from '../screens/index.ts'
import type { View } from '../screens/view.ts'
import { OVERLAYS, type State, type Step, step, topOf, withNotice } from '../state.ts'

/** Terminals take 100,000 characters of base64 at the least; this is what they stand for. Bytes. */
export const MOST_BYTES = 74_000
/** A panel is drawn at least so large, that all of it is in the text. */
const COLUMNS = 120
const ROWS = 70

interface Box {
  readonly title: string
  readonly lines: readonly string[]
  readonly cells: number
  readonly centred: boolean
}

/** The inside of every heavy box of a frame; the digit that leads to it is no part of its name. */
function heavyBoxes(rows: readonly string[]): Box[] {
  return rows.flatMap((row, top) =>
    [...row.matchAll(/┏━▸ (?:\d )?(.+?) ━[^┓┏]*┓/g)].flatMap((found): Box[] => {
      const from = found.index
      const to = from + found[0].length
      const height = rows.slice(top + 1).findIndex((one) => one[from] === '┗' && one[to - 1] === '┛')
      if (height < 0) return []
      const lines = rows.slice(top + 1, top + 1 + height).map((one) => one.slice(from + 1, to - 1).trimEnd())
      const centred = Math.abs(from - (row.length - to)) <= 1
      return [{ title: found[1], lines, cells: (to - from) * height, centred }]
    }),
  )
}

function textOf(block: Block): string[] {
  return block.map((line) => line.map((part) => part.text).join(''))
}

/** What `y` copies, and what it is called. */
export function inHand(
  state: State,
  { columns, rows }: Pick<View, 'columns' | 'rows'>,
): { what: string; lines: readonly string[] } {
  const theme = themeOf(state.progress.settings, state.environment)
  const draw = (width: number, height: number) =>
    textOf(frameOf(state, { columns: width, rows: height, theme }).block)
  const top = topOf(state)
  const isOver = OVERLAYS.includes(top.at)
  if (isOver || top.at === 'bench') {
    const boxes = heavyBoxes(draw(Math.max(columns, COLUMNS), Math.max(rows, ROWS)))
    const [box] = boxes.filter((one) => one.centred || !isOver).sort((one, other) => one.cells - other.cells)
    if (box !== undefined) return { what: box.title, lines: [box.title, '', ...trimmed(box.lines)] }
  }
  return { what: words.keys.copy.screen, lines: trimmed(draw(columns, rows).slice(0, -1)) }
}

/** Without blanks at the ends of lines and blank lines at the end. */
function trimmed(lines: readonly string[]): string[] {
  const kept = lines.map((line) => line.trimEnd())
  return kept.slice(0, kept.findLastIndex((line) => line !== '') + 1)
}

const bytesOf = (text: string) => new TextEncoder().encode(text).length

/** As many whole lines as fit. */
export function fitting(lines: readonly string[]): readonly string[] {
  let bytes = 0
  const end = lines.findIndex((line) => {
    bytes += bytesOf(line) + 1
    return bytes > MOST_BYTES
  })
  return end < 0 ? lines : lines.slice(0, end)
}

export function copyInHand(state: State, size: Pick<View, 'columns' | 'rows'>): Step {
  const { what, lines } = inHand(state, size)
  const safe = lines.map((line) => plain(line))
  const sent = fitting(safe)
  const said = sent.length < safe.length ? words.keys.copy.cut : words.keys.copy.sent
  return step(withNotice(state, said(what, sent.length)), { kind: 'copy', text: `${sent.join('\n')}\n` })
}
