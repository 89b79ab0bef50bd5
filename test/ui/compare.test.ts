/** Compare: which runs stand side by side, what is said of them, and A taken onto the bench. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Row, type Run, simulate } from '../../src/machine/index.ts'
import type { Outside } from '../../src/ui/outside.ts'
import { topOf } from '../../src/ui/state.ts'
import type { CompareAt } from '../../src/ui/views/compare.ts'
import { rungsOf } from '../../src/ui/widgets/rungs.ts'
import { alignedRungs, foldPairs } from '../../src/ui/widgets/twin-ladders.ts'
import { type Driver, drive, LARGE, SMALL, WIDE } from './driver.ts'
import { environment, fakeOutside, runOf, seasoned } from './fixture.ts'
import { idePath, lsiPath, row, runWith } from './fixture-run.ts'

function compared(driver: Driver): CompareAt {
  const top = topOf(driver.state())
  if (top.at !== 'compare') throw new Error(`this is ${top.at}`)
  return top
}

const bench = (driver: Driver) => driver.state().bench!
const numbers = (driver: Driver) => [compared(driver).a.number, compared(driver).b.number]

/** What was asked of the simulation, and runs of earlier visits. */
function visited(...history: readonly string[][]) {
  const asked: string[] = []
  const progress = seasoned()
  const records = history.map((moves) => ({ moves, medals: 0, values: [2e8, 27] }))
  const levels = { ...progress.levels, straw: { ...progress.levels.straw, history: records } }
  const run: Outside['simulate'] = (host, _options, _progress, done) => {
    asked.push(`${host.guests[0].devices[0].controller} ${host.guests[0].devices[0].ring}`)
    done(runOf(host))
    return () => {}
  }
  const driver = drive(undefined, fakeOutside({ progress: { ...progress, levels }, simulate: run }))
  return { driver, asked }
}

describe('the two sides', () => {
  it('are the run before and the one on the bench', () => {
    expect(numbers(drive().press('right', 'right', 'c'))).toEqual([2, 3])
  })

  it('are the run that was kept by hand, however many came after it, and the one on the bench', () => {
    const driver = drive().press('a', 'right', 'right', 'left', 'c')
    expect(numbers(driver)).toEqual([1, 4])
    expect(driver.bare(...WIDE)).toContain('kept by hand')
  })

  it('need a second run: a sentence says how one comes about', () => {
    const driver = drive().press('c')
    expect(topOf(driver.state()).at).toBe('bench')
    expect(bench(driver).notice).toBe('nothing to compare yet: turn a knob first (a keeps this run as A)')
    expect(bench(driver.press('a', 'c')).notice).toContain('nothing to compare yet')
  })

  it('go through all runs of this visit, and stop at its ends with a word', () => {
    const driver = drive().press('right', 'right', 'down', 'right', 'c')
    expect(numbers(driver)).toEqual([3, 4])
    expect(numbers(driver.press('[', '['))).toEqual([1, 4])
    expect(compared(driver.press('[')).notice).toBe('this is the oldest run that is kept')
    expect(numbers(driver.press('{'))).toEqual([1, 3])
    expect(numbers(driver.press(']', '}'))).toEqual([2, 4])
    expect(compared(driver.press('}')).notice).toBe('this is the newest run')
    expect(numbers(driver.press('s'))).toEqual([4, 2])
  })

  it('simulate a run of an earlier visit again, once it is chosen, and none that is at hand', () => {
    const { driver, asked } = visited(['set files.disk.ring 32'], ['set files.disk.ring 128'])
    driver.press('right', 'c')
    expect(asked).toEqual(['ide-dma 64', 'lsi53c895a 64'])
    driver.press('[')
    expect(asked.at(-1)).toBe('ide-dma 128')
    expect(compared(driver).a).toMatchObject({ name: 'set files.disk.ring 128', ran: expect.anything() })
    expect(compared(driver).a.number).toBeUndefined()
    driver.press('[', ']')
    expect(asked.slice(2)).toEqual(['ide-dma 128', 'ide-dma 32', 'ide-dma 128'])
  })

  it('take a run of an earlier visit where this one has no other yet', () => {
    const { driver } = visited(['set files.disk.ring 32'])
    expect(compared(driver.press('c')).a.name).toBe('set files.disk.ring 32')
  })

  it('wait for a run that is simulated, and do not mistake another one for it', () => {
    const outside = fakeOutside({ late: true })
    const driver = drive(undefined, outside)
    outside.finish()
    for (const key of ['right', 'right']) {
      driver.press(key)
      outside.finish()
    }
    driver.press('c', '[')
    expect(driver.bare(...WIDE)).toContain('this run is simulated again')
    expect(compared(driver.press('t')).notice).toBe('one of the two is still simulated')
    const late = { kind: 'compared', side: 'a', name: 'another', run: runWith() } as const
    driver.store.send(late)
    expect(compared(driver).a.ran).toBeUndefined()
    driver.press(']')
    outside.finish()
    expect(numbers(driver)).toEqual([2, 3])
    expect(compared(driver).a.ran?.number).toBe(2)
    driver.press('[')
    outside.finish()
    expect(compared(driver).a.ran?.number).toBe(1)
    expect(driver.bare(...WIDE)).not.toContain('simulated again …')
  })
})

