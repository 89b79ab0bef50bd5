/** The numbers of a guest that does not boot are none, and its path leads nowhere. */
import { describe, expect, it } from 'vitest'
import { pathLines } from '../../src/ui/widgets/path.ts'
import { drive, SMALL, WIDE } from './driver.ts'
import { fakeOutside, runOf } from './fixture.ts'
import { runWith } from './fixture-run.ts'

/** As the machine gives it: no request, no exit. */
function dead(level: string) {
  const outside = fakeOutside({
    simulate: (host, _options, _progress, done) => {
      const run = runOf(host)
      done({
        ...run,
        guests: run.guests.map(({ id }) => ({ id, boots: id !== 'files', reason: 'it has no driver' })),
        flows: run.flows.map((flow) => ({ ...flow, requests: 0, exits: flow.exits.map(() => 0) })),
        requests: { ...run.requests, count: 0 },
      })
      return () => {}
    },
  })
  return drive({ screen: 'bench', level }, outside)
}

describe('in the first level, a goal about a guest that does not boot', () => {
  it('would be met by nothing, and is neither met nor a number', () => {
    const driver = dead('first')
    const { ran } = driver.state().bench ?? {}
    expect(ran?.note.goals[0]).toMatchObject({ value: 0, met: true })
    expect(ran?.note.passed).toBe(false)
    for (const size of [SMALL, WIDE]) {
      const text = driver.bare(...size)
      expect(text).toMatch(/· exits\/MiB ≤ 24 +–/)
      expect(text).not.toMatch(/✔ exits/)
      expect(text).toContain('▀▀▀')
      expect(text).not.toContain('█▀▀█')
    }
  })

  it('has a path that says so instead of counting requests', () => {
    const text = dead('first').bare(...SMALL)
    expect(text).toMatch(/Path .*does not boot/)
    expect(text).not.toMatch(/request 1/)
  })
})

it('the path of a guest that does not boot is dim', () => {
  const stylesWith = (boots: boolean) => {
    const run = { ...runWith(), guests: [{ id: 'files', boots, reason: 'it has no driver' }] }
    const given = { before: undefined, flow: 0, row: -1, violated: -1, perMebibyte: false, scroll: 0 }
    const lines = pathLines({ ...given, run, width: 41, height: 16, bare: false })
    return new Set(lines.flat().flatMap(({ text, style }) => (text.trim() === '' ? [] : [style])))
  }
  expect(stylesWith(false)).toEqual(new Set(['bad', 'muted']))
  expect(stylesWith(true).size).toBeGreaterThan(2)
})
