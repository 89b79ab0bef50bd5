/** Keys as names, and what they mean where; the rows of the help. */
import type { Key } from 'ink'
import { type CommandId, scopeWords } from '../../text/ui-keys.ts'
import { ACTIVE, type ActiveSet, COMMANDS, type Command, type Scope } from './key-table.ts'

export { ACTIVE, type ActiveSet, COMMANDS, type Command, type Scope } from './key-table.ts'

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

/** Keys that have a name; every other one is its character. */
export const KEY_NAMES: readonly string[] = [
  ...new Set([...NAMED.map(([, name]) => name), ...Object.values(CHARACTERS), 'shift-tab']),
]

/**
 * The keys of one event: a burst of characters arrives as one. It ends with the first `q`, which leaves the screen, but
 * where letters are text.
 */
export function keysOf(input: string, key: Key, typing = false): string[] {
  if (key.tab) return [key.shift ? 'shift-tab' : 'tab']
  const named = NAMED.find(([flag]) => key[flag])
  if (named !== undefined) return [named[1]]
  if (key.ctrl) return [`ctrl-${input}`]
  if (key.meta) return []
  const keys = [...input].map((character) => CHARACTERS[character] ?? character)
  const leaves = keys.indexOf('q')
  return leaves < 0 || typing ? keys : keys.slice(0, leaves + 1)
}

/** A key as it is shown: one command, or several under one word. */
export interface Shown {
  readonly label: string
  readonly text: string
  /** The parts of the label, each with the key that it names. */
  readonly parts?: readonly { readonly label: string; readonly key: string }[]
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
  ['fold', 'unfold'],
  ['undo', 'redo'],
  ['core-before', 'next-core'],
  ['wait-shorter', 'wait-longer'],
  ['frames-fewer', 'frames-more'],
  ['routing-undo', 'routing-redo'],
  ['step-back', 'step-on'],
  ['slower', 'faster'],
  ['start', 'end'],
  ['next-violation', 'violation-before'],
  ['next-fault', 'fault-before'],
  ['next-drop', 'drop-before'],
  ['request-before', 'next-request'],
  ['scrub-back', 'scrub-on'],
  ['leap-back', 'leap-on'],
  ['a-before', 'a-next'],
  ['b-before', 'b-next'],
  ['chapter-before', 'next-chapter'],
  ['tab-before', 'next-tab'],
  ['cheaper', 'dearer'],
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
