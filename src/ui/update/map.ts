/** The map: moving through levels and chapters, going to one by its number, opening it. */
import { type Daily, levelLike, levelProgress, statusOf } from '../../game/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import { typed } from '../keys/typing.ts'
import { push, replaceTop, type Screen, type State, type Step, step } from '../state.ts'
import { opensBy } from '../views/opens.ts'
import { openBench } from './bench.ts'
import { moved } from './moving.ts'
import { openDebrief } from './runs.ts'

export function mapCommand(
  state: State,
  top: Extract<Screen, { at: 'map' }>,
  command: CommandId,
  by: number | undefined,
): Step {
  const { levels, progress } = state
  const level = levels[top.cursor]
  const to = (cursor: number) => step(replaceTop(state, { at: 'map', cursor }))
  if (by !== undefined) return to(moved(top.cursor, by, levels.length))
  if (level === undefined) return step(state)
  switch (command) {
    case 'next-chapter': {
      const next = levels.findIndex((one, index) => index > top.cursor && one.chapter.id !== level.chapter.id)
      return next < 0 ? step(state) : to(next)
    }
    case 'chapter-before': {
      const first = levels.findIndex((one) => one.chapter.id === level.chapter.id)
      if (first < top.cursor || first === 0) return to(first)
      return to(levels.findIndex((one) => one.chapter.id === levels[first - 1].chapter.id))
    }
    case 'enter':
      if (statusOf(level, levels, progress) !== 'closed') return openBench(state, level)
      return step(replaceTop(state, { ...top, notice: opensBy(level, levels, progress) }))
    case 'jump':
      return step(
        push(replaceTop(state, { at: 'map', cursor: top.cursor }), {
          at: 'jump',
          text: '',
          from: top.cursor,
        }),
      )
    case 'level-debrief':
      if (levelProgress(progress, level.id).medals > 0) return openDebrief(openBench(state, level, true))
      return step(replaceTop(state, { ...top, notice: words.map.noDebrief }))
    default:
      return step(state)
  }
}

/** A key while a number or a title is typed; undefined: it is none of the text. */
export function typeJump(state: State, top: Extract<Screen, { at: 'jump' }>, key: string): Step | undefined {
  const text = typed(top.text, key)
  if (text === undefined) return undefined
  const found = levelLike(state.levels, text)
  const stack = state.stack.map((screen): Screen => {
    if (screen === top) return { ...top, text }
    return screen.at === 'map' && found >= 0 ? { ...screen, cursor: found } : screen
  })
  return step({ ...state, stack })
}

/** Esc goes back to the level that was chosen before. */
export function leaveJump(state: State, { from }: Extract<Screen, { at: 'jump' }>): Step {
  return step({ ...state, stack: [{ at: 'map', cursor: from }] })
}

/** Puts the task of a day on the bench; its space was measured when it was drawn. */
export function openDaily(state: State, { level, space }: Daily): Step {
  const opened = openBench(state, level)
  const count = space.configurations
  return { ...opened, state: { ...opened.state, explored: { space, done: count, of: count } } }
}
