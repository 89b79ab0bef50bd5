/** Every screen as sentences: nothing drawn, what is in hand, and its numbers. */
import { describe, expect, it } from 'vitest'
import { sandboxFields } from '../../src/game/index.ts'
import { formatMetric } from '../../src/metrics/index.ts'
import { aloud, answerLines } from '../../src/ui/spoken/aloud.ts'
import { spoken } from '../../src/ui/spoken/screens.ts'
import { type State, topOf } from '../../src/ui/state.ts'
import { knobValue } from '../../src/ui/update/bench.ts'
import { orderedKnobs, spaced } from '../../src/ui/views/knob-order.ts'
import { drive } from './driver.ts'
import { fakeOutside } from './fixture.ts'
import { SCREENS } from './screen-table.ts'

/** Arrows, boxes, blocks, shapes, stars, braille. */
const DRAWN = /[\u2190-\u2bff\u2800-\u28ff]/

/** One line, so that folding hides nothing. */
const whole = (state: State) => spoken(state).join(' ').replace(/ +/g, ' ')

/** What the screen has in hand, in the words in which it is said; undefined: nothing is marked there. */
function inHand(state: State): string | undefined {
  const top = topOf(state)
  const { bench, sandbox } = state
  switch (top.at) {
    case 'map':
      return state.levels[top.cursor].number
    case 'jump':
      return `"${top.text}"`
    case 'settings':
      return 'In hand: 1 of 7, colour'
    case 'sandbox':
      return `In hand: ${Math.min(top.cursor + 1, sandboxFields(sandbox!).length)} of`
    case 'runs':
      return `In hand: ${top.cursor + 1} of`
    case 'explore':
      return state.explored === undefined ? undefined : 'In hand: '
    case 'bench': {
      const { goals } = bench!.play.level
      if (bench!.focus === 'goals') return `In hand: ${bench!.scroll.goals! + 1} of ${goals.length}, `
      const { key } = orderedKnobs(bench!.play.level)[bench!.knob]
      return `In hand: ${spaced(key)}, value ${knobValue(bench!, key)}`
    }
    case 'menu':
      return top.menu.of === 'guess' ? 'Nothing is marked yet.' : 'In hand: '
    case 'compare':
      return 'Compare. A is '
    case 'routing':
      return `In hand: ${top.cursor + 1} of 2, db.disk: `
    case 'model':
      return `${top.tab === 'costs' ? top.cost : 'CPU'}`
    case 'look-up':
      return 'In hand: 18 of 102, exit-user'
    case 'find':
      return 'In hand: host iommu mode'
    case 'palette':
      return `In hand: ${top.cursor + 1} of`
    case 'debrief':
      return 'Debrief: 1 of 3 stars.'
    default:
      return undefined
  }
}

/** The numbers that the screen shows of its run. */
function numbers(state: State): string[] {
  const top = topOf(state)
  const { bench } = state
  if (top.at !== 'bench' || bench?.ran === undefined || bench.incident !== undefined) return []
  const { ran } = bench
  const shown = bench.play.level.show.map((metric) => formatMetric(metric, ran.values[metric]).split(' ')[0])
  return [`${ran.note.goals.filter((goal) => goal.met).length} of ${ran.note.goals.length}`, ...shown]
}

describe('the reading of each screen', () => {
  for (const [name, open] of Object.entries(SCREENS)) {
    it(`${name} has no drawing, and no line is long`, () => {
      const lines = spoken(open(fakeOutside()).state())
      expect(lines.length).toBeGreaterThan(0)
      for (const line of lines) {
        expect(line).not.toMatch(DRAWN)
        expect(line.length, line).toBeLessThanOrEqual(76)
        expect(line).not.toMatch(/undefined|NaN|\[object/)
      }
    })

    it(`${name} names what is in hand, and says its numbers`, () => {
      const state = open(fakeOutside()).state()
      const said = whole(state)
      const held = inHand(state)
      if (held !== undefined) expect(said).toContain(held)
      for (const number of numbers(state)) expect(said).toContain(number)
    })
  }

  it('what is in hand comes before what else there is', () => {
    const lines = spoken(drive().state())
    expect(lines[0]).toBe('Level 1.3, Through a 128 KB straw. Run 1, seed 1.')
    expect(lines[1]).toMatch(/^In hand: files disk controller/)
  })

  it('the panel that was gone to is said before the others', () => {
    const lines = spoken(drive().press('3').state())
    const at = (start: string) => lines.findIndex((line) => line.startsWith(start))
    expect(at('4 cores.')).toBeLessThan(at('Measured'))
    expect(at('4 cores.')).toBeGreaterThan(0)
  })

  it('a narrow window folds lines, and loses no word', () => {
    const { state } = drive()
    const narrow = spoken(state(), 40)
    for (const line of narrow) expect(line.length).toBeLessThanOrEqual(40)
    expect(narrow.join(' ').replace(/ +/g, ' ')).toBe(whole(state()))
  })
})

describe('text for the ear', () => {
  it('says signs as words', () => {
    expect(aloud('stream ≥ 320 MB/s')).toBe('stream at least 320 MB/s')
    expect(aloud('exits/MiB ≤ 24')).toBe('exits a mebibyte at most 24')
    expect(aloud('+36 % (was 8 %).')).toBe('plus 36 percent (was 8 percent).')
    expect(aloud('copy → guest RAM, × 8')).toBe('copy to guest RAM, times 8')
    expect(aloud('copies (◆), pread() ✔ done')).toBe('copies, pread() done')
    expect(answerLines(['300 or more MB/s'])).toEqual(['300 or more megabytes a second'])
    expect(aloud('Enter. ? lists the commands, . repeats')).toBe('Enter. ? lists the commands, . repeats')
  })

  it('says a unit in full once in an answer, and one of it in the singular', () => {
    expect(answerLines(['1 MiB in 3.63 ms, 2.97 ms, 4 MiB', '16 µs, 20 µs'])).toEqual([
      '1 mebibyte in 3.63 milliseconds, 2.97 ms, 4 MiB',
      '16 microseconds, 20 microseconds',
    ])
    expect(answerLines(['since 2020s, 5 s. 320 MB/s, 128 KB'])).toEqual([
      'since 2020s, 5 seconds. 320 megabytes a second, 128 KB',
    ])
  })

  it('goes on under the text of a numbered line', () => {
    expect(answerLines(['  1. one two three'], 12)).toEqual(['  1. one two', '     three'])
  })
})
