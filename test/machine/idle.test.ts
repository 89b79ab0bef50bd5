/** Cores without work: how deep they sleep, and what comes of it for who wakes them. */
import { describe, expect, test } from 'vitest'
import { Governor } from '../../src/machine/cpu/governor.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Guest, Host } from '../../src/machine/host/host.ts'
import { readKnob, setKnob } from '../../src/machine/knobs/knobs.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { build, cores, ended, give, interrupt, run, thread } from './bare-cores.ts'
import { device, disk, guest, host, MS } from './fixture.ts'

const US = 1000
const STATES = [
  { exit: 0, residency: 0 },
  { exit: 8 * US, residency: 20 * US },
  { exit: 38 * US, residency: 100 * US },
  { exit: 131 * US, residency: 400 * US },
]
const TICK = 4 * MS

/** After these pauses the core goes to sleep: how deep it is a moment later. Microseconds. */
function depthAfter(...pauses: readonly number[]): number {
  const governor = new Governor(STATES, TICK, 1)
  let now = 0
  for (const pause of pauses) {
    governor.rests(0, now)
    now += pause * US
    governor.wakes(0, now)
    now += 5 * US
  }
  governor.rests(0, now)
  return governor.depth(0, now + 1) / US
}

const times = (count: number, pause: number): readonly number[] => Array(count).fill(pause)

describe('the governor', () => {
  test('takes the deepest state that pauses like the last ones are worth', () => {
    expect([10, 30, 150, 500].map((pause) => depthAfter(...times(8, pause)))).toEqual([0, 8, 38, 131])
  })

  test('knows nothing at first, and trusts no short pause', () => {
    expect(depthAfter()).toBe(0)
    expect(depthAfter(2000)).toBe(0)
  })

  test('leaves two long pauses out where the others are alike', () => {
    expect(depthAfter(2000, 30, 30, 30, 3000, 30, 30, 30)).toBe(8)
  })

  test('takes a mean in which old pauses fade where no pauses are alike', () => {
    const mixed = [20, 450, 60, 350, 15, 600, 250, 240]
    expect(depthAfter(...mixed, ...mixed, ...mixed)).toBe(38)
    expect(depthAfter(...mixed.map((pause) => pause * 4), ...mixed.map((pause) => pause * 4))).toBe(131)
  })

  test('asks a core again whose tick finds it asleep', () => {
    const governor = new Governor(STATES, TICK, 1)
    governor.rests(0, 0)
    expect([1, TICK, TICK + 1].map((at) => governor.depth(0, at) / US)).toEqual([0, 0, 131])
  })

  test('keeps each core apart', () => {
    const governor = new Governor(STATES, TICK, 2)
    for (let now = 0; now < 20 * MS; now += 2 * MS) {
      governor.rests(1, now)
      governor.wakes(1, now + MS)
    }
    governor.rests(0, 20 * MS)
    governor.rests(1, 20 * MS)
    expect([0, 1].map((core) => governor.depth(core, 21 * MS) / US)).toEqual([0, 131])
  })
})

/** One piece of work of 1 us after each pause. */
function beats(pause: number, count = 12): void {
  const one = thread('one')
  for (let beat = 1; beat <= count; beat++) give(one, US, beat * pause)
}

const governed = (count = 1, shared = 0): void => build(count, new Governor(STATES, TICK, count), shared)
const late = (pause: number, beat: number): number => (ended[beat - 1][1] - beat * pause) / US

