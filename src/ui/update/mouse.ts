/** The mouse: a click does what a key would, and where it stands on a list it takes the item into the hand. */

import type { Pointing } from '../keys/mouse.ts'
import { type Line, targetAt } from '../looks/line.ts'
import { themeOf } from '../looks/theme.ts'
import { frameOf } from '../screens/index.ts'
import { menuText } from '../screens/overlays.ts'
import type { MenuPlace } from '../screens/view.ts'
import { replaceTop, type State, type Step, step, topOf } from '../state.ts'
import { panelName, TABS, VIOLATION_TABS } from '../tabs.ts'
import { numberedName } from '../widgets/tab-names.ts'
import { atKnob } from './bench.ts'

/** Lines that one notch of the wheel scrolls where nothing is chosen. */
const NOTCH = 3

export interface Hands {
  press(state: State, key: string): Step
  choose(index: number): Step
}
interface Given {
  readonly event: Pointing
  readonly columns: number
  readonly rows: number
}

export function updateMouse(state: State, { event, columns, rows }: Given, hands: Hands): Step {
  if (event.kind !== 'press') return wheel(state, event.kind === 'wheel-up' ? 'up' : 'down', hands)
  const theme = themeOf(state.progress.settings, state.environment)
  const { block, menu } = frameOf(state, { columns, rows, theme })
  if (menu !== undefined && isIn(menu, event)) return onMenu(state, menu, event, hands)
  const target = targetAt(block[event.y] ?? [], event.x)
  if (target === undefined) {
    const digit = panelAt(state, block[event.y] ?? [], event.x)
    return digit === undefined ? step(state) : hands.press(state, digit)
  }
  return 'key' in target ? hands.press(state, target.key) : pick(state, target.item, hands)
}

function wheel(state: State, key: string, hands: Hands): Step {
  const top = topOf(state)
  const scrolls =
    ['help', 'tree', 'debrief'].includes(top.at) || (top.at === 'bench' && state.bench?.focus !== 'bench')
  return Array.from({ length: scrolls ? NOTCH : 1 }).reduce<Step>((now) => {
    const next = hands.press(now.state, key)
    return { state: next.state, effects: [...now.effects, ...next.effects] }
  }, step(state))
}

function isIn(place: MenuPlace, { x, y }: Pointing): boolean {
  return x >= place.x && x < place.x + place.width && y >= place.y && y < place.y + place.height
}

/** A list that is longer than its place scrolls by itself, and only keys know where it stands. */
function onMenu(state: State, place: MenuPlace, { y }: Pointing, hands: Hands): Step {
  const top = topOf(state)
  const items = top.at === 'menu' ? (menuText(state, top.menu)?.items ?? []) : []
  const item = items.length <= place.height ? items[y - place.y] : undefined
  return item === undefined ? step(state) : hands.choose(item.value)
}

/** The number of the panel of the bench whose title stands there. */
function panelAt(state: State, row: Line, x: number): string | undefined {
  const { bench } = state
  if (bench === undefined || topOf(state).at !== 'bench') return undefined
  const tabs = bench.incident === undefined ? TABS : VIOLATION_TABS
  const text = row.map((part) => part.text).join('')
  const index = tabs.findIndex((tab) => {
    // With its digit where all panels are in sight.
    return [` ${panelName(tab)} `, ` ${numberedName(tab)} `].some((title) => {
      const at = text.indexOf(title)
      return at > 0 && x >= at && x < at + title.length && /[─━▸]/.test(text[at - 1])
    })
  })
  return index < 0 ? undefined : (index + 1).toString()
}

/** An item that is in the hand already is entered. */
function pick(state: State, item: number, hands: Hands): Step {
  const top = topOf(state)
  if (top.at === 'bench')
    return step({ ...state, bench: state.bench && { ...atKnob(state.bench, item), focus: 'bench' } })
  if (!('cursor' in top) || top.at === 'explore') return step(state)
  if (top.cursor === item && top.at !== 'sandbox') return hands.press(state, 'enter')
  return step(replaceTop(state, { ...top, cursor: item }))
}
