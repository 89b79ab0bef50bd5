/** The compiler: lists become programs, and lists that could stall are refused. */
import { describe, expect, test } from 'vitest'
import { CONTROLLER_IDS, datasheet, kindOfOperation, serves } from '../../src/machine/controllers/index.ts'
import { deviceCard } from '../../src/machine/hardware/devices.ts'
import { compile } from '../../src/machine/path/compile.ts'
import { flowCosts, shapeOf } from '../../src/machine/path/flow-sheet.ts'
import type { Pool, Step } from '../../src/machine/path/itinerary.ts'
import * as op from '../../src/machine/path/program.ts'
import { countRows } from '../../src/machine/path/step-list.ts'
import { KIB, MIB } from '../../src/machine/units.ts'
import { CACHES } from './arbitrary.ts'
import { disk, display, guest, host, nic } from './fixture.ts'

const cost = (): number => 10
const work: Step = { do: 'work', on: 'vcpu', place: 'os', act: 'work', cost: 'none', text: 'works' }
const hold = (what: Pool, ...steps: Step[]): Step => ({ do: 'hold', what, short: 'wait', steps })

function kinds(steps: readonly Step[]): number[] {
  const { code } = compile(steps, cost)
  return Array.from({ length: code.length / op.WIDTH }, (_, index) => code[index * op.WIDTH])
}

describe('pools', () => {
  test('are taken in one order only', () => {
    expect(kinds([hold('ring', hold('queue', hold('lock', work)))])).toEqual([
      op.HOLD,
      op.HOLD,
      op.HOLD,
      op.WORK,
      op.RELEASE,
      op.RELEASE,
      op.RELEASE,
      op.REQUEST_END,
    ])
  })

  test.each([
    ['queue', 'ring'],
    ['lock', 'queue'],
    ['lock', 'ring'],
    ['ring', 'ring'],
  ] as const)('%s before %s is refused', (outer, inner) => {
    expect(() => compile([hold(outer, hold(inner, work))], cost)).toThrow(
      `a list takes ${inner} while it holds a later pool: it could wait for itself`,
    )
  })

  test('that spins for others to wait is refused where it leaves its processor', () => {
    const away: Step = { ...work, on: 'device' } as Step
    for (const steps of [[away], [work, away], [{ do: 'each', commands: [], window: 1, text: '' } as Step]])
      expect(() => compile([{ do: 'hold', what: 'lock', short: 'spin', steps }], cost)).toThrow(
        'a list leaves its processor while it holds lock: others would spin for it',
      )
  })

  test('are refused out of order inside commands, too', () => {
    const commands = [{ times: 2, bytes: 1, steps: [hold('ring', work)] }]
    expect(() => compile([hold('queue', { do: 'each', commands, window: 2, text: '' })], cost)).toThrow(
      /takes ring/,
    )
  })

  test('may follow each other in any order', () => {
    expect(() => compile([hold('lock', work), hold('ring', work)], cost)).not.toThrow()
  })
})

describe('a list', () => {
  test('carries its counts: so many accesses are one instruction', () => {
    const access: Step = { ...work, do: 'work', times: 1024, act: 'exit', counts: 'string' } as Step
    const { code } = compile([access], cost)
    expect([code[op.NANOS], code[op.COUNT], code.length / op.WIDTH]).toEqual([10_240, 1024, 2])
  })

  test('with one command does not fork', () => {
    const one: Step = { do: 'each', commands: [{ times: 1, bytes: 8, steps: [work] }], window: 4, text: '' }
    expect(kinds([one])).toEqual([op.WORK, op.REQUEST_END])
  })

  test('forks into commands of two sizes that share their rows', () => {
    const commands = [
      { times: 2, bytes: 8, steps: [work, work] },
      { times: 1, bytes: 4, steps: [work] },
    ]
    const steps: Step[] = [{ do: 'each', commands, window: 4, text: '' }, work]
    const { forks, code } = compile(steps, cost)
    expect(forks).toHaveLength(1)
    expect(forks[0]).toMatchObject({ window: 4, unit: 8 })
    const rows = [...forks[0].starts].map((start) => code[start + op.ROW])
    expect(rows).toEqual([0, 0, 0])
    expect(forks[0].starts[0]).toBe(forks[0].starts[1])
    expect(code[op.WIDTH + op.ROW]).toBe(2)
    expect(countRows(steps)).toBe(3)
  })

  test('skips what its answer says happens no times', () => {
    const some: Step = {
      do: 'each',
      commands: [{ times: { answer: 'missing' }, bytes: 1, steps: [work] }],
      window: 1,
      text: '',
    }
    expect(kinds([some])).toEqual([op.SKIP_IF_ZERO, op.WORK, op.REQUEST_END])
  })

  test('lands a fault behind its attempt', () => {
    const ask: Step = { do: 'ask', table: 'iommu', place: 'dev', bytes: 1, text: '' }
    const { code } = compile([{ do: 'attempt', steps: [ask, work] }, work], cost)
    expect(code[op.TARGET]).toBe(2 * op.WIDTH)
  })

  test('does nothing but work for each member of a batch', () => {
    const gather: Step = {
      do: 'gather',
      at: 'completion',
      wait: true,
      steps: [],
      member: [hold('ring')],
      text: '',
    }
    expect(() => compile([gather], cost)).toThrow('what a batch does for each member is work')
  })
})

const OPERATIONS = ['read', 'write', 'tx', 'rx', 'draw'] as const

test('every datasheet compiles in every shape, with a text for every row of the drawing', () => {
  for (const controller of CONTROLLER_IDS)
    for (const op of OPERATIONS.filter((one) => serves(controller, kindOfOperation(one))))
      for (const cache of CACHES)
        for (const bytes of kindOfOperation(op) === 'nic' ? [64, 1514] : [512, 64 * KIB, MIB, 4 * MIB])
          for (const interrupt of datasheet(controller).interrupts) {
            const device = { disk, nic, display }[kindOfOperation(op)](
              { controller, cache, interrupt },
              { op, bytes },
            )
            const made = host([guest('g', [device])])
            const card = deviceCard(made.devices[device.backing].model)
            const steps = datasheet(controller).path(shapeOf(made, device, card))
            const { texts, code } = compile(steps, flowCosts(made, device, card))
            expect(Object.values(texts)).toHaveLength(countRows(steps))
            expect(code.every((word) => Number.isInteger(word))).toBe(true)
          }
})
