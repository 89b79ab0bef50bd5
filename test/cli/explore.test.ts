/** `exitless explore`: a level's whole space, resumable, and shared among machines. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyFolder, exitless } from './exitless.ts'

const LEVEL = '1.2'
const number = expect.any(Number)

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}

/** The document without the time that it took. */
function documentOf(text: string) {
  const { seconds, ...rest } = JSON.parse(text)
  expect(seconds).toEqual(number)
  return rest
}

const data = emptyFolder()
const whole = exitless(['explore', LEVEL, '--json'], { data })
const cacheFolder = join(data, 'explore')

describe('explore --json', () => {
  it('tells what the whole space shows', () => {
    expect({ code: whole.code, err: whole.err }).toEqual({ code: 0, err: '' })
    const report = documentOf(whole.out)
    expect(report).toMatchObject({
      format: 1,
      level: 'where-copies-come-from',
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
      model: expect.stringMatching(/^[0-9a-f]{12}$/),
      configurations: 36,
      impossible: 0,
    })
    const [none, ...stars] = report.medals
    expect(none + report.winning).toBe(36)
    expect(stars.reduce((sum: number, one: number) => sum + one, 0)).toBe(report.winning)
    for (const { moves, metrics, wins } of report.front) {
      expect(moves.every((move: string) => move.startsWith('set '))).toBe(true)
      expect(Object.values(metrics)).toEqual([number, number])
      expect(typeof wins).toBe('boolean')
    }
    for (const { weight } of report.knobs) expect(weight >= 0 && weight <= 1).toBe(true)
    for (const metric of Object.keys(report.pars)) expect(Object.keys(report.optima)).toContain(metric)
    expect(report.references.every((way: { passed: boolean }) => way.passed)).toBe(true)
    expect(report.decoys.every((way: { passed: boolean }) => !way.passed)).toBe(true)
  })

  it('agrees with run on a reference', () => {
    const [way] = documentOf(whole.out).references
    const set = way.moves.flatMap((move: string) => ['--set', move.replace('set ', '').replace(' ', '=')])
    const runs = [1, 2, 3].map((seed) => {
      const { out } = exitless(['run', LEVEL, ...set, '--seed', String(seed), '--json'])
      return JSON.parse(out).metrics['throughput@files.disk']
    })
    expect(way.values['throughput@files.disk']).toBeCloseTo((runs[0] + runs[1] + runs[2]) / 3, 3)
  })
})

describe('an explore that was stopped', () => {
  const [name] = readdirSync(cacheFolder)
  const kept = readFileSync(join(cacheFolder, name), 'utf8')

  it('goes on with what was measured, and skips a line that was cut off', () => {
    const known = lines(kept)
    expect(known).toHaveLength(36)
    // Every number of the lines that are kept is told apart by being wrong.
    const marked = known.slice(0, 20).map((line) => line.replace(/"cpu":\[[^\]]*\]/, '"cpu":[0.5,0.5,0.5]'))
    writeFileSync(join(cacheFolder, name), [...marked, known[20].slice(0, 40)].join('\n'))
    const resumed = documentOf(exitless(['explore', LEVEL, '--json'], { data }).out)
    expect(resumed.start.values.cpu).toBe(0.5)
    expect(resumed.winning).toBe(documentOf(whole.out).winning)
    const after = lines(readFileSync(join(cacheFolder, name), 'utf8'))
    expect(after.filter((line) => line.includes('0.5,0.5,0.5'))).toHaveLength(20)
    const again = exitless(['explore', LEVEL, '--json'], { data })
    expect(documentOf(again.out)).toEqual(resumed)
  })

  it('begins again with --fresh', () => {
    const fresh = exitless(['explore', LEVEL, '--json', '--fresh'], { data })
    expect(documentOf(fresh.out)).toEqual(documentOf(whole.out))
  })

  it('does not go on with another model, nor another level', () => {
    const other = name.replace(/\.[0-9a-f]{12}\.ndjson$/, '.000000000000.ndjson')
    writeFileSync(join(cacheFolder, other), kept.replaceAll(/"cpu":\[[^\]]*\]/g, '"cpu":[0.5,0.5,0.5]'))
    expect(documentOf(exitless(['explore', LEVEL, '--json'], { data }).out)).toEqual(documentOf(whole.out))
    expect(readdirSync(cacheFolder)).toEqual([name])
  })

  it('measures all the same where nothing can be kept', () => {
    const file = join(emptyFolder(), 'file')
    writeFileSync(file, '')
    const { code, out, err } = exitless(['explore', '1.1'], { data: file })
    expect(code).toBe(0)
    expect(out).toContain('5 configurations')
    expect(err).toContain('what was measured is not kept')
  })
})

