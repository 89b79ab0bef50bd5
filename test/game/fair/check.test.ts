import { describe, expect, it } from 'vitest'
import { checkEntry, exploreReport, type Level, printPath } from '../../../src/game/index.ts'
import { checked, fakeReader, fakeSimulate, straw } from '../straw.ts'

const level = straw()
const set = (text: string) => ({ key: `files.disk.${text.split(' ')[0]}`, value: text.split(' ')[1] })
const moves = (...texts: string[]) => texts.map(set)
const reasons = (broken: Level, levels: readonly Level[] = []) =>
  checked(broken, levels).reasons.map(({ path, message }) => `${printPath(path)}: ${message}`)

const goals = (change: (metric: string, target: number) => number) =>
  level.goals.map((goal) => {
    const target = change(goal.metric, goal.target)
    return target === goal.target ? goal : { ...goal, target, text: 'good enough' }
  })
const medal = (metric: string, op: '>=' | '<=', target: number) => [[{ metric, op, target, text: 'a star' }]]

describe('the check of a fair level', () => {
  const result = checked(level)

  it('finds nothing', () => {
    expect(result.reasons).toEqual([])
    expect(result.fair).toBe(true)
  })

  it('runs the whole space and tells what is best in it', () => {
    expect(result.survey).toMatchObject({ configurations: 18, winning: 4, winningShare: 4 / 18 })
    expect(result.survey?.pars['latency-p99@files.disk']).toBe(120_000)
    expect(result.survey?.pars['throughput@files.disk']).toBeCloseTo(120e6 * 1.002)
    expect(result.survey?.front.map((point) => point.moves)).toEqual([
      moves('controller virtio-blk'),
      moves('controller virtio-blk', 'cache writeback'),
      moves('controller virtio-blk', 'cache writeback', 'coalesceUs 50'),
      moves('controller virtio-blk', 'cache writeback', 'coalesceUs 200'),
    ])
    expect(result.survey?.references.map(({ passed, medals }) => ({ passed, medals }))).toEqual([
      { passed: true, medals: 1 },
      { passed: true, medals: 2 },
    ])
    expect(result.survey?.decoys.every(({ passed }) => !passed)).toBe(true)
  })

  it('knows how much each knob alone tells', () => {
    const weights = result.survey?.knobs ?? []
    expect(weights.map(({ key }) => key)).toEqual(level.knobs.map(({ key }) => key))
    for (const { weight } of weights) expect(weight > 0 && weight < 1).toBe(true)
  })
})

