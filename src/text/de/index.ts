/** Deutsch. */
import type { SomeTexts } from '../language.ts'
import { keyWords, scopeWords } from './keys.ts'
import { messages } from './messages.ts'
import { words } from './ui-words.ts'

export const texts: SomeTexts = { en: messages, words, keyWords, scopeWords }
