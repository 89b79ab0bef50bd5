/** The result code on the debrief. */
import { words } from '../../text/ui-words.ts'
import { exact, type Line, line, lineWidth, span } from '../looks/line.ts'
import type { State } from '../state.ts'
import { codeInHand, codeRows } from '../views/result-code.ts'

/** Nothing where no run has passed. */
export function codeLines(state: State, width: number): Line[] {
  const code = codeInHand(state)
  if (code === undefined) return []
  const { name, keys } = words.result
  const indent = name.length + 3
  const rows = codeRows(code.text, width - indent - 1).map((text, row) =>
    line(span(row === 0 ? ` ${name}  ` : ' '.repeat(indent), 'muted'), text),
  )
  const last = rows[rows.length - 1]
  const beside = span(`   ${keys}`, 'muted')
  const fits = lineWidth(line(last, beside)) <= width
  const said = fits ? [line(last, beside)] : [last, line(span(`${' '.repeat(indent)}${keys}`, 'muted'))]
  return [...rows.slice(0, -1), ...said].map((one) => exact(one, width))
}
