/** The choices that somebody who wrote `word` may have meant. */

/** Levenshtein distance: insertions, deletions and replacements that lead from one word to the other. */
export function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1)
      next[j] = Math.min(replaced, row[j] + 1, next[j - 1] + 1)
    }
    row = next
  }
  return row[to.length]
}

/** How far a word is that stands for a part of the other one: whole parts are near, beginnings less so; a piece inside a part says nothing. */
function partly(word: string, choice: string): number {
  const [short, long] = word.length <= choice.length ? [word, choice] : [choice, word]
  if (short.length < 3) return Number.POSITIVE_INFINITY
  for (let at = long.indexOf(short); at >= 0; at = long.indexOf(short, at + 1)) {
    if (at > 0 && isLetter(long[at - 1])) continue
    if (!isLetter(long[at + short.length] ?? '')) return 0.5
    // Who wrote the beginning of a choice may have meant it; a choice that begins a longer word is another one.
    if (short === word) return 0.75
  }
  return Number.POSITIVE_INFINITY
}

/** One wrong sign is nearer than any part of a word. */
function mistyped(signs: number): number {
  return signs === 1 ? 0.4 : signs
}

function isLetter(sign: string): boolean {
  return /^[a-z0-9]$/.test(sign)
}

/** At most `most` choices, the nearest first; all of a short list where none is near; none where there is nothing to choose. */
export function nearest(word: string, choices: readonly string[], most = 2): readonly string[] {
  const low = word.toLowerCase()
  const ranked = choices
    .map((choice, order) => {
      const other = choice.toLowerCase()
      return { choice, order, far: Math.min(mistyped(distance(low, other)), partly(low, other)) }
    })
    .sort((a, b) => a.far - b.far || a.order - b.order)
  const near = ranked.filter(({ choice, far }) => far <= Math.max(2, Math.floor(choice.length / 3)))
  if (near.length > 0)
    return near
      .filter(({ far }) => far <= near[0].far + 2)
      .slice(0, most)
      .map(({ choice }) => choice)
  return choices.length <= 6 ? choices : []
}
