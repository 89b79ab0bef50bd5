/** Speaks a language: its texts lie beside the bundle, packed, and are read when somebody wants them. */
import { compileFunction } from 'node:vm'
import { type Language, type SomeTexts, setLanguage } from '../text/language.ts'
import { packedText } from './shipped-data.ts'

const read = new Map<Language, SomeTexts>()

/** A module that exports its texts; the build makes it from src/text/<language>/. */
function textsOf(language: Language): SomeTexts {
  if (language === 'en') return {}
  const known = read.get(language)
  if (known !== undefined) return known
  const module: { exports: { texts?: SomeTexts } } = { exports: {} }
  compileFunction(packedText(`texts.${language}.js`), ['module'])(module)
  const texts = module.exports.texts ?? {}
  read.set(language, texts)
  return texts
}

export function speakLanguage(language: Language): void {
  setLanguage(language, textsOf(language))
}
