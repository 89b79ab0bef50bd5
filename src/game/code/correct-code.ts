/** What a broken code may have been: every code that one corrected character leads to. */
import { belongs, type Groups, printGroups, readNumber } from './code-text.ts'
import { isWhole, SYMBOL_COUNT } from './symbols.ts'

/** The only one; undefined where there is none, or several. */
export function oneCorrection(codes: readonly string[]): string | undefined {
  const different = new Set(codes)
  return different.size === 1 ? codes[0] : undefined
}

const ALL = Array.from({ length: SYMBOL_COUNT }, (_, symbol) => symbol)

/** Codes with one other character in this group. */
export function corrections(number: string, groups: Groups, place: number): readonly string[] {
  const group = groups[place]
  const wrong = group.flatMap((symbol, at) => (symbol < 0 ? [at] : []))
  const places = wrong.length === 0 ? group.map((_, at) => at) : wrong
  if (wrong.length > 1) return []
  return fitting(
    number,
    groups,
    place,
    places.flatMap((at) => ALL.map((symbol) => group.with(at, symbol))),
  )
}

/** Codes with one character more or less in a group of four or six. */
export function longOrShort(number: string, groups: Groups, place: number): readonly string[] {
  const group = groups[place]
  const others =
    group.length > 5
      ? group.map((_, at) => group.toSpliced(at, 1))
      : [...group, -1].flatMap((_, at) => ALL.map((symbol) => group.toSpliced(at, 0, symbol)))
  return fitting(number, groups, place, others)
}

function fitting(number: string, groups: Groups, place: number, others: Groups): readonly string[] {
  return others
    .filter((group) => isWhole(group, place))
    .map((group) => groups.with(place, group))
    .filter((all) => all.every(isWhole) && belongs(number, all))
    .map((all) => printGroups(number, all))
}

/** Codes of these groups with one other character in the number, given as it was typed. */
export function otherNumbers(typed: string, groups: Groups): readonly string[] {
  const others = [...typed].flatMap((_, at) =>
    [...'0123456789XF'].map((digit) => typed.slice(0, at) + digit + typed.slice(at + 1)),
  )
  const meant = [...others, 'F'].map(readNumber)
  return meant.flatMap((one) => (one !== undefined && belongs(one, groups) ? [printGroups(one, groups)] : []))
}
