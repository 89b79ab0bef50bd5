/** Panels by number. */
import type { PanelId } from './bench.ts'

export const TABS: readonly PanelId[] = ['path', 'measured', 'cores', 'log', 'bench']
export const VIOLATION_TABS: readonly PanelId[] = ['path', 'memory', 'bench', 'log']
