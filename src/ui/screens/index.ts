/** From the state to the frame that is drawn. */

import { type Block, exact, type Line, line, sized, span } from '../looks/line.ts'
import { groundOf, OVERLAYS, type State, topOf } from '../state.ts'
import { openedHint } from '../views/hint-offered.ts'
import { footer } from '../widgets/chrome.ts'
import { aboutScreen } from './about.ts'
import { benchScreen } from './bench.ts'
import { cardFrame } from './cards.ts'
import { compareScreen } from './compare.ts'
import { debriefScreen } from './debrief.ts'
import { exploreScreen } from './explore.ts'
import { helpFrame } from './help.ts'
import { lectureScreen } from './lecture.ts'
import { jumpLine, mapScreen } from './map.ts'
import { lookUpLine, modelScreen } from './model.ts'
import { briefFrame, hintFrame, menuFrame, menuText } from './overlays.ts'
import { orientationScreen, settingsScreen, tooSmallScreen } from './plain-screens.ts'
import { predictionsScreen } from './predictions.ts'
import { questionsScreen } from './questions.ts'
import { routingScreen } from './routing.ts'
import { runsScreen } from './runs.ts'
import { sandboxScreen } from './sandbox.ts'
import { treeFrame } from './tree.ts'
import { findLine, paletteFrame } from './typing.ts'
import { type Frame, isTooSmall, type View } from './view.ts'
import { whyScreen } from './why.ts'

function ground(state: State, view: View): Block {
  const screen = groundOf(state)
  switch (screen.at) {
    case 'orientation':
      return orientationScreen(view)
    case 'map':
      return mapScreen(state, screen.cursor, screen.notice, view)
    case 'settings':
      return settingsScreen(state, screen.cursor, view)
    case 'bench':
      return state.bench === undefined ? [] : benchScreen(state, state.bench, view)
    case 'debrief':
      return state.bench === undefined ? [] : debriefScreen(state, state.bench, screen, view)
    case 'questions':
      return questionsScreen(state, screen, view)
    case 'predictions':
      return predictionsScreen(state, view)
    case 'runs':
      return state.bench === undefined ? [] : runsScreen(state.bench, screen.cursor, view)
    case 'routing':
      return state.bench === undefined ? [] : routingScreen(state.bench, screen, view)
    case 'sandbox':
      return sandboxScreen(state, screen, view)
    case 'compare':
      return state.bench === undefined ? [] : compareScreen(state, state.bench, screen, view)
    case 'explore':
      return state.bench === undefined ? [] : exploreScreen(state, state.bench, screen, view)
    case 'model':
      return modelScreen(state, screen, view)
    case 'about':
      return aboutScreen(state, screen.scroll, view)
    case 'lecture':
      return lectureScreen(state, screen, view)
    case 'why':
      return state.bench === undefined ? [] : whyScreen(state.bench, screen, view)
    case 'help':
    case 'hint':
    case 'brief':
    case 'tree':
    case 'menu':
    case 'jump':
    case 'look-up':
    case 'card':
    case 'find':
    case 'palette':
      return []
  }
}

function laidOver(state: State, base: Block, view: View): Frame {
  const top = topOf(state)
  switch (top.at) {
    case 'help':
      return helpFrame(state, base, top, view)
    case 'hint':
      return state.bench === undefined ? { block: base } : hintFrame(state.bench, base, view, top.shown)
    case 'brief':
      return state.bench === undefined ? { block: base } : briefFrame(state.bench, base, view)
    case 'tree':
      return state.bench === undefined ? { block: base } : treeFrame(state.bench, base, top.scroll, view)
    case 'card':
      return state.bench === undefined ? { block: base } : cardFrame(state, state.bench, base, top, view)
    case 'jump':
    case 'find':
      return { block: base }
    case 'palette':
      return paletteFrame(state, base, top, view)
    case 'menu': {
      const text = menuText(state, top.menu)
      return text === undefined ? { block: base } : menuFrame(text, base, view)
    }
    default:
      return { block: base }
  }
}

/** The keys of what lies over the screen. */
function overlayKeys(state: State): Parameters<typeof footer>[0] {
  const top = topOf(state)
  if (top.at === 'menu' && top.menu.of === 'guess' && top.menu.at === undefined) return 'guess'
  if (top.at !== 'hint') return top.at
  const hint = state.bench && openedHint(state.bench, top.shown)
  return hint === undefined || hint.shown ? 'hint-shown' : 'hint'
}

/** What stands under a screen that something lies over, or that says something it does not keep. */
function lastLine(state: State, view: View): Line {
  const top = topOf(state)
  if (state.said !== undefined) return line(span(` ${state.said}`, 'focus'))
  if (top.at === 'jump') return jumpLine(state, top.text)
  if (top.at === 'look-up') return lookUpLine(state, top.text)
  if (top.at === 'find' && state.bench !== undefined) return findLine(state.bench, top)
  return footer(overlayKeys(state), view.columns)
}

/** The frame of a state: never wider than the terminal, always one row lower. */
export function frameOf(state: State, view: View): Frame {
  const height = Math.max(1, view.rows - 1)
  if (isTooSmall(view)) return { block: tooSmallScreen(state, view) }
  const base = sized(ground(state, view), view.columns, height)
  const frame = laidOver(state, base, view)
  const top = topOf(state)
  const over = OVERLAYS.includes(top.at)
  const keys = lastLine(state, view)
  const block = over || state.said !== undefined ? [...frame.block.slice(0, -1), keys] : frame.block
  return { ...frame, block: block.map((parts) => exact(parts, view.columns)) }
}
