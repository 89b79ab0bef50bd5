import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseLevel } from '../../../src/game/author.ts'
import { parseStraw, straw, strawText, strawWith } from '../straw.ts'

const context = { chapter: { id: 'dummies', number: 1, title: 'Dummies' }, number: '1.2' }

describe('a level file', () => {
  it('is read whole, with the defaults of what it leaves out', () => {
    const level = straw()
    expect(level.number).toBe('1.2')
    expect(level.duration).toBe(20_000_000)
    expect(level.focus).toBe('files.disk')
    expect(level.goals[1].target).toBe(55e6)
    expect(level.goals[2].target).toBe(180_000)
    expect(level.fair).toEqual({ share: [0.01, 0.35], front: 3 })
    expect(level.host.devices).toEqual({ disk: { model: 'sata-ssd', address: '0000:01:00.0' } })
    expect(level.host.guests[0]).toMatchObject({
      id: 'files',
      vcpus: 1,
      memory: 2 ** 30,
      pages: '4K',
      pin: -1,
    })
    expect(level.host.guests[0].devices[0]).toMatchObject({
      id: 'disk',
      backing: 'disk',
      ring: 256,
      workload: { op: 'read', bytes: 65_536, depth: 4, span: 2 ** 30 },
    })
    expect(level.knobs[2]).toEqual({ key: 'files.disk.coalesceUs', values: ['0', '50', '200'] })
    expect(level.predict.choices[0]).toEqual({ text: 'fewer than 10', from: 0, to: 10 })
  })

  it('has the gate of isolation even where it does not say so', () => {
    expect(straw().goals.at(-1)).toEqual({
      metric: 'violations',
      op: '==',
      target: 0,
      text: 'isolation holds',
    })
  })

  it('keeps its hash when only words change, and not when a goal does', () => {
    const { hash } = straw()
    const hashOf = (text: string) => parseStraw(text)
    expect(hash).toMatch(/^[0-9a-f]{16}$/)
    expect(hashOf(strawText.replace('title: Through', 'title: By'))).toMatchObject({ level: { hash } })
    expect(hashOf(strawText.replace('55MB/s', '56MB/s'))).not.toMatchObject({ level: { hash } })
  })

  it('cannot smuggle control characters to a terminal', () => {
    const parsed = parseStraw(strawText.replace('title: Through a straw', 'title: "a\\e[2Jb\\u202ec"'))
    expect(parsed).toMatchObject({ level: { title: 'a\\x1b[2Jb\\u202ec' } })
  })
})

