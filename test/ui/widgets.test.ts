import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { hostAfter, hostOf, metricCard, newPlay, noteOf, score } from '../../src/game/index.ts'
import { EXIT_REASONS, simulate } from '../../src/machine/index.ts'
import { difference, size, three, time } from '../../src/ui/looks/format.ts'
import { asciiCells } from '../../src/ui/looks/glyphs.ts'
import {
  type Line,
  left,
  lineWidth,
  overlay,
  right,
  slice,
  span,
  widthOf,
  wrap,
} from '../../src/ui/looks/line.ts'
import { groupOf, orderedKnobs } from '../../src/ui/views/knob-order.ts'
import { metricName, trend } from '../../src/ui/views/metric-name.ts'
import { bigNumber } from '../../src/ui/widgets/big-number.ts'
import { coreLines, stackedCells } from '../../src/ui/widgets/cores.ts'
import { goalValue } from '../../src/ui/widgets/goals.ts'
import { measuredLines } from '../../src/ui/widgets/measured.ts'
import { mapScale, memoryCells, ownerLetters } from '../../src/ui/widgets/memory-map.ts'
import { scrollTo } from '../../src/ui/widgets/panel.ts'
import { seriesOf, sparkline } from '../../src/ui/widgets/sparkline.ts'
import { levels } from '../levels/shipped.ts'
import { straw } from './fixture.ts'
import { runWith } from './fixture-run.ts'

describe('large digits', () => {
  it('say 1,043', () => {
    expect(bigNumber('1,043', true, false)).toEqual([
      '▄█      █▀▀█  █  █  ▀▀▀█',
      ' █      █  █  █  █     █',
      ' █      █  █  ▀▀▀█  ▀▀▀█',
      ' █      █  █     █     █',
      '▄█▄  ▗  █▄▄█     █  ▄▄▄█',
    ])
  })
  it('say it in three rows', () => {
    expect(bigNumber('1,043', false, false)).toEqual([
      '▄█    █▀▀█ █  █ ▀▀▀█',
      ' █    █  █ ▀▀▀█ ▀▀▀█',
      '▄█▄ ▗ █▄▄█    █ ▄▄▄█',
    ])
  })
  it('are of one width in every row, in all fonts', () => {
    for (const [tall, ascii] of [
      [true, false],
      [false, false],
      [true, true],
      [false, true],
    ] as const)
      for (const row of bigNumber('0123456789,.%-', tall, ascii))
        expect(row.length).toBe(bigNumber('0123456789,.%-', tall, ascii)[0].length)
  })
  it('are ASCII in ASCII', () => {
    expect(bigNumber('26', true, true).join('')).toMatch(/^[# ]+$/)
  })
})

describe('the value beside a goal', () => {
  const goal = (metric: string, value: number, text: string) =>
    goalValue({ metric, op: '<=', target: 1, text, value, met: false })

  it('has its unit where the goal is told in another one', () => {
    expect(goal('interrupts', 137_000, 'interrupts ≤ 54,000 /s')).toBe('137 k')
    expect(goal('latency-p99', 9_860, 'p99 ≤ 10 ms')).toBe('9.86 µs')
  })
  it('gives up digits before its unit', () => {
    expect(goal('pinned', 22.3 * 2 ** 20, 'pinned ≤ 1 GiB')).toBe('22 MiB')
    expect(goal('throughput', 1_050_000_000, 'reads ≥ 2,500 MB/s')).toBe('1.05 GB')
  })
  it('is a bare number else', () => {
    expect(goal('latency-p99', 9_860, 'p99 ≤ 10 µs')).toBe('9.86')
    expect(goal('throughput', 526_000_000, 'stream ≥ 420 MB/s')).toBe('526')
    expect(goal('guests-booted', 2, 'both guests boot')).toBe('2')
  })
})

describe('the numbers of a level that asks for effort', () => {
  const run = runWith()
  const ran = (show: readonly string[]) => {
    const level = { ...straw, show }
    const note = { ...noteOf(level, [], run, undefined), number: 1 }
    const shown = { number: 1, run, note, score: score(level, run, undefined), values: note.values }
    return measuredLines({ level, ran: shown, before: undefined, width: 60, stale: false }).map((one) =>
      one.map(({ text }) => text).join(''),
    )
  }

  it('say what it is the sum of', () => {
    expect(ran(['budget']).join(' ')).toMatch(/effort = models: .*ide-\w+ \d/)
    expect(ran(['cpu']).join(' ')).not.toContain('models:')
  })
  it('have one word for the cores and one for the effort', () => {
    expect(metricName('cpu', run, '')).toBe('CPU')
    expect(metricCard('cpu')?.title).toBe('CPU')
    expect(metricName('budget', run, '')).toBe(metricCard('budget')?.title)
  })
})

describe('cells', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 })

  it('are counted as the terminal counts them', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(widthOf(given)).toBe(stringWidth(given))
      }),
    )
  })
  it('are cut and filled exactly', () => {
    const simple = fc.string({ unit: fc.constantFrom(...'ab ▸║é…漢字'), maxLength: 40 })
    fc.assert(
      fc.property(simple, fc.integer({ min: 0, max: 50 }), (given, cells) => {
        expect(stringWidth(left(given, cells))).toBe(cells)
        expect(stringWidth(right(given, cells))).toBe(cells)
      }),
    )
  })
  it('of a slice are as many as asked for, wide characters included', () => {
    const line = fc.array(fc.string({ unit: fc.constantFrom(...'ab ▸漢'), minLength: 1, maxLength: 8 }), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(line, fc.nat(12), fc.nat(12), (parts, from, count) => {
        const whole: Line = parts.map((part) => span(part))
        const expected = Math.max(0, Math.min(lineWidth(whole), from + count) - from)
        expect(lineWidth(slice(whole, from, from + count))).toBe(expected)
      }),
    )
  })
  it('of an overlay replace what is under them and nothing else', () => {
    const base = ['abcdef', 'ghijkl'].map((given) => [span(given)])
    const laid = overlay(base, [[span('XY')]], 2, 1)
    expect(laid.map((parts) => parts.map((part) => part.text).join(''))).toEqual(['abcdef', 'ghXYkl'])
  })
  it('hold words that are folded, none lost', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three'])
    expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij'])
  })
  it('in ASCII are as many', () => {
    expect(asciiCells('║ ┃ ╫ ● ✔ ▁▂▃ µs')).toBe('# I + o + __. us')
    expect(asciiCells('é漢😀')).toBe('?????')
    expect(asciiCells('stream ≥ 320, ≤5')).toBe('stream >=320, <5')
  })
})

