/** Tabs and scrolling of the debrief: by what is in sight. */
import type { CommandId } from '../../text/ui-keys.ts'
import type { Bench } from '../bench.ts'
import { debriefScroll, debriefTab, leadsToLesson } from '../screens/debrief.ts'
import { replaceTop, type Screen, type State, type Step, step } from '../state.ts'
import { DEBRIEF_TABS, type DebriefTab } from '../views/debrief-run.ts'
import { saveCode } from '../views/result-code.ts'
import { moveBy } from './moving.ts'

/** A command on the debrief; undefined: not its business. */
export function debriefCommand(
  state: State,
  bench: Bench,
  screen: Extract<Screen, { at: 'debrief' }>,
  command: CommandId,
  key: { readonly key: string; readonly columns: number; readonly rows: number },
): Step | undefined {
  const now = debriefTab(screen, key)
  const to = (tab: DebriefTab | undefined) =>
    tab === undefined ? step(state) : step(replaceTop(state, { at: 'debrief', scroll: 0, tab }))
  const beside = (by: number) =>
    DEBRIEF_TABS[(DEBRIEF_TABS.indexOf(now) + by + DEBRIEF_TABS.length) % DEBRIEF_TABS.length]
  switch (command) {
    // Who presses Enter has not read what happened yet; the next level waits behind it.
    case 'next-level':
      return leadsToLesson(screen, key) ? to('lesson') : undefined
    case 'save-code':
      return saveCode(state)
    case 'next-tab':
    case 'next-panel':
      return to(beside(1))
    case 'tab-before':
    case 'panel-before':
      return to(beside(-1))
    case 'panel-number':
      return to(DEBRIEF_TABS[Number(key.key) - 1])
    default: {
      const by = moveBy(command)
      if (by === undefined) return undefined
      const { from, most, page } = debriefScroll(state, bench, screen, key)
      const far = command === 'page-up' ? -page : command === 'page-down' ? page : by
      return step(replaceTop(state, { ...screen, scroll: Math.min(Math.max(0, from + far), most) }))
    }
  }
}
