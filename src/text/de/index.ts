/** Deutsch. */
import type { SomeTexts, Spoken } from '../language.ts'
import { keyWords, scopeWords } from './keys.ts'
import { machine } from './machine.ts'
import { messages } from './messages.ts'
import { words } from './ui-words.ts'

export const texts: SomeTexts & Spoken = { machine, en: messages, words, keyWords, scopeWords }
