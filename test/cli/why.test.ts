import { describe, expect, it } from 'vitest'
import { document, exitless } from './exitless.ts'

const STREAM = 'throughput@backup.disk'

// biome-ignore lint/suspicious/noExplicitAny: a document as a stranger reads it
function sums(causes: readonly any[]): number {
  return causes.reduce((total, one) => total + one.share, 0)
}

describe('why --json', () => {
  const answer = document(['why', '1.3', STREAM])

  it('has the shape that is promised', () => {
    expect(answer).toMatchObject({ format: 1, level: 'straw', metric: STREAM, value: expect.any(Number) })
    for (const cause of answer.causes)
      expect(cause).toMatchObject({
        step: expect.any(String),
        share: expect.any(Number),
        text: expect.any(String),
      })
    expect(answer.causes.some((cause: { setting: unknown }) => typeof cause.setting === 'string')).toBe(true)
    for (const flip of answer.flips)
      expect(flip).toMatchObject({ move: expect.stringMatching(/^set \S+ \S+$/), value: expect.any(Number) })
  })

  it('adds up to the whole', () => {
    expect(sums(answer.causes)).toBeCloseTo(1)
  })

  it('flips to what run gives for that move', () => {
    const [{ move, value }] = answer.flips
    const [, key, to] = move.split(' ')
    const run = document(['run', '1.3', '--set', `${key}=${to}`])
    expect(value).toBe(run.metrics[STREAM])
  })

  it('asks after a request, and after a violation', () => {
    const request = document(['why', '1.3', '--request', '2'])
    expect(request.metric).toBe('request 2')
    expect(sums(request.causes)).toBeCloseTo(1)
    const violation = document(['why', '3.1', '--set', 'db.disk.controller=vfio-pci', '--violation', '1'])
    expect(violation.metric).toBe('violation 1')
    // biome-ignore lint/suspicious/noExplicitAny: as above
    expect(violation.because.map((one: any) => one.setting)).toContain('host.iommu.mode off')
  })
})

describe('why as text', () => {
  it('names the request that is asked after, and the numbers of the level where a name is none', () => {
    const { out } = exitless(['why', '1.3', '--request', '2'])
    expect(out).toMatch(/^why request 2$/m)
    expect(exitless(['why', '1.3', 'foo']).err).toMatch(
      /^exitless: no metric "foo"; this level has .*throughput@/,
    )
    expect(exitless(['foo']).err).toMatch(/^exitless: no command "foo"; there are play, .*why/)
  })

  it('has the tree, the settings, and each knob turned alone', () => {
    const { code, out, err } = exitless(['why', '1.3', STREAM])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const part of [
      'exits: the guest is stopped',
      '[backup.disk.controller ide-dma]',
      'ide-dma → buslogic',
      '3 of 5',
    ])
      expect(out).toContain(part)
  })
})

describe('why, asked wrongly', () => {
  const wrong = (...args: string[]) => {
    const { code, out, err } = exitless(['why', ...args])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    return err
  }

  it('names the nearest metrics', () => {
    expect(wrong('1.3', 'latency-p90')).toMatch(/no metric "latency-p90"; try latency-p50, latency-p99/)
  })

  it('names what a metric may be of', () => {
    expect(wrong('1.3', 'throughput@nobody')).toContain('backup.disk')
  })

  it('wants one thing to ask after', () => {
    expect(wrong('1.3')).toContain('METRIC')
    expect(wrong('1.3', STREAM, '--request', '1')).toContain('METRIC')
    expect(wrong('1.3', '--request', '99999999')).toContain('no request 99999999')
    expect(wrong('1.3', '--violation', '1')).toContain('no violation')
  })
})