describe('what is said of them', () => {
  const driver = drive().press('right', 'c')

  it('is which knobs differ, every metric of the level, and who reaches its goals', () => {
    for (const size of [SMALL, WIDE, LARGE]) {
      const text = driver.bare(...size)
      expect(text).toMatch(/files\.disk\.controller +A ide-dma +~ B lsi53c895a/)
      expect(text).toContain('1 of 4 knobs')
      for (const name of [
        'stream',
        'p50',
        'p99',
        'exits/req',
        'copies/B',
        'guest irqs',
        'db p99',
        'CPU',
        'booted',
      ])
        expect(text).toMatch(new RegExp(`${name} `))
      expect(text).toMatch(/exits\/req .*A? +216.* 15\.0 .*▼ +−93 % +goal ≤ 24 +only B/)
      expect(text).toMatch(/copies\/B .*= +star ≤ 1 +neither/)
    }
  })

  it('is a sentence that was computed', () => {
    expect(driver.bare(...LARGE)).toContain('B is better or equal in all 9; B meets 4 of 4 goals, A 2.')
    const swapped = drive()
      .press('right', 'c', 's')
      .bare(...LARGE)
    expect(swapped).toContain(
      'B is better or equal in 5 of 9; worse in stream (−23 %), p50 (+35 %) and 2 more; B meets 2 of 4 goals, A 4.',
    )
    const unsafe = drive()
      .press('down', 'down', 'down', 'left', 'left', 'c')
      .bare(...LARGE)
    expect(unsafe).toContain('B is not safe: 1 violation;')
  })

  it('is said in bars of time where there is no room for ladders', () => {
    const [a, b] = driver
      .bare(...SMALL)
      .split('\n')
      .filter((text) => /^ [AB] {2}[█▓▒░]/.test(text))
    expect(a).toMatch(/4\.94 ms/)
    expect(b).toMatch(/3\.63 ms/)
    const cells = (text: string) => [...text].filter((sign) => '█▓▒░'.includes(sign)).length
    expect(cells(b) / cells(a)).toBeCloseTo(3.627 / 4.943, 1)
  })

  it('has a step of one side beside an empty row of the other', () => {
    const text = driver.bare(...WIDE)
    expect(text).toMatch(/│~.*13 register writes.*││~.*2 ISTAT writes/)
    expect(text).toMatch(/│ .*copy → guest RAM.*││ .*copy → guest RAM/)
  })

  it('has no number where the guest does not boot', () => {
    const dead: Outside['simulate'] = (host, _options, _progress, done) => {
      const run = runOf(host)
      const boots = host.guests[0].devices[0].controller !== 'lsi53c895a'
      done({ ...run, guests: run.guests.map((one) => ({ ...one, boots: boots || one.id !== 'files' })) })
      return () => {}
    }
    const text = drive(undefined, fakeOutside({ simulate: dead }))
      .press('right', 'c')
      .bare(...WIDE)
    expect(text).toMatch(/stream +A +\d+ MB\/s .*B +no number/)
  })
})

describe('A', () => {
  it('is taken onto the bench as moves, and undo leads back', () => {
    const driver = drive().press('right', 'down', 'right', 'c', '[', 'enter')
    expect(topOf(driver.state()).at).toBe('bench')
    expect(bench(driver).ran?.run.host.guests[0].devices[0].controller).toBe('ide-dma')
    expect(bench(driver).notice).toBe('run 1 lies on the bench: 2 changes, u takes them back one by one')
    driver.press('u', 'u')
    const [device] = bench(driver).ran!.run.host.guests[0].devices
    expect([device.controller, device.ring]).toEqual(['lsi53c895a', 128])
  })

  it('is not taken where it lies there already', () => {
    const driver = drive().press('right', 'c', 's', 'enter')
    expect(compared(driver).notice).toBe('run 2 lies on the bench already')
  })
})

