/** One's guesses: how often right, chapter by chapter, and whether they tend to lie too high or too low. */
import { type Guesses, guessesOf, tendencyOf } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Block, type Line, left, line, right, span, wrap } from '../looks/line.ts'
import type { State } from '../state.ts'
import { isExam } from '../task.ts'
import { footer, statusRow, titleBar } from '../widgets/chrome.ts'
import { panel } from '../widgets/panel.ts'
import { isBoxed, type View } from './view.ts'

const BAR = 20

/** ✔ right, ▲ too high, ▼ too low, · wrong without more: one sign a guess where there is room, else shares. */
function bar({ right: good, high, low, of }: Guesses): Line {
  const scale = of <= BAR ? 1 : BAR / of
  const cells = (count: number) => Math.round(count * scale)
  const rest = Math.max(0, cells(of - good - high - low))
  return line(
    span('✔'.repeat(cells(good)), 'good'),
    span('▲'.repeat(cells(high)), 'bad'),
    span('▼'.repeat(cells(low)), 'bad'),
    span('✘'.repeat(rest), 'bad'),
  )
}

function row(name: string, guesses: Guesses, width: number, style: 'plain' | 'bold'): Line {
  const { right: good, of } = guesses
  const said = of === 0 ? words.predictions.noneYet : words.predictions.right(good, of)
  const room = Math.max(12, Math.min(30, width - BAR - 24))
  return line(span(` ${left(name, room)} ${right(said, 18)}   `, of === 0 ? 'muted' : style), ...bar(guesses))
}

export function predictionsScreen(state: State, view: View): Block {
  const { columns } = view
  const boxed = isBoxed(view)
  const rows = view.rows - 4
  const width = columns - (boxed ? 2 : 0)
  const { chapters, all } = guessesOf(state.levels, state.progress)
  const said = [words.predictions.about, words.predictions.tendency[tendencyOf(all)]]
  const hidden = wrap(words.task.hiddenWhat(words.predictions.title), width - 4).map((one) => line(` ${one}`))
  const body = isExam(state)
    ? [line(''), ...hidden]
    : [
        line(''),
        ...chapters.map((chapter) =>
          row(`${chapter.number}  ${plainLine(chapter.title)}`, chapter, width, 'plain'),
        ),
        line(''),
        row(words.predictions.all, all, width, 'bold'),
        line(''),
        ...said.flatMap((text) => [...wrap(text, width - 4).map((one) => line(` ${one}`)), line('')]),
        line(span(` ${words.predictions.legend}`, 'muted')),
      ]
  return [
    titleBar(columns, words.predictions.title, []),
    ...panel({ title: words.predictions.title, width: columns, height: rows, boxed, focused: true }, body),
    statusRow(line(''), undefined, columns),
    footer('predictions', columns),
  ]
}
