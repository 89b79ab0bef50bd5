/**
 * What the machine says of itself (steps of a path, values of knobs, why a host cannot be) is English where it is computed,
 * in a room that knows no words. Another language has it by its English text; `{}` stands for what changes, and is looked up
 * itself. A text of several sentences is looked up whole, then sentence by sentence. What is not there stays English.
 */
import { plainLine } from './plain.ts'

export type MachineTexts = Readonly<Record<string, string>>

interface Pattern {
  readonly found: RegExp
  readonly text: string
}

/** So many answers are kept; a run says a few hundred different things. */
const ANSWERS_KEPT = 4_096

let texts: MachineTexts = {}
let patterns: readonly Pattern[] | undefined
const answers = new Map<string, string | undefined>()

export function setMachineTexts(given: MachineTexts = {}): void {
  texts = given
  patterns = undefined
  answers.clear()
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function compiled(): readonly Pattern[] {
  patterns ??= Object.entries(texts).flatMap(([key, text]) =>
    key.includes('{}')
      ? [{ found: new RegExp(`^${key.split('{}').map(escaped).join('(.+?)')}$`), text }]
      : [],
  )
  return patterns
}

/** The whole text, word for word or by a pattern. */
function whole(text: string): string | undefined {
  if (Object.hasOwn(texts, text)) return texts[text]
  for (const pattern of compiled()) {
    const holes = pattern.found.exec(text)?.slice(1)
    if (holes !== undefined) return pattern.text.replaceAll('{}', () => machineText(holes.shift() ?? ''))
  }
  return undefined
}

function lookUp(text: string): string | undefined {
  const found = whole(text)
  if (found !== undefined) return found
  const sentences = text.split(/(?<=\.) /)
  return sentences.length < 2 ? undefined : sentences.map(machineText).join(' ')
}

/** What the machine says, in the language that is spoken. */
export function machineText(text: string): string {
  if (!answers.has(text)) {
    if (answers.size >= ANSWERS_KEPT) answers.clear()
    answers.set(text, lookUp(text))
  }
  return answers.get(text) ?? text
}

/** The same, of text that is to stand in one line. */
export function machineLine(text: string): string {
  return machineText(plainLine(text))
}

/** Is there a translation of it, of each of its sentences? */
export function isTranslated(text: string): boolean {
  return whole(text) !== undefined || (/\. /.test(text) && text.split(/(?<=\.) /).every(isTranslated))
}