describe('a core that sleeps', () => {
  test('makes who wakes it wait, and is not busy meanwhile', () => {
    governed()
    beats(500 * US)
    run()
    expect(late(500 * US, 1)).toBe(1)
    expect(late(500 * US, 12)).toBe(132)
    expect(cores.uses[0].nanos.reduce((sum, nanos) => sum + nanos, 0)).toBe(12 * US)
  })

  test('sleeps less deep where pauses are short', () => {
    governed()
    beats(40 * US)
    run()
    expect(late(40 * US, 12)).toBe(9)
  })

  test('lets interrupts wait as well, in their order', () => {
    governed()
    beats(500 * US, 11)
    interrupt(2 * US, 5900 * US)
    interrupt(2 * US, 5901 * US)
    run()
    expect(ended.slice(-2).map(([, at]) => at / US)).toEqual([5900 + 131 + 2, 5900 + 131 + 4])
  })

  test('wakes once for all that comes', () => {
    governed()
    beats(500 * US, 11)
    const other = thread('other')
    give(other, US, 6000 * US)
    interrupt(3 * US, 6010 * US)
    run()
    expect(ended.slice(-2)).toEqual([
      ['interrupt 12', (6131 + 3) * US],
      ['other 11', (6131 + 4) * US],
    ])
  })

  test('does not sleep while a halted vCPU is polled for', () => {
    governed()
    const vcpu = thread('vcpu', { guest: true, poll: 600 * US })
    for (let beat = 1; beat <= 12; beat++) give(vcpu, US, beat * 500 * US)
    run()
    expect(ended[11][1]).toBe(12 * 500 * US + US)
  })

  test('… and from the end of polling on it does', () => {
    governed()
    const vcpu = thread('vcpu', { guest: true, poll: 50 * US })
    for (let beat = 1; beat <= 12; beat++) give(vcpu, US, beat * 500 * US)
    run()
    expect(ended[11][1]).toBe(12 * 500 * US + (131 + 1) * US)
    expect(cores.uses[0].nanos[5]).toBe(12 * 50 * US)
  })

  test('does not go to sleep while somebody wakes a thread of it', () => {
    governed()
    beats(500 * US, 11)
    const woken = thread('woken')
    const token = give(woken, US, 900 * MS)
    run(5501 * US)
    cores.expects(woken)
    give(thread('before'), US, 5600 * US - 5501 * US)
    run(5602 * US + 131 * US)
    cores.comes(woken, token, new Int32Array(64))
    run(5604 * US + 131 * US)
    expect(ended.at(-1)).toEqual(['woken 11', (5602 + 131 + 1) * US])
  })

  test('is as awake as its sibling', () => {
    governed(2, 1000)
    beats(500 * US, 11)
    give(thread('sibling', { pin: 1 }), 100 * US, 5950 * US)
    give(thread('late'), US, 6000 * US)
    run()
    expect(ended.find(([name]) => name.startsWith('late'))?.[1]).toBe(6001 * US)
  })
})

/** One slow request after the other: whoever takes its answer has slept. */
function reader(idle: Host['idle'], latency: number, more: Partial<Guest> = {}): number {
  const made = host([guest('g', [disk({}, { pattern: 'random' })], { pin: 0, vmmPin: 1, ...more })], {
    idle,
    devices: { ssd: device('nvme', '0000:01:00.0', latency) },
  })
  expect(hostProblems(made)).toEqual([])
  return simulate(made, { seed: 1, duration: 40 * MS }).flows[0].latency.quantile(0.5)
}

describe('a guest whose host lets its cores sleep', () => {
  test('waits for them the longer, the deeper they may', () => {
    const [c1, c1e, c3, c6] = (['C1', 'C1E', 'C3', 'C6'] as const).map((idle) => reader(idle, 600 * US))
    expect(c1e - c1).toBeGreaterThan(10 * US)
    expect(c3 - c1e).toBeGreaterThan(25 * US)
    expect(c6 - c3).toBeGreaterThan(90 * US)
  })

  test('does not wait where pauses are too short to be worth a state', () => {
    expect(reader('C6', 60 * US)).toBe(reader('C3', 60 * US))
    expect(reader('C6', 60 * US)).toBeLessThan(reader('C1', 60 * US) + 90 * US)
  })
})

test('the state is a knob of the host, and no era has states of a later one', () => {
  const made = host([guest('g', [disk()])])
  expect(readKnob(made, 'host.idle')).toBe('C1')
  const turned = setKnob(made, 'host.idle', 'C6')
  expect('host' in turned && turned.host.idle).toBe('C6')
  const told = (era: Host['era'], idle: Host['idle']): readonly string[] =>
    hostProblems({ ...made, era, idle }).map(({ message }) => message)
  expect(told('2010-13', 'C6')).toEqual([])
  expect(told('2005-07', 'C6')).toEqual(['no server of 2005-07 slept in C6: take C1 or C1E'])
  expect(told('2001', 'C1E')).toEqual(['no server of 2001 slept in C1E: take C1'])
})
