import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { levelJsonSchema } from '../../../src/game/author.ts'
import {
  faultLines,
  hostAfter,
  measuredMetrics,
  newPlay,
  noteOf,
  reducePlay,
  runReport,
} from '../../../src/game/index.ts'
import { prepare } from '../../../src/machine/index.ts'
import { straw } from '../straw.ts'

const level = straw()

/** A run of the real machine. */
function run(moves: readonly { key: string; value: string }[], seed = 1) {
  const simulation = prepare(hostAfter(level, moves), { seed, duration: 2_000_000 })
  while (!simulation.advance(10_000));
  return simulation.result()
}

describe('the report of a run', () => {
  const start = run([])
  const report = runReport(level, start)

  it('says what was asked, what came out, and whether that is enough', () => {
    expect(report).toMatchObject({
      format: 1,
      level: 'straw',
      seed: 1,
      passed: false,
      medals: 0,
      violations: [],
      contained: [],
      hash: start.hash,
      simulatedNanos: 2_000_000,
      requests: start.requests.count,
    })
    expect(report.goals.map(({ metric, op, target, met }) => [metric, op, target, met])).toEqual(
      level.goals.map(({ metric, op, target }) => [metric, op, target, metric === 'violations']),
    )
    expect(report.goals[0].value).toBe(report.metrics['exits-per-request@files.disk'])
  })

  it('has only numbers, and no share of a bare metal that was not run', () => {
    expect(Object.values(report.metrics).every(Number.isFinite)).toBe(true)
    expect(report.metrics).not.toHaveProperty('bare-metal-share')
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })
})

describe('the faults of a run', () => {
  it('are told where there are any, with those that found no record', () => {
    expect(faultLines({ faults: { recorded: 0, lost: 0 } })).toEqual([])
    expect(faultLines({ faults: { recorded: 3, lost: 0 } })).toEqual(['fault records: 3 written'])
    expect(faultLines({ faults: { recorded: 8, lost: 12 } })).toEqual([
      'fault records: 8 written, 12 lost: no record was free',
    ])
  })
})

describe('the note of a run', () => {
  it('remembers every metric that the level looks at', () => {
    const moves = [{ key: 'files.disk.controller', value: 'virtio-blk' }]
    const note = noteOf(level, moves, run(moves))
    expect(Object.keys(note.values).sort()).toEqual([...measuredMetrics(level)].sort())
    const answer = reducePlay(newPlay(level), { kind: 'ran', note })
    expect('play' in answer && answer.play.runs).toEqual([{ ...note, number: 1 }])
  })
})

describe('the schema for editors', () => {
  it('is the one that the code says (node scripts/schema.mjs)', () => {
    expect(JSON.parse(readFileSync('levels/level.schema.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(levelJsonSchema())),
    )
  })
})
