import { expect, it } from 'vitest'
import { clipboardCode } from '../../src/cli/clipboard.ts'

it('a text is sent to the clipboard in base64, whatever its letters', () => {
  expect(clipboardCode('µ ● a\n')).toBe('\u001b]52;c;wrUg4pePIGEK\u0007')
})

it('one that terminals would cut is not sent at all', () => {
  expect(clipboardCode('x'.repeat(75_000))).not.toBe('')
  expect(clipboardCode('x'.repeat(75_001))).toBe('')
})
