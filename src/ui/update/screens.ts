/** What the commands do on every screen but the bench. */
import { type Level, nextLevel, SETTING_VALUES, type Settings } from '../../game/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import { SETTINGS } from '../settings.ts'
import {
  type Effect,
  OVERLAYS,
  pop,
  push,
  replaceTop,
  type Screen,
  type State,
  type Step,
  step,
  topOf,
  withBench,
  withNotice,
} from '../state.ts'
import { formerRuns, replayRun } from '../views/former-runs.ts'
import { openBench, showHint, skipGuess, toPlay } from './bench.ts'
import { saveCodes } from './codes.ts'
import { openExplore } from './explore.ts'
import { mapCommand } from './map.ts'
import { moveBy, moved } from './moving.ts'
import { openQuestions } from './questions.ts'
import { backToSandbox, isInSandbox } from './sandbox.ts'
import { openWhy } from './why.ts'

export function chooseSetting(state: State, name: keyof Settings, index: number): Step {
  const value = SETTING_VALUES[name][index]
  if (value === undefined) return step(state)
  const progress = { ...state.progress, settings: { ...state.progress.settings, [name]: value } }
  const next = { ...state, progress }
  const kept: Effect = { kind: 'save', progress }
  if (name === 'mouse') return step(next, kept, { kind: 'mouse', on: value === 'on' })
  const { language, glyphs } = progress.settings
  const wanted = language === 'auto' ? (state.environment.language ?? 'en') : language
  // English has all of its letters everywhere.
  if (name !== 'language' && (name !== 'glyphs' || wanted === 'en')) return step(next, kept)
  const ascii = glyphs === 'auto' ? state.environment.ascii : glyphs === 'ascii'
  return step(next, kept, { kind: 'speak', language: wanted, ascii })
}

/** Another language is spoken: the same levels with other texts, the one on the bench too. */
export function spoken(state: State, levels: readonly Level[]): State {
  const { bench } = state
  const level = levels.find((one) => one.id === bench?.play.level.id)
  if (bench === undefined || level === undefined) return { ...state, levels }
  return { ...state, levels, bench: { ...bench, play: { ...bench.play, level } } }
}

/** Leaving the bench keeps what lies on it. */
export function leaveBench(state: State): Step {
  if (isInSandbox(state)) return backToSandbox(state)
  const kept = withBench(state)
  const at = kept.levels.findIndex((level) => level.id === kept.bench?.play.level.id)
  const map: Screen = { at: 'map', cursor: Math.max(0, at) }
  return step(
    { ...kept, stack: [map], bench: kept.bench && { ...kept.bench, playing: false } },
    { kind: 'forget-trials' },
    { kind: 'save', progress: kept.progress },
  )
}

export function leave(state: State, code: number): Step {
  const kept = withBench(state)
  return step(kept, { kind: 'save', progress: kept.progress }, { kind: 'quit', code })
}

function back(state: State): Step {
  const top = topOf(state)
  if (top.at === 'orientation') return afterOrientation(state)
  if (top.at === 'bench') return leaveBench(state)
  if (top.at === 'sandbox')
    return step({ ...state, stack: [state.stack[0]], bench: undefined, sandbox: undefined })
  if (top.at === 'menu' && top.menu.of === 'guess') return skipGuess(state)
  return step(pop(state))
}

function toMap(state: State): Step {
  const top = topOf(state)
  if (top.at === 'map') return step(replaceTop(state, { ...top, notice: words.map.quitAgain }))
  if (top.at === 'orientation') return afterOrientation(state)
  if (top.at === 'menu' && top.menu.of === 'guess') return leaveBench(state)
  if (OVERLAYS.includes(top.at)) return step(pop(state))
  if (state.stack.some((screen) => screen.at === 'bench')) return leaveBench(state)
  return step({ ...state, stack: [state.stack[0]] })
}

function afterOrientation(state: State): Step {
  const progress = { ...state.progress, seenOrientation: true }
  return step({ ...pop(state), progress }, { kind: 'save', progress })
}

