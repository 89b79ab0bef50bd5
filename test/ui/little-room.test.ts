/** What is left of a text where there is little room. */
import { expect, it } from 'vitest'
import { headingOf } from '../../src/ui/views/metric-name.ts'
import { knobList } from '../../src/ui/widgets/knobs.ts'

it('a heading keeps what is measured, and cuts whose it is', () => {
  expect(headingOf('files.web p50', 12)).toBe('files.w… p50')
  expect(headingOf('files.web p99', 12)).toBe('files.w… p99')
  expect(headingOf('db p99', 12)).toBe('      db p99')
  expect(headingOf('exits/req', 12)).toBe('   exits/req')
})

const row = {
  key: 'desk.display.framebuffer',
  index: 0,
  group: 'desk.display',
  name: 'framebuffer',
  value: 'trapped',
  place: 1,
  count: 2,
  changed: false,
  idle: false,
}
const under = (about: string, height: number) =>
  knobList([{ ...row, about }], 0, 38, height)
    .block.slice(3)
    .map((line) =>
      line
        .map((span) => span.text)
        .join('')
        .trimEnd(),
    )

it('one row under the knobs says what the value means, and not its name again', () => {
  expect(under('Every 4 bytes stop the guest.', 4)).toEqual(['   Every 4 bytes stop the guest.'])
  expect(under('Through a window that is no memory: every 4 bytes stop the guest.', 4)).toEqual([
    '   Through a window that is no…',
  ])
  expect(under('Every 4 bytes stop the guest.', 5)).toEqual([' trapped', '   Every 4 bytes stop the guest.'])
  expect(under('', 4)).toEqual([' trapped'])
})
