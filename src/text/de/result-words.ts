/** Wörter um den Ergebniscode eines Levels: in der Nachbesprechung, in der Palette, im Zeilenmodus. */
import type { Translated } from '../language.ts'
import type { resultWords as english } from '../result-words.ts'

export const resultWords: Translated<typeof english> = {
  name: 'Code',
  keys: 'y kopiert ihn, s sichert ihn in einer Datei',
  copied: (number: string) => `Ergebniscode von ${number} an die Zwischenablage geschickt, falls OSC 52 geht`,
  saved: (file: string) => `Ergebniscode geschrieben in ${file}`,
  notSaved: (reason: string) => `Ergebniscode nicht geschrieben: ${reason}`,
  tooMany: 'tausend solche Dateien liegen hier schon',
  nowhere: 'Ergebniscode nicht geschrieben: hier ist kein Ordner',
  none: 'einen Ergebniscode gibt es, sobald ein Lauf alle Ziele erreicht hat',
  copy: 'Ergebniscode kopieren',
  copyAbout: 'schickt den Code des besten Laufs dieses Levels an die Zwischenablage des Terminals',
  save: 'Ergebniscode sichern',
  saveAbout: 'schreibt den Code des besten Laufs dieses Levels in eine Datei, wo exitless gestartet wurde',
  said: (number: string) => `Ergebniscode von ${number}, für deinen besten Lauf:`,
  how: 'Tippe code kopieren für die Zwischenablage, code sichern für eine Datei.',
  copyWord: 'kopieren',
  saveWord: 'sichern',
}
