/** The Why screen: what it is asked after, folding, the timeline, and changes that are tried. */
import { describe, expect, it } from 'vitest'
import { simulate } from '../../src/machine/index.ts'
import type { WhyScreen } from '../../src/ui/state.ts'
import { whyOf as answerOf, type CauseRow, whyRows } from '../../src/ui/views/why-view.ts'
import { shortName } from '../../src/ui/widgets/fixes.ts'
import { levels } from '../levels/shipped.ts'
import { type Driver, drive, LARGE, SMALL, WIDE } from './driver.ts'
import { fakeOutside } from './fixture.ts'
import { playReal } from './real-levels.ts'

const SIZES = [SMALL, WIDE, LARGE]
const OFF = ['down', 'down', 'down', 'left', 'left']

/** Simulates whole, at once. */
const whole: ReturnType<typeof fakeOutside>['simulate'] = (host, { seed, duration }, _progress, done) => {
  done(simulate(host, { seed, duration, record: true }))
  return () => {}
}

/** The shipped level, on simulated runs. */
const simulated = (given = whole) => drive(undefined, { ...fakeOutside(), levels, simulate: given })

function whyOf(driver: Driver): WhyScreen {
  const top = driver.state().stack.at(-1)
  if (top?.at !== 'why') throw new Error(`${top?.at} is on top`)
  return top
}

function causeInHand(driver: Driver): CauseRow {
  const screen = whyOf(driver)
  return whyRows(answerOf(driver.state().bench!, screen)!, screen.turned)[screen.cursor]
}

function lineWith(driver: Driver, text: string, [columns, rows]: readonly [number, number] = WIDE): string {
  return (
    driver
      .bare(columns, rows)
      .split('\n')
      .find((line) => line.includes(text)) ?? ''
  )
}

describe('w asks after what is in hand', () => {
  it('the first goal that is not met, on the knobs', () => {
    expect(whyOf(drive().press('w')).asked).toEqual({ of: 'metric', metric: 'throughput@files.disk' })
  })

  it('the marked number, in the panel of numbers', () => {
    const driver = drive().press('2', 'down', 'down')
    expect(driver.bare(...WIDE)).toMatch(/▸p99/)
    expect(whyOf(driver.press('w')).asked).toEqual({ of: 'metric', metric: 'latency-p99@files.disk' })
  })

  it('the request at the playhead, on the path', () => {
    const driver = simulated().press('1', '.', '.', '.', 'w')
    expect(whyOf(driver).asked).toEqual({ of: 'request', index: 0 })
    expect(driver.bare(...WIDE)).toContain('why request 1 took')
  })

  it('the request that the path shows, by the number that it has there', () => {
    const driver = simulated().press('1', '>', '>', '>', '>')
    const { ran, follow } = driver.state().bench!
    const { asked } = whyOf(driver.press('w'))
    if (asked.of !== 'request') throw new Error(asked.of)
    const { requests, flows } = ran!.run
    expect(flows[requests.flow[asked.index]].id).toBe(follow!.flow)
    expect(asked.index + 1).toBeGreaterThan(follow!.ordinal)
    for (const size of SIZES)
      expect(driver.bare(...size).split('\n')[0]).toContain(`why request ${follow!.ordinal} took`)
    expect(driver.bare(...WIDE)).toContain(`request ${follow!.ordinal} of ${follow!.flow}: `)
  })

  it('the step under the cursor of the path, unfolded to it', () => {
    const driver = simulated().press('1', '>', '>')
    const held: string[] = []
    for (let step = 0; step < 9; step++) {
      const { ran, scroll } = driver.press('down').state().bench!
      const { text } = ran!.run.flows[0].path[scroll.path ?? 0]
      driver.press('w')
      const row = causeInHand(driver)
      if (row.path !== '0') {
        expect(row.cause.row).toBe(text)
        held.push(text)
      }
      driver.press('escape')
    }
    expect(held.length).toBeGreaterThan(4)
  })

  it('the goal in hand', () => {
    const driver = drive().press('shift-tab', 'down', 'down', 'down', 'w')
    expect(whyOf(driver).asked).toEqual({ of: 'metric', metric: 'exits-per-request@files.disk' })
  })

  it('the violation, beside it', () => {
    const driver = drive().press(...OFF, 'v', 'w')
    expect(whyOf(driver).asked).toEqual({ of: 'violation', index: 0 })
    for (const size of SIZES) expect(driver.bare(...size)).toContain('← host.iommu.mode off')
  })

  it('the large number, in the first level', () => {
    const driver = drive({ screen: 'bench', level: 'first' }).press('w')
    expect(whyOf(driver).asked.of).toBe('metric')
  })

  it('nothing before there is a run', () => {
    const driver = drive(undefined, { ...fakeOutside(), simulate: () => () => {} }).press('w')
    expect(driver.state().stack.at(-1)?.at).toBe('bench')
    expect(driver.bare(...WIDE)).toContain('There is no run yet')
  })
})

