/** Finding a knob by typing: the list narrows, and the cursor follows the best match. */
import type { CommandId } from '../../text/ui-keys.ts'
import type { Bench } from '../bench.ts'
import { typed } from '../keys/typing.ts'
import { pop, push, replaceTop, type Screen, type State, type Step, step } from '../state.ts'
import { knobsLike } from '../views/knobs-like.ts'
import { atKnob } from './bench.ts'
import { moveBy, moved } from './moving.ts'

type FindScreen = Extract<Screen, { at: 'find' }>

export function openFind(state: State, bench: Bench): Step {
  const hands: Bench = { ...atKnob(bench, bench.knob), focus: 'bench', found: undefined }
  return step(push({ ...state, bench: hands }, { at: 'find', text: '', from: bench.knob }))
}

export function typeFind(state: State, bench: Bench, top: FindScreen, key: string): Step | undefined {
  const text = typed(top.text, key)
  if (text === undefined) return undefined
  const found = knobsLike(bench.play, text)
  const knob = text.trim() === '' ? top.from : (found[0] ?? bench.knob)
  const next = { ...state, bench: { ...atKnob(bench, knob), found } }
  return step(replaceTop(next, { ...top, text }))
}

/** A command while a knob is looked for; undefined: what it means everywhere. */
export function findCommand(
  state: State,
  bench: Bench,
  top: FindScreen,
  command: CommandId,
): Step | undefined {
  const found = knobsLike(bench.play, top.text)
  const by = moveBy(command)
  if (by !== undefined && found.length > 0) {
    const at = found.indexOf(bench.knob)
    const next = Math.abs(by) === 1 ? (at + by + found.length) % found.length : moved(at, by, found.length)
    return step({ ...state, bench: atKnob(bench, found[next]) })
  }
  if (command === 'stay') return step({ ...pop(state), bench: { ...bench, found: undefined } })
  if (command === 'back')
    return step({ ...pop(state), bench: { ...atKnob(bench, top.from), found: undefined } })
  return undefined
}
