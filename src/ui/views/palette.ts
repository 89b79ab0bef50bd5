/** What can be done by name from the screen beneath: its commands, moves, levels and settings. */

import {
  hostOf,
  isRefusal,
  knobValues,
  type Move,
  type Play,
  parseMove,
  printMove,
  problemsAfter,
  reducePlay,
  SETTING_VALUES,
  type Settings,
  sandboxFields,
  statusOf,
} from '../../game/index.ts'
import { knobCards } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import { ACTIVE, COMMANDS, type Scope } from '../keys/key-table.ts'
import { remember } from '../looks/line.ts'
import { SETTINGS } from '../settings.ts'
import { activeSet, OVERLAYS, type State, topOf } from '../state.ts'
import { panelName, TABS, VIOLATION_TABS } from '../tabs.ts'
import { isExam } from '../task.ts'
import { type Explained, explanations } from './explained.ts'
import { idleSaid } from './idle-said.ts'
import { orderedKnobs, spaced } from './knob-order.ts'
import { likeness, likest } from './likeness.ts'
import { opensBy } from './opens.ts'
import { codeInHand } from './result-code.ts'

export type Act =
  | { readonly of: 'key'; readonly key: string }
  | { readonly of: 'move'; readonly move: Move }
  | { readonly of: 'field'; readonly id: string; readonly index: number }
  | { readonly of: 'level'; readonly index: number }
  | { readonly of: 'setting'; readonly name: keyof Settings; readonly index: number }
  | { readonly of: 'explain'; readonly what: Explained }
  | { readonly of: 'code'; readonly to: 'clipboard' | 'file' }

export interface Said {
  readonly text: string
  /** It cannot be done; the text says why. */
  readonly refused?: boolean
}
export interface Entry {
  /** What is typed for it. */
  readonly label: string
  /** The key that does the same, if one does. */
  readonly key: string
  /** Looked through too, and not shown. */
  readonly more: string
  /** Asked only for what is shown: it costs a try. */
  about(): Said
  readonly act: Act
}

/** Keys that move within a list, and those that a palette has no use for. */
const LEFT_OUT: readonly CommandId[] = [
  'command',
  'panel-number',
  'choose',
  'take',
  'up',
  'down',
  'page-up',
  'page-down',
  'first',
  'last',
]

/** The state under the palette, and under what lies over the screen; a question that waits for an answer stays. */
export function beneath(state: State): State {
  const under = state.stack.filter((screen) => screen.at !== 'palette')
  const top = under[under.length - 1]
  const asks = top.at === 'menu' && top.menu.of === 'guess'
  const stack = asks ? under : under.slice(0, under.findLastIndex((one) => !OVERLAYS.includes(one.at)) + 1)
  return { ...state, stack }
}

function commandEntries(under: State): Entry[] {
  const scopes: readonly Scope[] = ACTIVE[activeSet(topOf(under), under.task)]
  const active = COMMANDS.filter((one) => scopes.includes(one.scope) && !LEFT_OUT.includes(one.id))
  // One word may stand for both directions in a footer; here each has its name.
  const isShared = (short: string) => active.filter((one) => one.short === short).length > 1
  return active.map((one) => {
    const label = isShared(one.short) ? one.text : one.short
    return {
      label,
      key: one.label,
      more: one.text,
      about: () => ({ text: one.text === label ? '' : one.text }),
      act: { of: 'key', key: one.keys[0] },
    }
  })
}

function panelEntries(under: State): Entry[] {
  const { bench } = under
  if (bench === undefined || topOf(under).at !== 'bench') return []
  return (bench.incident === undefined ? TABS : VIOLATION_TABS).map((tab, index) => ({
    label: words.keys.palette.panel(panelName(tab)),
    key: (index + 1).toString(),
    more: '',
    about: () => ({ text: words.keys.palette.toPanel }),
    act: { of: 'key', key: (index + 1).toString() },
  }))
}

const cardsOf = remember((play: Play) => new Map(knobCards(hostOf(play)).map((card) => [card.key, card])))

function aboutMove(play: Play, move: Move): Said {
  const card = cardsOf(play).get(move.key)
  const meaning = card?.idle
    ? idleSaid(play, move.key)
    : machineLine(card?.about(move.value) || card?.text || '')
  if (knobValues(play)[move.key] === move.value) return { text: words.keys.palette.isNow(meaning) }
  const answer = reducePlay(play, { kind: 'set', ...move })
  if (isRefusal(answer)) return { text: plainLine(answer.problem), refused: true }
  const [problem] = problemsAfter(play.level, answer.play.moves)
  if (problem !== undefined) return { text: words.bench.impossible(plainLine(problem.message)) }
  return { text: meaning }
}

