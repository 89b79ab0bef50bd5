/** Which panel of the bench is taken into the hand: by its number, or as the next one. */
import { words } from '../../text/ui-words.ts'
import type { Bench, PanelId } from '../bench.ts'
import { IN_PATHS_PLACE, panelName, TABS, VIOLATION_TABS } from '../tabs.ts'

/** The panels of the level with the large number. */
const FIRST_RUN: readonly PanelId[] = ['bench', 'path']
/** From this width on everything is on screen at once. */
const WIDE = 100

/** A number that leads nowhere says which do. */
export function toNumber(bench: Bench, digit: string): Bench {
  const tabs = bench.incident === undefined ? TABS : VIOLATION_TABS
  const isShown = (panel: PanelId) =>
    bench.play.level.big === undefined || bench.incident !== undefined || FIRST_RUN.includes(panel)
  const panel = tabs[Number(digit) - 1]
  if (panel !== undefined && isShown(panel)) return toPanel(bench, panel)
  const known = tabs.flatMap((one, index) => (isShown(one) ? [`${index + 1} ${panelName(one)}`] : []))
  return { ...bench, notice: words.bench.noPanel(digit, known.join(', ')) }
}

function toPanel(bench: Bench, panel: PanelId): Bench {
  const onRight = (panel !== 'bench' && panel !== 'goals') || bench.incident !== undefined
  const places = bench.incident === undefined && IN_PATHS_PLACE.includes(panel)
  const picture = !places ? bench.picture : panel === 'path' ? undefined : panel
  return { ...bench, focus: panel, tab: onRight ? panel : bench.tab, picture }
}

export function nextPanel(bench: Bench, by: number, columns: number): Bench {
  const violated = bench.incident !== undefined
  const goals: readonly PanelId[] = bench.play.level.goals.length > 0 ? ['goals'] : []
  const wide: readonly PanelId[] = violated
    ? ['violation', 'path', 'memory', 'bench']
    : bench.play.level.big === undefined
      ? [...new Set<PanelId>(['bench', bench.picture ?? 'path', 'measured', 'cores', 'log', ...goals])]
      : FIRST_RUN
  const narrow: readonly PanelId[] = violated
    ? ['violation', bench.tab]
    : bench.play.level.big === undefined
      ? ['bench', bench.tab, ...goals]
      : FIRST_RUN
  const panels = columns >= WIDE ? wide : narrow
  const at = Math.max(0, panels.indexOf(bench.focus))
  // What stands in the place of the path is chosen by its number alone.
  return { ...toPanel(bench, panels[(at + by + panels.length) % panels.length]), picture: bench.picture }
}