describe('shards', () => {
  const folder = emptyFolder()
  const parts = [1, 2, 3].map((part) => {
    const file = join(folder, `part-${part}`)
    writeFileSync(file, exitless(['explore', LEVEL, '--shard', `${part}/3`]).out)
    return file
  })
  const join3 = (...files: string[]) => exitless(['explore', LEVEL, '--json', '--from', ...files])
  const written = (text: string) => {
    const file = join(folder, 'other')
    writeFileSync(file, text)
    return file
  }
  const first = readFileSync(parts[0], 'utf8')

  it('joined are the whole', () => {
    const counts = parts.map((file) => lines(readFileSync(file, 'utf8')).length)
    expect(counts).toEqual([12, 12, 12])
    const { code, out } = join3(...parts)
    expect(code).toBe(0)
    expect(documentOf(out)).toEqual(documentOf(whole.out))
  })

  it('must all be there, each once', () => {
    const gap = join3(parts[0], parts[2])
    expect(gap.code).toBe(1)
    expect(gap.err).toMatch(/12 of 36 configurations are in no file; the first is \d+: /)
    const twice = join3(...parts, parts[1])
    expect(twice.code).toBe(1)
    expect(twice.err).toMatch(/part-2:1: configuration \d+ is at .*part-2:1 already/)
  })

  it.each([
    [
      'another model',
      /"model":"[0-9a-f]{12}"/,
      '"model":"000000000000"',
      'another version of the simulation',
    ],
    ['an older file', /"hash":"[0-9a-f]{16}"/, '"hash":"0000000000000000"', 'before its file changed'],
    ['another level', /"level":"[a-z-]+"/, '"level":"straw"', 'is of the level straw'],
    ['a line that was cut off', /"metrics".*/, '', 'was cut off'],
    ['a metric less', '"cpu":', '"cpo":', 'lacks a metric'],
  ])('of %s are refused with their place', (_, from: string | RegExp, to, message) => {
    const { code, err } = join3(written(first.replace(from, to)), parts[1], parts[2])
    expect(code).toBe(1)
    expect(err).toContain('other:1: ')
    expect(err).toContain(message)
  })
})

describe('wrong use of explore', () => {
  it.each([
    [['1.2', '--shard', '4/3'], '--shard takes I/N with I from 1 to N'],
    [['1.2', '--shard', '0/3'], '--shard takes I/N with I from 1 to N'],
    [['1.2', '1.1'], 'one level at a time'],
    [['1.2', '--from', 'no-such-file'], '--from: no file no-such-file'],
    [['1.2', '--shard', '1/2', '--from', 'x'], 'give one of them'],
    [['9.9'], 'no level "9.9"'],
  ])('%s is told in a sentence', (args, message) => {
    const { code, out, err } = exitless(['explore', ...args])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
  })
})

it('as text fits into eighty columns', () => {
  for (const level of ['1.1', '1.2', '3.1']) {
    const { code, out } = exitless(['explore', level], { data })
    expect(code).toBe(0)
    for (const line of lines(out)) expect([...line].length, line).toBeLessThanOrEqual(80)
    for (const part of ['metric', 'front of', 'references', 'decoys', 'win (']) expect(out).toContain(part)
  }
})
