/**
 * The one table of commands. The footer, the help and the documentation are made from it, and no two commands that are
 * active at the same time share a key.
 */
import { type CommandId, keyWords, type scopeWords } from '../text/ui-keys.ts'

export type Scope = keyof typeof scopeWords

export interface Command {
  readonly id: CommandId
  readonly scope: Scope
  /** Names as `keysOf` gives them. */
  readonly keys: readonly string[]
  /** What the help calls the key. */
  readonly label: string
  /** What it does, in full and in a word. */
  readonly text: string
  readonly short: string
}

function command(scope: Scope, id: CommandId, label: string, ...keys: readonly string[]): Command {
  return { id, scope, keys, label, ...keyWords[id] }
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

export const COMMANDS: readonly Command[] = [
  command('bench', 'value-before', '←', 'left'),
  command('bench', 'next-value', '→', 'right'),
  command('bench', 'values', 'Enter', 'enter'),
  command('bench', 'undo', 'u', 'u'),
  command('bench', 'redo', 'r', 'r'),
  command('bench', 'hint', 'h', 'h'),
  command('bench', 'brief', 'b', 'b'),
  command('bench', 'tree', 't', 't'),
  command('bench', 'debrief', 'd', 'd'),
  command('bench', 'unit', 'p', 'p'),
  command('bench', 'explore', 'x', 'x'),
  command('bench', 'runs', 'f', 'f'),
  command('bench', 'why', 'w', 'w'),
  command('why', 'fold', '←', 'left'),
  command('why', 'unfold', '→', 'right'),
  command('why', 'show-example', 'Enter', 'enter'),
  command('why', 'try-flip', 't', 't'),
  command('runs', 'replay', 'Enter', 'enter'),
  command('play', 'play', 'space', 'space'),
  command('play', 'step-back', ',', ','),
  command('play', 'step-on', '.', '.'),
  command('play', 'slower', '-', '-'),
  command('play', 'faster', '+', '+', '='),
  command('play', 'start', '0', '0'),
  command('play', 'end', '$', '$'),
  command('play', 'next-violation', 'v', 'v'),
  command('play', 'violation-before', 'V', 'V'),
  command('map', 'enter', 'Enter', 'enter'),
  command('map', 'chapter-before', '←', 'left'),
  command('map', 'next-chapter', '→', 'right'),
  command('map', 'level-debrief', 'd', 'd'),
  command('map', 'jump', 'g /', 'g', '/'),
  command('elsewhere', 'daily', 'c', 'c'),
  command('elsewhere', 'sandbox', 's', 's'),
  command('elsewhere', 'predictions', 'p', 'p'),
  command('elsewhere', 'settings', 'o', 'o'),
  command('jump', 'go', 'Enter', 'enter'),
  command('debrief', 'next-level', 'Enter', 'enter'),
  command('debrief', 'tab-before', '←', 'left'),
  command('debrief', 'next-tab', '→', 'right'),
  command('debrief', 'again', 'r', 'r'),
  command('debrief', 'explore-passed', 'x', 'x'),
  command('explore', 'point-left', '← h', 'left', 'h'),
  command('explore', 'point-right', '→ l', 'right', 'l'),
  command('explore', 'point-up', '↑ k', 'up', 'k'),
  command('explore', 'point-down', '↓ j', 'down', 'j'),
  command('explore', 'try', 'Enter', 'enter'),
  command('explore', 'x-axis', 'X', 'X'),
  command('explore', 'y-axis', 'Y', 'Y'),
  command('explore', 'filter', 'f', 'f'),
  command('explore', 'next-front', 'n', 'n'),
  command('explore', 'to-mine', 'o', 'o'),
  command('sandbox', 'field-before', '←', 'left'),
  command('sandbox', 'next-field-value', '→', 'right'),
  command('sandbox', 'field-values', 'Enter', 'enter'),
  command('sandbox', 'add-part', 'a', 'a'),
  command('sandbox', 'remove-part', 'Del', 'delete', 'backspace'),
  command('sandbox', 'offer', 'o', 'o'),
  command('sandbox', 'to-bench', 'b', 'b'),
  command('sandbox', 'explore-sandbox', 'x', 'x'),
  command('sandbox', 'write-out', 'w', 'w'),
  command('settings', 'change', 'Enter', 'enter', 'right'),
  command('orientation', 'begin', 'Enter', 'enter', 'space'),
  command('hint', 'show-hint', 'Enter', 'enter'),
  command('hint', 'close-hint', 'h', 'h'),
  command('menu', 'choose', '↑ ↓', 'up', 'down', 'j', 'k'),
  command('menu', 'take', 'Enter', 'enter'),
  command('list', 'up', '↑ k', 'up', 'k'),
  command('list', 'down', '↓ j', 'down', 'j'),
  command('list', 'page-up', 'PgUp', 'pageup'),
  command('list', 'page-down', 'PgDn', 'pagedown'),
  command('list', 'first', 'Home', 'home'),
  command('list', 'last', 'End', 'end'),
  command('global', 'help', '?', '?'),
  command('global', 'next-panel', 'Tab', 'tab'),
  command('global', 'panel-before', '⇧ Tab', 'shift-tab'),
  command('global', 'panel-number', '1 … 9', ...DIGITS),
  command('global', 'map', 'q', 'q'),
  command('global', 'back', 'Esc', 'escape'),
  command('global', 'redraw', '^L', 'ctrl-l'),
  command('global', 'shell', '^Z', 'ctrl-z'),
  command('global', 'quit', '^C', 'ctrl-c'),
]

/** Scopes that are active together, by screen. A menu of choices takes its own keys; only the global ones stay. */
export const ACTIVE = {
  orientation: ['orientation', 'global'],
  map: ['map', 'elsewhere', 'list', 'global'],
  jump: ['jump', 'global'],
  bench: ['bench', 'list', 'play', 'global'],
  debrief: ['debrief', 'list', 'global'],
  explore: ['explore', 'global'],
  sandbox: ['sandbox', 'list', 'global'],
  predictions: ['global'],
  runs: ['runs', 'list', 'global'],
  settings: ['settings', 'list', 'global'],
  help: ['list', 'global'],
  hint: ['hint', 'list', 'global'],
  brief: ['global'],
  tree: ['list', 'global'],
  why: ['why', 'list', 'global'],
  menu: ['menu', 'global'],
} as const satisfies Readonly<Record<string, readonly Scope[]>>
export type ActiveSet = keyof typeof ACTIVE