describe('numbers', () => {
  it('have three digits that matter', () => {
    expect([three(3.456), three(34.56), three(345.6)]).toEqual(['3.46', '34.6', '346'])
    expect([time(240), time(1_200), time(16_000), time(3_560_000)]).toEqual([
      '240 ns',
      '1.2 µs',
      '16 µs',
      '3.56 ms',
    ])
    expect([size(512), size(131_072), size(1_048_576)]).toEqual(['512 B', '128 KiB', '1 MiB'])
  })
  it('show their difference', () => {
    expect([
      difference(289, 212),
      difference(15, 216),
      difference(2, 2),
      difference(5, 0),
      difference(999, 1000),
    ]).toEqual(['+36 %', '−93 %', '=', '–', '='])
  })
  it('say better or worse by the triangle, up or down by its direction', () => {
    expect(trend('throughput', 300e6, 200e6)).toMatchObject({ sign: '▲', style: 'good' })
    expect(trend('throughput', 100e6, 200e6)).toMatchObject({ sign: '▽', style: 'bad' })
    expect(trend('latency-p99', 4e6, 5e6)).toMatchObject({ sign: '▼', style: 'good' })
    expect(trend('latency-p99', 6e6, 5e6)).toMatchObject({ sign: '△', style: 'bad' })
    expect(trend('interrupts', 6_000, 5_000).sign).toBe('↑')
    expect(trend('throughput', 200e6, 200e6).same).toBe(true)
  })
})

