/** Lines of meaning to lines of the terminal. */
import { asciiCells } from './glyphs.ts'
import type { Block, Line } from './line.ts'
import type { Theme } from './theme.ts'

export function paintLine(parts: Line, theme: Theme): string {
  let text = ''
  let off = ''
  let on = ''
  for (const part of parts) {
    const ink = theme.inks[part.style]
    if (ink.on !== on) {
      text += off + ink.on
      on = ink.on
      off = ink.off
    }
    text += theme.ascii ? asciiCells(part.text) : part.text
  }
  return text + off
}

export function paint(block: Block, theme: Theme): string[] {
  return block.map((parts) => paintLine(parts, theme))
}
