/** Deutsch. */
import type { SomeTexts } from '../language.ts'

export const texts: SomeTexts = {}
