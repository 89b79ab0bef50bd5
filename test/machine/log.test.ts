import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LOGGED_ROWS, Log } from '../../src/machine/record/log.ts'

const entry = fc.record({
  nanos: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  // Around numbers whose low bits begin anew.
  request: fc.oneof(
    fc.nat(3),
    fc.integer({ min: 32_766, max: 32_770 }),
    fc.integer({ min: 1_966_078, max: 1_966_083 }),
  ),
  row: fc.nat(LOGGED_ROWS - 1),
  kind: fc.nat(4),
})

test('what a log is told comes back, entry by entry', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 300 }), (told) => {
      const log = new Log()
      for (const { nanos, request, row, kind } of told) log.add(nanos, request, row, kind, 0)
      const { count, nanos, request, row, kind } = log.read()
      expect(count).toBe(told.length)
      expect(nanos.length).toBe(count)
      expect(
        told.map((_, at) => ({ nanos: nanos[at], request: request[at], row: row[at], kind: kind[at] })),
      ).toEqual(told)
    }),
  )
})

test('a log of many entries keeps the first two million, less a few notes of its own', () => {
  const log = new Log()
  // Two neighbours whose low bits begin anew between them: each entry needs a note.
  for (let entry = 0; entry < 40_000; entry++) log.add(entry, 32_767 + (entry & 1), 7, 1, 0)
  for (let entry = 40_000; entry < 2_200_000; entry++) log.add(entry, entry, 7, 1, 0)
  const { count, nanos, request } = log.read()
  expect(count).toBeGreaterThan(2_000_000)
  expect(count).toBeLessThan(2_100_000)
  expect(nanos.every((at, entry) => at === entry)).toBe(true)
  expect(request.subarray(40_000).every((one, at) => one === 40_000 + at)).toBe(true)
  expect(request[39_999]).toBe(32_768)
})