describe('the tree of causes', () => {
  it('names the number, shows the whole first, and what it comes of', () => {
    const driver = simulated().press('w')
    for (const size of SIZES) {
      const text = driver.bare(...size)
      expect(text).toMatch(/why stream is [\d.]+ MB\/s/)
      expect(lineWith(driver, '100 %', size)).toContain('under way')
      expect(text).toMatch(/← \S+ \S+/)
    }
  })

  it('folds and unfolds, and ← on what is folded goes up', () => {
    const driver = simulated().press('w')
    const first = driver.bare(...LARGE)
    expect(driver.press('end', 'right').bare(...LARGE)).not.toBe(first)
    const { cursor } = whyOf(driver)
    expect(whyOf(driver.press('left', 'left')).cursor).toBeLessThan(cursor)
    expect(whyOf(driver.press('home', 'left')).turned).toEqual([])
  })

  it('every row of the first level of the tree adds up to the whole', () => {
    const driver = simulated().press('w')
    const shares = driver
      .bare(...LARGE)
      .split('\n')
      .filter((line) => /^┃.{1,2}[├└]─/.test(line))
      .map((line) => Number(/(\d+) % /.exec(line)?.[1]))
    expect(shares.length).toBeGreaterThan(2)
    const sum = shares.reduce((total, one) => total + one, 0)
    expect(Math.abs(sum - 100)).toBeLessThanOrEqual(shares.length)
  })

  it('Enter puts the playhead where a cause shows', () => {
    const driver = simulated().press('w', 'down', 'enter')
    const { bench, stack } = driver.state()
    expect(stack.at(-1)?.at).toBe('bench')
    expect(bench?.focus).toBe('path')
    expect(bench?.playhead).toBeGreaterThan(0)
    expect(bench?.notice).toContain('begins at')
  })
})

describe('that nothing overlaps', () => {
  it('is said only where nothing waits', () => {
    const driver = playReal('1.2').press('shift-tab', 'down', 'down', 'w')
    expect(driver.bare(...WIDE)).toContain('nothing overlaps')
    driver.press(
      'escape',
      '5',
      'down',
      'down',
      'right',
      'right',
      'up',
      'up',
      'right',
      'right',
      'shift-tab',
      'w',
    )
    const text = driver.bare(...WIDE)
    expect(text).toMatch(/waits for others +[\d.]+ ms/)
    expect(text).not.toContain('nothing overlaps')
    expect(text).toContain('one of its requests is under way at a time')
  })
})

describe('the table of flips', () => {
  it('has the differences of a request too, and shorter is better', () => {
    const driver = playReal('1.2').press('1', 'L', 'w')
    for (const size of SIZES) {
      expect(lineWith(driver, 'ide-dma', size)).toMatch(/368 µs +−73 %/)
      expect(driver.bare(...size).replace(/\s+/g, ' ')).toMatch(
        /loses no goal: controller lsi53c895a gives 260 µs/,
      )
      expect(driver.bare(...size)).not.toContain('No single change')
    }
  })

  it('calls no two knobs of a level the same, in the cells that it has', () => {
    for (const level of levels) {
      const names = level.knobs.map(({ key }) => shortName(level, key).slice(0, 17))
      expect([level.number, new Set(names).size]).toEqual([level.number, names.length])
    }
  })

  it('has every other value of every knob, each with its number', () => {
    const driver = simulated().press('w', 'tab')
    for (const value of ['lsi53c895a', 'buslogic', 'megasas', 'lba48', '64K', '1M'])
      expect(lineWith(driver, value, LARGE)).toMatch(/\d of 5/)
    expect(driver.bare(...LARGE)).toContain('single change')
  })

  it('fills in as they come', () => {
    let runs = 0
    const driver = simulated((...given) => (runs++ < 3 ? whole(...given) : () => {})).press('w')
    for (const size of SIZES) expect(driver.bare(...size)).toMatch(/2 of \d+ simulated/)
  })

  it('t tries the marked one on the bench, and u takes it back', () => {
    const driver = simulated().press('w', 'tab', 'down', 't')
    expect(driver.state().stack.at(-1)?.at).toBe('bench')
    expect(driver.state().bench?.play.moves).toHaveLength(1)
    expect(driver.press('u').state().bench?.play.moves).toEqual([])
  })

  it('Tab goes on to the next number', () => {
    const driver = simulated().press('w', 'tab', 'tab')
    expect(whyOf(driver).asked).toEqual({ of: 'metric', metric: 'requests@orders.disk' })
    expect(whyOf(driver).panel).toBe('causes')
  })
})

describe('without colour', () => {
  it('says each kind in its sign', () => {
    const driver = simulated().press('w')
    expect(driver.bare(...WIDE)).toMatch(/exits \d+ % ▓|▓▓/)
  })
})