describe('an author who makes a mistake is told the place and the nearest choice:', () => {
  const goal = 'latency-p99@files.disk, op: "<=", target: 180us'
  const cache = 'files.disk.cache: [none, writeback]'
  const hint = 'when: { knob: files.disk.controller, is: ide-pio }'
  const cases: readonly [name: string, from: string, to: string, problems: readonly string[]][] = [
    [
      'an unknown metric',
      goal,
      '▮latency-p98@files.disk, op: "<=", target: 180us',
      ['goals[2].metric: no metric "latency-p98@files.disk"; try latency-p99, latency-p50'],
    ],
    [
      'a metric of a device that is not there',
      'show: [throughput@files.disk,',
      'show: [▮throughput@file.disk,',
      ['show[0]: throughput has no "file.disk" on this host; try files.disk'],
    ],
    [
      'a knob left out that the moves need',
      `  ${cache}\n`,
      '',
      [
        'references[0].moves[1]: this level has no knob "files.disk.cache"; try files.disk.coalesceUs',
        'decoys[1].moves[0]: this level has no knob "files.disk.cache"; try files.disk.coalesceUs',
      ],
    ],
    [
      'a start that is not offered',
      'files.disk.coalesceUs: [0, 50, 200]',
      '▮files.disk.coalesceUs: [10, 50, 200]',
      [
        'knobs["files.disk.coalesceUs"]: files.disk.coalesceUs starts at 0, which is not among the values offered; add it, or set another in start',
      ],
    ],
    [
      'a value offered twice',
      cache,
      'files.disk.cache: [none, writeback, ▮none]',
      ['knobs["files.disk.cache"][2]: none stands there twice'],
    ],
    [
      'a comparison that does not exist',
      'op: "<=", target: 100',
      'op: ▮"<", target: 100',
      ['goals[0].op: there is no "<" here; try <=, >=, =='],
    ],
    ['a missing field', 'format: 1\nid: straw\n', '▮format: 1\n', ['id: is missing']],
    [
      'a field too many',
      'minutes: 5',
      'minutes: 5\n▮minuets: 6',
      ['minuets: there is no field "minuets"; try minutes'],
    ],
    [
      'a field too many further in',
      '{ controller: ide-pio }',
      '{ controller: ide-pio, ▮rings: 5 }',
      ['guests.files.devices.disk.rings: there is no field "rings"; try ring'],
    ],
    [
      'a controller that does not exist',
      '{ controller: ide-pio }',
      '{ controller: ▮virtio-block }',
      ['guests.files.devices.disk.controller: there is no "virtio-block" here; try virtio-blk'],
    ],
    [
      'a size in words',
      'memory: 8G',
      'memory: ▮eight',
      ['host.memory: "eight" is not a size; write bytes, or 64K, 4M, 2G'],
    ],
    [
      'a time in words',
      'duration: 20ms',
      'duration: ▮soon',
      ['duration: "soon" is not a time; write nanoseconds, or 800ns, 20us, 50ms'],
    ],
    [
      'a run that is too long',
      'duration: 20ms',
      'duration: ▮2s',
      ['duration: a run takes between 1ms and 200ms'],
    ],
    [
      'a move that is none',
      '- set files.disk.cache writeback',
      '- ▮put files.disk.cache writeback',
      [
        'references[0].moves[1]: "put files.disk.cache writeback" is not a move; a move reads: set files.disk.controller virtio-blk',
      ],
    ],
    [
      'a move to a value that is not offered',
      '- set files.disk.cache writeback',
      '- ▮set files.disk.cache unsafe',
      ['references[0].moves[1]: files.disk.cache has no value "unsafe" here; try none, writeback'],
    ],
    [
      'a decoy that fails no goal',
      'fails: throughput@files.disk',
      'fails: ▮throughput',
      ['decoys[2].fails: no goal is about "throughput"; try throughput@files.disk'],
    ],
    [
      'a hint whose condition is two',
      hint,
      '▮when: { knob: files.disk.controller, is: ide-pio, runs: 2 }',
      ['hints[0].when: a condition is one of: knob and is; metric, op and value; runs; all; any; not'],
    ],
    [
      'a hint about a value that is not offered',
      hint,
      '▮when: { knob: files.disk.controller, is: ahci }',
      ['hints[0].when: files.disk.controller has no value "ahci" here; try ide-pio, ide-dma, virtio-blk'],
    ],
    [
      'guesses that overlap',
      '{ text: 500 or more, from: 500 }',
      '▮{ text: 500 or more, from: 400 }',
      ['predict.choices[2]: overlaps with choice 2'],
    ],
    [
      'a link that is none',
      'link: https://www.qemu.org/',
      'link: ▮qemu',
      ['debrief.facts[0].link: is not a link; it begins with https://'],
    ],
    [
      'a level that nobody wrote',
      'requires: []',
      'requires: [▮rings]',
      ['requires[0]: no level has the id "rings"; try ring'],
    ],
    [
      'a device that has no workload',
      'workloads:\n  files.disk: { op: read',
      '▮workloads:\n  ▮file.disk: { op: read',
      [
        'workloads: files.disk has no workload; add "files.disk: { op: read }"',
        'workloads["file.disk"]: no guest has a device "file.disk"; try files.disk',
      ],
    ],
    [
      'a text too long',
      'title: Through a straw',
      `title: ▮${'x'.repeat(41)}`,
      ['title: is 41 characters long; at most 40 fit'],
    ],
  ]

  it.each(cases)('%s', (_, from, to, problems) => {
    const found = strawWith(from, to)
    expect(found.problems).toEqual(problems)
    if (found.marked.length > 0) expect(found.places).toEqual(found.marked)
  })

  it('an unknown knob', () => {
    const found = strawWith(cache, `▮files.disk.cash: [none, writeback]\n  ${cache}`)
    expect(found.problems).toHaveLength(1)
    expect(found.problems[0]).toMatch(
      /^knobs\["files.disk.cash"\]: this host has no knob "files.disk.cash"; try files.disk.cache/,
    )
    expect(found.places).toEqual(found.marked)
  })

  it('a host that cannot be', () => {
    expect(strawWith('cores: 2', 'cores: 2\n  pageCache: ▮3G')).toMatchObject({
      problems: [expect.stringMatching(/^host.pageCache: the page cache lies/)],
      places: strawWith('cores: 2', 'cores: 2\n  pageCache: ▮3G').marked,
    })
    expect(strawWith('bytes: 64K', 'bytes: ▮100')).toMatchObject({
      problems: [expect.stringMatching(/^workloads\["files.disk"\].bytes: a disk request/)],
      places: strawWith('bytes: 64K', 'bytes: ▮100').marked,
    })
  })

  it('a price of what nobody can choose', () => {
    const price = (line: string) => strawWith('cores: 2', `cores: 2\n  prices: [{ ${line}, points: 2 }]`)
    const nobody = price('knob: ▮files.disk.cash, is: none')
    expect(nobody.problems).toEqual([
      expect.stringMatching(
        /^host.prices\[0\].knob: this host has no knob "files.disk.cash"; try files.disk.cache/,
      ),
    ])
    expect(nobody.places).toEqual(nobody.marked)
    const never = price('knob: files.disk.cache, is: ▮nowhere')
    expect(never.problems).toEqual([
      expect.stringMatching(/^host.prices\[0\].is: files.disk.cache cannot be "nowhere"/),
    ])
    expect(never.places).toEqual(never.marked)
    expect(price('knob: files.disk.cache, is: writeback').problems).toEqual([])
  })

  it('a value that the host does not know', () => {
    const found = strawWith('[none, writeback]', '[none, writeback, ▮writebak]')
    expect(found.problems).toHaveLength(1)
    expect(found.problems[0]).toMatch(/^knobs\["files.disk.cache"\]\[2\]: .*writeback/)
    expect(found.places).toEqual(found.marked)
  })

  it('about all mistakes at once', () => {
    const text = strawText
      .replace('format: 1', 'format: 2')
      .replace('op: "<="', 'op: "=<"')
      .replace('cpu]', 'cpus]')
    const { problems = [] } = parseStraw(text)
    expect(problems.map(({ path }) => path)).toEqual(['format', 'goals[0].op', 'show[2]'])
  })
})

