/** What a level has though it means nothing, whatever the knobs are: knobs, and acts of devices that nobody holds. */
import { type Host, isPlayed, knobCards, readKnob } from '../../machine/index.ts'
import type { Knob, Level } from '../level.ts'
import type { Move } from '../play/moves.ts'
import { configurations, configured, valuesAfter } from '../space/space.ts'

/** So many configurations are looked at; a level that can be proved fair has fewer. */
const MOST = 1000

/** Keys of the knobs that are idle in every configuration. @param host as it stands after the moves of `start` */
export function idleKnobs(host: Host, offered: readonly Knob[]): readonly string[] {
  const knobs = present(host, offered)
  return inEach(
    host,
    knobs,
    knobs.map(({ key }) => key),
    stillIdle,
  )
}

function present(host: Host, offered: readonly Knob[]): readonly Knob[] {
  return offered.filter(({ key }) => readKnob(host, key) !== undefined)
}

/** Those of which it is so at the start and in every configuration; none where there are too many to look at. */
function inEach<One>(
  host: Host,
  knobs: readonly Knob[],
  all: readonly One[],
  still: (host: Host, those: readonly One[]) => readonly One[],
): readonly One[] {
  let those = still(host, all)
  let looked = 0
  const level = { host, start: [], knobs }
  for (const moves of configurations(level)) {
    if (those.length === 0) break
    // Nobody knows about the rest.
    if (looked++ === MOST) return []
    const answer = configured(level, moves)
    if ('host' in answer) those = still(answer.host, those)
  }
  return those
}

function stillIdle(host: Host, keys: readonly string[]): readonly string[] {
  if (keys.length === 0) return keys
  const cards = knobCards(host)
  return keys.filter((key) => cards.find((card) => card.key === key)?.idle === true)
}

/** One turn of another knob with which an idle one means something, by trying: those beside it first; undefined: no single one does. */
export function wakenedBy(level: Level, moves: readonly Move[], key: string): Move | undefined {
  const group = key.slice(0, key.lastIndexOf('.') + 1)
  const isNear = (one: Knob) => one.key.startsWith(group)
  const others = level.knobs.filter((one) => one.key !== key)
  const values = valuesAfter(level, moves)
  for (const knob of [...others.filter(isNear), ...others.filter((one) => !isNear(one))]) {
    const now = values[level.knobs.indexOf(knob)]
    for (const value of knob.values) {
      const answer = value === now ? undefined : configured(level, [...moves, { key: knob.key, value }])
      if (answer === undefined || !('host' in answer)) continue
      const card = knobCards(answer.host).find((one) => one.key === key)
      if (card !== undefined && card.idle !== true) return { key: knob.key, value }
    }
  }
  return undefined
}

/** Events, by their places, that never happen: acts of a real device where software plays it in every configuration. */
export function idleActs(host: Host, offered: readonly Knob[]): readonly number[] {
  const places = host.events.map((_, place) => place)
  return inEach(host, present(host, offered), places, (made, those) =>
    those.filter((place) => isPlayed(made, host.events[place])),
  )
}
