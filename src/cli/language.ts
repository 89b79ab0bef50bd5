/**
 * Which language is spoken: `--lang`, then EXITLESS_LANG, then the setting, then the system's locale. Loads no text: whoever
 * speaks English pays for nothing.
 */
import { readFileSync } from 'node:fs'
import { suggestion } from '../game/suggestion.ts'
import type { Language } from '../text/language.ts'
import { playAs, playerIn, saveFile } from './save-slot.ts'
import { WrongUse } from './wrong-use.ts'

const KNOWN: readonly Language[] = ['en', 'de']

type Variables = Readonly<Record<string, string | undefined>>

/** `de_DE.UTF-8` and `de` are German; what is not known is English. */
function named(locale: string): Language {
  return KNOWN.find((one) => new RegExp(`^${one}([-_.@]|$)`, 'i').test(locale)) ?? 'en'
}

/** What the environment says; it is what the setting `auto` means. */
export function languageOf({ EXITLESS_LANG, LC_ALL, LC_MESSAGES, LANG }: Variables): Language {
  return named(EXITLESS_LANG || LC_ALL || LC_MESSAGES || LANG || '')
}

/** The setting in the save file; a file that cannot be read says nothing. */
function settingOf(argv: readonly string[]): Language | undefined {
  try {
    playAs(playerIn(argv))
    const text = readFileSync(saveFile(), 'utf8')
    return KNOWN.find((one) => new RegExp(`"language": ?"${one}"`).test(text))
  } catch {
    return undefined
  }
}

/**
 * Takes `--lang` out of a command line, wherever it stands, and lays it into the environment, so that all that is started
 * from here speaks the same language.
 * @throws WrongUse
 */
export function takeLanguage(argv: readonly string[], variables: Record<string, string | undefined>) {
  const rest: string[] = []
  const end = argv.indexOf('--')
  for (let index = 0; index < argv.length; index++) {
    const found = end >= 0 && index > end ? null : /^--lang(?:=(.*))?$/s.exec(argv[index])
    if (found === null) {
      rest.push(argv[index])
      continue
    }
    const value = found[1] ?? argv[++index]
    if (value === undefined || value === '') throw new WrongUse('--lang needs a value: --lang de')
    if (!(KNOWN as readonly string[]).includes(value))
      throw new WrongUse(`--lang has no value "${value}"${suggestion(value, KNOWN)}`)
    variables.EXITLESS_LANG = value
  }
  const language = variables.EXITLESS_LANG
    ? languageOf(variables)
    : (settingOf(rest) ?? languageOf(variables))
  return { argv: rest, language }
}
