/** The sandbox's file on the command line: what is refused, and with which place. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepSandbox, keptSandbox, readSandbox } from '../../src/cli/sandbox-file.ts'
import { addDevice, addGoal, addShown, newSandbox } from '../../src/game/index.ts'

const before = process.env.EXITLESS_DATA
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exitless-sandbox-'))
  process.env.EXITLESS_DATA = folder
})
afterEach(() => {
  if (before === undefined) delete process.env.EXITLESS_DATA
  else process.env.EXITLESS_DATA = before
})

it('begins anew, and later where one left off', () => {
  expect(keptSandbox()).toEqual({ sandbox: newSandbox() })
  const mine = addGoal(
    addShown(addDevice(newSandbox(), 'nic-1g'), 'guest1', 'nic-1g1'),
    'latency-p99@guest1.nic',
  )
  keepSandbox(mine)
  expect(keptSandbox()).toEqual({ sandbox: mine })
})

it('takes any level of the campaign as a host', () => {
  const answer = readSandbox('levels/3-translator/01-address-that-lied.yaml')
  if ('problem' in answer) throw new Error(answer.problem)
  expect(answer.sandbox.host.guests.length).toBeGreaterThan(0)
  expect(answer.sandbox.offered.length).toBeGreaterThan(0)
})

it('names file, line and column of what is wrong, and a file that is not there', () => {
  const file = join(folder, 'mine.yaml')
  writeFileSync(file, 'host:\n  coress: 3\n  devices: {}\nguests: {}\nworkloads: {}\n')
  const answer = readSandbox(file)
  expect('problem' in answer ? answer.problem : '').toMatch(/mine\.yaml:2:3 host\.coress: .*cores/)
  expect(readSandbox(join(folder, 'none.yaml'))).toHaveProperty('problem')
})