describe('the check turns red where a level', () => {
  const broken: readonly [string, Level, readonly string[]][] = [
    [
      'starts solved',
      { ...level, start: moves('controller virtio-blk', 'coalesceUs 50') },
      [
        'start: the start passes already; it must fail on every seed',
        // Now that it starts with a ring, the other way has needless moves, and the old controller of a decoy is gone.
        'references[0].moves[0]: without this move it passes as well; strike it',
        'references[0].moves[2]: without this move it passes as well; strike it',
        'references[1].moves[0]: without this move it passes as well; strike it',
        'references[1].moves[1]: without this move it passes as well; strike it',
        'decoys[1].fails: the decoy meets its goal on exits-per-request@files.disk; it must fail it on every seed',
      ],
    ],
    [
      'is won by turning every knob to its end',
      {
        ...level,
        knobs: level.knobs.map((knob) =>
          knob.key.endsWith('coalesceUs') ? { ...knob, values: ['0', '200', '50'] } : knob,
        ),
      },
      [
        'knobs: every knob at its last listed value passes; it must fail, so that turning all up teaches nothing',
      ],
    ],
    [
      'has a reference that does not pass',
      {
        ...level,
        references: [...level.references, { title: 'no', text: 'no', moves: moves('controller ide-dma') }],
      },
      [
        expect.stringMatching(
          /^references\[2\]: does not pass: "stream ≥ 55 MB\/s" is not met, .* with seed 1$/,
        ) as unknown as string,
      ],
    ],
    [
      'has a decoy that cannot be built',
      {
        ...level,
        knobs: level.knobs.map((knob) =>
          knob.key.endsWith('controller') ? { ...knob, values: ['vfio-pci', ...knob.values] } : knob,
        ),
        decoys: [...level.decoys, { ...level.decoys[0], moves: moves('controller vfio-pci') }],
      },
      ['decoys[3].moves: these moves lead to a host that cannot be; such a way teaches nothing'],
    ],
    [
      'has a reference with a needless move',
      {
        ...level,
        references: [
          level.references[0],
          {
            ...level.references[1],
            moves: moves('controller virtio-blk', 'cache writeback', 'coalesceUs 50'),
          },
        ],
      },
      [
        'references[1].moves[1]: without this move it passes as well; strike it',
        'references[1].moves[2]: without this move it passes as well; strike it',
      ],
    ],
    [
      'has a decoy that fails for another reason than it says',
      { ...level, decoys: [...level.decoys, { ...level.decoys[1], fails: 'latency-p99@files.disk' }] },
      ['decoys[3].fails: the decoy meets its goal on latency-p99@files.disk; it must fail it on every seed'],
    ],
    [
      'is won by too many configurations',
      { ...level, fair: { ...level.fair, share: [0.01, 0.2] } },
      ['fair.share: 22 % of the configurations win; fair is 1 % to 20 %'],
    ],
    [
      'is won by too few',
      { ...level, fair: { ...level.fair, share: [0.3, 0.5] } },
      ['fair.share: 22 % of the configurations win; fair is 30 % to 50 %'],
    ],
    [
      'has one way twice',
      {
        ...level,
        references: [
          level.references[1],
          { ...level.references[1], moves: moves('controller virtio-blk', 'cache writeback') },
        ],
      },
      [
        'references: all references are one way: joined by single steps that win, and with the same path; add a different one',
      ],
    ],
    [
      'lets one knob decide',
      {
        ...level,
        goals: goals((metric, target) => (metric.startsWith('throughput') ? 35e6 : target)),
        knobs: level.knobs.map((knob) =>
          knob.key.endsWith('coalesceUs') ? { ...knob, values: ['0', '50'] } : knob,
        ),
        decoys: level.decoys.slice(1, 2),
        hints: level.hints.slice(0, 1),
        fair: { share: [0, 1], front: 2 },
      },
      [
        'knobs: every knob at its last listed value passes; it must fail, so that turning all up teaches nothing',
        'references[0].moves[2]: without this move it passes as well; strike it',
        'references[1].moves[1]: without this move it passes as well; strike it',
        'knobs["files.disk.controller"][2]: files.disk.controller virtio-blk wins whatever the other knobs are; one knob must not decide alone',
      ],
    ],
    [
      'leaves nothing to weigh',
      { ...level, fair: { ...level.fair, front: 5 } },
      ['headline: the front of the headline metrics has 4 points; at least 5 make a choice'],
    ],
    [
      'has a goal that a small change of the model would flip',
      { ...level, goals: goals((metric, target) => (metric.startsWith('latency') ? 175_000 : target)) },
      [
        expect.stringMatching(
          /^goals\[2\].target: a reference reaches .*, only 2\.9 % away; keep 5 %/,
        ) as unknown as string,
      ],
    ],
    [
      'has a star that nobody can win',
      { ...level, medals: [...level.medals.slice(0, 1), ...medal('throughput@files.disk', '>=', 300e6)] },
      [
        'medals[1]: no configuration that passes earns this star on every seed; ask for less, or offer what it takes',
      ],
    ],
    [
      'has stars that no way earns together',
      {
        ...level,
        medals: [
          ...medal('exits-per-request@files.disk', '>=', 20),
          ...medal('exits-per-request@files.disk', '<=', 5),
        ],
      },
      ['medals: no configuration earns all 3 stars on every seed, at most 2; let one way have them all'],
    ],
    [
      'gives a star to everybody who passes',
      { ...level, medals: medal('throughput@files.disk', '>=', 50e6) },
      ['medals[0]: every configuration that passes earns this star too; ask for more'],
    ],
    [
      'has a star at the edge of what can be reached',
      { ...level, medals: medal('throughput@files.disk', '>=', 119e6) },
      [
        expect.stringMatching(
          /^medals\[0\]\[0\].target: the best way to this star reaches 120 MB\/s, only 1 % away/,
        ) as unknown as string,
      ],
    ],
    [
      'has a hint that nobody will ever read',
      {
        ...level,
        hints: [
          ...level.hints,
          {
            when: {
              all: [
                { knob: 'files.disk.controller', is: 'ide-pio' },
                { metric: 'exits-per-request@files.disk', op: '<=', value: 100 },
              ],
            },
            text: 'never',
            price: 1,
          },
        ],
      },
      [
        'hints[2].when: this condition holds in no configuration and after no run; nobody will ever read the hint',
      ],
    ],
    [
      'asks for a guess without a right answer',
      { ...level, predict: { ...level.predict, choices: level.predict.choices.slice(0, 2) } },
      ['predict.choices: the start gives 1,043, which is in none of the choices; add one that holds it'],
    ],
    [
      'asks for a guess that depends on the seed',
      {
        ...level,
        predict: {
          ...level.predict,
          metric: 'throughput@files.disk',
          choices: [
            { text: 'slow', from: 0, to: 2_005_000 },
            { text: 'fast', from: 2_005_000, to: 1e9 },
          ],
        },
      },
      [
        'predict.choices: the start gives 2.00 MB/s with one seed and 2.01 MB/s with another, which are two choices; move the border between them',
      ],
    ],
    [
      'has no hints, no questions and no objectives',
      { ...level, hints: [], questions: [], objectives: [] },
      [
        'hints: has no hint; give at least one for the start',
        'questions: has no question for the exercise sheet; give at least one',
        'objectives: names no objective; say what one can do after this level',
      ],
    ],
    [
      'tells a number that comes from nowhere',
      { ...level, brief: 'A backup reads at 777 MB/s through an old controller.' },
      [
        'brief: where does 777 come from? Name it under numbers with its metric and moves, or give a fact with a source for it',
      ],
    ],
    [
      'has a goal whose text says another number',
      {
        ...level,
        goals: level.goals.map((goal) => (goal.op === '>=' ? { ...goal, text: 'stream ≥ 50 MB/s' } : goal)),
      },
      ['goals[1].text: names another number than its target, 55.0 MB/s'],
    ],
    [
      'tells a number that the model does not give any more',
      {
        ...level,
        brief: 'With a ring 3 exits are left, and 2 GB/s.',
        numbers: [
          {
            says: '3 exits',
            metric: 'exits-per-request@files.disk',
            moves: moves('controller virtio-blk'),
          },
        ],
      },
      [
        'numbers[0].says: the text says "3 exits", but exits-per-request@files.disk is 2.00 there; correct the text',
      ],
    ],
    [
      'names a number that no text says',
      {
        ...level,
        numbers: [
          {
            says: '2 exits',
            metric: 'exits-per-request@files.disk',
            moves: moves('controller virtio-blk'),
          },
        ],
      },
      ['numbers[0].says: no text of this level says "2 exits"; strike it, or write it as the text does'],
    ],
    [
      'has too many configurations to prove',
      {
        ...level,
        knobs: [
          ...level.knobs,
          { key: 'files.disk.ring', values: Array.from({ length: 41 }, (_, i) => String(256 - i)) },
        ],
      },
      ['knobs: 738 configurations are too many to prove; at most 720: offer fewer values'],
    ],
  ]

  it.each(broken)('%s', (_, one, expected) => {
    expect(reasons(one)).toEqual(expected)
  })

  it('passes with one seed only', () => {
    const unlucky: typeof fakeReader = (run) => (metric) =>
      metric === 'throughput@files.disk' && run.seed === 3 ? 54e6 : fakeReader(run)(metric)
    const { survey, reasons: found } = checked(level, [], fakeSimulate, unlucky)
    expect(survey?.winning).toBe(0)
    expect(found.map(({ path }) => printPath(path))).toContain('references[0]')
  })

  it('breaks isolation in a reference, however fast it is', () => {
    const leaky: typeof fakeReader = (run) => (metric) =>
      metric === 'violations' && run.host.guests[0].devices[0].controller === 'virtio-blk'
        ? 1
        : fakeReader(run)(metric)
    const { survey, reasons: found } = checked(level, [], fakeSimulate, leaky)
    expect(found[0]).toEqual({
      path: ['references', 1],
      message: expect.stringContaining('"isolation holds" is not met'),
    })
    expect(survey?.front.every(({ moves: way }) => way.every(({ value }) => value !== 'virtio-blk'))).toBe(
      true,
    )
  })
})

