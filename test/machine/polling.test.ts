/** Drivers on bare metal that look for their answers. */
import { expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Driver } from '../../src/machine/host/host.ts'
import { CORE_KINDS, type Run } from '../../src/machine/record/run.ts'
import { device, disk, guest, host, MS } from './fixture.ts'

/** One CPU before so many fast disks, each with so many requests under way. */
function run(
  driver: Driver,
  disks: number,
  depth: number,
  doorbellBatch = false,
  { duration = 5 * MS, latency = 0 } = {},
): Run {
  const names = Array.from({ length: disks }, (_, index) => `disk${index}`)
  const devices = Object.fromEntries(
    names.map((name, index) => {
      const address = `0000:${(16 + index).toString(16)}:00.0`
      return [name, latency > 0 ? device('fixed', address, latency) : device('optane', address)]
    }),
  )
  const one = guest(
    'app',
    names.map((name) =>
      disk(
        { id: name, backing: name, controller: 'bare-metal', driver, doorbellBatch },
        { pattern: 'random', depth },
      ),
    ),
    { pin: 0, memory: 1024 * 1024 * 1024 },
  )
  return simulate(host([one], { devices, iommu: { ...host([one]).iommu, mode: 'off' } }), {
    seed: 1,
    duration,
  })
}

/** Millions of requests a second. */
function rate({ flows, duration }: Run): number {
  return (flows.reduce((sum, flow) => sum + flow.requests, 0) * 1000) / duration
}

test('an answer that is looked for comes sooner than one that interrupts', () => {
  const alone = (driver: Driver): number => (5 * MS) / run(driver, 1, 1).flows[0].requests
  expect(alone('kernel-polling')).toBeLessThan(0.75 * alone('interrupts'))
  expect(alone('user-polling')).toBeLessThan(alone('kernel-polling'))
})

test('who looks burns the whole CPU', () => {
  const { cores, duration } = run('user-polling', 1, 1)
  expect(cores[0].nanos[CORE_KINDS.indexOf('poll')]).toBeGreaterThan(0.8 * duration)
  expect(cores[0].nanos.reduce((sum, one) => sum + one, 0)).toBe(duration)
})

test('no interrupt comes', () => {
  expect(run('user-polling', 1, 8).flows[0].interrupts).toBe(0)
  expect(run('interrupts', 1, 8).flows[0].interrupts).toBeGreaterThan(0)
})

test('one CPU gets further without a kernel, and further still with one doorbell for many', () => {
  const [single, batched] = [rate(run('user-polling', 12, 64)), rate(run('user-polling', 12, 64, true))]
  expect(single).toBeGreaterThan(2)
  expect(batched).toBeGreaterThan(1.5 * single)
  expect(rate(run('kernel-polling', 12, 64))).toBeLessThan(single)
})

test('one CPU is interrupted between its requests: with many disks it gets as much done as with one, and less than by polling', () => {
  // The last of so many requests is asked after 6 ms, and only then does an application look at the first answer.
  const long = { duration: 60 * MS }
  const many = rate(run('interrupts', 12, 64, false, long))
  expect(many).toBeGreaterThan(0.85 * rate(run('interrupts', 1, 64, false, long)))
  expect(many).toBeLessThan(0.2 * rate(run('kernel-polling', 12, 64, false, long)))
})

test('a command is fetched in its time, but others are meanwhile', () => {
  // One after the other would be 1.8 M a second at most.
  expect(rate(run('user-polling', 1, 128, true, { latency: 20_000 }))).toBeGreaterThan(2.5)
})