describe('whatever stands in a field', () => {
  const fields = Object.keys(parse(strawText))

  it('there is a level or a problem, and never a crash', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 3 }), (field, value) => {
        const parsed = parseLevel({ ...parse(strawText), [field]: value }, context)
        if (parsed.problems === undefined) expect(parsed.level.format).toBe(1)
        else expect(parsed.problems.length).toBeGreaterThan(0)
      }),
    )
  })

  it('a missing one is named', () => {
    const optional = ['requires', 'minutes', 'seeds', 'terms']
    for (const field of fields.filter((one) => !optional.includes(one))) {
      const { [field]: _, ...rest } = parse(strawText)
      const parsed = parseLevel(rest, context)
      expect(parsed.problems).toContainEqual({ path: [field], message: 'is missing' })
    }
  })
})

describe('a file that is not YAML says where', () => {
  const lines = (text: string) =>
    (parseStraw(text).problems ?? []).map(({ line, column, message }) => `${line}:${column} ${message}`)

  it('for a tab as indentation', () => {
    expect(lines(strawText.replace('  cores: 2', '\tcores: 2'))[0]).toMatch(/^12:1 .*tab/)
  })

  it('for a field that stands twice', () => {
    expect(lines(strawText.replace('minutes: 5', 'minutes: 5\nminutes: 6'))).toEqual([
      '8:1 this field stands here twice; keep one',
    ])
  })

  it('for a bracket that is not closed', () => {
    expect(lines(strawText.replace('seeds: [1, 2, 3]', 'seeds: [1, 2, 3'))[0]).toMatch(/^2[56]:\d+ /)
  })

  it('for a list where fields should be', () => {
    expect(lines('- 1')).toEqual([
      '1:1 this file does not hold a level: it should be a list of fields, such as "title: …"',
    ])
  })

  it('for an empty file', () => {
    expect(lines('')).toHaveLength(1)
  })

  it('for a bomb of aliases', () => {
    const bomb = `a: &a [${'x,'.repeat(9)}x]\n${[...'bcdefghij']
      .map((name, index) => `${name}: &${name} [${`*${'abcdefghij'[index]},`.repeat(9)}x]`)
      .join('\n')}`
    expect(lines(bomb)).toEqual(['1:1 aliases (*name) repeat each other too often; write the values out'])
  })

  it('without passing control characters on', () => {
    const found = lines('a: [\u001b]0;title\u0007')
    expect(JSON.stringify(found)).not.toContain('\\u00')
  })
})
