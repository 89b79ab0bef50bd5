/**
 * The language of the interface. Every text is English where it is written, and the type of every other language; another
 * language is copied over it in place, so that whoever reads a word while drawing reads the one that is spoken now.
 */
import { en } from './en.ts'
import { type MachineTexts, setMachineTexts } from './machine-text.ts'
import { footerWords, keyWords, scopeWords } from './ui-keys.ts'
import { words } from './ui-words.ts'

export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

/** All texts, by the object that holds them. */
const spoken = { en, words, keyWords, scopeWords, footerWords }

/** The same fields with other texts in them. */
export type Translated<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Translated<Answer>
    : T extends readonly string[]
      ? readonly string[]
      : T extends object
        ? { readonly [Key in keyof T]: Translated<T[Key]> }
        : T

/** What a language is made of, whole. */
export type Texts = Translated<typeof spoken>

/** What may be copied over English: less than all is English where it is silent. */
export type SomeTexts<T = Texts> = T extends string | readonly unknown[] | ((...given: never) => unknown)
  ? T
  : { readonly [Key in keyof T]?: SomeTexts<T[Key]> }

/** … and what the machine says, by its English text. */
export interface Spoken {
  readonly machine?: MachineTexts
}

type Fields = Record<string, unknown>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function copy(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, isFields(value) ? copy(value) : value]),
  )
}

function lay(over: Fields, texts: Fields): void {
  for (const [key, value] of Object.entries(texts)) {
    const held = over[key]
    if (isFields(value) && isFields(held)) lay(held, value)
    else if (value !== undefined) over[key] = value
  }
}

let english: Fields | undefined
let language: Language = 'en'
let changes = 0

/** The language that is spoken now. */
export function languageNow(): Language {
  return language
}

/** Counts the changes of language: what was drawn before another one has to be drawn again. */
export function languageEpoch(): number {
  return changes
}

/** Speaks a language from now on. `texts`: what it says; none for English. */
export function setLanguage(chosen: Language, texts: SomeTexts & Spoken = {}): void {
  if (english === undefined) english = copy(spoken)
  else lay(spoken as unknown as Fields, english)
  const { machine: _, ...given } = texts
  lay(spoken as unknown as Fields, given as Fields)
  setMachineTexts(texts.machine)
  language = chosen
  changes++
}
