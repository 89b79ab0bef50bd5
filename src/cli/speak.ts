/** Speaks a language: its texts lie beside the bundle, packed, and are read when somebody wants them. */
import { compileFunction } from 'node:vm'
import type { Translation } from '../game/index.ts'
import { type Language, type SomeTexts, type Spoken, setLanguage } from '../text/language.ts'
import { inPlainLetters } from '../text/letters.ts'
import { packedText, shippedData } from './shipped-data.ts'
import { translateLevels } from './shipped-levels.ts'

const read = new Map<Language, SomeTexts & Spoken>()

/** A module that exports its texts; the build makes it from src/text/<language>/. */
function textsOf(language: Language): SomeTexts & Spoken {
  if (language === 'en') return {}
  const known = read.get(language)
  if (known !== undefined) return known
  const module: { exports: { texts?: SomeTexts & Spoken } } = { exports: {} }
  compileFunction(packedText(`texts.${language}.js`), ['module'])(module)
  const texts = module.exports.texts ?? {}
  read.set(language, texts)
  return texts
}

/** `ascii`: in the letters that every terminal has. */
export function speakLanguage(language: Language, ascii = false): void {
  const written = <Texts>(texts: Texts) => (ascii ? inPlainLetters(texts) : texts)
  setLanguage(language, written(textsOf(language)))
  translateLevels(language === 'en' ? undefined : written(shippedData(`levels.${language}`) as Translation))
}
