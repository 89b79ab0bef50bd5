/** How well names answer to what was typed. */

/** Ranks: a smaller one is better. */
const START = 0
const INSIDE = 1
const SPELLED = 3
const MEANT = 5

/** Letters of a word in their order, the first at the start of a word, and not too far apart. */
function isSpelled(word: string, name: string): boolean {
  if (word.length < 2) return false
  for (const { index } of name.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
    let at = index
    let found = 0
    while (found < word.length && at < name.length && at - index < 4 * word.length) {
      if (name[at] === word[found]) found++
      else if (found === 0) break
      at++
    }
    if (found === word.length) return true
  }
  return false
}

function rankOf(word: string, name: string, more: string): number | undefined {
  const at = name.indexOf(word)
  if (at >= 0) return at === 0 || !/[\p{L}\p{N}]/u.test(name[at - 1]) ? START : INSIDE
  if (isSpelled(word, name)) return SPELLED
  return more.includes(word) ? MEANT : undefined
}

/**
 * Sum of the ranks of the typed words, 0 the best; undefined: a word is neither in the name, nor spelled by its letters,
 * nor in what else is said of it.
 */
export function likeness(text: string, name: string, more = ''): number | undefined {
  let sum = 0
  for (const word of text.toLowerCase().split(/\s+/)) {
    const rank = rankOf(word, name.toLowerCase(), more.toLowerCase())
    if (rank === undefined) return undefined
    sum += rank
  }
  return sum
}

/** Those that answer, the best first, else in their order. */
export function likest<One>(list: readonly One[], rank: (one: One) => number | undefined): One[] {
  return list
    .flatMap((one) => {
      const value = rank(one)
      return value === undefined ? [] : [{ one, value }]
    })
    .sort((left, right) => left.value - right.value)
    .map(({ one }) => one)
}
