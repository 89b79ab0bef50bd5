/** What follows a word that is not known: `; try levels`. */
import { nearest } from './nearest.ts'

export function suggestion(word: string, choices: readonly string[]): string {
  const near = nearest(word, choices, 3)
  return near.length === 0 ? '' : `; try ${near.join(', ')}`
}
