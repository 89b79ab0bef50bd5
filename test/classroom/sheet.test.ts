/** Exercise sheets of every level: whole in both languages, without answers for students, with simulated ones for the teacher. */
import { afterAll, describe, expect, it } from 'vitest'
import { type SheetLevel, sheetDocument } from '../../src/classroom/sheet.ts'
import { asksBaseline, type Solved, solve } from '../../src/classroom/sheet-answers.ts'
import type { SheetBlock } from '../../src/classroom/sheet-blocks.ts'
import { htmlText, sheetHtml } from '../../src/classroom/sheet-html.ts'
import { markdownText, sheetMarkdown } from '../../src/classroom/sheet-markdown.ts'
import { sheetPictures } from '../../src/cli/sheet-pictures.ts'
import { simulateWhole } from '../../src/cli/slices.ts'
import { readTranslation } from '../../src/cli/translation-folder.ts'
import { hostAfter, type Level, score, translated } from '../../src/game/index.ts'
import { knobCards } from '../../src/machine/index.ts'
import { bareMetalHost, formatMetric, setThousands } from '../../src/metrics/index.ts'
import { texts } from '../../src/text/de/index.ts'
import { setLanguage } from '../../src/text/language.ts'
import { machineText } from '../../src/text/machine-text.ts'
import { levels } from '../levels/shipped.ts'
import { assignmentOf } from './assignment-of.ts'

const { translation } = readTranslation('levels/text/de', levels)

const SAMPLE = ['controller-everybody-knows', 'straw', 'address-that-lied', 'ring-that-overflowed']
const solved = new Map<string, Solved>()

function simulateOne(level: Level) {
  const { duration } = level
  return (host: Level['host'], seed: number) => ({
    run: simulateWhole(host, { seed, duration }),
    ...(asksBaseline(level) && { baseline: simulateWhole(bareMetalHost(host), { seed, duration }) }),
  })
}

function solvedOf(level: Level): Solved {
  const known = solved.get(level.brief) ?? solve(level, simulateOne(level))
  solved.set(level.brief, known)
  return known
}

function sheetLevel(level: Level, answers: boolean): SheetLevel {
  const host = hostAfter(level, [])
  const start = simulateWhole(host, { seed: level.seeds[0], duration: 1e6, record: true })
  return { level, pictures: sheetPictures(level, start), ...(answers && { solved: solvedOf(level) }) }
}

function documentOf(chosen: readonly Level[], answers: boolean, language = 'en') {
  return sheetDocument({
    levels: chosen.map((level) => sheetLevel(level, answers)),
    among: levels,
    language,
    version: '0',
  })
}

/** What is opened and not closed, or closed and not opened; void elements have no end. */
function misnested(html: string): readonly string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, slash, name, rest] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/g)) {
    if (slash === '/') {
      if (open.pop() !== name) wrong.push(`</${name}>`)
    } else if (!rest.endsWith('/') && name !== 'meta') open.push(name)
  }
  return [...wrong, ...open]
}

