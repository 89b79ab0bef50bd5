/** Levels in another language: every text, the same numbers, nothing left of a level that is gone. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { printProblem } from '../../src/cli/level-file.ts'
import { findLevels } from '../../src/cli/level-search.ts'
import { readTranslation } from '../../src/cli/translation-folder.ts'
import { levelTexts, translated } from '../../src/game/index.ts'
import { texts } from '../../src/text/de/index.ts'
import { en } from '../../src/text/index.ts'
import { setLanguage } from '../../src/text/language.ts'
import { levels } from './shipped.ts'

const FOLDER = 'levels/text/de'
const { translation, problems } = readTranslation(FOLDER, levels)
const chapters = [...new Set(levels.map((level) => level.chapter.id))]

/** Texts of any shape, one after the other. */
function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : []
}

describe('German', () => {
  it('reads without a problem', () => {
    expect(problems.map(printProblem)).toEqual([])
  })

  it('has every level and every chapter, and no other', () => {
    expect(Object.keys(translation.levels).sort()).toEqual(levels.map((level) => level.id).sort())
    expect(Object.keys(translation.chapters).sort()).toEqual([...chapters].sort())
  })

  it('changes nothing that decides a result', () => {
    for (const level of levels) {
      const other = translated(level, translation)
      const bare = (one: typeof level) => ({
        ...one,
        ...levelTexts(level),
        chapter: 0,
        written: 0,
        goals: one.goals.map(({ metric, op, target }) => [metric, op, target]),
        medals: one.medals.flat().map(({ metric, op, target }) => [metric, op, target]),
        references: one.references.map(({ moves }) => moves),
        decoys: one.decoys.map(({ moves, fails }) => [moves, fails]),
        hints: one.hints.map(({ when, price }) => [when, price]),
        predict: [one.predict.metric, one.predict.choices.map(({ from, to }) => [from, to])],
        debrief: one.debrief.facts.map(({ link, grade }) => [link, grade]),
        questions: one.questions.map(({ answer }) => (typeof answer === 'string' ? '' : answer)),
        objectives: one.objectives.map(({ verb }) => verb),
        terms: one.terms.length,
      })
      expect(bare(other)).toEqual(bare(level))
    }
  })

  it('says each goal in the place of its own: the same numbers, and the gate where it was', () => {
    const digits = ({ text }: { text: string }) => text.replace(/\D/g, '')
    for (const level of levels) {
      const { goals } = translated(level, translation)
      expect(goals.map(digits), level.id).toEqual(level.goals.map(digits))
      const gate = level.goals.findIndex(({ text }) => text === en.level.isolation)
      expect(goals[gate]?.text, level.id).toBe(level.goals[gate]?.text)
    }
  })

  it('leaves no sentence in English', () => {
    for (const level of levels) {
      const english = new Set(
        leaves(levelTexts(level)).filter((text) => (text.match(/(?<![\p{L}])[a-z]{2,}/gu) ?? []).length > 4),
      )
      const left = leaves(levelTexts(translated(level, translation))).filter((text) => english.has(text))
      // What a program prints, and the titles of what was read, stay as they are.
      const citations = new Set(level.debrief.facts.flatMap(({ what, source }) => [what, source]))
      expect(left.filter((text) => !citations.has(text))).toEqual([])
    }
  })

  it('says goals in the room that the panel has at 80 columns, and titles in that of the first line', () => {
    for (const level of levels) {
      const other = translated(level, translation)
      for (const [place, { text }] of other.goals.entries())
        expect(text.length, text).toBeLessThanOrEqual(Math.max(26, level.goals[place].text.length))
      expect(other.title.length, other.title).toBeLessThanOrEqual(Math.max(33, level.title.length))
    }
  })

  it('says the gate that no level writes in the language that is spoken', () => {
    setLanguage('de', { en: { level: { isolation: 'die Trennung hält' } } })
    const level = translated(levels[0], translation)
    expect(level.goals.at(-1)?.text).toBe('die Trennung hält')
    setLanguage('en')
    expect(translated(levels[0], translation).goals.at(-1)?.text).toBe('isolation holds')
    expect(texts).toBeDefined()
  })
})

