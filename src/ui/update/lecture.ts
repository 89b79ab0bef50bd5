/** The lecture: step by step through configurations that the level itself prepared. Nothing of it is kept. */
import { configured, isRefusal, type Level } from '../../game/index.ts'
import type { Run } from '../../machine/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import { type Effect, replaceTop, type Screen, type State, type Step, step, withNotice } from '../state.ts'
import { isTold, lecturedOf, lectureSteps, stepBefore } from '../views/lecture.ts'
import { jobOf } from './runs.ts'

export type LectureScreen = Extract<Screen, { at: 'lecture' }>

const NAME = 'lecture:'

export function openLecture(state: State, level: Level): Step {
  const screen: LectureScreen = {
    at: 'lecture',
    level: level.id,
    step: 0,
    notes: false,
    blank: false,
    twin: false,
    ran: {},
  }
  return step({ ...state, stack: [...state.stack, screen] }, ...measuring(level, screen))
}

/** What is not measured yet: the step in hand first, then those behind it, then those before. */
function measuring(level: Level, { ran, step: first }: LectureScreen): readonly Effect[] {
  const steps = lectureSteps(level).map((one, index) => ({ moves: one.moves, told: isTold(one), index }))
  const open = steps.filter(({ told, index }) => !told && ran[index] === undefined)
  const ordered = [
    ...open.filter(({ index }) => index >= first),
    ...open.filter(({ index }) => index < first),
  ]
  return ordered.flatMap(({ moves, index }): Effect[] => {
    const answer = configured(level, moves)
    if (isRefusal(answer)) return []
    return [{ kind: 'try', trial: `${NAME}${index}`, host: answer.host, ...jobOf(level) }]
  })
}

export function lectureLevel(state: State, { level }: LectureScreen): Level | undefined {
  return state.levels.find(({ id }) => id === level)
}

/** A step is measured; undefined: it was none of a lecture. */
export function lectured(
  state: State,
  trial: string,
  run: Run,
  baseline: Run | undefined,
): State | undefined {
  const index = state.stack.findIndex(({ at }) => at === 'lecture')
  const screen = state.stack[index]
  if (screen?.at !== 'lecture' || !trial.startsWith(NAME)) return undefined
  const level = lectureLevel(state, screen)
  if (level === undefined) return state
  const ran = { ...screen.ran, [Number(trial.slice(NAME.length))]: lecturedOf(level, run, baseline) }
  return { ...state, stack: state.stack.with(index, { ...screen, ran }) }
}

/** A step that is not measured yet goes before all others. */
function goTo(state: State, level: Level, to: LectureScreen): Step {
  const next = replaceTop(state, to)
  if (isTold(lectureSteps(level)[to.step]) || to.ran[to.step] !== undefined) return step(next)
  return step(next, { kind: 'forget-trials' }, ...measuring(level, to))
}

export function lectureCommand(
  state: State,
  top: LectureScreen,
  command: CommandId,
  key: string,
): Step | undefined {
  const level = lectureLevel(state, top)
  if (level === undefined) return undefined
  const count = lectureSteps(level).length
  const to = (at: number) =>
    goTo(state, level, { ...top, step: Math.min(count - 1, Math.max(0, at)), blank: false })
  switch (command) {
    case 'lecture-next':
      return to(top.blank ? top.step : top.step + 1)
    case 'lecture-back':
      return to(top.blank ? top.step : top.step - 1)
    case 'panel-number': {
      const at = Number(key) - 1
      return at < count ? to(at) : step(withNotice(state, words.lecture.noStep(key, count)))
    }
    case 'lecture-notes':
      return step(replaceTop(state, { ...top, notes: !top.notes, blank: false }))
    case 'lecture-blank':
      return step(replaceTop(state, { ...top, blank: !top.blank }))
    case 'lecture-twin':
      return !top.twin && stepBefore(top.ran, top.step) === undefined
        ? step(withNotice(state, words.lecture.noBefore))
        : step(replaceTop(state, { ...top, twin: !top.twin, blank: false }))
    case 'back':
    case 'map':
      return step({ ...state, stack: [state.stack[0]] }, { kind: 'forget-trials' })
    default:
      return undefined
  }
}
