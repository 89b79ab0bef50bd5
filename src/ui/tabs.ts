/** Panels by number. */
import { words } from '../text/ui-words.ts'
import type { PanelId } from './bench.ts'

export const TABS: readonly PanelId[] = [
  'path',
  'measured',
  'cores',
  'log',
  'bench',
  'host',
  'memory',
  'latency',
]
/** Panels that stand in the place of the path where all is on screen. */
export const IN_PATHS_PLACE: readonly PanelId[] = ['path', 'cores', 'host', 'memory', 'latency']
/** Panels that ↑ and ↓ scroll. */
export const SCROLLED: readonly PanelId[] = ['path', 'cores', 'log']
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
  host: words.pictures.host,
  latency: words.pictures.latency,
}

/** What a panel is called in its title. */
export function panelName(panel: PanelId): string {
  return NAMES[panel]
}
