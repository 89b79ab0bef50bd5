/** The one reducer: `update(state, message)` gives the next state and a list of effects. Pure. */
import { type Level, type Progress, resumeAt } from '../game/index.ts'
import type { CommandId } from '../text/ui-keys.ts'
import { words } from '../text/ui-words.ts'
import { commandFor } from './keys.ts'
import type { Environment, Start } from './outside.ts'
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
import { benchCommand, benchMessage, chooseGuess, chooseValue, openBench } from './update-bench.ts'
import { debriefCommand } from './update-debrief.ts'
import { exploreCommand, explored } from './update-explore.ts'
import { openDaily, typeJump } from './update-map.ts'
import { openDebrief } from './update-runs.ts'
import { chooseAddition, chooseField, sandboxCommand, sandboxOpened } from './update-sandbox.ts'
import { chooseSetting, leave, screenCommand } from './update-screens.ts'
import { whyCommand } from './update-why.ts'

export interface Given {
  readonly levels: readonly Level[]
  readonly progress: Progress
  readonly version: string
  readonly environment: Environment
  readonly today: string
}

/** The first state, and what is to be done at once. */
export function begin(given: Given, start: Start): Step {
  const { levels, progress, version, environment, today } = given
  const wanted = start.screen === 'bench' ? start.level : resumeAt(levels, progress)?.id
  const cursor = Math.max(
    0,
    levels.findIndex((level) => level.id === wanted),
  )
  const map: State = { levels, progress, version, environment, today, stack: [{ at: 'map', cursor }] }
  if (start.screen === 'daily') return openDaily(map, start.daily)
  if (start.screen === 'sandbox') return sandboxOpened(map, { kind: 'sandbox', answer: start })
  const opened = start.screen === 'bench' && levels.length > 0 ? openBench(map, levels[cursor]) : step(map)
  if (progress.seenOrientation) return opened
  return { ...opened, state: push(opened.state, { at: 'orientation' }) }
}

export function update(state: State, message: Message): Step {
  if (message.kind === 'key') return updateKey(state, message)
  if (message.kind === 'pasted') return step(withNotice(state, words.bench.pasted))
  if (message.kind === 'highlight') return step(highlighted(state, message.index))
  if (message.kind === 'choose') return updateChoice(state, message.index)
  if (message.kind === 'sandbox') return sandboxOpened(state, message)
  if (message.kind === 'daily')
    return topOf(state).at === 'map' ? openDaily(state, message.daily) : step(state)
  if (message.kind === 'told') return step(withNotice(state, message.text))
  if (message.kind === 'explored') return step(explored(state, message))
  return state.bench === undefined ? step(state) : benchMessage(state, state.bench, message)
}

type KeyMessage = Extract<Message, { kind: 'key' }>

function updateKey(given: State, message: KeyMessage): Step {
  const { key } = message
  const asked = noticeOf(given)
  const state = withNotice(given, undefined)
  const top = topOf(state)
  if (top.at === 'jump') {
    const typed = typeJump(state, top, key)
    if (typed !== undefined) return typed
  }
  const command = commandFor(activeSet(top), key)
  if (command === undefined) return step(state)
  if (command === 'values' && asked === words.bench.passed) return openDebrief(step(state))
  if (command === 'map' && asked === words.map.quitAgain) return leave(state, 0)
  return ownCommand(state, top, command, message) ?? screenCommand(state, command)
}

/** What a command means on the screen on top alone; undefined: what it means everywhere. One line a screen. */
function ownCommand(state: State, top: Screen, command: CommandId, message: KeyMessage): Step | undefined {
  const { bench } = state
  if (top.at === 'sandbox') return sandboxCommand(state, top, command)
  if (bench === undefined) return undefined
  if (top.at === 'bench') return benchCommand(state, bench, command, message.key, message.columns)
  if (top.at === 'debrief') return debriefCommand(state, bench, top, command, message)
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