export function screenCommand(state: State, command: CommandId): Step {
  const top = topOf(state)
  switch (command) {
    case 'help':
      return step(top.at === 'help' ? pop(state) : push(state, { at: 'help', scroll: 0 }))
    case 'back':
      return back(state)
    case 'map':
      return toMap(state)
    case 'quit':
      return leave(state, 130)
    case 'shell':
      return step(state, { kind: 'suspend' })
    case 'redraw':
      return step(state, { kind: 'redraw' })
    case 'begin':
      return afterOrientation(state)
    case 'settings':
      return step(push(state, { at: 'settings', cursor: 0 }))
    case 'change':
      return top.at === 'settings'
        ? step(push(state, { at: 'menu', menu: { of: 'setting', name: SETTINGS[top.cursor] } }))
        : step(state)
    case 'brief':
      return step(push(state, { at: 'brief' }))
    case 'tree':
      return step(push(state, { at: 'tree', scroll: 0 }))
    case 'close-hint':
      return step(pop(state))
    case 'show-hint':
      return showHint(state)
    case 'again':
      return resetBench(pop(state))
    case 'next-level':
      return toNextLevel(state)
    case 'why':
    case 'routing-why':
    case 'compare-why':
      return openWhy(state)
    case 'explore':
    case 'explore-passed':
    case 'explore-sandbox':
      return openExplore(state)
    case 'questions':
    case 'questions-of-map':
    case 'questions-passed':
      return openQuestions(state)
    case 'predictions':
      return step(push(state, { at: 'predictions' }))
    case 'runs':
      return state.bench === undefined ? step(state) : step(push(quiet(state), { at: 'runs', cursor: 0 }))
    case 'replay': {
      const { bench } = state
      if (bench === undefined || top.at !== 'runs') return step(state)
      return replayRun(state, bench, formerRuns(bench)[top.cursor])
    }
    case 'daily':
      return step(withNotice(state, words.daily.drawing(0)), { kind: 'draw-daily' })
    case 'save-codes':
      return saveCodes(state)
    case 'sandbox':
      return step(state, { kind: 'open-sandbox' })
    case 'about':
      return step(push(state, { at: 'about', scroll: 0 }))
    case 'go':
      return step(pop(state))
    default:
      return listCommand(state, top, command)
  }
}

/** The level from its start; the moves wait for redo. */
export function resetBench(state: State): Step {
  const { bench } = state
  if (bench === undefined) return step(state)
  const { state: started, effects } = toPlay(state, bench, { kind: 'reset' })
  const notice = bench.play.moves.length > 0 ? words.keys.reset : undefined
  return step({ ...started, bench: started.bench && { ...started.bench, notice } }, ...effects)
}

function quiet(state: State): State {
  return state.bench === undefined ? state : { ...state, bench: { ...state.bench, playing: false } }
}

function toNextLevel(state: State): Step {
  const kept = withBench(state)
  const level = kept.bench?.play.level
  const next = level && nextLevel(level, kept.levels, kept.progress)
  return next === undefined ? leaveBench(state) : openBench(kept, next)
}

/** A scroll has no cursor: the screen that draws it knows how far there is to go, and this is more than any. */
const SCROLL_MOST = 500

function listCommand(state: State, top: Screen, command: CommandId): Step {
  const by = moveBy(command)
  switch (top.at) {
    case 'map':
      return mapCommand(state, top, command, by)
    case 'settings':
      return by === undefined
        ? step(state)
        : step(replaceTop(state, { ...top, cursor: moved(top.cursor, by, SETTINGS.length) }))
    case 'help':
    case 'tree':
    case 'card':
    case 'about':
      return by === undefined
        ? step(state)
        : step(replaceTop(state, { ...top, scroll: moved(top.scroll, by, SCROLL_MOST) }))
    case 'runs':
      return by === undefined || state.bench === undefined
        ? step(state)
        : step(replaceTop(state, { ...top, cursor: moved(top.cursor, by, formerRuns(state.bench).length) }))
    case 'orientation':
    case 'why':
    case 'bench':
    case 'debrief':
    case 'explore':
    case 'compare':
    case 'sandbox':
    case 'predictions':
    case 'questions':
    case 'brief':
    case 'hint':
    case 'menu':
    case 'jump':
    case 'model':
    case 'look-up':
    case 'routing':
    case 'find':
    case 'palette':
    case 'lecture':
      return step(state)
  }
}
