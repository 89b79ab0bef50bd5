/** What follows a word that is not known: `; try levels`. */
import { nearest } from './nearest.ts'

/** Where nothing is near, all that there are: `; there are levels, play`. */
export function suggestionOrAll(word: string, choices: readonly string[]): string {
  const near = suggestion(word, choices)
  return near === '' ? `; there are ${choices.join(', ')}` : near
}

export function suggestion(word: string, choices: readonly string[]): string {
  const near = nearest(word, choices, 3)
  return near.length === 0 ? '' : `; try ${near.join(', ')}`
}
