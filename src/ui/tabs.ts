/** Panels by number. */
import { words } from '../text/ui-words.ts'
import type { PanelId } from './bench.ts'

export const TABS: readonly PanelId[] = ['path', 'measured', 'cores', 'log', 'bench']
/** Pictures that may stand in the path's place: from the digit 6 on. */
export const PICTURES: readonly (PanelId | undefined)[] = [undefined, undefined, undefined, 'queues']

/** Their digits in few cells: `6…9`. */
export function pictureDigits(): string {
  const digits = PICTURES.flatMap((panel, at) => (panel === undefined ? [] : [TABS.length + 1 + at]))
  return digits.length === 1 ? `${digits[0]}…` : `${digits[0]}…${digits[digits.length - 1]}`
}

export function isPicture(panel: PanelId): boolean {
  return PICTURES.includes(panel)
}

/** The panel of a digit. */
export function panelAt(digit: number): PanelId | undefined {
  return [...TABS, ...PICTURES][digit - 1]
}

/** Panels that ↑ and ↓ scroll, or move a cursor in. */
export const SCROLLED: readonly PanelId[] = ['path', 'measured', 'cores', 'log', 'queues']
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
})

/** What a panel is called in its title. */
export function panelName(panel: PanelId): string {
  return names()[panel]
}
