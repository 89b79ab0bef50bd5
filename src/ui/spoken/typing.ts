/** What is typed to find a knob or a command, in sentences: what it has found first. */
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import type { Screen, State } from '../state.ts'
import { knobsLike } from '../views/knobs-like.ts'
import { type Entry, paletteOffer } from '../views/palette.ts'
import { capital, numbered, sentence } from './aloud.ts'
import { inHand, knobName, knobsNow } from './bench.ts'
import { keyName } from './keys.ts'

/** Others that are named. */
const OTHERS = 6

export function findSaid(bench: Bench, { text }: Extract<Screen, { at: 'find' }>): string[] {
  const found = knobsLike(bench.play, text)
  const { none, matches } = words.keys.find
  const place = found.length === 0 ? none : matches(found.indexOf(bench.knob) + 1, found.length)
  const rows = knobsNow(bench)
  const others = found
    .filter((at) => at !== bench.knob)
    .slice(0, OTHERS)
    .map((at) => knobName(rows[at].key))
  return [
    words.spoken.find.title(text, place),
    ...(found.length === 0 ? [] : inHand(bench)),
    ...(others.length === 0 || text === '' ? [] : [words.spoken.find.others(others.join(', '))]),
  ]
}

/** Without the sign that stands before how a level stands. */
function unmarked(text: string): string {
  return text.replace(/^[·✔○] */, '')
}

function entrySaid(entry: Entry): string {
  return entry.key === '' ? entry.label : `${entry.label}, ${keyName(entry.key)}`
}

export function paletteSaid(state: State, screen: Extract<Screen, { at: 'palette' }>): string[] {
  const { entries, all } = paletteOffer(state, screen.text)
  const say = words.spoken.palette
  const title = say.title(screen.text, entries.length, all)
  const held = entries[screen.cursor]
  const refused = screen.said === undefined ? [] : [sentence(capital(unmarked(screen.said)))]
  if (held === undefined) return [...refused, title, sentence(words.keys.palette.none)]
  const about = capital(unmarked(held.about().text))
  const from = Math.max(0, Math.min(screen.cursor, entries.length - OTHERS))
  const shown = entries.slice(from, from + OTHERS)
  const rest = entries.length - from - shown.length
  return [
    ...refused,
    title,
    words.line.handRow(entrySaid(held), screen.cursor + 1, entries.length),
    ...(about === '' || refused.includes(sentence(about)) ? [] : [sentence(about)]),
    ...numbered(shown.map(entrySaid)),
    ...(rest > 0 ? [say.more(rest)] : []),
  ]
}
