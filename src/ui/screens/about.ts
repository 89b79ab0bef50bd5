/** What exitless is, whose word that is, where its data lies, on which systems it runs, and under which licences. */
import { words } from '../../text/ui-words.ts'
import { type Block, type Line, line, span, wrap } from '../looks/line.ts'
import type { State } from '../state.ts'
import { footer, statusRow, titleBar } from '../widgets/chrome.ts'
import { innerHeight, panel } from '../widgets/panel.ts'
import { isBoxed, type View } from './view.ts'

/** Longer lines are hard to read. */
const LONGEST = 96

/** All of it, in lines of at most so many cells. */
export function aboutLines(state: State, width: number): Line[] {
  const { sections, saves, folders } = words.model.about
  const folder = state.environment.saves
  const data = folder === undefined ? folders : saves(folder)
  return sections.flatMap(([title, text], index) => [
    ...(index === 0 ? [] : [line('')]),
    line(' ', span(title, 'bold')),
    ...wrap(title === sections[4][0] ? `${text} ${data}` : text, Math.min(width, LONGEST) - 4).map((one) =>
      line(`   ${one}`),
    ),
  ])
}

export function aboutScreen(state: State, scroll: number, view: View): Block {
  const { columns } = view
  const boxed = isBoxed(view)
  const height = view.rows - 4
  const lines = aboutLines(state, columns - (boxed ? 2 : 0))
  const rows = innerHeight(height, boxed)
  const from = Math.min(scroll, Math.max(0, lines.length - rows))
  const hidden = lines.length - from - rows
  const { title, version } = words.model.about
  return [
    titleBar(columns, title, [version(state.version)]),
    ...panel(
      {
        title,
        note: hidden > 0 ? line(span(words.bench.more(hidden), 'muted')) : [],
        width: columns,
        height,
        boxed,
        focused: true,
      },
      lines.slice(from),
    ),
    statusRow(line(''), undefined, columns),
    footer('about', columns),
  ]
}
