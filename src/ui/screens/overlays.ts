/** What lies over a screen: help, hint, and the frame of a menu. The screen below stays visible. */
import {
  choiceText,
  hintPoints,
  hostOf,
  knobValues,
  SETTING_VALUES,
  type Settings,
  sandboxAdditions,
  sandboxFields,
} from '../../game/index.ts'
import { knobCards } from '../../machine/index.ts'
import { plain, plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { type Block, left, line, overlay, restyle, span, widthOf, wrap } from '../looks/line.ts'
import type { Menu, State } from '../state.ts'
import { guessPoints } from '../task.ts'
import { hintsLeftSaid, noHintSaid, openedHint } from '../views/hint-offered.ts'
import { panel } from '../widgets/panel.ts'
import type { Frame, MenuPlace, View } from './view.ts'

/** The screen below, dimmed. */
function dimmed(base: Block): Block {
  return base.map((parts) => restyle(parts, 'muted'))
}

/** A panel in the middle, over the screen below. */
export function over(
  base: Block,
  top: Block,
  width: number,
  view: View,
): { block: Block; x: number; y: number } {
  const x = Math.max(0, Math.floor((view.columns - width) / 2))
  const y = Math.max(1, Math.floor((base.length - top.length) / 2))
  return { block: overlay(dimmed(base), top, x, y), x, y }
}

export function hintFrame(bench: Bench, base: Block, view: View, shown?: number): Frame {
  const width = Math.min(view.columns - 6, 70)
  const hint = openedHint(bench, shown)
  const text =
    hint === undefined ? noHintSaid(bench) : hint.shown ? plain(hint.text) : words.hint.offer(hint.price)
  const spent = hintPoints(bench.play.level, bench.play.hintsShown)
  const body = [
    line(''),
    ...wrap(text, width - 4).map((one) => line(` ${one}`)),
    line(''),
    ...(spent > 0
      ? wrap(words.hint.points(spent), width - 4).map((one) => line(span(` ${one}`, 'muted')))
      : []),
    ...(hint === undefined ? [] : hintsLeftSaid(bench)).map((one) => line(span(` ${one}`, 'muted'))),
  ]
  const top = panel(
    { title: words.hint.title, width, height: body.length + 2, boxed: true, focused: true },
    body,
  )
  return { block: over(base, top, width, view).block }
}

/** What the level asks, as it was said at its start. */
export function briefFrame(bench: Bench, base: Block, view: View): Frame {
  const width = Math.min(view.columns - 6, 76)
  const body = [
    line(''),
    ...wrap(plain(bench.play.level.brief), width - 4).map((one) => line(` ${one}`)),
    line(''),
  ]
  const top = panel(
    { title: words.bench.brief, width, height: body.length + 2, boxed: true, focused: true },
    body,
  )
  return { block: over(base, top, width, view).block }
}

export interface MenuItem {
  readonly label: string
  readonly value: number
}
export interface MenuText {
  readonly title: string
  readonly above: readonly string[]
  readonly items: readonly MenuItem[]
  /** Absent: none is marked, and Enter takes none, until one moves. */
  readonly chosen?: number
  /** What stands below the list, item by item, whole: of the one in hand. */
  readonly below?: readonly string[]
  readonly inHand?: number
}

const VALUE_NAMES: Readonly<Record<string, string>> = words.settings.values

function valueMenu(bench: Bench, key: string, at: number | undefined): MenuText {
  const { level } = bench.play
  const knob = level.knobs.find((one) => one.key === key)
  const card = knobCards(hostOf(bench.play)).find((one) => one.key === key)
  const values = knob?.values ?? []
  const widest = Math.max(4, ...values.map((value) => widthOf(plainLine(value))))
  const now = values.indexOf(knobValues(bench.play)[key])
  return {
    title: words.values.title(plainLine(key)),
    above: card === undefined ? [] : [machineLine(card.text)],
    items: values.map((value, index) => ({
      value: index,
      label: `${left(plainLine(value), widest)}  ${machineLine(card?.about(value) ?? '')}`,
    })),
    chosen: at ?? Math.max(0, now),
    below: values.map((value) => machineLine(card?.about(value) ?? '')),
    inHand: at ?? Math.max(0, now),
  }
}

function guessMenu(bench: Bench): MenuText {
  const { predict, brief } = bench.play.level
  const points = guessPoints(bench)
  const free = points === 0 ? words.guess.free : words.task.guessCounts(points)
  return {
    title: words.guess.title,
    above: [plain(brief), '', plain(predict.question), free],
    items: predict.choices.map((_, index) => ({
      value: index,
      label: plainLine(choiceText(predict, index)),
    })),
  }
}

function settingMenu(settings: Settings, name: keyof Settings): MenuText {
  const values: readonly string[] = SETTING_VALUES[name]
  return {
    title: words.settings.names[name],
    above: [words.settings.about[name]],
    items: values.map((value, index) => ({ value: index, label: VALUE_NAMES[value] ?? value })),
    chosen: Math.max(0, values.indexOf(settings[name])),
  }
}

function sandboxMenu(state: State, menu: Extract<Menu, { of: 'field' | 'addition' }>): MenuText | undefined {
  const { sandbox } = state
  if (sandbox === undefined) return undefined
  if (menu.of === 'addition') {
    const items = sandboxAdditions(sandbox).map(({ label }, value) => ({ label: plainLine(label), value }))
    return { title: words.sandbox.add, above: [], items, chosen: 0 }
  }
  const field = sandboxFields(sandbox).find((one) => one.id === menu.id)
  if (field === undefined) return undefined
  const widest = Math.max(4, ...field.values.map((value) => widthOf(plainLine(value))))
  return {
    title: words.values.title(plainLine(`${field.group} ${field.name}`)),
    above: [],
    items: field.values.map((value, index) => ({
      value: index,
      label: `${left(plainLine(value), widest)}  ${machineLine(field.about(value))}`,
    })),
    chosen: Math.max(0, field.values.indexOf(field.value)),
  }
}

export function menuText(state: State, menu: Menu): MenuText | undefined {
  if (menu.of === 'setting') return settingMenu(state.progress.settings, menu.name)
  if (menu.of === 'field' || menu.of === 'addition') return sandboxMenu(state, menu)
  if (state.bench === undefined) return undefined
  return menu.of === 'values' ? valueMenu(state.bench, menu.key, menu.at) : guessMenu(state.bench)
}

/** The frame around a menu, and where its items stand. */
export function menuFrame(text: MenuText, base: Block, view: View): Frame {
  const widest = Math.max(...text.items.map((item) => widthOf(item.label)), widthOf(text.title) + 4)
  const width = Math.min(view.columns - 6, 90, Math.max(60, widest + 8))
  const above = text.above.flatMap((one) => wrap(one, width - 4)).map((one) => line(` ${one}`))
  const texts = (text.below ?? []).map((one) => wrap(one, width - 4))
  const tallest = Math.max(0, ...texts.map((lines) => lines.length))
  const most = base.length - 3
  const shown = Math.max(1, Math.min(text.items.length, most - above.length - 4 - tallest))
  const height = Math.min(most, above.length + shown + tallest + 4)
  const body = [
    ...above.slice(0, Math.max(0, height - shown - tallest - 4)),
    line(''),
    ...text.items.slice(0, shown).map(() => line('')),
    line(''),
    ...Array.from({ length: tallest }, (_, row) =>
      line(span(` ${texts[text.inHand ?? 0]?.[row] ?? ''}`, 'muted')),
    ),
  ]
  const top = panel({ title: text.title, width, height: body.length + 2, boxed: true, focused: true }, body)
  const laid = over(base, top, width, view)
  const place: MenuPlace = {
    x: laid.x + 2,
    y: laid.y + body.length - shown - tallest,
    width: width - 4,
    height: shown,
  }
  return { block: laid.block, menu: place }
}
