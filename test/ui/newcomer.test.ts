/** What a newcomer looks for: the brief, the terms, the stars, what his guess came to. */
import { describe, expect, it } from 'vitest'
import { newProgress } from '../../src/game/index.ts'
import { glossaryLines, termsOf } from '../../src/ui/screens/glossary.ts'
import { topOf } from '../../src/ui/state.ts'
import { drive, SMALL, WIDE } from './driver.ts'
import { environment, fakeOutside, first, levels, seasoned, straw } from './fixture.ts'

const firstLevel = { screen: 'bench', level: 'first' } as const
const starred = { ...first, medals: straw.medals }
const withStars = () => drive(firstLevel, fakeOutside({ levels: [starred, ...levels.slice(1)] }))

describe('the brief', () => {
  it('is shown again on b, and goes with Esc', () => {
    const driver = drive().press('b')
    expect(driver.bare(...SMALL)).toContain('━▸ Brief ')
    expect(driver.bare(...SMALL)).toContain('An array with 256 MB of cache')
    expect(topOf(driver.press('escape').state()).at).toBe('bench')
    expect(topOf(driver.press('b', 'q').state()).at).toBe('bench')
  })
})

describe('a guess', () => {
  const guessed = (choice: number) =>
    drive(
      { screen: 'bench', level: 'straw' },
      fakeOutside({ progress: { ...seasoned(), levels: {} } }),
    ).choose(choice)
  it('is answered at once, in one line', () => {
    for (const size of [SMALL, WIDE]) {
      expect(guessed(1).bare(...size)).toContain('you guessed about 200 MB/s: right, it was 210 MB/s.')
      expect(guessed(0).bare(...size)).toContain('you guessed about 50 MB/s: it was 210 MB/s.')
    }
  })
  it('is answered once', () => {
    expect(
      guessed(0)
        .press('q', 'enter')
        .bare(...SMALL),
    ).not.toContain('you guessed')
  })
})

describe('the first level', () => {
  it('says that it plays by itself, until something is changed', () => {
    const driver = drive(firstLevel)
    expect(driver.bare(...SMALL)).toContain('plays by itself in slow motion, space pauses')
    expect(driver.press('right').bare(...SMALL)).not.toContain('plays by itself')
    const still = fakeOutside({ environment: { ...environment, reducedMotion: true } })
    expect(drive(firstLevel, still).bare(...SMALL)).not.toContain('plays by itself')
  })

  it('shows the other stars once it is passed, and what the next one asks', () => {
    for (const size of [SMALL, WIDE]) {
      expect(withStars().bare(...size)).not.toContain('copies/B ≤ 1')
      const text = withStars()
        .press('right', 'right')
        .bare(...size)
      expect(text).toMatch(/[★☆] copies\/B ≤ 1 /)
      expect(text).toMatch(/[★☆] CPU ≤ 15 % /)
      const passed = withStars()
        .press('right')
        .bare(...size)
      expect(passed.split('\n').at(-1)).toContain('☆ next: copies/B ≤ 1')
      expect(passed).toContain('passed: Enter or d opens the debrief')
    }
  })
})

describe('the help of the bench', () => {
  const terms = (...wordsOf: string[]) => wordsOf.map((word) => ({ word, text: `what ${word} means` }))
  const known = [
    { ...first, terms: terms('exit', 'driver') },
    { ...straw, terms: terms('page cache', 'exit') },
    { ...levels[2], terms: terms('IOMMU') },
  ]
  it('ends with the terms of the level and of those before it', () => {
    const driver = drive(undefined, fakeOutside({ levels: known })).press('?', 'end')
    const text = driver.bare(...SMALL)
    expect(text).toContain('exit  what exit means')
    expect(text).toContain('driver  what driver means')
    expect(text).not.toContain('IOMMU  what')
  })
  it('explains the words of the screens before them', () => {
    const rows = glossaryLines(known[1], known, 78).map((one) => one.map(({ text }) => text).join(''))
    const place = (start: string) => rows.findIndex((row) => row.startsWith(start))
    for (const word of ['effort', 'CPU', 'seed', 'VMM', 'EOI', 'halts', 'scatter list', 'tap']) {
      expect(place(` ${word}  `)).toBeGreaterThan(0)
      expect(place(` ${word}  `)).toBeLessThan(place(' Terms'))
    }
    const explains = [{ ...known[1], terms: terms('EOI') }]
    const once = glossaryLines(explains[0], explains, 78).map((one) => one.map(({ text }) => text).join(''))
    expect(once.filter((row) => row.startsWith(' EOI  '))).toEqual([' EOI  what EOI means'])
  })
  it('has each word once', () => {
    expect(termsOf(known[1], known).map(({ word }) => word)).toEqual(['page cache', 'exit', 'driver'])
    expect(termsOf(known[2], known).map(({ word }) => word)).toEqual([
      'IOMMU',
      'exit',
      'driver',
      'page cache',
    ])
  })
})

describe('screens without a run', () => {
  it('have no wall at the end of their message line', () => {
    for (const keys of [[], ['o']])
      for (const size of [SMALL, WIDE])
        expect(
          drive({ screen: 'map' })
            .press(...keys)
            .bare(...size)
            .split('\n')
            .at(-2),
        ).not.toContain('│')
  })
})

describe('the card of the map', () => {
  it('has what one does next, in a small window too', () => {
    const brief = `${'Many words of a brief that fill the card. '.repeat(5)}`
    const long = { ...first, title: 'A title longer than the card is wide', brief }
    const text = drive({ screen: 'map' }, fakeOutside({ levels: [long] })).bare(...SMALL)
    expect(text).toContain('▸ Enter plays it')
    expect(text).toContain('knobs')
    expect(text).toContain('card is wide')
  })
})

describe('the legend of the map', () => {
  it('speaks of bosses only where there is one', () => {
    expect(drive({ screen: 'map' }).bare(...SMALL)).not.toContain('◆')
    const boss = { ...straw, kind: 'boss' } as const
    expect(drive({ screen: 'map' }, fakeOutside({ levels: [first, boss] })).bare(...SMALL)).toContain(
      '◆ boss',
    )
  })
})

describe('the welcome', () => {
  it('says where the goals stand in every level', () => {
    const text = drive(firstLevel, fakeOutside({ progress: newProgress('p') })).bare(...SMALL)
    expect(text).not.toContain('top left')
    expect(text.replace(/\s+/g, ' ')).toContain('The goals stand at the left')
  })
})