/** Signs of markup that are part of no element. */
function loose(html: string): readonly string[] {
  const bare = html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/^<!doctype html>/, '')
    .replace(/<\/?[a-z][a-z0-9]*(?:\s+[a-z:A-Z-]+="[^"<>]*")*\s*\/?>/g, '')
  return bare.match(/[<>]|&(?!(amp|lt|gt|quot|#39);)/g) ?? []
}

function speak(language: 'en' | 'de'): void {
  setLanguage(language, language === 'de' ? texts : {})
  setThousands(language === 'en' ? ',' : '')
}

afterAll(() => speak('en'))

/** Do the words stand in what everybody is told? A way may be called as a term is explained. */
function isAsked({ brief, terms, objectives, questions, predict, host }: Level, words: string): boolean {
  const knobs = knobCards(host).map(({ text }) => machineText(text))
  const texts = [
    brief,
    predict.question,
    ...knobs,
    ...[...terms, ...objectives, ...questions].map(({ text }) => text),
  ]
  return texts.some((text) => text.includes(words))
}

describe.each(['en', 'de'] as const)('sheets in %s', (language) => {
  const own = levels.map((level) => (language === 'de' ? translated(level, translation) : level))

  it.each(
    own.map((level) => [level.number, level] as const),
  )('%s is well-formed and gives nothing away', (_, level) => {
    speak(language)
    const document = documentOf([level], false, language)
    const html = sheetHtml(document)
    expect(misnested(html)).toEqual([])
    expect(loose(html)).toEqual([])
    const markdown = sheetMarkdown(document)
    const told = [
      ...level.references.flatMap(({ title, text }) => [title, text]),
      ...level.decoys.map(({ text }) => text),
      ...level.hints.map(({ text }) => text),
      ...level.debrief.text,
      ...level.questions.flatMap(({ answer }) => (typeof answer === 'string' ? [answer] : [])),
    ].filter((text) => text.split(' ').length > 2 && !isAsked(level, text))
    for (const text of told) {
      expect(html).not.toContain(htmlText(text))
      expect(markdown).not.toContain(markdownText(text))
    }
    for (const { text } of [...level.goals, ...level.questions, ...level.objectives]) {
      expect(html).toContain(htmlText(text))
      expect(markdown).toContain(markdownText(text))
    }
    for (const key of level.knobs.map((knob) => knob.key)) expect(html).toContain(key)
  })

  it('the teacher’s copy of every level has each answer and is well-formed', () => {
    speak(language)
    const document = documentOf(
      own.filter(({ id }) => SAMPLE.includes(id)),
      true,
      language,
    )
    const html = sheetHtml(document)
    expect([misnested(html), loose(html)]).toEqual([[], []])
    for (const level of own.filter(({ id }) => SAMPLE.includes(id))) {
      for (const { title, text } of [...level.references, ...level.decoys]) {
        expect(html).toContain(htmlText(title))
        expect(html).toContain(htmlText(text))
      }
      for (const { answer } of level.questions)
        if (typeof answer === 'string') expect(html).toContain(htmlText(answer))
      for (const { what, source } of level.debrief.facts) {
        expect(html).toContain(htmlText(what))
        expect(html).toContain(htmlText(source))
      }
    }
  })
})

describe('answers', () => {
  it.each(SAMPLE)('of %s are what a run of those moves says', (id) => {
    speak('en')
    const level = levels.find((one) => one.id === id)!
    const answer = solvedOf(level)
    for (const [index, { answer: asked }] of level.questions.entries()) {
      if (typeof asked === 'string') {
        expect(answer.answers[index]).toBe(asked)
        continue
      }
      const { run, baseline } = simulateOne(level)(hostAfter(level, asked.moves), level.seeds[0])
      const goal = { metric: asked.metric, op: '>=', target: 0, text: '' } as const
      const { value } = score({ goals: [goal], medals: [] }, run, baseline).goals[0]
      expect(answer.answers[index]).toMatchObject({ value })
      expect(sheetMarkdown(documentOf([level], true))).toContain(
        markdownText(formatMetric(asked.metric, value)),
      )
    }
    expect(answer.references.every((way) => way.score.passed)).toBe(true)
    expect(answer.decoys.map((way) => way.fails?.metric)).toEqual(level.decoys.map(({ fails }) => fails))
    const { choices } = level.predict
    const { right, value } = answer.guess
    expect(choices[right].from <= value && value < choices[right].to).toBe(true)
  })

  it('of the straw: 214 MB/s at the start, so the second choice is right', () => {
    const level = levels.find(({ id }) => id === 'straw')!
    const page = sheetMarkdown(documentOf([level], true))
    expect(page).toContain('Right: 100 to 300 MB/s. The run of the start says 214 MB/s.')
    expect(page).toContain('398 MB/s (after: backup.disk.addressing lba48, backup.disk.bytes 1M)')
  })
})

const NASTY =
  '</style><script>alert(1)</script> <img src=x onerror="y"> \'"&amp; \u001b[31m| `a` **b** [c](javascript:d)\n# e'

function hostile(value: unknown, key = ''): unknown {
  if (typeof value === 'string')
    return ['text', 'title', 'word', 'what', 'source', 'question', 'brief', 'teaches', 'unit'].includes(key)
      ? NASTY
      : value
  if (Array.isArray(value)) return value.map((one) => hostile(one, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hostile(one, name)]))
}

describe('a level file that means harm', () => {
  const straw = levels.find(({ id }) => id === 'straw')!
  const { host, hash } = straw
  const level: Level = {
    ...(hostile(straw) as Level),
    host,
    hash,
    debrief: {
      text: [NASTY],
      facts: [{ what: NASTY, text: NASTY, source: NASTY, link: 'javascript:alert(1)', grade: 'S' }],
    },
  }

  it('makes no element and no attribute of its page', () => {
    const html = sheetHtml(documentOf([level], true))
    expect([misnested(html), loose(html)]).toEqual([[], []])
    expect(html).not.toMatch(/<script|<img|onerror="|href="javascript/)
    expect(html).not.toContain('\u001b')
    expect(html.match(/<style>/g)).toHaveLength(1)
  })

  it('makes no markup of its Markdown', () => {
    const markdown = sheetMarkdown(documentOf([level], true))
    const outside = markdown.replace(/^(`{3,})text\n[\s\S]*?^\1$/gm, '')
    expect(outside).not.toContain('\u001b')
    expect(outside).not.toMatch(/<(?!https?:)|(?<!\\)\]\(|^# e/m)
    expect(outside.match(/^#+ /gm)?.length).toBe(
      sheetMarkdown(documentOf([straw], true)).match(/^#+ /gm)?.length,
    )
    const rows = outside.split('\n').filter((row) => row.startsWith('| '))
    const cells = (row: string) => row.replace(/\\\|/g, '').split('|').length
    expect(new Set(rows.slice(0, 2).map(cells)).size).toBe(1)
  })
})

describe('what a page is made of', () => {
  it('loads nothing: no script, no picture, no style from elsewhere', () => {
    const html = sheetHtml(documentOf([levels[0]], false))
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\ssrc=/)
    expect(html).toMatch(/@media print/)
    expect(html).toMatch(/prefers-color-scheme:dark/)
  })

  it('tells of each picture in words', () => {
    const html = sheetHtml(documentOf([levels[0]], false))
    const pictures = html.match(/<svg [^>]*>/g) ?? []
    expect(pictures.length).toBe(2)
    for (const one of pictures) expect(one).toMatch(/aria-label="[^"]{20,}"/)
  })

  it('has headings in order, none left out', () => {
    const html = sheetHtml(
      documentOf(
        levels.slice(0, 2).filter(({ id }) => SAMPLE.includes(id)),
        true,
      ),
    )
    const ranks = [...html.matchAll(/<h([1-6])>/g)].map(([, rank]) => Number(rank))
    expect(ranks[0]).toBe(1)
    expect(ranks.every((rank, index) => index === 0 || rank <= ranks[index - 1] + 1)).toBe(true)
  })

  it('shows no share of a core and no count in its pictures', () => {
    const level = levels.find(({ id }) => id === 'address-that-lied')!
    const [host, path] = sheetLevel(level, false).pictures
    expect(host.text).not.toMatch(/\d %/)
    expect(path.text).not.toMatch(/\d\s*(µs|ns|ms)/)
    expect(path.text + host.text).toMatch(/^[\x20-\x7e\n]*$/)
  })

  it('asks for the prediction before its pictures', () => {
    const page = sheetMarkdown(documentOf([levels[0]], false))
    expect(page.indexOf('Before the first run: predict')).toBeLessThan(page.indexOf('How it stands'))
    expect(page.indexOf('How it stands')).toBeGreaterThan(0)
  })

  it('names the version in the command, as a code does its model', () => {
    expect(sheetMarkdown(documentOf([levels[0]], false))).toContain('npx exitless@0 play 1.1')
  })

  it.each([
    ['en', 'press s on the map'],
    ['de', 'auf der Karte s'],
  ] as const)('of an assignment says once how all is handed in, in %s', (language, words) => {
    speak(language)
    const given = {
      levels: levels.slice(0, 2).map((level) => sheetLevel(level, false)),
      among: levels,
      language,
      version: '0',
      assignment: assignmentOf(['1.1', '1.2']),
    }
    const page = sheetMarkdown(sheetDocument(given))
    expect(page.split(words)).toHaveLength(2)
    expect(page).not.toMatch(/debrief opens|öffnet sich die Nachlese/)
    expect(misnested(sheetHtml(sheetDocument(given)))).toEqual([])
    speak('en')
  })

  it('has no number and no sign for a guest that does not boot', () => {
    const level = levels.find(({ id }) => id === 'controller-everybody-knows')!
    const rows = sheetMarkdown(documentOf([level], true)).split('\n')
    const decoy = rows.find((row) => row.startsWith('| fails: the real device'))!
    expect(
      decoy
        .split('|')
        .slice(3, -1)
        .map((cell) => cell.trim()),
    ).toEqual(['0\u00a0✘', '–', '–', '–'])
  })

  it('writes room where there is no answer, and none where there is one', () => {
    const kinds = (blocks: readonly SheetBlock[]): string[] =>
      blocks.flatMap((block) => (block.is === 'frame' ? [block.kind, ...kinds(block.blocks)] : [block.is]))
    const level = levels.find(({ id }) => id === 'straw')!
    expect(kinds(documentOf([level], false).blocks)).toContain('fill')
    expect(kinds(documentOf([level], true).blocks)).not.toContain('room')
  })
})
