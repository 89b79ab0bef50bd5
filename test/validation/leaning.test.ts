/** Which published measurements lean on which cost; the game ships the list. `npx vitest run test/validation/leaning.test.ts -u` writes it. */
import { expect, test } from 'vitest'
import { readScenarioFolder } from '../../src/cli/scenario-folder.ts'
import { COSTS } from '../../src/machine/index.ts'
import { leaning } from '../../src/validation/index.ts'
import { CAUSES } from './causes.ts'
import { everything, FOLDER } from './fixture.ts'

const read = readScenarioFolder(FOLDER, CAUSES)
if ('problems' in read) throw new Error('the scenarios have problems')
const rows = leaning(read.scenarios, everything().rates)

test('the shipped list is what the model says today', async () => {
  const text = rows.map((row) => JSON.stringify(row)).join(',\n')
  await expect(`[\n${text}\n]\n`).toMatchFileSnapshot('leaning.rows')
})

test('emulated SATA beside virtio leans on exits to user space', () => {
  const row = rows.find(({ id }) => id.startsWith('V31') && id.endsWith('virtio'))
  expect(row?.costs.map(([cost]) => cost)).toContain('exit-user')
})

test('every cost that a row leans on is one, and by less than all', () => {
  const elsewhere = [
    'device-read',
    'device-write',
    'device-hit',
    'device-link',
    'bus-down',
    'bus-up',
    'application',
  ]
  for (const [cost, share] of rows.flatMap(({ costs }) => costs)) {
    expect([...COSTS.map(({ id }) => id), ...elsewhere]).toContain(cost)
    expect(share).toBeLessThanOrEqual(1)
  }
})
