import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { document, emptyFolder, exitless } from './exitless.ts'

const number = expect.any(Number)
const text = expect.any(String)
const list = expect.any(Array)
const truth = expect.any(Boolean)

const { chapters } = document(['levels'])
// biome-ignore lint/suspicious/noExplicitAny: a document as a stranger reads it
const levels: any[] = chapters.flatMap((chapter: any) => chapter.levels)
const first = levels[0]
const file11 = fileOf(first.id)

/** The file of a shipped level. */
function fileOf(id: string): string {
  const names = readdirSync('levels', { recursive: true, encoding: 'utf8' })
  const found = names.find(
    (name) => name.endsWith('.yaml') && readFileSync(join('levels', name), 'utf8').includes(`\nid: ${id}\n`),
  )
  if (found === undefined) throw new Error(`no file of ${id}`)
  return join('levels', found)
}

describe('levels --json', () => {
  it('has chapters with levels in the order of play', () => {
    for (const chapter of chapters) expect(chapter).toEqual({ id: text, number, title: text, levels: list })
    expect(levels.length).toBeGreaterThan(0)
    for (const level of levels)
      expect(level).toMatchObject({
        id: expect.stringMatching(/^[a-z0-9-]+$/),
        number: expect.stringMatching(/^\d+\.(\d+|X)$/),
        title: text,
        teaches: text,
        requires: list,
        knobs: expect.any(Object),
        goals: list,
        medals: list,
      })
    expect(first.number).toBe('1.1')
    expect(first.goals[0]).toEqual({
      metric: text,
      op: expect.stringMatching(/^(>=|<=|==)$/),
      target: number,
      text,
    })
  })

  it('lists every level as text, too', () => {
    const { code, out, err } = exitless(['levels'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const { number: name, title, id } of levels) {
      expect(out).toContain(`${name} `)
      expect(out).toContain(title)
      expect(out).toContain(id)
    }
  })
})

describe('run', () => {
  it('of the start exits 1, and its document says which goals are not met', () => {
    const { code, out, err } = exitless(['run', '1.1', '--json'])
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(JSON.parse(out)).toMatchObject({
      format: 1,
      level: first.id,
      seed: number,
      moves: [],
      passed: false,
      medals: 0,
      goals: first.goals.map((goal: object) => ({ ...goal, value: number, met: truth })),
      metrics: { throughput: number, 'exits-per-request': number, violations: number },
      violations: [],
      contained: [],
      faults: { recorded: 0, lost: 0 },
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
      simulatedNanos: number,
      requests: number,
    })
  })

  it('twice, and by id or number, gives the same document', () => {
    expect(document(['run', first.id])).toEqual(document(['run', '1.1']))
  })

  it('with another seed gives another run of the same length', () => {
    const one = document(['run', levels.at(-1).id, '--seed', '1'])
    const other = document(['run', levels.at(-1).id, '--seed', '2'])
    expect(other.seed).toBe(2)
    expect(other.simulatedNanos).toBe(one.simulatedNanos)
  })

  it('exits 0 where a move wins, whether by --set or from --moves', () => {
    const [key] = Object.keys(first.knobs)
    const wins = first.knobs[key].filter(
      (value: string) => exitless(['run', '1.1', '--set', `${key}=${value}`]).code === 0,
    )
    expect(wins.length).toBeGreaterThan(0)
    const file = join(emptyFolder(), 'moves.txt')
    writeFileSync(file, `# a way that wins\n\nset ${key} ${wins[0]}  # this one\n`)
    const bySet = document(['run', '1.1', '--set', `${key}=${wins[0]}`])
    expect(bySet).toMatchObject({ passed: true, moves: [`set ${key} ${wins[0]}`] })
    expect(bySet.medals).toBeGreaterThan(0)
    expect(document(['run', '1.1', '--moves', file])).toEqual(bySet)
    expect(exitless(['run', '1.1', '--moves', file]).code).toBe(0)
  })

  it('prints goals and numbers that a person can read', () => {
    const { out } = exitless(['run', '1.1'])
    expect(out).toContain(`1.1 ${first.title}`)
    expect(out).toMatch(/goals: \d of \d met/)
    for (const goal of first.goals) expect(out).toContain(goal.text)
    expect(out).toMatch(/not passed {3}hash [0-9a-f]{16}/)
  })

  it('refuses a knob or value that the level does not offer, with the nearest', () => {
    const [key] = Object.keys(first.knobs)
    const wrong = exitless(['run', '1.1', '--set', `${key}s=${first.knobs[key][0]}`])
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain(key)
    const value = exitless(['run', '1.1', '--set', `${key}=${first.knobs[key][0]}x`])
    expect(value.code).toBe(2)
    expect(value.err).toContain(first.knobs[key][0])
    expect(exitless(['run', '1.1', '--set', 'nonsense']).code).toBe(2)
  })

  it('--trace writes one JSON object a line, in the order of time', () => {
    const file = join(emptyFolder(), 'trace.ndjson')
    exitless(['run', '1.1', '--trace', file])
    const lines = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.length).toBeGreaterThan(10)
    for (const line of lines)
      expect(line).toMatchObject({
        at: number,
        request: number,
        place: text,
        act: text,
        times: number,
        nanos: number,
        bytes: number,
      })
    const times = lines.map((line) => line.at)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
  })

  it('does not change with --trace', () => {
    const file = join(emptyFolder(), 'trace.ndjson')
    expect(document(['run', '1.1', '--trace', file]).hash).toBe(document(['run', '1.1']).hash)
  })

  it('--trace where nothing can be written is told', () => {
    const { code, err } = exitless(['run', '1.1', '--trace', '/no/such/folder/file'])
    expect(code).toBe(2)
    expect(err).toBe('exitless: --trace /no/such/folder/file cannot be written: there is no such folder\n')
  })
})

