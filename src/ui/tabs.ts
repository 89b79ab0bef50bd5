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
  'queues',
]
/** Panels that stand in the place of the path where all is on screen. */
export const IN_PATHS_PLACE: readonly PanelId[] = ['path', 'cores', 'host', 'memory', 'latency', 'queues']
/** Panels that ↑ and ↓ scroll, or move a cursor in. */
export const SCROLLED: readonly PanelId[] = ['path', 'goals', 'measured', 'cores', 'log', 'queues']
export const VIOLATION_TABS: readonly PanelId[] = ['path', 'memory', 'bench', 'log']

const names = (): Readonly<Record<PanelId, string>> => ({
  goals: words.bench.goals,
  bench: words.bench.bench,
  path: words.bench.path,
  measured: words.bench.measured,
  cores: words.bench.cores,
  log: words.bench.log,
  queues: words.queues.title,
  memory: words.violation.memory,
  violation: words.violation.title,
  host: words.pictures.host,
  latency: words.pictures.latency,
})

/** What a panel is called in its title. */
export function panelName(panel: PanelId): string {
  return names()[panel]
}
