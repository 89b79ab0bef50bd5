/**
 * The one table of commands. The footer, the help and the documentation are made from it, and no two commands that are
 * active at the same time share a key.
 */
import type { Key } from 'ink'
import { type CommandId, keyWords, scopeWords } from '../text/ui-keys.ts'

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
  command('explore', 'x-axis', 'x', 'x'),
  command('explore', 'y-axis', 'y', 'y'),
  command('explore', 'filter', 'f', 'f'),
  command('explore', 'next-front', 'n', 'n'),
  command('explore', 'to-mine', 'm', 'm'),
  command('sandbox', 'field-before', '←', 'left'),
  command('sandbox', 'next-field-value', '→', 'right'),
  command('sandbox', 'field-values', 'Enter', 'enter'),
  command('sandbox', 'add-part', 'a', 'a'),
  command('sandbox', 'remove-part', 'Del', 'delete', 'backspace'),
  command('sandbox', 'offer', 'm', 'm'),
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
  menu: ['menu', 'global'],
} as const satisfies Readonly<Record<string, readonly Scope[]>>
export type ActiveSet = keyof typeof ACTIVE

/** The command that a key means on a screen. */
export function commandFor(set: ActiveSet, key: string): CommandId | undefined {
  const scopes: readonly Scope[] = ACTIVE[set]
  return COMMANDS.find((one) => scopes.includes(one.scope) && one.keys.includes(key))?.id
}

/** Names of the named keys, in the order in which they are looked for. */
const NAMED: readonly (readonly [keyof Key, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
]
const CHARACTERS: Readonly<Record<string, string>> = {
  ' ': 'space',
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u001B': 'escape',
  '\u0003': 'ctrl-c',
  '\u000C': 'ctrl-l',
  '\u001A': 'ctrl-z',
}

/** The keys of one event: a burst of characters arrives as one. It ends with the first `q`, which leaves the screen. */
export function keysOf(input: string, key: Key): string[] {
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab']
  const named = NAMED.find(([flag]) => key[flag])
  if (named !== undefined) return [named[1]]
  if (key.ctrl) return [`ctrl-${input}`]
  if (key.meta) return []
  const keys = [...input].map((character) => CHARACTERS[character] ?? character)
  const leaves = keys.indexOf('q')
  return leaves < 0 ? keys : keys.slice(0, leaves + 1)
}

/** A key as it is shown: one command, or several under one word. */
export interface Shown {
  readonly label: string
  readonly text: string
}

/** Commands of a screen by scope, for the help. */
export function commandsOf(
  set: ActiveSet,
): { readonly scope: Scope; readonly title: string; readonly commands: readonly Command[] }[] {
  return ACTIVE[set].map((scope) => ({
    scope,
    title: scopeWords[scope],
    commands: COMMANDS.filter((one) => one.scope === scope),
  }))
}

/** Commands that stand together in one row of the help. */
const PAIRS: readonly (readonly [CommandId, CommandId])[] = [
  ['point-left', 'point-right'],
  ['point-up', 'point-down'],
  ['x-axis', 'y-axis'],
  ['field-before', 'next-field-value'],
  ['value-before', 'next-value'],
  ['undo', 'redo'],
  ['step-back', 'step-on'],
  ['slower', 'faster'],
  ['start', 'end'],
  ['next-violation', 'violation-before'],
  ['chapter-before', 'next-chapter'],
  ['tab-before', 'next-tab'],
  ['up', 'down'],
  ['page-up', 'page-down'],
  ['first', 'last'],
  ['next-panel', 'panel-before'],
]

export function helpRows(commands: readonly Command[]): Shown[] {
  return commands.flatMap((one) => {
    if (PAIRS.some(([, second]) => second === one.id)) return []
    const pair = PAIRS.find(([start]) => start === one.id)
    const second = pair && commands.find((other) => other.id === pair[1])
    if (second === undefined) return [{ label: one.label, text: one.text }]
    return [{ label: `${one.label} ${second.label}`, text: `${one.text}, ${second.text}` }]
  })
}