describe('request', () => {
  it('takes a packet as large as can be where a real device is asked to send one', () => {
    expect(document(['request', 'vfio-pci', '--op', 'tx']).question).toMatchObject({ op: 'tx', bytes: 1514 })
    expect(document(['request', 'vfio-pci']).question).toMatchObject({ op: 'read', bytes: 4096 })
  })

  it('has counts, time and steps', () => {
    expect(document(['request', 'virtio-blk'])).toEqual({
      format: 1,
      controller: 'virtio-blk',
      question: expect.objectContaining({ op: 'read', bytes: 4096, depth: 1, device: 100_000 }),
      perRequest: {
        commands: number,
        trapReads: number,
        trapWrites: number,
        stringExits: number,
        interrupts: number,
        eois: number,
        copies: number,
        iotlbLookups: number,
        iotlbMisses: number,
        invalidations: number,
      },
      nanosAlone: number,
      steps: list,
    })
    for (const step of document(['request', 'virtio-blk']).steps)
      expect(step).toEqual({ place: text, act: text, times: number, nanos: number, bytes: number, text })
  })

  it('takes the time of the device from --device', () => {
    const slow = document(['request', 'virtio-blk', '--device', '300000']).nanosAlone
    expect(slow - document(['request', 'virtio-blk']).nanosAlone).toBe(200_000)
  })

  it('says what its numbers are of', () => {
    const said = (...flags: string[]) => exitless(['request', 'virtio-blk', ...flags]).out
    expect(said()).toContain('before a device that takes 100 µs')
    expect(said()).toContain('one after another')
    expect(said('--depth', '8')).toContain('8 handed over at once')
    expect(said()).toContain('it sees none (--iommu)')
    expect(said('--iommu', 'strict')).toContain('(intel, strict)')
  })

  it('prints the itinerary as a table, for a network card too', () => {
    const { code, out, err } = exitless(['request', 'e1000'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^e1000: one tx of 1514 B, 1 in flight/)
    expect(out).toMatch(/place +act +times +time +bytes +step/)
    expect(out).toMatch(/alone: [\d.]+ µs/)
  })

  it('an operation that the controller does not have is told, and exits 2', () => {
    const { code, err } = exitless(['request', 'virtio-blk', '--op', 'tx'])
    expect(code).toBe(2)
    expect(err).toContain('virtio-blk: ')
  })
})

describe('model', () => {
  it('has value, unit, grade and source of each cost', () => {
    const { format, costs } = document(['model'])
    expect(format).toBe(1)
    expect(costs.length).toBeGreaterThan(20)
    for (const { range = [], ...cost } of costs) {
      for (const bound of range) expect(bound).toBeGreaterThan(0)
      expect(cost).toEqual({
        id: text,
        era: expect.stringMatching(/^(2001|2005-07|2010-13|2020s)$/),
        value: number,
        unit: text,
        grade: expect.stringMatching(/^[PASRXDM]$/),
        source: expect.stringMatching(/./),
        note: text,
      })
    }
  })

  it('prints them all as text', () => {
    const { code, out } = exitless(['model'])
    expect(code).toBe(0)
    for (const { id } of document(['model']).costs) expect(out).toContain(id)
  })
})

describe('check', () => {
  it('says of a shipped level that it is fair', () => {
    const { code, out, err } = exitless(['check', file11, '--json'])
    const document = JSON.parse(out)
    expect({ code, err, reasons: document.results[0].reasons }).toEqual({ code: 0, err: '', reasons: [] })
    expect(document).toMatchObject({
      format: 1,
      results: [{ path: text, fair: true, reasons: [], configurations: number, winningShare: number }],
    })
    expect(exitless(['check', file11, '--workers', '1', '--json']).out).toBe(out)
  })

  it('names file, line, column and field of a mistake, and exits 1', () => {
    const folder = emptyFolder()
    const file = join(folder, 'mine.yaml')
    const source = readFileSync(file11, 'utf8')
    writeFileSync(file, source.replace(/^title:.*$/m, 'titel: x'))
    const { code, out } = exitless(['check', file])
    expect(code).toBe(1)
    expect(out).toContain(`not fair  ${file}`)
    expect(out).toMatch(/mine\.yaml:\d+:\d+ titel: .*title/)
    const { results } = document(['check', file])
    expect(results[0]).toMatchObject({ path: file, fair: false, configurations: 0, winningShare: 0 })
    expect(results[0].reasons[0]).toEqual({ path: text, line: number, column: number, message: text })
  })

  it('a text of the file cannot send codes to the terminal', () => {
    const folder = emptyFolder()
    mkdirSync(join(folder, 'sub'))
    writeFileSync(join(folder, 'sub', 'evil.yaml'), '"\\u001b]0;evil\\u0007": 1\n')
    const { out } = exitless(['check', join(folder, 'sub')])
    expect(out).toContain('evil')
    expect(out).not.toContain('\u001b')
  })

  it('a level file can be run by its path', () => {
    expect(document(['run', file11]).hash).toBe(document(['run', '1.1']).hash)
  })
})
