/** The palette: typing narrows it, Enter does what is chosen as its key would. */
import { isRefusal, type Move, parseMove, type Refusal, reducePlay, statusOf } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { typed } from '../keys/typing.ts'
import { push, replaceTop, type Screen, type State, type Step, step, topOf, withBench } from '../state.ts'
import { orderedKnobs } from '../views/knob-order.ts'
import { opensBy } from '../views/opens.ts'
import { type Act, beneath, type Entry, paletteOffer } from '../views/palette.ts'
import { copyCode, saveCode } from '../views/result-code.ts'
import { atKnob, openBench, toPlay } from './bench.ts'
import { explained } from './model.ts'
import { moveBy, moved } from './moving.ts'
import { chooseField } from './sandbox.ts'
import { chooseSetting } from './screens.ts'

type PaletteScreen = Extract<Screen, { at: 'palette' }>
/** Presses a key on the screen beneath. */
export type Press = (state: State, key: string) => Step

export function openPalette(state: State, text = ''): Step {
  const top = topOf(state)
  const under = top.at === 'help' ? { ...state, stack: state.stack.slice(0, -1) } : state
  return step(push(under, { at: 'palette', text, cursor: 0 }))
}

export function typePalette(state: State, top: PaletteScreen, key: string): Step | undefined {
  const text = typed(top.text, key)
  return text === undefined ? undefined : step(replaceTop(state, { at: 'palette', text, cursor: 0 }))
}

/** A command of the palette; undefined: what it means everywhere. */
export function paletteCommand(
  state: State,
  top: PaletteScreen,
  command: CommandId,
  press: Press,
): Step | undefined {
  const { entries } = paletteOffer(state, top.text)
  const entry = entries[top.cursor]
  const by = moveBy(command)
  if (by !== undefined)
    return step(
      replaceTop(state, {
        at: 'palette',
        text: top.text,
        cursor: moved(top.cursor, by, entries.length),
      }),
    )
  if (command === 'next-panel')
    return entry === undefined
      ? step(state)
      : step(replaceTop(state, { at: 'palette', text: completed(top.text, entry), cursor: 0 }))
  if (command === 'do') return entry === undefined ? unknown(state, top) : perform(state, top, entry, press)
  return undefined
}

/** As much of a name as the next press of Tab adds: of a move first its knob. */
function completed(text: string, { act, label }: Entry): string {
  if (act.of !== 'move' && act.of !== 'field') return label
  const knob = `set ${act.of === 'move' ? act.move.key : act.id} `
  return text.startsWith(knob) ? label : knob
}

/** A move that was typed; a refusal says why it is none. */
function chooseMove(state: State, move: Move): Step | Refusal {
  const { bench } = state
  if (bench === undefined) return step(state)
  const answer = reducePlay(bench.play, { kind: 'set', ...move })
  if (isRefusal(answer)) return answer
  const onBench = state.stack.slice(0, state.stack.findIndex((screen) => screen.at === 'bench') + 1)
  const knob = orderedKnobs(bench.play.level).findIndex(({ key }) => key === move.key)
  return toPlay({ ...state, stack: onBench }, atKnob(bench, knob), { kind: 'set', ...move })
}

function saying(state: State, top: PaletteScreen, said: string): Step {
  return step(replaceTop(state, { ...top, said }))
}

/** Knobs of the level whose keys end with what was typed, those nearest to the one in hand first; none where it is a key itself. */
function wholeKeys({ play, knob }: Bench, end: string): readonly string[] {
  const keys = orderedKnobs(play.level).map(({ key }) => key)
  if (keys.includes(end)) return []
  const far = (key: string) => Math.abs(keys.indexOf(key) - knob)
  return keys
    .filter((key) => key.toLowerCase().endsWith(`.${end.toLowerCase()}`))
    .sort((one, other) => far(one) - far(other))
}

/** What was typed is none of the list: a move that does not exist says why. */
function unknown(state: State, top: PaletteScreen): Step {
  const move = parseMove(top.text)
  const { bench } = state
  const typedKey = /^\s*set\s+([\w.-]+)/.exec(top.text)?.[1]
  const whole = bench === undefined || typedKey === undefined ? [] : wholeKeys(bench, typedKey)
  if (whole.length > 0) return saying(state, top, words.keys.palette.whole(plainLine(whole.join(', '))))
  if (isRefusal(move) || bench === undefined)
    return saying(
      state,
      top,
      top.text.startsWith('set') ? words.keys.palette.unreadable : words.keys.palette.none,
    )
  const answer = chooseMove(beneath(state), move)
  return saying(state, top, plainLine('problem' in answer ? answer.problem : words.keys.palette.none))
}

function perform(state: State, top: PaletteScreen, entry: Entry, press: Press): Step {
  const said = entry.about()
  if (said.refused === true) return saying(state, top, said.text)
  const answer = act(beneath(state), { ...state, stack: state.stack.slice(0, -1) }, entry.act, press)
  return 'problem' in answer ? saying(state, top, plainLine(answer.problem)) : answer
}

/** `under`: the screen alone; `closed`: with what lay over it before the palette. */
function act(under: State, closed: State, what: Act, press: Press): Step | { readonly problem: string } {
  switch (what.of) {
    case 'key':
      return press(under, what.key)
    case 'move':
      return chooseMove(under, what.move)
    case 'field':
      return chooseField(under, what.id, what.index)
    case 'setting':
      return chooseSetting(closed, what.name, what.index)
    case 'explain':
      return explained(under, what.what)
    case 'code':
      return what.to === 'file' ? saveCode(under) : copyCode(under)
    case 'level': {
      const { levels, progress } = under
      const level = levels[what.index]
      if (statusOf(level, levels, progress) === 'closed') return { problem: opensBy(level, levels, progress) }
      const kept = withBench(under)
      const opened = openBench({ ...kept, sandbox: undefined }, level)
      return opened
    }
  }
}