describe('a mistake in a translation', () => {
  const folders: string[] = []
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
  })

  /** A folder of one chapter with its German, and what `check` says of it after an edit. */
  const edited = (name: string, edit: (text: string) => string, at = '') => {
    const folder = mkdtempSync(join(tmpdir(), 'exitless-levels-'))
    folders.push(folder)
    cpSync('levels/1-dummies', join(folder, '1-dummies'), { recursive: true })
    mkdirSync(join(folder, 'text/de'), { recursive: true })
    const own = levels.filter((level) => level.chapter.id === 'dummies').map((level) => level.id)
    for (const id of own) cpSync(join(FOLDER, `${id}.yaml`), join(folder, `text/de/${id}.yaml`))
    const file = join(folder, 'text/de', name)
    const given = readdirSync(join(folder, 'text/de')).includes(name) ? readFileSync(file, 'utf8') : ''
    writeFileSync(file, edit(given))
    const lines = findLevels([join(folder, at)]).problems.map(printProblem)
    return lines.map((line) => line.replace(`${folder}/`, ''))
  }
  const straw = (edit: (text: string) => string, at?: string) => edited('straw.yaml', edit, at)

  it('is none where there is none', () => {
    expect(straw((text) => text)).toEqual([])
  })

  it('is a number that the level does not name', () => {
    expect(straw((text) => text.replace('auf 360 MB/s', 'auf 306 MB/s'))).toEqual([
      'text/de/straw.yaml:4:8 brief: names 306 MB, 450, 6, and the level 360 MB, 450, 6',
    ])
  })

  it('is a fraction that lost its comma', () => {
    const wrong = edited('kernel-that-waits.yaml', (text) => text.replace('auf 2,25 ms', 'auf 225 ms'))
    expect(wrong[0]).toContain('text/de/kernel-that-waits.yaml:4:8 brief: names')
  })

  it('is a text that is missing, and one too many', () => {
    const [missing] = straw((text) =>
      text.replace(/^ {2}- CPU ≤ 8 %\n/m, '').replace(/^ {2}- - CPU ≤ 8 %\n/m, ''),
    )
    expect(missing).toContain('is missing; the level says "CPU ≤ 8 %"')
    const more = straw((text) => text.replace('hints:\n', 'hints:\n  - Noch einer.\n'))
    expect(more.at(-1)).toContain('hints[5]: has nothing in the level that it could be; strike it')
  })

  it('is a text longer than the screens have room for', () => {
    expect(straw((text) => text.replace('- beide Gäste starten', `- ${'sehr '.repeat(9)}lang`))).toEqual([
      'text/de/straw.yaml:6:5 goals[0]: is 49 characters long; at most 36 fit',
    ])
  })

  it('is a field that there is not', () => {
    expect(straw((text) => `${text}titel: x\n`)[0]).toMatch(
      /^text\/de\/straw.yaml:\d+:1 titel: there is no field "titel"; try title/,
    )
  })

  it('is a file of a level that is gone', () => {
    expect(edited('gone.yaml', () => 'title: x\n')).toEqual([
      'text/de/gone.yaml:1:1: no level has the id "gone"; the name of this file is one',
    ])
  })

  it('is told where only the file is asked about', () => {
    expect(straw((text) => text.replace('auf 360 MB/s', 'auf 306 MB/s'), 'text/de/straw.yaml')).toHaveLength(
      1,
    )
    expect(
      straw((text) => text.replace('auf 360 MB/s', 'auf 306 MB/s'), 'text/de/computer-room-2007.yaml'),
    ).toEqual([])
    expect(straw((text) => text, '1-dummies')).toEqual([])
  })
})
