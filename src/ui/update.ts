/** The one reducer: `update(state, message)` gives the next state and a list of effects. Pure. */
import { type Level, type Progress, resumeAt } from '../game/index.ts'
import type { CommandId } from '../text/ui-keys.ts'
import { words } from '../text/ui-words.ts'
import { commandFor } from './keys/keys.ts'
import type { Environment, Start } from './outside.ts'
import { isTooSmall } from './screens/view.ts'
import {
  activeSet,
  type Message,
  noticeOf,
  pop,
  push,
  replaceTop,
  type Screen,
  type State,
  type Step,
  step,
  topOf,
  withNotice,
} from './state.ts'
import type { Task } from './task.ts'
import { benchCommand, benchMessage, chooseGuess, chooseValue, openBench } from './update/bench.ts'
import { copyCodes } from './update/codes.ts'
import { compareCommand, compared, tickBoth } from './update/compare.ts'
import { debriefCommand } from './update/debrief.ts'
import { exploreCommand, explored } from './update/explore.ts'
import { findCommand, openFind } from './update/find.ts'
import { lectureCommand, lectured, openLecture } from './update/lecture.ts'
import { leaveJump, openDaily } from './update/map.ts'
import { modelCommand, openModel } from './update/model.ts'
import { updateMouse } from './update/mouse.ts'
import { openPalette, paletteCommand } from './update/palette.ts'
import { withPlaces } from './update/places.ts'
import { computed, questionsCommand } from './update/questions.ts'
import { routingCommand } from './update/routing.ts'
import { openDebrief } from './update/runs.ts'
import {
  askedBeforeRemoval,
  chooseAddition,
  chooseField,
  sandboxCommand,
  sandboxOpened,
} from './update/sandbox.ts'
import { chooseSetting, leave, screenCommand, spoken } from './update/screens.ts'
import { paste, typeKey } from './update/typing.ts'
import { whyCommand } from './update/why.ts'
import { copyInHand } from './views/copy.ts'
import { codeInHand, copyCode } from './views/result-code.ts'

export interface Given {
  readonly levels: readonly Level[]
  readonly progress: Progress
  readonly version: string
  readonly environment: Environment
  readonly today: string
  readonly task?: Task
}

/** The first state, and what is to be done at once. */
export function begin(given: Given, start: Start): Step {
  const { levels, progress, version, environment, today, task } = given
  const wanted = 'level' in start ? start.level : resumeAt(levels, progress)?.id
  const cursor = Math.max(
    0,
    levels.findIndex((level) => level.id === wanted),
  )
  const map: State = {
    levels,
    progress,
    version,
    environment,
    today,
    stack: [{ at: 'map', cursor }],
    ...(task === undefined ? {} : { task }),
  }
  const asked = progress.settings.mouse === 'on'
  const first = withPlaces(map, beginOn(map, levels[cursor], start))
  return asked ? { ...first, effects: [...first.effects, { kind: 'mouse', on: true }] } : first
}

function beginOn(map: State, level: Level | undefined, start: Start): Step {
  const { progress } = map
  if (start.screen === 'lecture') return level === undefined ? step(map) : openLecture(map, level)
  if (start.screen === 'daily') return openDaily(map, start.daily)
  if (start.screen === 'sandbox') return sandboxOpened(map, { kind: 'sandbox', answer: start })
  const opened = start.screen === 'bench' && level !== undefined ? openBench(map, level) : step(map)
  if (progress.seenOrientation) return opened
  return { ...opened, state: push(opened.state, { at: 'orientation' }) }
}

export function update(state: State, message: Message): Step {
  return withPlaces(state, reduce(state, message))
}

function reduce(state: State, message: Message): Step {
  if (message.kind === 'key') return updateKey(state, message)
  if (message.kind === 'pasted') return paste(withNotice(state, undefined), message.text ?? '')
  if (message.kind === 'sized') return step(isUnseen(state, message) ? paused(state) : state)
  if (message.kind === 'mouse' && isUnseen(state, message)) return step(state)
  if (message.kind === 'mouse')
    return updateMouse(state, message, {
      press: (from, key) => updateKey(from, { ...message, kind: 'key', key }),
      choose: (index) => updateChoice(state, index),
    })
  if (message.kind === 'highlight') return step(highlighted(state, message.index))
  if (message.kind === 'choose') return updateChoice(state, message.index)
  if (message.kind === 'sandbox') return sandboxOpened(state, message)
  if (message.kind === 'daily')
    return topOf(state).at === 'map' ? openDaily(state, message.daily) : step(state)
  if (message.kind === 'checked') return step({ ...state, checked: message.rows })
  if (message.kind === 'computed') return step(computed(state, message))
  if (message.kind === 'told') return step(withNotice(state, message.text))
  if (message.kind === 'spoken') return step(spoken(state, message.levels))
  if (message.kind === 'compared') return compared(state, message)
  if (message.kind === 'tick' && topOf(state).at === 'compare') return tickBoth(state)
  if (message.kind === 'explored') return step(explored(state, message))
  if (message.kind === 'tried') {
    const told = lectured(state, message.trial, message.run, message.baseline)
    if (told !== undefined) return step(told)
  }
  return state.bench === undefined ? step(state) : benchMessage(state, state.bench, message)
}

