/** Panels by number. */
import { words } from '../text/ui-words.ts'
import type { PanelId } from './bench.ts'

export const TABS: readonly PanelId[] = ['path', 'measured', 'cores', 'log', 'bench']
/** Panels that ↑ and ↓ scroll. */
export const SCROLLED: readonly PanelId[] = ['path', 'measured', 'cores', 'log']
export const VIOLATION_TABS: readonly PanelId[] = ['path', 'memory', 'bench', 'log']

const NAMES: Readonly<Record<PanelId, string>> = {
  goals: words.bench.goals,
  bench: words.bench.bench,
  path: words.bench.path,
  measured: words.bench.measured,
  cores: words.bench.cores,
  log: words.bench.log,
  memory: words.violation.memory,
  violation: words.violation.title,
}

/** What a panel is called in its title. */
export function panelName(panel: PanelId): string {
  return NAMES[panel]
}