describe('both in step', () => {
  it('stand at the same simulated time, and each ladder shows where its request is', () => {
    const driver = drive().press('>', 'right', 'c', 't')
    for (let tick = 0; tick < 30; tick++) driver.outside.tick()
    expect(compared(driver).playhead).toBeGreaterThan(0)
    const text = driver.bare(...WIDE)
    expect(text.match(/▸/g)?.length).toBeGreaterThanOrEqual(3)
    const [above, below] = text.split('\n').slice(-3, -1)
    expect(above.indexOf('●')).toBe(below.indexOf('●'))
    expect(bench(driver).playhead).toBe(0)
  })

  it('stop when the request that is followed has ended in both', () => {
    const driver = drive().press('>', 'right', 'c', 't')
    for (let tick = 0; tick < 2000 && compared(driver).playing; tick++) driver.outside.tick()
    expect(driver.outside.clocks()).toBe(0)
    expect(compared(driver).playhead).toBe(idePath.reduce((sum, one) => sum + one.nanos, 0))
  })

  it('go on step by step where motion is reduced', () => {
    const still = fakeOutside({ environment: { ...environment, reducedMotion: true } })
    const driver = drive(undefined, still).press('right', 'c', 't')
    expect(compared(driver).playing).toBe(false)
    expect(driver.outside.clocks()).toBe(0)
    const first = compared(driver).playhead
    expect(compared(driver.press('t')).playhead).toBeGreaterThan(first)
  })
})

describe('two paths', () => {
  const places = ['app', 'os', 'kvm', 'vmm', 'host', 'dev'] as const
  const acts = ['work', 'exit', 'copy', 'dma', 'model'] as const
  const paths = fc.array(
    fc
      .tuple(fc.constantFrom(...places), fc.constantFrom(...acts), fc.nat(3), fc.constantFrom('a', 'b', 'c'))
      .map(([place, act, nanos, text]): Row => row(place, act, 1, nanos, text)),
    { maxLength: 14 },
  )

  it('lose no step and change no order when they are aligned and folded', () => {
    fc.assert(
      fc.property(paths, paths, fc.integer({ min: 1, max: 20 }), (first, second, most) => {
        const [a, b] = [rungsOf(first, undefined), rungsOf(second, undefined)]
        const pairs = alignedRungs(a, b)
        const indices = (side: 'a' | 'b', of: typeof pairs) => of.flatMap((pair) => pair[side] ?? [])
        expect(indices('a', pairs).map(({ from }) => from)).toEqual(a.map(({ from }) => from))
        expect(indices('b', pairs).map(({ from }) => from)).toEqual(b.map(({ from }) => from))
        for (const pair of pairs) if (pair.a && pair.b) expect(pair.a.row.place).toBe(pair.b.row.place)
        const folded = foldPairs(pairs, most)
        for (const side of ['a', 'b'] as const) {
          const steps = indices(side, folded).reduce((sum, rung) => sum + rung.folded, 0)
          expect(steps).toBe(side === 'a' ? a.length : b.length)
        }
      }),
    )
  })

  it('have equal steps beside each other, and only what differs is marked', () => {
    const same = alignedRungs(rungsOf(idePath, undefined), rungsOf(idePath, undefined))
    expect(same.every(({ a, b }) => a?.mark === ' ' && b?.mark === ' ')).toBe(true)
    const marks = alignedRungs(rungsOf(idePath, undefined), rungsOf(lsiPath, undefined))
    expect(marks.map(({ a }) => a?.mark)).toEqual([
      ' ',
      '~',
      '~',
      '~',
      '~',
      '~',
      ' ',
      ' ',
      ' ',
      '~',
      '~',
      '~',
      ' ',
    ])
    const shorter = alignedRungs(rungsOf(idePath, undefined), rungsOf(idePath.toSpliced(7, 1), undefined))
    expect(shorter.map(({ a, b }) => a?.mark ?? b?.mark)[7]).toBe('-')
    const longer = alignedRungs(rungsOf(idePath.toSpliced(7, 1), undefined), rungsOf(idePath, undefined))
    expect(longer.map(({ a, b }) => a?.mark ?? b?.mark)[7]).toBe('+')
  })
})

it('real runs of the machine stand side by side', () => {
  const real: Outside['simulate'] = (host, options, _progress, done) => {
    const run: Run = simulate(host, { ...options, record: true })
    done(run)
    return () => {}
  }
  const driver = drive(undefined, fakeOutside({ simulate: real })).press('right', 'c', 't', '>')
  for (const size of [SMALL, WIDE, LARGE]) expect(driver.bare(...size)).toContain('controller')
  expect(runWith().flows).toHaveLength(2)
})

it('w asks why, of the run on the bench, and Esc leads back to the comparison', () => {
  const driver = drive().press('right', 'c', 'w')
  expect(driver.bare(...WIDE)).toContain('▸ why ')
  expect(topOf(driver.press('escape').state()).at).toBe('compare')
})
