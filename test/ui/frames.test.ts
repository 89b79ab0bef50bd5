/** No frame is wider or taller than the terminal, in any state, size or look. */
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/ui/keys/keys.ts'
import type { Environment } from '../../src/ui/outside.ts'
import { CODE, drive, LARGE, SMALL, WIDE } from './driver.ts'
import { environment, fakeOutside, seasoned } from './fixture.ts'
import { SCREENS, straw } from './screen-table.ts'

/** Characters that a terminal would obey. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/

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
