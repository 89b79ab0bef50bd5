/** The lecture: one step large, or two beside each other; the speaker's notes under it. */
import type { Level } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Block, beside, exact, type Line, line, sized, span, wrap } from '../looks/line.ts'
import type { State } from '../state.ts'
import { type LectureScreen, lectureLevel } from '../update/lecture.ts'
import { isTold, lectureSteps, notesOf, stepBefore } from '../views/lecture.ts'
import { footer, titleBar } from '../widgets/chrome.ts'
import { stepLines } from '../widgets/lecture.ts'
import { panel } from '../widgets/panel.ts'
import { isBoxed, type View } from './view.ts'

/** The notes take this share of the screen. */
const NOTES = 0.4

export function lectureScreen(state: State, top: LectureScreen, view: View): Block {
  const level = lectureLevel(state, top)
  const { columns } = view
  const height = view.rows - 1
  if (level === undefined || top.blank) return sized([], columns, height)
  const steps = lectureSteps(level)
  const room = height - 2
  const notes = top.notes ? noteLines(level, top, view, Math.floor(room * NOTES)) : []
  return [
    titleBar(columns, `${level.number} ${plainLine(level.title)}`, [
      words.lecture.place(top.step + 1, steps.length),
    ]),
    ...sized(body(level, top, view, room - notes.length), columns, room - notes.length),
    ...notes,
    footer('lecture', columns),
  ]
}

function body(level: Level, top: LectureScreen, view: View, height: number): Block {
  const steps = lectureSteps(level)
  const before = top.twin && !isTold(steps[top.step]) ? stepBefore(top.ran, top.step) : undefined
  const drawn = (at: number, width: number) =>
    stepLines({
      level,
      step: steps[at],
      ran: top.ran[at],
      start: top.ran[1],
      width,
      height,
      ascii: view.theme.ascii,
    })
  if (before === undefined) return drawn(top.step, view.columns)
  const half = Math.floor((view.columns - 1) / 2)
  const wall: Block = Array.from({ length: height }, (): Line => [span('│', 'muted')])
  return beside(
    sized(drawn(before, half), half, height),
    wall,
    sized(drawn(top.step, view.columns - 1 - half), view.columns - 1 - half, height),
  )
}

function noteLines(level: Level, top: LectureScreen, view: View, most: number): Block {
  const { columns } = view
  const boxed = isBoxed(view)
  const frame = boxed ? 2 : 1
  const said = notesOf(level, lectureSteps(level)[top.step], top.ran[top.step])
  const lines = said.flatMap((text) => wrap(plainLine(text), columns - 6)).map((text) => line(` ${text}`))
  const height = Math.min(most, lines.length + frame)
  const title = words.lecture.notes
  return panel({ title, width: columns, height, boxed, focused: false }, lines).map((one) =>
    exact(one, columns),
  )
}
