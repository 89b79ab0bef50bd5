/**
 * A whole frame as one node of text. Its children are blanks of a constant size, so nothing is measured again and
 * nothing is kept for each frame; the real lines are put in when the text is written.
 */
import { Transform } from 'ink'
import type { ReactElement } from 'react'
import { remember } from '../looks/line.ts'

const blanks = remember((columns: number, rows: number) =>
  Array.from({ length: rows }, () => ' '.repeat(columns)).join('\n'),
)

export function ScreenText({
  lines,
  columns,
}: {
  readonly lines: readonly string[]
  readonly columns: number
}): ReactElement {
  return <Transform transform={(_, index) => lines[index] ?? ''}>{blanks(columns, lines.length)}</Transform>
}
