/** Clocks of guests: how often they stop one, and what it does with its clock when it has nothing to do. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Guest, Host } from '../../src/machine/host/host.ts'
import { readKnob, setKnob } from '../../src/machine/knobs/knobs.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { EXIT_REASONS, type ExitReason, type Run } from '../../src/machine/record/run.ts'
import { disk, guest, host, MS } from './fixture.ts'

/** A hundred ticks of 1 ms, the last of which is over. */
const DURATION = 100.5 * MS

/** Its application computes all the time, or asks once. */
function run(one: Partial<Guest>, more: Partial<Host> = {}, busy = true): Run {
  const controller = one.os === undefined || one.os === 'linux-6' ? 'virtio-blk' : 'ide-dma'
  const work = busy ? { depth: 4, compute: 300 * MS } : { limit: 1 }
  const made = host([guest('g', [disk({ controller }, work)], { pin: 0, vmmPin: 1, ...one })], more)
  expect(hostProblems(made)).toEqual([])
  return simulate(made, { seed: 1, duration: DURATION })
}

const exits = ({ flows }: Run, reason: ExitReason): number => flows[0].exits[EXIT_REASONS.indexOf(reason)]
const all = ({ flows }: Run): number => flows[0].exits.reduce((sum, count) => sum + count, 0)
/** What the clock adds to the exits of the same run without one. */
const added = (one: Partial<Guest>, more: Partial<Host> = {}, busy = true): number =>
  all(run({ ...one, tick: 1000 }, more, busy)) - all(run(one, more, busy))

describe('a tick of a busy guest', () => {
  test('stops it, and stops it again to ask for the next one', () => {
    const ticks = run({ tick: 1000 })
    expect(exits(ticks, 'irqchip')).toBe(100)
    expect(exits(ticks, 'interrupt') - exits(run({}), 'interrupt')).toBe(100)
    expect(added({})).toBe(200)
  })

  test('stops it a third time where the processor does not end interrupts itself', () => {
    expect(added({}, { apicv: false })).toBe(300)
  })

  test('is not asked for by a system whose clock goes on by itself', () => {
    expect(added({ os: 'linux-2.4' })).toBe(100)
  })

  test('is acknowledged to the real-time clock by an old Windows: two accesses, of which the process sees one since 2018', () => {
    const accesses = (vmmYear: number): readonly number[] => {
      const [with_, without] = [1000, 0].map((tick) => run({ os: 'windows-xp', tick }, { vmmYear }))
      return (['trap-write', 'trap-read'] as const).map(
        (reason) => exits(with_, reason) - exits(without, reason),
      )
    }
    expect(accesses(2010)).toEqual([100, 100])
    expect(accesses(2024)).toEqual([100, 100])
    const busy = (vmmYear: number): number =>
      run({ os: 'windows-xp', tick: 1000 }, { vmmYear, era: '2010-13' }).cores[0].nanos[1]
    expect(busy(2010)).toBeGreaterThan(busy(2024))
  })

  test('takes longer where the host has a timer of its own for it', () => {
    const exit = (era: Host['era'], tick: number): number => run({ tick }, { era }).cores[0].nanos[1]
    const each = (era: Host['era']): number => (exit(era, 1000) - exit(era, 0)) / 100
    expect(each('2020s')).toBe(2 * 1994)
    expect(each('2010-13')).toBe(2 * 3400 + 1000)
  })

  test('comes to each of its CPUs', () => {
    // That of the first begins a quarter of a period after the start, and has time for one more.
    expect(exits(run({ vcpus: 4, tick: 1000 }), 'irqchip')).toBe(401)
  })

  test('is lost in the one before it where its CPU has no core', () => {
    const made = host(
      [
        guest('g', [disk({}, { depth: 4, compute: 3 * MS })], { pin: 0, vmmPin: 1, tick: 1000 }),
        guest('h', [disk({ backing: 'ssd2' }, { depth: 4, compute: 3 * MS })], { pin: 0, vmmPin: 1 }),
      ],
      {},
    )
    const { flows } = simulate(made, { seed: 1, duration: DURATION })
    const taken = flows[0].exits[EXIT_REASONS.indexOf('irqchip')]
    expect(taken).toBeGreaterThan(20)
    expect(taken).toBeLessThan(80)
  })
})

