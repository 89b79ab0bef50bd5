/** Speaks a language: its texts lie beside the bundle, packed, and are read when somebody wants them. */
import type { Translation } from '../game/index.ts'
import { setThousands } from '../metrics/format.ts'
import { type Language, type SomeTexts, type Spoken, setLanguage } from '../text/language.ts'
import { inPlainLetters } from '../text/letters.ts'
import { packedModule } from './packed-module.ts'
import { shippedData } from './shipped-data.ts'
import { translateLevels } from './shipped-levels.ts'

/** What the build makes from src/text/<language>/. */
function textsOf(language: Language): SomeTexts & Spoken {
  if (language === 'en') return {}
  return (packedModule(`texts.${language}`) as { texts?: SomeTexts & Spoken }).texts ?? {}
}

/** `ascii`: in the letters that every terminal has. */
export function speakLanguage(language: Language, ascii = false): void {
  const written = <Texts>(texts: Texts) => (ascii ? inPlainLetters(texts) : texts)
  setLanguage(language, written(textsOf(language)))
  setThousands(language === 'en' ? ',' : '')
  translateLevels(language === 'en' ? undefined : written(shippedData(`levels.${language}`) as Translation))
}
