/** Another language is spoken at once, and no word of the one before is left. */
import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type SomeTexts, setLanguage } from '../../src/text/language.ts'

/** Words that somebody read while modules were loaded. */
const reads = vi.hoisted(() => {
  const seen = { loading: false, paths: [] as string[] }
  const watched = <T>(value: T, path: string): T => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      if (seen.loading) seen.paths.push(path)
      return value
    }
    return new Proxy(value, {
      get: (fields, key) => {
        const held = Reflect.get(fields, key)
        return typeof key === 'symbol' ? held : watched(held, `${path}.${key}`)
      },
    })
  }
  const module = (found: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(found).map(([name, value]) => [name, watched(value, name)]))
  return { seen, module }
})

vi.mock(import('../../src/text/ui-words.ts'), async (original) => reads.module(await original()) as never)
vi.mock(import('../../src/text/ui-keys.ts'), async (original) => reads.module(await original()) as never)
vi.mock(import('../../src/text/en.ts'), async (original) => reads.module(await original()) as never)

const modules = ['game', 'ui', 'validation', 'cli'].flatMap((room) =>
  readdirSync(`src/${room}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/-worker\.ts$|string-width|graphemes|^main\.ts$/.test(name))
    .map((name) => `../../src/${room}/${name}`),
)

describe('words', () => {
  it('are read when they are drawn, never when a module is loaded', async () => {
    reads.seen.loading = true
    for (const module of modules) await import(/* @vite-ignore */ module)
    reads.seen.loading = false
    expect(modules.length).toBeGreaterThan(100)
    expect(reads.seen.paths).toEqual([])
  })
})

/** Every text of a language with a mark before it. */
function marked(value: unknown): unknown {
  if (typeof value === 'string') return `¤${value}`
  if (typeof value === 'function') return (...given: unknown[]) => marked(value(...given))
  if (Array.isArray(value)) return value.map(marked)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, marked(one)]))
}

describe('a change of language', () => {
  afterEach(() => setLanguage('en'))

  const say = async () => {
    const { en } = await import('../../src/text/en.ts')
    const { words } = await import('../../src/text/ui-words.ts')
    const { keyWords, scopeWords } = await import('../../src/text/ui-keys.ts')
    return { en, words, keyWords, scopeWords }
  }

  it('changes every frame, what was remembered too', async () => {
    const { drive } = await import('./driver.ts')
    const driver = drive()
    const before = driver.bare(120, 40)
    setLanguage('de', marked(await say()) as SomeTexts)
    const after = driver.bare(120, 40)
    for (const word of ['Goals', 'Measured', 'Cores', 'seed 1', 'undo', 'hint']) {
      expect(before).toContain(word)
      expect(after).toContain(`¤${word}`)
    }
    setLanguage('en')
    expect(driver.bare(120, 40)).toBe(before)
  })

  it('is silent in English where the other language is', async () => {
    const { words } = await say()
    setLanguage('de', { words: { map: { title: 'Karte' } } })
    expect([words.map.title, words.map.levels]).toEqual(['Karte', 'Levels'])
    setLanguage('en')
    expect(words.map.title).toBe('Campaign')
  })

  it('comes with the setting at once, and is saved', async () => {
    const { drive } = await import('./driver.ts')
    const { SETTINGS } = await import('../../src/ui/settings.ts')
    const driver = drive({ screen: 'map' }).press(
      'o',
      ...Array(SETTINGS.indexOf('language')).fill('down'),
      'enter',
    )
    const spoken: string[] = []
    const { speak } = driver.outside
    Object.assign(driver.outside, {
      speak: (language: 'en' | 'de', ascii: boolean) => {
        spoken.push(language)
        return speak(language, ascii)
      },
    })
    driver.choose(2)
    expect(spoken).toEqual(['de'])
    expect(driver.outside.saved?.settings.language).toBe('de')
    driver.choose(0)
  })
})
