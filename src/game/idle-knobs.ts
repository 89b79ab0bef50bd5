/** Knobs that a level offers though they mean nothing, whatever the others are. */
import { type Host, knobCards, readKnob } from '../machine/index.ts'
import type { Knob } from './level.ts'
import { configurations, configured } from './space.ts'

/** So many configurations are looked at; a level that can be proved fair has fewer. */
const MOST = 1000

/** Keys of the knobs that are idle in every configuration. @param host as it stands after the moves of `start` */
export function idleKnobs(host: Host, offered: readonly Knob[]): readonly string[] {
  const knobs = offered.filter(({ key }) => readKnob(host, key) !== undefined)
  let idle = stillIdle(
    host,
    knobs.map(({ key }) => key),
  )
  let looked = 0
  const level = { host, start: [], knobs }
  for (const moves of configurations(level)) {
    if (idle.length === 0) break
    // Nobody knows about the rest.
    if (looked++ === MOST) return []
    const answer = configured(level, moves)
    if ('host' in answer) idle = stillIdle(answer.host, idle)
  }
  return idle
}

function stillIdle(host: Host, keys: readonly string[]): readonly string[] {
  if (keys.length === 0) return keys
  const cards = knobCards(host)
  return keys.filter((key) => cards.find((card) => card.key === key)?.idle === true)
}
