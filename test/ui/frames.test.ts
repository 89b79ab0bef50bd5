/** No frame is wider or taller than the terminal, in any state, size or look. */
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { newProgress } from '../../src/game/index.ts'
import { COMMANDS } from '../../src/ui/keys.ts'
import type { Environment, Start } from '../../src/ui/outside.ts'
import { CODE, type Driver, drive, LARGE, SMALL, WIDE } from './driver.ts'
import { environment, fakeOutside, really, seasoned } from './fixture.ts'
import { longCampaign } from './long-campaign.ts'

/** Characters that a terminal would obey. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/

const straw: Start = { screen: 'bench', level: 'straw' }
const OFF = ['down', 'down', 'down', 'left', 'left']

const sandboxed = (outside: ReturnType<typeof fakeOutside>) =>
  drive({ screen: 'map' }, { ...outside, simulate: really }).press('s')

/** Every screen, by the keys that lead to it. */
const SCREENS: Readonly<Record<string, (outside: ReturnType<typeof fakeOutside>) => Driver>> = {
  orientation: (outside) =>
    drive({ screen: 'bench', level: 'first' }, { ...outside, progress: newProgress('p') }),
  map: (outside) => drive({ screen: 'map' }, outside),
  'going to a level': (outside) => drive({ screen: 'map' }, outside).press('g', '3', '.'),
  'a long map': (outside) => drive({ screen: 'map' }, { ...outside, levels: longCampaign }).press('end'),
  settings: (outside) => drive({ screen: 'map' }, outside).press('o'),
  'a setting': (outside) => drive({ screen: 'map' }, outside).press('o', 'enter'),
  'first run': (outside) => drive({ screen: 'bench', level: 'first' }, outside),
  'first run, changed': (outside) => drive({ screen: 'bench', level: 'first' }, outside).press('right'),
  bench: (outside) => drive(straw, outside),
  'bench, playing': (outside) => drive(straw, outside).press('space', '.', '.', '.'),
  'bench, changed': (outside) => drive(straw, outside).press('right'),
  'bench, measured': (outside) => drive(straw, outside).press('right', '2'),
  'bench, cores': (outside) => drive(straw, outside).press('3'),
  'bench, log': (outside) => drive(straw, outside).press('right', 'left', '4'),
  'bench without a run': (outside) => drive(straw, { ...outside, simulate: () => () => {} }),
  guess: (outside) => drive({ screen: 'bench', level: 'astray' }, outside),
  values: (outside) => drive(straw, outside).press('enter'),
  help: (outside) => drive(straw, outside).press('?'),
  hint: (outside) => drive(straw, outside).press('h', 'enter'),
  violation: (outside) => drive(straw, outside).press(...OFF, 'v'),
  'violation, path': (outside) => drive(straw, outside).press(...OFF, 'v', '1'),
  explore: (outside) => drive(straw, outside).press('x'),
  'explore, passed, moved': (outside) =>
    drive(straw, outside).press('right', 'x', 'right', 'up', 'n', 'tab', 'f', 'Y'),
  'explore in blocks': (outside) => {
    const progress = {
      ...outside.progress,
      settings: { ...outside.progress.settings, plot: 'blocks' as const },
    }
    return drive(straw, { ...outside, progress }).press('x')
  },
  'explore, nothing measured yet': (outside) =>
    drive(straw, { ...outside, explore: () => () => {} }).press('x', 'right', 'n', 'enter', 'Y'),
  guesses: (outside) => drive({ screen: 'map' }, outside).press('p'),
  'former runs': (outside) => drive(straw, outside).press('right', 'right', 'f', 'down'),
  'the task of today': (outside) => drive({ screen: 'map' }, outside).press('c'),
  sandbox: (outside) => sandboxed(outside),
  'sandbox, values': (outside) => sandboxed(outside).press('down', 'enter'),
  'sandbox, additions': (outside) => sandboxed(outside).press('a'),
  'sandbox, on the bench': (outside) => sandboxed(outside).press('b'),
  'sandbox, explored': (outside) => sandboxed(outside).press('x'),
  'sandbox without a guest': (outside) => sandboxed(outside).press('end', 'delete', 'end', 'delete'),
  debrief: (outside) => drive(straw, outside).press('right', 'd'),
  why: (outside) => drive(straw, outside).press('w'),
  'why, unfolded': (outside) => drive(straw, outside).press('w', 'right', 'right', 'down', 'right', 'end'),
  'why, flip table': (outside) => drive(straw, outside).press('w', 'tab', 'down', 'down'),
  'why, another number': (outside) => drive(straw, outside).press('w', 'tab', 'tab', 'tab', 'tab'),
  'why of a request': (outside) => drive(straw, outside).press('1', '.', '.', 'w'),
  'why of a violation': (outside) => drive(straw, outside).press(...OFF, 'v', 'w'),
  'why of the first run': (outside) => drive({ screen: 'bench', level: 'first' }, outside).press('w'),
  'why before any flip is known': (outside) => {
    let runs = 0
    const simulate: typeof outside.simulate = (...given) =>
      runs++ === 0 ? outside.simulate(...given) : () => {}
    return drive(straw, { ...outside, simulate }).press('w')
  },
}
const LOOKS: Readonly<Record<string, Environment>> = {
  plain: environment,
  '16 colours': { ...environment, color: '16' },
  'all colours': { ...environment, color: 'full' },
  ASCII: { ...environment, ascii: true },
}

