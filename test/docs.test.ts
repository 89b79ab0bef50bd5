/** The manual names what there is. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { catalogue, DEVICE_MODELS, OS_IDS } from '../src/machine/index.ts'
import { metricCards } from '../src/metrics/index.ts'

const levels = readFileSync('docs/levels.md', 'utf8')

test.each([
  ['metric', metricCards.map((card) => card.id)],
  ['controller', catalogue.map((card) => card.id)],
  ['device', DEVICE_MODELS],
])('who writes a level finds every %s in docs/levels.md', (_, names) => {
  expect(names.filter((name) => !levels.includes(`\`${name}\``))).toEqual([])
})

test('who writes a level finds every system there', () => {
  const [line] = levels.split('\n').filter((one) => one.trim().startsWith('os: '))
  expect(OS_IDS.filter((os) => !line.includes(os.replace(/^(windows|linux)/, '')))).toEqual([])
})