describe('the first level of a chapter', () => {
  it('may be about one knob', () => {
    const one: Level = {
      ...level,
      number: '1.1',
      knobs: [{ key: 'files.disk.controller', values: ['ide-pio', 'ide-dma', 'virtio-blk', 'lsi53c895a'] }],
      goals: level.goals.filter(({ metric }) => metric.startsWith('exits')),
      references: [
        { title: 'a', text: 'a', moves: moves('controller ide-dma') },
        { title: 'b', text: 'b', moves: moves('controller virtio-blk') },
      ],
      decoys: [],
      medals: medal('exits-per-request@files.disk', '<=', 5),
      hints: level.hints.slice(0, 1),
      fair: { share: [0.1, 0.5], front: 1 },
    }
    expect(reasons(one)).toEqual([])
    expect(reasons({ ...one, number: '1.2' })).toHaveLength(2)
    expect(reasons({ ...level, number: '1.1' })).toEqual([
      'knobs: the first level of all is won by turning one knob once; offer a value that wins alone',
    ])
  })
})

describe('a term', () => {
  const ring: Level = { ...level, id: 'ring', number: '2.1', terms: [{ word: 'backup', text: 'a copy' }] }

  it('must be introduced before it is used', () => {
    const early = { ...level, terms: [] }
    expect(reasons(early, [early, ring])).toEqual([
      'brief: uses "backup", which level 2.1 introduces; require that level, or explain it under terms',
    ])
  })

  it('may be used after a level that introduces it', () => {
    const late: Level = { ...level, requires: ['between'], terms: [] }
    const between: Level = { ...level, id: 'between', brief: 'b', requires: ['ring'], terms: [] }
    expect(reasons(late, [ring, between, late])).toEqual([])
  })

  it('is not found inside another word', () => {
    const ping: Level = { ...ring, terms: [{ word: 'back', text: 'b' }] }
    expect(reasons(level, [level, ping])).toEqual([])
  })

  it('is explained once', () => {
    const ring2: Level = { ...level, requires: ['ring'], terms: [{ word: 'Backup', text: 'another copy' }] }
    expect(reasons(ring2, [ring, ring2])).toEqual([
      'terms[0].word: "Backup" is explained by level 2.1 already, which this one requires; strike it here',
    ])
  })

  it('of a level that comes later cannot be required', () => {
    const early: Level = { ...level, requires: ['ring'] }
    expect(reasons(early, [early, ring])).toEqual(['requires[0]: requires ring, which comes later'])
  })
})

