/** What a broken code may have been: every code that one corrected character leads to. */
import { belongs, type Groups, printGroups, readNumber } from './code-text.ts'
import { isWhole, SYMBOL_COUNT } from './symbols.ts'

/** The only one; undefined where there is none, or several. */
export function oneCorrection(codes: readonly string[]): string | undefined {
  const different = new Set(codes)
  return different.size === 1 ? codes[0] : undefined
}

/** Codes with one other character in this group, or with two neighbours of it exchanged. */
export function corrections(number: string, groups: Groups, place: number): readonly string[] {
  const group = groups[place]
  const swapped = group.slice(1).map((symbol, at) => group.with(at, symbol).with(at + 1, group[at]))
  return fitting(number, groups, place, [...changed(group, place), ...swapped])
}

/** Whole groups that differ in one character; where one is no character of a code, in that one. */
function changed(group: readonly number[], place: number): Groups {
  const strange = group.filter((symbol) => symbol < 0).length
  if (strange > 1) return []
  const other = [...group]
  const found: (readonly number[])[] = []
  for (let at = 0; at < group.length; at++) {
    if (strange === 1 && group[at] >= 0) continue
    for (other[at] = 0; other[at] < SYMBOL_COUNT; other[at]++)
      if (other[at] !== group[at] && isWhole(other, place)) found.push([...other])
    other[at] = group[at]
  }
  return found
}

/** Codes with one character more or less in a group of four or six. */
export function longOrShort(number: string, groups: Groups, place: number): readonly string[] {
  const group = groups[place]
  const others =
    group.length > 5
      ? group.map((_, at) => group.toSpliced(at, 1))
      : [...group, -1].flatMap((_, at) => changed(group.toSpliced(at, 0, -1), place))
  return fitting(number, groups, place, others)
}

function fitting(number: string, groups: Groups, place: number, others: Groups): readonly string[] {
  const isElse = groups.every((group, at) => at === place || isWhole(group, at))
  if (!isElse) return []
  return others
    .filter((group) => isWhole(group, place))
    .map((group) => groups.with(place, group))
    .filter((all) => belongs(number, all))
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
