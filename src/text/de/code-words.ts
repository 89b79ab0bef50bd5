/** Warum ein Text kein Ergebniscode ist. */
import type { codeWords as english } from '../code-words.ts'
import type { Translated } from '../language.ts'

function list(numbers: readonly number[]): string {
  return numbers.length < 2 ? numbers.join() : `${numbers.slice(0, -1).join(', ')} und ${numbers.at(-1)}`
}

export const codeWords: Translated<typeof english> = {
  notACode: 'das ist kein Ergebniscode; einer beginnt mit X1- und der Nummer seines Levels, etwa X1-13-',
  newer: (format: string) =>
    `dieser Code hat das Format ${format}, und dieses Paket liest X1: vielleicht hat ihn ein neueres exitless geschrieben`,
  number: (number: string) => `${number} steht, wo die Nummer des Levels steht, und ist vertippt`,
  group: (group: number, text: string) => `Gruppe ${group}, ${text}, ist vertippt`,
  length: (group: number, text: string, length: number) =>
    `Gruppe ${group}, ${text}, hat ${length} Zeichen, und jede hat 5`,
  groups: (groups: readonly number[]) => `die Gruppen ${list(groups)} sind vertippt`,
  missing: (group: number) => `Gruppe ${group} scheint zu fehlen`,
  doubled: (group: number) => `Gruppe ${group} steht zweimal da`,
  swapped: (one: number, other: number) => `die Gruppen ${one} und ${other} sind vertauscht`,
  cut: (there: number, of: number) => `der Code ist abgeschnitten: ${there} seiner ${of} Gruppen sind da`,
  ends: (group: number) => `der Code ist in Gruppe ${group} abgeschnitten`,
  beyond: (of: number, text: string) => `nach den ${of} Gruppen des Codes steht "${text}"`,
  empty: 'der Code ist abgeschnitten: nach der Nummer des Levels folgt nichts',
  together:
    'jede Gruppe für sich stimmt, aber sie gehören nicht zusammen: sie kommen aus zwei Codes, oder die Nummer des Levels ist eine andere',
  malformed:
    'die Zeichen stimmen, aber sie sagen nicht, was ein Code sagt: kein exitless hat ihn geschrieben',
  suggest: (problem: string, code: string) => `${problem}; gemeint ist vielleicht ${code}`,
}
