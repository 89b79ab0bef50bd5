/** Knobs that answer to a typed text. */
import { hostOf, knobValues, type Play } from '../../game/index.ts'
import { knobCards } from '../../machine/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { remember } from '../looks/line.ts'
import { orderedKnobs, spaced } from './knob-order.ts'
import { likeness, likest } from './likeness.ts'

/** Knobs that answer to a text, the best first: indices into orderedKnobs. All of them without a text. */
export const knobsLike = remember((play: Play, text: string): readonly number[] => {
  const knobs = orderedKnobs(play.level)
  const all = knobs.map((_, index) => index)
  if (text.trim() === '') return all
  const values = knobValues(play)
  const cards = new Map(knobCards(hostOf(play)).map((card) => [card.key, card]))
  return likest(all, (index) => {
    const { key } = knobs[index]
    const card = cards.get(key)
    const name = `${key} ${spaced(key)} ${card?.name ?? ''} ${values[key]}`
    return likeness(
      text.trim(),
      name,
      `${machineLine(card?.text ?? '')} ${machineLine(card?.about(values[key]) ?? '')}`,
    )
  })
})
