/** Deutsch. */
import type { Spoken, Texts } from '../language.ts'
import { footerWords, keyWords, scopeWords } from './keys.ts'
import { machine } from './machine.ts'
import { messages } from './messages.ts'
import { words } from './ui-words.ts'

export const texts: Texts & Spoken = { machine, en: messages, words, keyWords, scopeWords, footerWords }
