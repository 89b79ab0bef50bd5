/** Questions that ask for a number: how an answer is read, and when it is right. */
import { describe, expect, it } from 'vitest'
import {
  answerOf,
  answersOf,
  isRight,
  levelProgress,
  mergeProgress,
  newProgress,
  parseAnswer,
  parseProgress,
  printProgress,
  withAnswer,
} from '../../../src/game/index.ts'
import { straw } from '../straw.ts'

const base = straw()
const ask = (metric: string) => ({ text: '?', answer: { metric, moves: [] } })
const level = {
  ...base,
  duration: 2_000_000,
  questions: [ask('exits-per-request@files.disk'), { text: 'why?', answer: 'so' }, ask('bare-metal-share')],
}

describe('a typed answer', () => {
  it.each([
    ['throughput@files.disk', '360 MB/s', 360e6],
    ['throughput', '1.5GB/s', 1.5e9],
    ['throughput', '1,5 GB/s', 1.5e9],
    ['latency-p99', '1.2 ms', 1_200_000],
    ['latency-p99', '80 µs', 80_000],
    ['latency-p99', '80 μs', 80_000],
    ['cpu', '25 %', 0.25],
    ['cpu', '0.25', 0.25],
    ['pinned', '64 MiB', 2 ** 26],
    ['pinned', '0', 0],
    ['requests', '450,000', 450_000],
    ['requests', '450 k/s', 450_000],
    ['requests', '1.25M', 1_250_000],
    ['core-ms-per-gb', '120 ms/GB', 120],
    ['exits-per-request', '26', 26],
    ['exits-per-request', '0,5', 0.5],
  ])('to %s, %j, is %d', (metric, text, value) => {
    const answer = parseAnswer(metric, text)
    expect(answer).toEqual({ value: Number(value.toPrecision(4)) })
  })

  it.each([
    ['throughput', '360', 'unit'],
    ['cpu', '25', 'unit'],
    ['latency-p99', '1.2', 'unit'],
    ['throughput', '360 ms', 'other-unit'],
    ['exits-per-request', '26 ms', 'other-unit'],
    ['latency-p99', '12 parsecs', 'other-unit'],
    ['throughput', 'fast', 'number'],
    ['requests', '', 'number'],
    ['requests', '-5', 'number'],
  ])('to %s, %j, lacks its %s', (metric, text, why) => {
    expect(parseAnswer(metric, text)).toBe(why)
  })
})

describe('an answer is right', () => {
  it('within 2 % of the number, or as it is when rounded to two digits', () => {
    expect([98, 100, 102].map((given) => isRight('throughput', given, 100))).toEqual([true, true, true])
    expect([97.9, 102.1].map((given) => isRight('throughput', given, 100))).toEqual([false, false])
    expect(isRight('latency-p99', 1.1e6, 1.14e6)).toBe(true)
  })

  it('exactly, where things are counted, and where there is nothing', () => {
    expect(isRight('violations', 1000, 1001)).toBe(false)
    expect(isRight('violations', 1000, 1000)).toBe(true)
    expect(isRight('drops', 0, 0)).toBe(true)
    expect(isRight('drops', 0.001, 0)).toBe(false)
  })
})

describe('the right number', () => {
  it('is simulated, with bare metal beside it where it is asked for', () => {
    expect(answerOf(level, 0)).toBeGreaterThan(100)
    expect(answerOf(level, 2)).toBeGreaterThan(0)
    expect(answerOf(level, 2)).toBeLessThan(1)
  })

  it('is none where a question is to be thought about', () => {
    expect(() => answerOf(level, 1)).toThrow('asks for no number')
  })
})

describe('answers in the progress', () => {
  const answered = withAnswer(newProgress(), level, 0, 1043)

  it('come back from the save file', () => {
    const read = parseProgress(printProgress(answered))
    expect('progress' in read && answersOf(level, read.progress)).toEqual([{ question: 0, value: 1043 }])
  })

  it('to no number of the level are left out', () => {
    expect(answersOf(level, withAnswer(withAnswer(answered, level, 1, 5), level, 7, 5))).toHaveLength(1)
  })

  it('that are none are forgotten', () => {
    const text = '{"format":1,"levels":{"straw":{"medals":0,"answers":{"0":"x","a":1,"2":3}}}}'
    const read = parseProgress(text)
    expect('progress' in read && levelProgress(read.progress, 'straw').answers).toEqual({ 2: 3 })
  })

  it('of two saves become one; mine first', () => {
    const other = withAnswer(withAnswer(newProgress(), level, 0, 1), level, 2, 0.5)
    expect(levelProgress(mergeProgress(answered, other), level.id).answers).toEqual({ 0: 1043, 2: 0.5 })
  })
})
