import { describe, expect, it } from 'vitest'
import {
  type Cause,
  hostAfter,
  hostOf,
  newPlay,
  type Why,
  whyIncident,
  whyMetric,
  whyRequest,
} from '../../../src/game/index.ts'
import { EXIT_REASONS, type Run, simulate } from '../../../src/machine/index.ts'
import { bareMetalHost, metricCards } from '../../../src/metrics/index.ts'
import { levels } from '../../levels/shipped.ts'

function levelOf(number: string) {
  const level = levels.find((one) => one.number === number)
  if (level === undefined) throw new Error(`no level ${number}`)
  return level
}

const runs = new Map<string, { run: Run; baseline: Run }>()

function startOf(number: string) {
  const known = runs.get(number)
  if (known !== undefined) return known
  const level = levelOf(number)
  const host = hostOf(newPlay(level))
  const options = { seed: level.seeds[0], duration: Math.min(level.duration, 50_000_000) }
  const made = {
    run: simulate(host, { ...options, record: true }),
    baseline: simulate(bareMetalHost(host), options),
  }
  runs.set(number, made)
  return made
}

function why(number: string, metric: string): Why {
  const { run, baseline } = startOf(number)
  const answer = whyMetric(run, metric, baseline)
  if ('problem' in answer) throw new Error(answer.problem)
  return answer
}

/** Causes whose children are more or less than they are themselves. */
function offSums(cause: Cause): string[] {
  const sum = cause.causes.reduce((total, one) => total + one.value, 0)
  const own = cause.causes.length > 0 && Math.abs(sum - cause.value) > 1e-6 * Math.max(1, cause.value)
  return [...(own ? [`${cause.step}: ${cause.value}, parts ${sum}`] : []), ...cause.causes.flatMap(offSums)]
}

function steps(cause: Cause): string[] {
  return [cause.step, ...cause.causes.flatMap(steps)]
}

function reasons(cause: Cause): string[] {
  return [
    ...cause.because.map(({ text, setting }) => (setting === undefined ? text : `${text} [${setting}]`)),
    ...cause.causes.flatMap(reasons),
  ]
}

/** All that may be asked of a metric in this run. */
function questionsOf(run: Run): string[] {
  const flows = run.flows.map((flow) => flow.id)
  const guests = run.guests.map((guest) => guest.id)
  const cores = run.cores.map((_, core) => `core-${core}`)
  const selectors = {
    none: [],
    flow: [...flows, ...guests],
    'flow-or-reason': [...flows, ...EXIT_REASONS],
    'core-or-guest': [...guests, ...cores],
    'guest-or-host': [...guests, 'host'],
  }
  return metricCards.flatMap((card) => [
    card.id,
    ...selectors[card.selector].map((one) => `${card.id}@${one}`),
  ])
}

describe.each(levels.map((level) => level.number))('%s at its start', (number) => {
  it('has an answer to every metric, and every answer adds up', () => {
    const { run, baseline } = startOf(number)
    for (const metric of questionsOf(run)) {
      const answer = whyMetric(run, metric, baseline)
      if ('problem' in answer) continue
      expect(offSums(answer.root), metric).toEqual([])
      expect(answer.root.share === 1 || answer.root.value === 0, metric).toBe(true)
      for (const text of [...steps(answer.root), ...reasons(answer.root)])
        expect(text, metric).not.toMatch(/undefined|NaN|Infinity|^\s*$/)
    }
  })

  it('has an answer for its first request and each kind of incident', () => {
    const { run } = startOf(number)
    if (run.requests.count > 0) expect(offSums(whyRequest(run, 0).root)).toEqual([])
    const kinds = new Set([...run.violations, ...run.contained].map((one) => one.kind))
    for (const kind of kinds) {
      const one = [...run.violations, ...run.contained].find((incident) => incident.kind === kind)
      expect(one && whyIncident(run, one).root.because.length).toBeGreaterThan(1)
    }
  })
})

describe('what a number is made of', () => {
  it('a stream through LBA28: the time of one request is the mean latency, and its exits are register accesses', () => {
    const answer = why('1.3', 'throughput@backup.disk')
    const { run } = startOf('1.3')
    const { begin, end, flow, flags, count } = run.requests
    const took = Array.from({ length: count }, (_, row) => row)
      .filter((row) => flow[row] === 0 && flags[row] === 1)
      .map((row) => end[row] - begin[row])
    expect(answer.root.value).toBeCloseTo(took.reduce((sum, one) => sum + one, 0) / took.length, 3)
    const said = reasons(answer.root)
    expect(said).toContain('and nothing overlaps: one request is under way at a time [backup.disk.depth 1]')
    expect(said.some((text) => text.endsWith('[backup.disk.controller ide-dma]'))).toBe(true)
  })

  it('exits add up to all that were counted, by reason', () => {
    const answer = why('1.3', 'exits-per-request@backup.disk')
    expect(answer.root.value).toBeCloseTo(answer.value)
    expect(answer.root.causes.map((one) => one.step)).toContain('register writes')
  })

  it('the slowest one in a hundred are other requests than the mean', () => {
    const mean = why('4.4', 'throughput@db.disk')
    const tail = why('4.4', 'latency-p99@db.disk')
    expect(tail.requests).toBeLessThan(mean.requests / 10)
    expect(tail.root.value).toBeGreaterThan(mean.root.value)
  })

  it('drops say where, and what the core did that should have emptied it', () => {
    const answer = why('4.5', 'drops@power.net')
    const { run } = startOf('4.5')
    expect(answer.root.value).toBe(run.flows.find((flow) => flow.id === 'power.net')?.dropped)
    expect(reasons(answer.root).some((text) => /^core \d+ should have emptied it: /.test(text))).toBe(true)
  })

  it('a violation is a chain: the device, what translates, whose memory', () => {
    const level = levelOf('3.1')
    const host = hostAfter(level, [{ key: 'db.disk.controller', value: 'vfio-pci' }])
    const run = simulate(host, { seed: 1, duration: 20_000_000, record: true })
    expect(run.violations.length).toBeGreaterThan(0)
    const said = reasons(whyIncident(run, run.violations[0]).root)
    expect(said.some((text) => text.includes('host.iommu.mode'))).toBe(true)
    expect(said.some((text) => text.includes('memory of'))).toBe(true)
  })

  it('an unknown metric is a problem', () => {
    expect(whyMetric(startOf('1.3').run, 'latency-p90')).toEqual({ problem: 'no metric "latency-p90"' })
  })
})