describe('a guest with nothing to do', () => {
  test('is woken by each tick where it is of the age before tickless kernels', () => {
    expect(exits(run({ os: 'linux-2.4', tick: 1000 }, {}, false), 'halt')).toBeGreaterThan(95)
  })

  test('sets its timer at each halt, and when it wakes, as Linux 2.6 does, and is left alone', () => {
    const idle = run({ os: 'linux-2.6', tick: 1000 }, {}, false)
    expect(exits(idle, 'halt')).toBeLessThan(8)
    expect(exits(idle, 'irqchip')).toBe(2 * exits(idle, 'halt'))
  })

  test('is woken once, and stops its tick then, as Linux 6 does', () => {
    const idle = run({ tick: 1000 }, {}, false)
    expect(exits(idle, 'halt') - exits(run({}, {}, false), 'halt')).toBe(1)
    // The tick that woke it asked for one; it was stopped, and will be set when it wakes.
    expect(exits(idle, 'irqchip')).toBe(3)
  })

  test('writes no timer between halts that are short, as Linux 6 does', () => {
    const often = host([guest('g', [disk({}, { pattern: 'random' })], { pin: 0, vmmPin: 1, tick: 100 })])
    const { flows } = simulate(often, { seed: 1, duration: DURATION })
    expect(flows[0].exits[EXIT_REASONS.indexOf('halt')]).toBeGreaterThan(300)
    expect(flows[0].exits[EXIT_REASONS.indexOf('irqchip')]).toBe(10)
    const old = host([
      guest('g', [disk({ controller: 'ide-dma' }, { pattern: 'random' })], {
        os: 'linux-2.6',
        pin: 0,
        vmmPin: 1,
        tick: 100,
      }),
    ])
    const before = simulate(old, { seed: 1, duration: DURATION }).flows[0].exits
    expect(before[EXIT_REASONS.indexOf('irqchip')]).toBeGreaterThan(
      1.9 * before[EXIT_REASONS.indexOf('halt')],
    )
  })
})

test('a guest that stopped its tick sets it anew before all else when it wakes', () => {
  const mean = (tick: number): number => {
    const made = host([
      guest('g', [disk({ controller: 'ide-dma' }, { think: MS })], {
        os: 'linux-2.6',
        pin: 0,
        vmmPin: 1,
        tick,
      }),
    ])
    const { latency } = simulate(made, { seed: 1, duration: DURATION }).flows[0]
    return latency.sum / latency.count
  }
  // Between two ticks it halts once a request, before its interrupt, and once while it thinks.
  expect(mean(1) - mean(0)).toBeGreaterThanOrEqual(1.9 * 1994)
  expect(mean(1) - mean(0)).toBeLessThan(2.2 * 1994)
})

test('a kernel without a host below it ticks as well, and nothing stops it', () => {
  const native = (tick: number): Run =>
    simulate(
      host([
        guest('g', [disk({ controller: 'bare-metal' }, { depth: 4, compute: 3 * MS })], { pin: 0, tick }),
      ]),
      { seed: 1, duration: DURATION },
    )
  expect(all(native(1000))).toBe(0)
  expect(native(1000).flows[0].requests).toBeLessThanOrEqual(native(0).flows[0].requests)
  expect(native(1000).flows[0].interrupts).toBe(native(0).flows[0].interrupts)
})

test('is a knob of each guest, and a clock of 2001 is refused under a hosted VMM', () => {
  const made = host([guest('g', [disk()])])
  expect(readKnob(made, 'g.tick')).toBe('0')
  const turned = setKnob(made, 'g.tick', '250')
  expect('host' in turned && turned.host.guests[0].tick).toBe(250)
  const problems = (one: Partial<Guest>, more: Partial<Host> = {}): readonly string[] =>
    hostProblems(host([guest('g', [disk({ controller: 'ide-dma' })], one)], more)).map(({ path }) => path)
  expect(problems({ tick: 20_000 })).toEqual(['guests.g.tick'])
  expect(problems({ tick: 100 }, { hypervisor: 'hosted', era: '2001' })).toEqual(['guests.g.tick'])
})
