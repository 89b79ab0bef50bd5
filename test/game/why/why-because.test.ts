/** What waits, distances and batches of a run are said to come of. */
import { describe, expect, it } from 'vitest'
import { type Cause, hostAfter, type Why, whyMetric } from '../../../src/game/index.ts'
import { simulate } from '../../../src/machine/index.ts'
import { levels } from '../../levels/shipped.ts'

const asked = new Map<string, Why>()

/** @param moves `db.disk.delivery posted` */
function why(number: string, metric: string, moves: readonly string[] = []): Why {
  const key = [number, metric, ...moves].join('|')
  const known = asked.get(key)
  if (known !== undefined) return known
  const level = levels.find((one) => one.number === number)
  if (level === undefined) throw new Error(`no level ${number}`)
  const host = hostAfter(
    level,
    moves.map((move) => ({ key: move.split(' ')[0], value: move.split(' ')[1] })),
  )
  const answer = whyMetric(
    simulate(host, { seed: 1, duration: Math.min(level.duration, 20_000_000), record: true }),
    metric,
  )
  if ('problem' in answer) throw new Error(answer.problem)
  asked.set(key, answer)
  return answer
}

function all(cause: Cause): Cause[] {
  return [cause, ...cause.causes.flatMap(all)]
}

function find(answer: Why, step: RegExp): Cause {
  const found = all(answer.root).find((one) => step.test(one.step))
  if (found === undefined) throw new Error(`nothing like ${step}: ${all(answer.root).map((one) => one.step)}`)
  return found
}

function settings(cause: Cause): (string | undefined)[] {
  return cause.because.map((one) => one.setting)
}

function offSums(cause: Cause): string[] {
  const sum = cause.causes.reduce((total, one) => total + one.value, 0)
  const off = cause.causes.length > 0 && Math.abs(sum - cause.value) > 1e-6 * Math.max(1, cause.value)
  return [...(off ? [cause.step] : []), ...cause.causes.flatMap(offSums)]
}

describe('a wait for a station', () => {
  it('of the IOMMU is told as one for its walker, and hangs on the size of pages, not on the device', () => {
    const walker = find(why('5.1', 'throughput@feed.nic'), /IOMMU's walker/)
    expect(walker.share).toBeGreaterThan(0.6)
    expect(settings(walker)).toContain('feed.pages 4K')
    expect(settings(walker)).toContain('host.iommu.entries 64')
    expect(settings(walker)).not.toContain('feed.nic.backing card')
  })

  it('of a link is one for the link', () => {
    expect(find(why('5.1', 'throughput@feed.nic'), /^for the link/).share).toBeLessThan(0.1)
  })
})

describe('distance', () => {
  it('is a cause with the time that it costs, and the knobs that make it', () => {
    const answer = why('5.3', 'throughput@stream.nic')
    const far = all(answer.root).filter((one) => /another NUMA node/.test(one.step))
    expect(far[0].share).toBeGreaterThan(0.2)
    expect(settings(far[0])).toEqual(expect.arrayContaining(['stream.numa 0', 'host.card.slot right']))
    expect(offSums(answer.root)).toEqual([])
  })

  it('is none where the card is on the node of its guest', () => {
    const answer = why('5.3', 'throughput@stream.nic', ['host.card.slot left'])
    expect(all(answer.root).filter((one) => /another NUMA node/.test(one.step))).toEqual([])
  })
})

describe('a core that is waited for', () => {
  it('is split by what it did: the guest, exits, interrupts of the host, with their knobs', () => {
    const answer = why('4.4', 'requests@db.disk')
    const wait = find(answer, /until its vCPU takes it up/)
    expect(wait.causes.map((one) => one.kind)).toEqual(['guest', 'exit', 'host'])
    expect(offSums(wait)).toEqual([])
    const knobs = wait.causes.flatMap(settings)
    expect(knobs).toEqual(expect.arrayContaining(['db.disk.delivery injected', 'host.apicv off']))
  })

  it("was not taken by another thread where its guest's own interrupts came first", () => {
    const answer = why('4.4', 'requests@db.disk', ['host.apicv on', 'db.disk.delivery posted'])
    expect(all(answer.root).filter((one) => /given to another|host takes interrupts/.test(one.step))).toEqual(
      [],
    )
    expect(find(answer, /its guest's own interrupts/).value).toBeGreaterThan(1000)
  })

  it('was taken by interrupts of the host where the device sends them there', () => {
    const answer = why('4.5', 'latency-p99@power.net', ['host.irqBalance off', 'power.net.queues 2'])
    const stopped = find(answer, /the host takes interrupts on its core/)
    expect(stopped.share).toBeGreaterThan(0.02)
    expect(settings(stopped)).toContain('power.net.irqCores 0')
  })
})

describe('times', () => {
  it('count each interrupt that the host took for a packet, also one that had to wait behind another', () => {
    const interrupt = find(why('4.5', 'latency-p99@power.net'), /^interrupt, to the host$/)
    expect(interrupt.times).toBeCloseTo(1, 1)
  })

  it('say how many a batch serves at once', () => {
    const answer = why('4.5', 'latency-p99@power.net')
    const said = all(answer.root).flatMap((one) => one.because.map(({ text }) => text))
    expect(said.some((text) => /^done for \d+\.\d at once/.test(text))).toBe(true)
  })
})

describe('exits by interrupts', () => {
  it('are booked as exits of the core that they stop', () => {
    const level = levels.find((one) => one.number === '4.4')
    if (level === undefined) throw new Error('no 4.4')
    const run = simulate(hostAfter(level, [{ key: 'host.apicv', value: 'on' }]), {
      seed: 1,
      duration: 10_000_000,
    })
    expect(run.cores[0].nanos[1] / run.duration).toBeGreaterThan(0.05)
  })
})