describe('the report of a check', () => {
  it('names file, place and reason', () => {
    const unfair = checked({ ...level, fair: { ...level.fair, front: 5 } })
    expect(checkEntry('levels/straw.yaml', unfair, () => ({ line: 41, column: 1 }))).toMatchObject({
      path: 'levels/straw.yaml',
      fair: false,
      reasons: [
        {
          path: 'headline',
          line: 41,
          column: 1,
          message: 'the front of the headline metrics has 4 points; at least 5 make a choice',
        },
      ],
      configurations: 18,
      winningShare: 4 / 18,
    })
  })

  it('of a file that is no level has its problems', () => {
    const problems = [{ path: ['id'], message: 'is missing' }]
    expect(checkEntry('x.yaml', { problems }, () => ({ line: 1, column: 1 }))).toEqual({
      path: 'x.yaml',
      fair: false,
      reasons: [{ path: 'id', line: 1, column: 1, message: 'is missing' }],
      configurations: 0,
      winningShare: 0,
    })
  })

  it('of explore has moves as text', () => {
    const { survey } = checked(level)
    const report = exploreReport(level, survey!, 1.5)
    expect(report).toMatchObject({ format: 1, level: 'straw', configurations: 18, winning: 4, seconds: 1.5 })
    expect(report.front[0].moves).toEqual(['set files.disk.controller virtio-blk'])
  })
})
