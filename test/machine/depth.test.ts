/**
 * What several requests at once cost: register accesses, doorbells and interrupts for each request when so many are
 * handed over by one system call (io_submit) and all are waited for, and when one request is split into several commands.
 *
 * Counted like the rows of qemu-traps.csv, on QEMU 7.2.22 with a Linux 6.1.192 guest under an interpreter, one vCPU, a
 * null device of 100 us, scattered pages unless said; each load three times. What completes together is a matter of a few
 * microseconds on a busy machine: a row holds the least and the most of the three.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ControllerId, Operation } from '../../src/machine/host/host.ts'
import { type RequestAnswer, requestAlone } from '../../src/machine/path/request.ts'
import { DEPTH_OUT_OF_REACH } from './depth-out-of-reach.ts'

const NEAR = 0.1
const COLUMNS = ['commands', 'reads', 'writes', 'interrupts'] as const
type Column = (typeof COLUMNS)[number]

interface Row {
  readonly name: string
  readonly model: Readonly<Record<Column, number>>
  /** Least and most of what was counted. */
  readonly counted: Readonly<Record<Column, readonly [number, number]>>
}

function asked(controller: string, op: string, bytes: string, depth: string, layout: string): RequestAnswer {
  const answer = requestAlone({
    controller: controller as ControllerId,
    op: op as Operation,
    bytes: Number(bytes),
    depth: Number(depth),
    contiguous: layout === 'contiguous',
    accel: 'tcg',
    iommu: 'off',
    iommuModel: 'intel',
    device: 100_000,
  })
  if ('problem' in answer) throw new Error(answer.problem)
  return answer
}

const rows = readFileSync(new URL('qemu-depth.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line): Row => {
    const [controller, op, bytes, depth, layout, ...numbers] = line.split(',')
    const { perRequest } = asked(controller, op, bytes, depth, layout)
    const counted = Object.fromEntries(
      COLUMNS.map((column, index) => [column, [Number(numbers[2 * index]), Number(numbers[2 * index + 1])]]),
    ) as unknown as Row['counted']
    return {
      name: `${controller}, ${op} ${bytes} x ${depth}, ${layout}`,
      counted,
      model: {
        commands: perRequest.commands,
        reads: perRequest.trapReads,
        writes: perRequest.trapWrites,
        interrupts: perRequest.interrupts,
      },
    }
  })

/** How far the model lies outside of what was counted, as a factor; 1: within it. */
function offBy(model: number, [least, most]: readonly [number, number]): number {
  if (model >= least && model <= most) return 1
  const nearest = model < least ? least : most
  return nearest === 0 || model === 0
    ? 1 + Math.abs(model - nearest)
    : Math.max(model / nearest, nearest / model)
}

describe.each(rows)('$name', ({ name, model, counted }) => {
  test.each(COLUMNS)('%s', (column) => {
    const here = `${name}: ${column}`
    const off = offBy(model[column], counted[column])
    const said = off <= 1 + NEAR ? 'fine' : `${here}: ${model[column]} for ${counted[column].join(' to ')}`
    const known = DEPTH_OUT_OF_REACH[here]
    if (known === undefined) {
      expect(said).toBe('fine')
      return
    }
    expect(said === 'fine' ? `${here} is fine now: take it from the list` : 'listed').toBe('listed')
    expect(off).toBeLessThanOrEqual(known + 0.005)
  })
})

test('every number in the list of those out of reach is in the table', () => {
  const all = rows.flatMap(({ name }) => COLUMNS.map((column) => `${name}: ${column}`))
  expect(all).toEqual(expect.arrayContaining(Object.keys(DEPTH_OUT_OF_REACH)))
})
