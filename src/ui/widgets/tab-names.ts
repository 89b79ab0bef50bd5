/** The names of the tabs beside the one that is shown, with their numbers. */
import type { Bench, PanelId } from '../bench.ts'
import { type Line, lineWidth, span } from '../looks/line.ts'
import { panelName, TABS } from '../tabs.ts'

/** Panels that stand nowhere but in the place of the path. */
const PICTURES: readonly PanelId[] = ['path', 'host', 'memory', 'latency', 'queues']

/** ~ on the name of a tab that changed with the last run. */
function changedTab(bench: Bench, tab: PanelId): boolean {
  const { ran, before } = bench
  if (ran === undefined || before === undefined) return false
  return (tab === 'path' || tab === 'measured' || tab === 'cores') && ran.run.hash !== before.run.hash
}

/** `6-9` for more than two numbers that follow each other. */
function ranges(numbers: readonly number[]): string[] {
  const [first, last] = [numbers[0], numbers[numbers.length - 1]]
  const follow = numbers.length > 2 && last - first === numbers.length - 1
  return follow ? [`${first}-${last}`] : numbers.map(String)
}

/** The other tabs with their numbers: `2 Measured~  3 Cores  4 Log`; the last ones by their numbers alone where there is no room. */
export function tabsNote(
  bench: Bench,
  tabs: readonly PanelId[],
  shown: PanelId,
  cells = Number.POSITIVE_INFINITY,
): Line {
  // In the bench's own half the knobs are always in sight.
  const others = tabs.filter((tab) => tab !== shown && (tab !== 'bench' || tabs !== TABS))
  const digit = (tab: PanelId) => tabs.indexOf(tab) + 1
  const said = (named: number, gap: string): Line => {
    const names = others.slice(0, named).map((tab) => ({
      ...span(`${digit(tab)} ${panelName(tab)}${changedTab(bench, tab) ? '~' : gap}`, 'muted'),
      target: { key: digit(tab).toString() },
    }))
    const rest = ranges(others.slice(named).map(digit)).map((text) => span(text, 'muted'))
    const parts = [...names, ...rest]
    // The blank behind the last one is the frame's.
    return parts.flatMap((one, index) =>
      index < parts.length - 1 ? [one, span(' ', 'muted')] : [{ ...one, text: one.text.trimEnd() }],
    )
  }
  const wide = said(others.length, ' ')
  if (lineWidth(wide) <= cells) return wide
  let named = others.length
  while (named > 0 && lineWidth(said(named, '')) > cells) named--
  return said(named, '')
}

/** `2 Measured`: where all panels are on screen, each says the digit that leads to it. */
export function numberedName(panel: PanelId): string {
  return `${TABS.indexOf(panel) + 1} ${panelName(panel)}`
}

/** The pictures that can stand in the place of the path, by their digits; nothing where there is no room for all. */
export function picturesNote(shown: PanelId, cells: number): Line {
  const names = PICTURES.filter((one) => one !== shown).map((one) => ({
    ...span(`  ${numberedName(one)}`, 'muted'),
    target: { key: (TABS.indexOf(one) + 1).toString() },
  }))
  if (lineWidth(names) <= cells) return names
  const [first, last] = [names[0], names[names.length - 1]]
  const ends = [first, span(' …', 'muted'), { ...last, text: last.text.slice(1) }]
  return lineWidth(ends) <= cells ? ends : []
}