const moveEntries = remember((play: Play): Entry[] =>
  orderedKnobs(play.level).flatMap(({ key, values }) =>
    values.map((value) => {
      const move = { key, value }
      const card = cardsOf(play).get(key)
      let said: Said | undefined
      return {
        label: plainLine(printMove(move)),
        key: '',
        more: `${spaced(key)} ${machineLine(card?.text ?? '')} ${machineLine(card?.about(value) ?? '')}`,
        about: () => {
          said ??= aboutMove(play, move)
          return said
        },
        act: { of: 'move' as const, move },
      }
    }),
  ),
)

const fieldEntries = remember((sandbox: NonNullable<State['sandbox']>): Entry[] =>
  sandboxFields(sandbox)
    .filter((field) => field.knob)
    .flatMap((field) =>
      field.values.map((value, index) => ({
        label: plainLine(printMove({ key: field.id, value })),
        key: '',
        more: spaced(field.name),
        about: () => {
          const meaning = machineLine(field.about(value))
          return { text: value === field.value ? words.keys.palette.isNow(meaning) : meaning }
        },
        act: { of: 'field' as const, id: field.id, index },
      })),
    ),
)

function changes(under: State): Entry[] {
  const onBench = under.stack.some((screen) => screen.at === 'bench') && topOf(under).at !== 'menu'
  if (onBench && under.bench !== undefined) return moveEntries(under.bench.play)
  return topOf(under).at === 'sandbox' && under.sandbox !== undefined ? fieldEntries(under.sandbox) : []
}

const levelEntries = remember(
  (levels: State['levels'], progress: State['progress'], exam: boolean): Entry[] =>
    levels.map((level, index) => {
      const teaches = exam ? '' : plainLine(level.teaches)
      const status = statusOf(level, levels, progress)
      const said = words.keys.palette.level[status]
      return {
        label: plainLine(`${level.number} ${level.title}`),
        key: '',
        more: `${teaches} ${plainLine(level.chapter.title)}`,
        about: () =>
          status === 'closed'
            ? { text: `${said} ${opensBy(level, levels, progress)}`, refused: true }
            : { text: `${said}   ${teaches}`.trimEnd() },
        act: { of: 'level', index },
      }
    }),
)

const VALUE_NAMES = (): Readonly<Record<string, string>> => words.settings.values

const settingEntries = remember((settings: Settings): Entry[] =>
  SETTINGS.flatMap((name) =>
    SETTING_VALUES[name].map((value: string, index: number): Entry => {
      const about = words.settings.about[name]
      return {
        label: words.keys.palette.setting(words.settings.names[name], VALUE_NAMES()[value] ?? value),
        key: '',
        more: '',
        about: () => ({ text: settings[name] === value ? words.keys.palette.isNow(about) : about }),
        act: { of: 'setting', name, index },
      }
    }),
  ),
)

function explainEntries(under: State): Entry[] {
  // A question that waits for an answer comes first.
  if (topOf(under).at === 'menu') return []
  return explanations(under).map(({ label, more, text, what }) => ({
    label,
    key: '',
    more,
    about: () => ({ text }),
    act: { of: 'explain', what },
  }))
}

/** On the debrief they are keys. */
function codeEntries(under: State): Entry[] {
  if (topOf(under).at !== 'bench' || codeInHand(under) === undefined) return []
  const { copy, copyAbout, save, saveAbout } = words.result
  return [
    {
      label: copy,
      key: '',
      more: '',
      about: () => ({ text: copyAbout }),
      act: { of: 'code', to: 'clipboard' },
    },
    { label: save, key: '', more: '', about: () => ({ text: saveAbout }), act: { of: 'code', to: 'file' } },
  ]
}

/** All that can be done by name. */
function everything(under: State): Entry[] {
  return [
    ...commandEntries(under),
    ...panelEntries(under),
    ...codeEntries(under),
    ...changes(under),
    ...levelEntries(under.levels, under.progress, isExam(under)),
    ...settingEntries(under.progress.settings),
    ...explainEntries(under),
  ]
}

/** `KEY=VALUE`, as the command line has it, read as the move that it is. */
function asMove(text: string): string {
  const move = /^\S+=\S+$/.test(text) ? parseMove(text) : undefined
  return move === undefined || isRefusal(move) ? text : printMove(move)
}

function rankOf(entry: Entry, text: string): number | undefined {
  if (entry.key === text) return -2
  if (entry.label.toLowerCase() === text.toLowerCase()) return -1.5
  if (entry.label.toLowerCase().startsWith(text.toLowerCase())) return -1
  return likeness(text, entry.label, entry.more)
}

/** What the typed text leaves, the best first, and how many there are in all. */
export interface Offer {
  readonly entries: readonly Entry[]
  readonly all: number
}

export const paletteOffer = remember((state: State, text: string): Offer => {
  const all = everything(beneath(state))
  const wanted = asMove(text.trim())
  const entries = wanted === '' ? all : likest(all, (entry) => rankOf(entry, wanted))
  return { entries, all: all.length }
})
