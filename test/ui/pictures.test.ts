/** The pictures of the host, its memory, latencies and cores: what they show follows from the run's record. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostOf, newPlay } from '../../src/game/index.ts'
import { CORE_KINDS, positionsAt, type Run, simulate } from '../../src/machine/index.ts'
import { type Block, lineWidth } from '../../src/ui/looks/line.ts'
import { BANDS, type LaneCounts, lanesOf, standing } from '../../src/ui/views/host-lanes.ts'
import { binned, latenciesOf, scaleOf } from '../../src/ui/views/latencies.ts'
import { slicesOf } from '../../src/ui/widgets/core-strip.ts'
import { cellOf, timelineLines, windowOf } from '../../src/ui/widgets/core-timeline.ts'
import { hostLines } from '../../src/ui/widgets/host-diagram.ts'
import { latencyLines } from '../../src/ui/widgets/latency-picture.ts'
import { memoryLines } from '../../src/ui/widgets/memory-picture.ts'
import { levels } from '../levels/shipped.ts'
import { hosts } from '../machine/arbitrary.ts'
import { disk, guest, host, MS, nic } from '../machine/fixture.ts'
import { drive, LARGE, SMALL, WIDE } from './driver.ts'
import { fakeOutside, straw } from './fixture.ts'

const text = (block: Block): string => block.map((one) => one.map((part) => part.text).join('')).join('\n')

const played = new Map<string, Run>()
function shipped(number: string): Run {
  const level = levels.find((one) => one.number === number)
  if (level === undefined) throw new Error(number)
  const known =
    played.get(number) ??
    simulate(hostOf(newPlay(level)), { seed: 1, duration: level.duration, record: true })
  played.set(number, known)
  return known
}

const sum = (lane: LaneCounts): number =>
  lane.flat().reduce((all, { served, waiting }) => all + served + waiting, 0)

const recorded = (given: ReturnType<typeof host>, duration = 3 * MS): Run =>
  simulate(given, { seed: 1, duration, record: true })

describe('the host', () => {
  it('has every request under way in exactly one band, whatever is folded', () => {
    fc.assert(
      fc.property(
        hosts({ depth: fc.integer({ min: 1, max: 6 }) }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 4 }),
        (one, share, most) => {
          const run = recorded(one, MS)
          const at = Math.floor(share * run.duration)
          const positions = positionsAt(run, at)
          const lanes = lanesOf(run, 0, most)
          expect(lanes.length).toBeLessThanOrEqual(Math.max(most, 1))
          expect(lanes.flatMap(({ flows }) => flows).sort((a, b) => a - b)).toEqual(
            run.flows.map((_, flow) => flow),
          )
          const counts = standing(run, lanes, positions)
          for (const [index, lane] of lanes.entries())
            expect(sum(counts[index])).toBe(
              lane.flows.reduce((all, flow) => all + positions.underway[flow], 0),
            )
        },
      ),
      { numRuns: 60 },
    )
  })

  it('shows those counts: the numbers in the picture add up', () => {
    const run = recorded(host([guest('g', [disk({}, { depth: 16 }), nic({}, {})], { vcpus: 2 })], {}))
    for (const share of [0.1, 0.33, 0.5, 0.9]) {
      const at = Math.floor(share * run.duration)
      const shown = text(hostLines({ run, flow: 0, at, width: 100, height: 19 }))
      const [picture] = shown.split('\n cores')
      const counts = [...picture.matchAll(/[●○](\d+)/g)].map(([, count]) => Number(count))
      expect(counts.reduce((all, one) => all + one, 0)).toBe(
        positionsAt(run, at).underway.reduce((all, one) => all + one, 0),
      )
    }
  })

  it('a device given whole passes by the VMM and the host, and the guest leaves through no wall on its way there', () => {
    const run = shipped('4.4')
    const [lane] = lanesOf(run, 0, 4)
    const touched = (band: (typeof BANDS)[number]) => lane.touched[BANDS.indexOf(band)]
    expect([touched('vmm'), touched('kvm')[0], touched('host')[0]]).toEqual([[false, false], false, false])
    expect([touched('wall')[1], touched('interrupt')[1], touched('dev')[0]]).toEqual([true, true, true])
    const shown = text(hostLines({ run, flow: 0, at: MS, width: 76, height: 20 }))
    expect(shown).toMatch(/KVM, the wall +┊═/)
    expect(shown).toMatch(/VMM process +┊ passed by/)
    expect(shown).toMatch(/IOMMU .*━/)
    expect(shown).toContain('own memory')
  })

  it('an emulated one goes through all of them', () => {
    const [lane] = lanesOf(shipped('1.3'), 0, 4)
    for (const band of ['app', 'os', 'kvm', 'vmm', 'host', 'dev'] as const)
      expect(lane.touched[BANDS.indexOf(band)][0], band).toBe(true)
  })

  it('vhost passes by the VMM', () => {
    const run = recorded(host([guest('g', [nic({ controller: 'virtio-net', backend: 'vhost' })])]))
    const [lane] = lanesOf(run, 0, 4)
    expect(lane.touched[BANDS.indexOf('vmm')]).toEqual([false, false])
    expect(text(hostLines({ run, flow: 0, at: MS, width: 76, height: 22 }))).toMatch(/vhost \d+ %/)
  })

  it('folds many guests: those alike into one lane, the flow in hand apart', () => {
    const many = Array.from({ length: 12 }, (_, index) => guest(`web${index}`, [disk()], { memory: 2 ** 29 }))
    const run = recorded(host(many), MS)
    const lanes = lanesOf(run, 3, 5)
    expect(lanes.map(({ title }) => title)).toEqual(['web3.disk', '11 × disk'])
    expect(text(hostLines({ run, flow: 3, at: 1000, width: 41, height: 18 }))).toContain('▸web3.disk')
  })

  it('says so where nobody knows where they are', () => {
    const silent = simulate(host([guest('g', [disk()])]), { seed: 1, duration: MS })
    expect(text(hostLines({ run: silent, flow: 0, at: 0, width: 76, height: 20 }))).toContain('not recorded')
  })
})

describe('memory', () => {
  const lines = (run: Run, at: number, width = 76, height = 24) =>
    text(memoryLines({ run, flow: 0, at, width, height }))

  it('shows nothing held back where nothing translates', () => {
    expect(lines(shipped('3.1'), 0)).toContain('┄┄┄┄')
  })

  it('shows a window that stays open after the buffer was taken back, and how long', () => {
    const run = shipped('5.2')
    const shown = lines(run, 10 * MS)
    expect(shown).toMatch(/░ [\d.]+ KiB taken back, for [\d.]+ [µm]s at most by now/)
    expect(shown).toMatch(/longest in this run: [\d.]+ ms, until [\d.]+ ms/)
    expect(shown.split('\n').some((one) => /^ [▓░·]*░[▓░·]*$/.test(one.trimEnd()))).toBe(true)
  })

  it('shows a violation landing when it lands, and what is to come before', () => {
    const run = shipped('5.2')
    const { at } = run.violations[0]
    expect(lines(run, at - 1)).toContain('an access lands')
    expect(
      lines(run, at - 1)
        .split('\n')
        .slice(0, 8)
        .join(''),
    ).not.toContain('✘')
    expect(lines(run, at)).toMatch(/✘ landed at/)
    expect(lines(run, at).split('\n').slice(0, 8).join('')).toContain('✘')
  })

  it.each([
    ['off', {}, 'all of real memory'],
    ['identity', {}, 'all of real memory'],
    ['translated', {}, 'all of g, and nothing else: pinned'],
    ['translated', { guestIommu: 'strict' }, 'what its driver has mapped'],
    ['translated', { guestIommu: 'lazy' }, 'what its driver has mapped'],
    ['translated', { guestIommu: 'strict', bounce: true }, 'buffers apart'],
  ] as const)('says what a device reaches: IOMMU %s, %o', (mode, more, said) => {
    const run = recorded(
      host([guest('g', [disk({ controller: 'vfio-pci', ...more }, { depth: 2 })], { balloon: 2 ** 28 })], {
        iommu: { mode, entries: 64 },
      }),
    )
    const shown = lines(run, 2 * MS)
    expect(shown.replace('what is mapped', 'what its driver has mapped')).toContain(said)
    expect(shown).toContain('balloon')
    expect(shown.includes('═══')).toBe(!('guestIommu' in more))
  })
})

describe('latency', () => {
  it('counts as many as the run does, each in one column', () => {
    fc.assert(
      fc.property(hosts(), (one) => {
        const run = recorded(one, 2 * MS)
        for (const [flow, { latency }] of run.flows.entries()) {
          const all = latenciesOf(run, flow)
          expect(all.nanos.length).toBe(latency.count)
          if (latency.count === 0) continue
          expect(run.requests.end[all.longest] - run.requests.begin[all.longest]).toBe(latency.max)
          expect(binned(all, scaleOf([all]), 37).reduce((sums, count) => sums + count, 0)).toBe(latency.count)
        }
      }),
      { numRuns: 30 },
    )
  })

  const given = (plot: 'braille' | 'blocks', before?: Run, width = 76) => {
    const run = shipped('4.4')
    const level = {
      ...straw,
      goals: [{ metric: 'latency-p99@db.disk', op: '<=' as const, target: 350_000, text: 'p99 ≤ 0.35 ms' }],
      medals: [],
    }
    return { run, before, flow: 0, level, width, height: 18, plot }
  }

  it('marks the percentiles, the goal, and names the longest', () => {
    const shown = text(latencyLines(given('braille')))
    expect(shown).toMatch(/▲p50/)
    expect(shown).toMatch(/p99 +369 µs +┆ goal: p99 ≤ 0.35 ms/)
    expect(shown).toMatch(/longest: request \d+, \d+ µs, begun at [\d.]+ ms/)
    expect(shown.split('\n')[0]).toContain('┆')
  })

  it('has what the level asks for in sight, also where no request comes near, and whole in few cells', () => {
    const { level, ...rest } = given('blocks', undefined, 41)
    const [goal] = level.goals
    const far = { ...level, goals: [{ ...goal, target: 20_000, text: 'p99 ≤ 20 µs' }] }
    const shown = text(latencyLines({ ...rest, level: far }))
    expect(shown).toMatch(/^ │┆/)
    expect(shown).toContain('┆ goal: p99 ≤ 20 µs')
  })

  it('has the run before as another curve, with its numbers', () => {
    const slower = { ...shipped('4.4').host }
    const before = simulate(
      { ...slower, iommu: { ...slower.iommu, entries: 4 } },
      { seed: 2, duration: 4 * MS, record: true },
    )
    for (const plot of ['braille', 'blocks'] as const) {
      const shown = text(latencyLines(given(plot, before)))
      expect(shown).toMatch(/p99 .* was /)
    }
  })

  it('fits in few cells', () => {
    for (const one of latencyLines(given('blocks', undefined, 41)))
      expect(lineWidth(one)).toBeLessThanOrEqual(41)
  })
})

describe('cores over time', () => {
  it('shows of each cell what took most of it', () => {
    const run = shipped('1.3')
    const slices = slicesOf(run)
    const window = windowOf(slices, 50, { at: 0, moving: false, speed: 2 })
    expect(window).toEqual({ from: 0, count: slices.count })
    // Names take 22 cells, percents 13.
    const [, line] = text(
      timelineLines({ run, at: run.duration, moving: false, speed: 2, width: 50 + 37, height: 6, scroll: 0 }),
    ).split('\n')
    const row = [...line]
    for (let cell = 0; cell < 50; cell++) {
      const { from, to } = cellOf(window, 50, cell)
      const spent = CORE_KINDS.map((_, kind) => {
        let all = 0
        for (let slice = from; slice < to; slice++)
          all += run.fine?.cores[0][slice * CORE_KINDS.length + kind] ?? 0
        return all
      })
      const busy = spent.reduce((all, one) => all + one, 0)
      const sign = row[22 + 1 + cell]
      if (busy === 0) expect(sign).toBe('·')
      else if (busy * 2 < (to - from) * slices.width) expect(sign).toBe('∙')
      else expect(sign).toBe('█▓▒░╱╳╲'[spent.indexOf(Math.max(...spent))])
    }
  })

  it('looks closer at slow speeds, with the playhead in sight, and covers every slice once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 150 }),
        fc.integer({ min: 0, max: 100 * MS }),
        fc.integer({ min: 0, max: 6 }),
        (cells, at, speed) => {
          const slices = { count: 1536, width: Math.ceil((100 * MS) / 1536) }
          const window = windowOf(slices, cells, { at, moving: true, speed })
          const here = Math.floor(at / slices.width)
          expect(here).toBeGreaterThanOrEqual(window.from)
          expect(here).toBeLessThan(window.from + window.count)
          let next = window.from
          for (let cell = 0; cell < cells; cell++) {
            const { from, to } = cellOf(window, cells, cell)
            expect(from).toBe(next)
            next = to
          }
          expect(next).toBe(window.from + window.count)
        },
      ),
    )
  })

  it('names every core, and what is hidden', () => {
    const shown = text(
      timelineLines({ run: shipped('3.1'), at: MS, moving: true, speed: 2, width: 76, height: 5, scroll: 0 }),
    )
    expect(shown).toContain('▼')
    expect(shown).toMatch(/\d more ▼/)
  })
})

describe('on the bench', () => {
  it('a picture stands in the place of the path until 1 brings it back, while knobs are turned', () => {
    const driver = drive().press('6')
    expect(driver.bare(...WIDE)).toContain('┏━▸ 6 Host ')
    expect(driver.bare(...WIDE)).not.toContain('─ 1 Path ')
    driver.press('5', 'right')
    expect(driver.bare(...WIDE)).toContain('┌─ 6 Host ')
    driver.press('2')
    expect(driver.bare(...WIDE)).toContain('┌─ 6 Host ')
    driver.press('1')
    expect(driver.bare(...WIDE)).toContain('┏━▸ 1 Path ')
  })

  it('in 80 columns each is a tab', () => {
    for (const [key, title] of [
      ['6', 'Host'],
      ['7', 'Memory'],
      ['8', 'Latency'],
      ['3', 'Cores'],
    ])
      expect(
        drive()
          .press(key)
          .bare(...SMALL),
      ).toContain(`━▸ ${title} `)
  })

  it('Tab goes round through the picture in the place of the path', () => {
    const driver = drive().press('7', 'tab', 'tab', 'tab', 'tab', 'tab')
    expect(driver.state().bench?.focus).toBe('bench')
    expect(driver.press('tab').state().bench?.focus).toBe('memory')
  })

  it('the levels with the large number have no pictures', () => {
    const driver = drive({ screen: 'bench', level: 'first' }, fakeOutside()).press('6')
    expect(driver.state().bench?.focus).not.toBe('host')
  })

  it('is drawn within the time of a frame', () => {
    const run = shipped('3.1')
    hostLines({ run, flow: 0, at: 0, width: 76, height: 18 })
    const millis = Array.from({ length: 100 }, (_, step) => {
      const begun = performance.now()
      hostLines({ run, flow: 0, at: (step * 7919 * 1000) % run.duration, width: 76, height: 18 })
      return performance.now() - begun
    })
    // The quickest half: in the others the machine may have been busy with something else.
    expect(millis.sort((one, other) => one - other)[50]).toBeLessThan(5)
  })

  it('at every size', () => {
    for (const key of ['3', '6', '7', '8'])
      for (const [columns, rows] of [SMALL, WIDE, LARGE, [100, 34] as const])
        expect(drive().press(key).lines(columns, rows)).toHaveLength(rows - 1)
  })
})
