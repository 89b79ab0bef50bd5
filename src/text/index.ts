/** The words of the interface. `en` is the type of every other language; a level's own words are its author's. */
export { en } from './en.ts'
export { plain, plainLine } from './plain.ts'

import type { en } from './en.ts'

export type Words = typeof en
