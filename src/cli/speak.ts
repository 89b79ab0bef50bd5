/** Speaks a language: its texts lie beside the bundle, packed, and are read when somebody wants them. */
import { type Language, type SomeTexts, setLanguage } from '../text/language.ts'
import { packedModule } from './packed-module.ts'

/** What the build makes from src/text/<language>/. */
function textsOf(language: Language): SomeTexts {
  if (language === 'en') return {}
  return (packedModule(`texts.${language}`) as { texts?: SomeTexts }).texts ?? {}
}

export function speakLanguage(language: Language): void {
  setLanguage(language, textsOf(language))
}
