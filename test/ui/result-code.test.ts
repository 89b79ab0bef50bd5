/** The result code of a level: on the debrief, copied and saved, in the palette, by ear; and the time that it holds. */
import { expect, test } from 'vitest'
import { levelProgress, readCode } from '../../src/game/index.ts'
import { converse } from '../../src/ui/line-mode/conversation.ts'
import { createStore } from '../../src/ui/store.ts'
import type { LevelCode } from '../../src/ui/views/result-code.ts'
import { codeRows } from '../../src/ui/views/result-code.ts'
import { drive, SMALL, WIDE } from './driver.ts'
import { fakeOutside } from './fixture.ts'

const CODE = /X1-13(-[0-9A-Z]{5})+/

/** An Outside that keeps what is written, and whose clock is moved by hand. */
function desk() {
  const written: LevelCode[] = []
  let now = 0
  const outside = fakeOutside({
    saveCode: (code, onTold) => {
      written.push(code)
      onTold('result code written to exitless-1.3.txt')
    },
    now: () => now,
  })
  return { outside, written, wait: (millis: number) => (now += millis) }
}

test('the debrief shows the code of the best run, whole, and which keys it has', () => {
  for (const size of [WIDE, SMALL]) {
    const text = drive()
      .press('right', 'd')
      .bare(...size)
    const [code] = CODE.exec(text) ?? ['']
    expect(readCode(code)).toMatchObject({ code: { number: '1.3', medals: expect.any(Number), guess: 1 } })
    expect(text).toContain('y copies it, s saves it to a file')
  }
})

test('y on the debrief copies the code alone, s writes it to a file and says where', () => {
  const { outside, written } = desk()
  const driver = drive(undefined, outside).press('right', 'd')
  const [code] = CODE.exec(driver.bare(...WIDE))!
  driver.press('y')
  expect(outside.copied).toEqual([`${code}\n`])
  expect(driver.bare(...WIDE)).toContain('result code of 1.3 sent')
  driver.press('s')
  expect(written).toMatchObject([{ number: '1.3', text: code }])
  expect(driver.bare(...WIDE)).toContain('result code written to exitless-1.3.txt')
})

test('a better run has another code, a worse one leaves it', () => {
  const driver = drive().press('right')
  const code = () => levelProgress(driver.state().progress, 'straw').code
  const first = code()
  expect(first).toMatch(CODE)
  driver.press('left')
  const kept = readCode(code() ?? '')
  const before = readCode(first ?? '')
  expect('code' in kept && 'code' in before && kept.code.configuration === before.code.configuration).toBe(
    true,
  )
})

test('the palette copies and saves it on the bench, once there is one', () => {
  const { outside, written } = desk()
  const type = (text: string) => [...text].map((sign) => (sign === ' ' ? 'space' : sign))
  const driver = drive(undefined, outside).press(':', ...type('result code'))
  expect(driver.bare(...WIDE)).not.toContain('save the result code')
  driver.press('escape', 'right', ':', ...type('copy the result code'), 'enter')
  expect(outside.copied).toHaveLength(1)
  driver.press(':', ...type('save the result code'), 'enter')
  expect(written).toHaveLength(1)
})

test('the line mode says it, copies it and saves it', () => {
  const { outside, written } = desk()
  const store = createStore(outside, { screen: 'bench', level: 'straw' })
  let answer: readonly string[] = []
  const talk = converse(
    store,
    (lines) => {
      answer = lines
    },
    () => {},
  )
  const say = (line: string) => {
    talk.hear(line)
    return answer.join('\n')
  }
  expect(say('code')).toContain('once a run has met all goals')
  say('set files.disk.controller lsi53c895a')
  expect(say('code')).toMatch(CODE)
  expect(say('code save')).toContain('exitless-1.3.txt')
  expect(say('code copy')).toContain('sent to the terminal')
  expect([written.length, outside.copied.length]).toEqual([1, 1])
  expect(say('debrief')).toMatch(CODE)
})

test('a code is broken behind hyphens only, and is whole again when its rows are joined', () => {
  const code = 'X1-13-ABCDE-FGHJK-MNPQR-STVWX'
  for (let width = 6; width < 40; width++) {
    const rows = codeRows(code, width)
    expect(rows.join('')).toBe(code)
    for (const row of rows.slice(0, -1)) expect(row).toMatch(/-$/)
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(width)
  }
})

test('time on the bench runs from key to key, without long pauses, and not on the map', () => {
  const { outside, wait } = desk()
  const driver = drive(undefined, outside)
  const millis = () => levelProgress(driver.state().progress, 'straw').millis ?? 0
  wait(30_000)
  driver.press('right')
  expect(millis()).toBe(30_000)
  wait(3_600_000)
  driver.press('right')
  expect(millis()).toBe(150_000)
  driver.press('q')
  const before = millis()
  wait(60_000)
  driver.press('down', 'up', 'enter', 'right')
  expect(millis()).toBe(before)
  expect(levelProgress(driver.state().progress, 'straw').tried).toEqual(['files.disk.controller'])
})