describe('curves and bars', () => {
  it('rise from low to high', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8)).toBe('▁▂▃▄▅▆▇█')
    expect(sparkline([0, 0, 0], 3)).toBe('▁▁▁')
    expect(sparkline([], 3)).toBe('   ')
  })
  it('have a curve for the metrics that the run sums up', () => {
    const run = runWith()
    for (const metric of [
      'throughput@files.disk',
      'latency-p99@db.disk',
      'exits-per-request@files.disk',
      'cpu',
      'cpu@core-0',
    ])
      expect(seriesOf(run, metric)).toHaveLength(48)
    expect(seriesOf(run, 'violations')).toEqual([])
  })
  it('are of the very number: exits of one reason only where the run tells reasons apart, and of one core alone', () => {
    const host = hostOf(newPlay(levels[2]))
    const options = { seed: 1, duration: 2_000_000 }
    const [run, recorded] = [simulate(host, options), simulate(host, { ...options, record: true })]
    const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0)
    expect(seriesOf(run, 'exits@trap-write')).toEqual([])
    expect(seriesOf(run, 'cpu@backup')).toEqual([])
    for (const [at, reason] of EXIT_REASONS.entries()) {
      const counted = recorded.flows.reduce((all, flow) => all + flow.exits[at], 0)
      expect(sum(seriesOf(recorded, `exits@${reason}`)) >= counted, reason).toBe(true)
      if (counted === 0) expect(sum(seriesOf(recorded, `exits@${reason}`)), reason).toBe(0)
    }
  })
  it('never fill more cells than there was time', () => {
    const shares = fc.array(fc.double({ min: 0, max: 0.2, noNaN: true }), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(shares, fc.integer({ min: 4, max: 60 }), (given, cells) => {
        const counts = stackedCells(given, cells)
        const used = counts.reduce((sum, one) => sum + one, 0)
        expect(used).toBeLessThanOrEqual(cells)
        expect(used).toBe(Math.min(cells, Math.round(given.reduce((sum, one) => sum + one, 0) * cells)))
      }),
    )
  })
})

describe('the memory map', () => {
  it('gives each owner a letter of its own', () => {
    const run = runWith()
    const twins = { ...run, memory: [...run.memory, { owner: 'far', from: 13 * 2 ** 30, bytes: 2 ** 30 }] }
    expect([...ownerLetters(twins).values()]).toEqual(['H', 'F', 'D', 'A'])
  })
  it('shows all of the memory in letters of a power of two', () => {
    const run = runWith()
    const scale = mapScale(run.host.memory, 35, 8)
    expect(scale).toMatchObject({ columns: 32, rows: 8, cell: 64 * 2 ** 20 })
    const cells = memoryCells(run, scale)
    expect(cells).toHaveLength(256)
    expect(cells.slice(0, 33)).toBe(`${'H'.repeat(32)}F`)
    expect(cells.match(/\./g)).toHaveLength(96)
  })
})

describe('knobs', () => {
  it('stand together by whose they are, one with a long name under that of its device', () => {
    const keys = ['host.vf1.vlan', 'web.nic.backing', 'host.iommu.invalidation', 'web.balloon', 'host.a.slot']
    const knobs = ['host.vf1.spoofCheck', ...keys, 'host.dirty.background', 'host.vf1.lineMask'].map(
      (key) => ({ key, values: ['a'] }),
    )
    const listed = orderedKnobs({ knobs }).map(({ key }) => `${groupOf(key)}: ${key}`)
    expect(listed).toEqual([
      'host.vf1: host.vf1.spoofCheck',
      'host.vf1: host.vf1.lineMask',
      'host: host.vf1.vlan',
      'host: host.iommu.invalidation',
      'host: host.a.slot',
      'host: host.dirty.background',
      'web.nic: web.nic.backing',
      'web: web.balloon',
    ])
  })
})

describe('a list', () => {
  it('keeps its cursor in view', () => {
    expect(scrollTo(0, 20, 5, 0)).toBe(0)
    expect(scrollTo(7, 20, 5, 0)).toBe(3)
    expect(scrollTo(2, 20, 5, 3)).toBe(2)
    expect(scrollTo(19, 20, 5, 0)).toBe(15)
  })
})

it('a core that only takes interrupts is listed, and is not called idle', () => {
  const level = levels.find((one) => one.number === '4.5')
  if (level === undefined) throw new Error('no 4.5')
  const moves = ['power.net.queues 2', 'host.irqBalance off', 'power.net.irqCores 4+5'].map((text) => {
    const [key, value] = text.split(' ')
    return { key, value }
  })
  const run = simulate(hostAfter(level, moves), { seed: 1, duration: 5_000_000 })
  const said = coreLines(run, 100, 6).map((one) => one.map(({ text }) => text).join(''))
  expect(said.filter((text) => text.includes('only interrupts'))).toHaveLength(2)
  expect(said.join(' ')).not.toContain('idle')
})
