/** Why a knob means nothing as the host stands: which other one decides first, by trying. */
import { type Level, type Move, type Play, wakenedBy } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { remember } from '../looks/line.ts'
import { spaced } from './knob-order.ts'

const sayIdle = remember((level: Level, moves: readonly Move[], key: string): string => {
  const other = wakenedBy(level, moves, key)
  if (other === undefined) return words.bench.idleKnob
  const group = (one: string) => one.slice(0, one.lastIndexOf('.') + 1)
  const name = group(other.key) === group(key) ? other.key.slice(group(key).length) : other.key
  return words.bench.idleUnless(plainLine(spaced(name)), plainLine(other.value))
})

export function idleSaid({ level, moves }: Play, key: string): string {
  return sayIdle(level, moves, key)
}