function check(lines: readonly string[], columns: number, rows: number): void {
  expect(lines).toHaveLength(rows - 1)
  for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns)
}

describe('every screen fits', () => {
  for (const [name, open] of Object.entries(SCREENS))
    for (const [look, given] of Object.entries(LOOKS))
      it(`${name}, ${look}`, () => {
        const driver = open(fakeOutside({ environment: given }))
        for (const [columns, rows] of [SMALL, WIDE, LARGE, [100, 24], [99, 60]])
          check(driver.lines(columns, rows), columns, rows)
      })

  it('a whole screen fills the width exactly', () => {
    const driver = drive(straw)
    for (const [columns, rows] of [SMALL, WIDE, LARGE])
      for (const line of driver.lines(columns, rows)) expect(stringWidth(line)).toBe(columns)
  })
})

describe('looks', () => {
  for (const [name, open] of Object.entries(SCREENS)) {
    it(`${name} in ASCII uses nothing else`, () => {
      const driver = open(fakeOutside({ environment: { ...environment, ascii: true } }))
      for (const [columns, rows] of [SMALL, WIDE])
        expect(driver.bare(columns, rows)).toMatch(/^[\x20-\x7e\n]*$/)
    })
    it(`${name} without colour has no code but bold and inverse`, () => {
      const driver = open(fakeOutside())
      const codes = driver.text(...WIDE).match(CODE) ?? []
      for (const code of codes) expect(['1', '22', '7', '27', '1;7', '22;27']).toContain(code.slice(2, -1))
    })
  }

  it('colour changes no cell', () => {
    for (const open of Object.values(SCREENS)) {
      const plain = open(fakeOutside()).bare(...WIDE)
      const full = open(fakeOutside({ environment: LOOKS['all colours'] })).bare(...WIDE)
      expect(full).toBe(plain)
    }
  })
})

describe('any keys, any size', () => {
  const keys = [...new Set(COMMANDS.flatMap((command) => command.keys))].filter(
    (key) => !['ctrl-c', 'ctrl-z', 'ctrl-l'].includes(key),
  )

  it('never breaks a frame', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...keys), { maxLength: 40 }),
        fc.integer({ min: 1, max: 220 }),
        fc.integer({ min: 2, max: 80 }),
        fc.constantFrom('first', 'straw', 'astray'),
        fc.boolean(),
        (pressed, columns, rows, level, late) => {
          const driver = drive({ screen: 'bench', level }, fakeOutside({ progress: seasoned(), late }))
          for (const key of pressed) {
            driver.press(key)
            driver.outside.tick()
          }
          if (driver.outside.quits.length > 0) return
          check(driver.lines(columns, rows), columns, rows)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('text of an author cannot reach the terminal as a code or as a wide cell that breaks the frame', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom(SMALL, WIDE),
        (text, [columns, rows]) => {
          const outside = fakeOutside()
          const [first, straw, astray] = outside.levels
          const strange = {
            ...straw,
            title: text,
            brief: text,
            teaches: text,
            goals: straw.goals.map((goal) => ({ ...goal, text })),
          }
          const levels = [first, strange, astray]
          const bench = drive({ screen: 'bench', level: 'straw' }, { ...outside, levels })
          const map = drive({ screen: 'map' }, { ...outside, levels }).press('down')
          for (const driver of [bench, map]) {
            const lines = driver.lines(columns, rows)
            check(lines, columns, rows)
            for (const line of lines) expect(line.replace(CODE, '')).not.toMatch(CONTROL)
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})