/** Nothing is seen but that the terminal is too small; who has the screen read aloud needs no room. */
function isUnseen(state: State, size: { readonly columns: number; readonly rows: number }): boolean {
  return isTooSmall(size) && !state.environment.screenReader
}

/** The screen that says so is no screen of the stack, and has keys of its own: no other may change what is not seen. */
function unseenKey(state: State, key: string): Step {
  if (key === 'l') return step(state, { kind: 'line-mode' })
  if (key === 'q') return leave(state, 0)
  const command = commandFor('menu', key)
  return command === 'quit' || command === 'shell' || command === 'redraw'
    ? screenCommand(state, command)
    : step(state)
}

/** Nothing plays where nothing is seen. */
function paused(state: State): State {
  const top = topOf(state)
  const still = top.at === 'compare' && top.playing ? replaceTop(state, { ...top, playing: false }) : state
  return still.bench?.playing === true ? { ...still, bench: { ...still.bench, playing: false } } : still
}

type KeyMessage = Extract<Message, { kind: 'key' }>

function updateKey(given: State, message: KeyMessage): Step {
  const { key } = message
  const asked = noticeOf(given)
  const state = withNotice(given, undefined)
  const top = topOf(state)
  if (isUnseen(state, message)) return unseenKey(state, key)
  const typed = typeKey(state, key)
  if (typed !== undefined) return typed
  const command = commandFor(activeSet(top, state.task), key)
  if (command === undefined) return step(state)
  if (command === 'remove-part' && top.at === 'sandbox') {
    const ask = askedBeforeRemoval(state, top)
    if (ask !== undefined && asked !== ask) return step(withNotice(state, ask))
  }
  if (command === 'copy' && top.at === 'debrief' && codeInHand(state) !== undefined) return copyCode(state)
  if (command === 'copy' && top.at === 'map' && state.task !== undefined) return copyCodes(state)
  if (command === 'copy') return copyInHand(state, message)
  if (command === 'command') return openPalette(state)
  if (command === 'values' && asked === words.bench.passed) return openDebrief(step(state))
  if (command === 'map' && asked === words.map.quitAgain) return leave(state, 0)
  return ownCommand(state, top, command, message) ?? screenCommand(state, command)
}

/** What a command means on the screen on top alone; undefined: what it means everywhere. One line a screen. */
function ownCommand(state: State, top: Screen, command: CommandId, message: KeyMessage): Step | undefined {
  const { bench } = state
  if (command === 'model') return openModel(state)
  if (top.at === 'model') return modelCommand(state, top, command, message.key)
  if (top.at === 'palette')
    return paletteCommand(state, top, command, (under, key) => updateKey(under, { ...message, key }))
  if (top.at === 'jump' && command === 'back') return leaveJump(state, top)
  if (top.at === 'sandbox') return sandboxCommand(state, top, command)
  if (top.at === 'lecture') return lectureCommand(state, top, command, message.key)
  if (top.at === 'questions') return questionsCommand(state, top, command)
  if (bench === undefined) return undefined
  if (top.at === 'find') return findCommand(state, bench, top, command)
  if (top.at === 'bench' && command === 'find') return openFind(state, bench)
  if (top.at === 'bench') return benchCommand(state, bench, command, message.key, message.columns)
  if (top.at === 'routing') return routingCommand(state, bench, top, command)
  if (top.at === 'debrief') return debriefCommand(state, bench, top, command, message)
  if (top.at === 'compare') return compareCommand(state, bench, top, command)
  if (top.at === 'explore') return exploreCommand(state, bench, top, command)
  if (top.at === 'why') return whyCommand(state, bench, top, command)
  return undefined
}

function highlighted(state: State, index: number): State {
  const top = topOf(state)
  if (top.at !== 'menu' || (top.menu.of !== 'values' && top.menu.of !== 'guess')) return state
  return replaceTop(state, { ...top, menu: { ...top.menu, at: index } })
}

function updateChoice(state: State, index: number): Step {
  const top = topOf(state)
  if (top.at !== 'menu') return step(state)
  const { menu } = top
  const under = pop(state)
  switch (menu.of) {
    case 'values':
      return chooseValue(under, menu.key, index)
    case 'guess':
      return chooseGuess(under, index)
    case 'field':
      return chooseField(under, menu.id, index)
    case 'addition':
      return chooseAddition(under, index)
    case 'setting':
      return chooseSetting(under, menu.name, index)
  }
}
