/** Which language is spoken: said on the line, in the environment, in the settings, by the system. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { languageOf, takeLanguage } from '../../src/cli/language.ts'
import { speakLanguage } from '../../src/cli/speak.ts'
import { newProgress, printProgress } from '../../src/game/play/progress.ts'
import { emptyFolder, exitless } from './exitless.ts'

vi.mock(import('../../src/cli/shipped-data.ts'), async (original) => ({
  ...(await original()),
  shippedData: () => ({ levels: {}, chapters: {} }),
  packedText: () => "module.exports.texts = { words: { map: { title: 'Karte' } } }",
}))

describe('the language', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
    speakLanguage('en')
  })

  const withSetting = (language: 'auto' | 'en' | 'de') => {
    const folder = emptyFolder()
    const progress = newProgress('p')
    mkdirSync(folder, { recursive: true })
    writeFileSync(
      join(folder, 'progress.json'),
      printProgress({ ...progress, settings: { ...progress.settings, language } }),
    )
    vi.stubEnv('EXITLESS_DATA', folder)
  }
  const spoken = (argv: readonly string[], variables = {}) => takeLanguage(argv, { ...variables }).language

  it('is English where nothing is said', () => {
    vi.stubEnv('EXITLESS_DATA', emptyFolder())
    expect(spoken([])).toBe('en')
    expect(spoken([], { LANG: 'C.UTF-8' })).toBe('en')
    expect(spoken([], { LANG: 'fr_FR.UTF-8' })).toBe('en')
  })

  it('is that of the system, LC_ALL before LC_MESSAGES before LANG', () => {
    expect(languageOf({ LANG: 'de_DE.UTF-8' })).toBe('de')
    expect(languageOf({ LANG: 'en_GB.UTF-8', LC_MESSAGES: 'de_AT' })).toBe('de')
    expect(languageOf({ LC_ALL: 'C', LC_MESSAGES: 'de_AT', LANG: 'de' })).toBe('en')
    expect(languageOf({ LANG: 'den_US' })).toBe('en')
  })

  it('is that of the setting before the system, of the environment before the setting, of the line before all', () => {
    withSetting('de')
    expect(spoken([], { LANG: 'en_GB' })).toBe('de')
    expect(spoken([], { EXITLESS_LANG: 'en' })).toBe('en')
    expect(spoken(['--lang', 'de'], { EXITLESS_LANG: 'en' })).toBe('de')
    withSetting('auto')
    expect(spoken([], { LANG: 'de' })).toBe('de')
  })

  it('is taken out of the line wherever it stands, but not behind --', () => {
    expect(takeLanguage(['--lang', 'de', 'run', '1.1'], {}).argv).toEqual(['run', '1.1'])
    expect(takeLanguage(['run', '--lang=de', '1.1'], {}).argv).toEqual(['run', '1.1'])
    expect(takeLanguage(['run', '--', '--lang'], {}).argv).toEqual(['run', '--', '--lang'])
  })

  it('is refused where it is not known, with what is', () => {
    expect(() => takeLanguage(['--lang', 'fr'], {})).toThrow('--lang has no value "fr"')
    expect(() => takeLanguage(['play', '--lang'], {})).toThrow('--lang needs a value: --lang de')
  })

  it('is read from a file of its own', async () => {
    const { words } = await import('../../src/text/ui-words.ts')
    speakLanguage('de')
    expect(words.map.title).toBe('Karte')
    speakLanguage('en')
    expect(words.map.title).toBe('Campaign')
  })

  it('comes with the program', () => {
    expect(exitless(['--lang', 'de', '--version']).code).toBe(0)
    expect(exitless(['--lang', 'fr', '--version']).code).toBe(2)
  })
})
