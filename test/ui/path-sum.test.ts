/** The sum under a path: exits at rest by the rows, and what is otherwise under load. */
import { describe, expect, it } from 'vitest'
import { EXIT_REASONS, type Flow } from '../../src/machine/index.ts'
import type { Ran } from '../../src/ui/bench.ts'
import type { Line } from '../../src/ui/looks/line.ts'
import { measuredLines } from '../../src/ui/widgets/measured.ts'
import { exitsOf, sumLines, underLoad } from '../../src/ui/widgets/path-sum.ts'
import { straw } from './fixture.ts'
import { idePath, lsiPath, row, runWith } from './fixture-run.ts'

const text = (line: Line) => line.map((part) => part.text).join('')
const path = [
  row('vmm', 'exit', 4, 1_000, 'registers', { counts: 'trap-write', crosses: 'exit' }),
  row('vmm', 'exit', 8, 1_000, 'data', { counts: 'string', crosses: 'exit' }),
  row('kvm', 'exit', 0, 0, 'guest, stopped', { counts: 'interrupt-exit', crosses: 'exit' }),
  row('kvm', 'exit', 1, 500, 'EOI', { counts: 'eoi', crosses: 'exit' }),
  row('os', 'work', 1, 500, 'EOI, without an exit', { counts: 'eoi' }),
]
const [ide] = runWith({ path: idePath }).flows
const flowWith = (given: Partial<Flow>): Flow => ({ ...ide, path, requests: 100, ...given })

/** By EXIT_REASONS; the later ones never came. */
const counts = (...given: number[]) => Float64Array.from(EXIT_REASONS, (_, index) => given[index] ?? 0)

describe('exits of a path', () => {
  it('are the rows that stop the guest, an EOI among them', () => {
    expect(exitsOf(flowWith({}))).toBe(13)
    expect(exitsOf(flowWith({}), 'eoi')).toBe(1)
    expect(exitsOf(ide)).toBe(208)
  })
  it('under load are told apart by what is more or less', () => {
    const same = counts(0, 400, 800, 0, 100)
    expect(underLoad(flowWith({ exits: same }))).toBeUndefined()
    const more = counts(0, 400, 800, 59, 50, 814)
    expect(underLoad(flowWith({ exits: more }))).toEqual({
      total: 21.23,
      reasons: ['+0.59 stopped by interrupts', '−0.50 EOI', '+8.14 halts'],
    })
  })
  it('have no sign where there is none at rest', () => {
    const flow = flowWith({ path: [], exits: counts(0, 0, 0, 59, 0, 1) })
    const lines = sumLines(flow, undefined, { perMebibyte: false, width: 76 }).map(text)
    expect(lines[1].trim()).toBe('under load 0.60 exits a read: 0.59 stopped by interrupts, 0.01 halts')
  })
})

describe('the value before', () => {
  it('has its unit where that is another one', () => {
    const level = { ...straw, show: ['latency-p99@files.disk', 'throughput@files.disk'] }
    const ranWith = (p99: number, stream: number): Ran =>
      ({
        number: 1,
        run: runWith(),
        values: { 'latency-p99@files.disk': p99, 'throughput@files.disk': stream },
      }) as unknown as Ran
    for (const width of [41, 76]) {
      const [, p99, stream] = measuredLines({
        level,
        ran: ranWith(820_000, 212e6),
        before: ranWith(1_270_000, 205e6),
        width,
        stale: false,
      }).map(text)
      expect(p99).toMatch(/820 µs +1\.27 ms +−35 %/)
      expect(stream).toMatch(/212 MB\/s +205 +\+3 %/)
    }
  })
})

describe('per MiB', () => {
  it('each run is scaled by its own request size', () => {
    const now: Flow = { ...ide, bytes: 2 ** 16, nanosAlone: 100_000 }
    const before: Flow = { ...ide, path: lsiPath, bytes: 2 ** 18, nanosAlone: 300_000 }
    const [, sum] = sumLines(now, before, { perMebibyte: true, width: 41 }).map(text)
    expect(sum.trim()).toBe('~1.60 ms a MiB  was 1.20 ms')
  })
})
