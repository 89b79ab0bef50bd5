/** The Model: every cost with its source and what it is worth in the run on the bench; cards, terms, About. */
import { describe, expect, it } from 'vitest'
import { COSTS, ERAS, pathAtRest, simulate, subjectOf } from '../../src/machine/index.ts'
import { words } from '../../src/text/ui-words.ts'
import type { Outside } from '../../src/ui/outside.ts'
import { type ModelScreen, topOf } from '../../src/ui/state.ts'
import { costsOf, termsOf, usageOf } from '../../src/ui/views/model-view.ts'
import { type Driver, drive, LARGE, SMALL, WIDE } from './driver.ts'
import { fakeOutside, levels, really, straw } from './fixture.ts'
import { hostWith } from './fixture-run.ts'

const SIZES = [SMALL, WIDE, LARGE]

const onBench = (given: Parameters<typeof fakeOutside>[0] = {}): Driver =>
  drive({ screen: 'bench', level: 'straw' }, fakeOutside({ simulate: really, ...given }))

function model(driver: Driver): ModelScreen {
  const top = topOf(driver.state())
  if (top.at !== 'model') throw new Error(`on top is ${top.at}`)
  return top
}

/** The path in hand, the cursor on the first step that takes this cost. */
function atCost(driver: Driver, cost: string): Driver {
  driver.press('1')
  for (let presses = 0; presses < 40; presses++) {
    const { bench } = driver.state()
    if (bench?.ran?.run.flows[0].path[bench.scroll.path ?? 0].cost === cost) return driver
    driver.press('down')
  }
  throw new Error(`no step takes ${cost}`)
}

describe('the Model', () => {
  it('lists every cost of the era, under its subject', () => {
    for (const era of ERAS)
      expect(new Set(costsOf(era, false).map(({ id }) => id))).toEqual(new Set(COSTS.map(({ id }) => id)))
    const subjects = costsOf('2020s', false).map(({ id }) => subjectOf(id))
    // Each subject is one piece of the list.
    expect(subjects.filter((one, at) => one !== subjects[at - 1])).toHaveLength(new Set(subjects).size)
  })

  it('opens on the map with the costs of today, on the bench with those of the host', () => {
    expect(model(drive({ screen: 'map' }).press('m')).era).toBe('2020s')
    expect(model(onBench().press('3', 'm')).era).toBe(straw.host.era)
  })

  it('opens with the very cost of the step under the cursor', () => {
    const driver = atCost(onBench(), 'exit-user').press('m')
    expect(model(driver).cost).toBe('exit-user')
    for (const size of SIZES) {
      const shown = driver.bare(...size)
      expect(shown).toContain('Model ▸ exit-user')
      expect(shown).toContain('5,384 ns')
      expect(shown).toContain('D, derived from measurements')
    }
  })

  it('says in cycles and in time what is known in one of them', () => {
    const driver = drive({ screen: 'map' }).press('m', '/', ...'exit-user', 'enter')
    expect(driver.bare(...WIDE)).toContain('13,081 cycles = 5.2 µs at 2.5 GHz')
    expect(driver.press('e', 'e', 'e').bare(...WIDE)).toContain('5,384 ns = 11,306 cycles at 2.1 GHz')
  })

  it('counts what a request takes by the rows of its own path', () => {
    const run = simulate(straw.host, { seed: 1, duration: 1_000_000 })
    const [flow] = run.flows
    const rows = flow.path.filter(({ cost }) => cost === 'exit-user')
    const usage = usageOf(flow, 'exit-user')
    expect(usage.times).toBe(rows.reduce((sum, { times }) => sum + times, 0))
    expect(usage.times).toBeGreaterThan(20)
    const shares = COSTS.filter(({ era }) => era === '2020s').map(({ id }) => usageOf(flow, id).share)
    const elsewhere = flow.path.filter(
      ({ cost, scope }) => scope !== 'background' && !COSTS.some(({ id }) => id === cost),
    )
    const rest = elsewhere.reduce((sum, { nanos }) => sum + nanos, 0)
    const whole = flow.path.reduce((sum, row) => (row.scope === 'background' ? sum : sum + row.nanos), 0)
    // What is in the table and what comes with the device are all of a request.
    expect(shares.reduce((sum, share) => sum + share, 0) + rest / whole).toBeCloseTo(1, 9)
    expect(
      atCost(onBench(), 'exit-user')
        .press('m')
        .bare(...WIDE),
    ).toContain(`${usage.times} times a request of files.disk`)
  })

  it('asks what if by running the host again, and shows what came of it', () => {
    const long: Outside['simulate'] = (host, { seed, factors }, _progress, done) => {
      done(simulate(host, { seed, duration: 50_000_000, record: true, factors }))
      return () => {}
    }
    const driver = atCost(onBench({ simulate: long }), 'exit-user').press('m')
    expect(driver.bare(...WIDE)).toContain('] asks')
    driver.press(']')
    const [metric] = straw.headline
    const { trials, ran } = driver.state().bench ?? {}
    const dearer = trials?.[' | exit-user x 1.2']?.values?.[metric] ?? Number.NaN
    const now = ran?.values[metric] ?? 0
    // 208 exits of 5.4 µs are nearly half of a request.
    expect(dearer / now).toBeGreaterThan(0.85)
    expect(dearer / now).toBeLessThan(0.97)
    // What lies on the bench is as it was.
    expect(driver.state().bench?.play.runs).toHaveLength(1)
    expect(driver.bare(...WIDE)).not.toContain('] asks')
    expect(driver.bare(...WIDE)).toContain('[ asks')
  })

  it('waits for what if without standing still', () => {
    const outside = fakeOutside({ late: true })
    const driver = drive({ screen: 'bench', level: 'straw' }, outside)
    outside.finish()
    driver.press('3', 'm', ']', ']')
    expect(outside.open).toHaveLength(1)
    expect(driver.bare(...WIDE)).toContain('…')
    driver.press('down')
    expect(model(driver).cost).toBe(costsOf('2010-13', false)[1].id)
    outside.finish()
    expect(driver.press('up').bare(...WIDE)).not.toContain('] asks')
  })

  it('turns pages where a card does not fit, and none is left out', () => {
    const driver = atCost(onBench(), 'exit-user').press('m')
    const pages = [0, 1, 2, 3].map(() => {
      const page = driver.bare(...SMALL)
      driver.press('enter')
      return page
    })
    for (const title of ['Card', 'Here', 'Checked', 'Eras', 'Limits'])
      expect(
        pages.some((page) => page.includes(`── ${title} `)),
        title,
      ).toBe(true)
    expect(driver.press('[').bare(...SMALL)).toContain('── Here ')
  })

  it('lists what was measured elsewhere and leans on the cost', () => {
    const driver = drive({ screen: 'map' }).press('m', '/', ...'exit-user', 'enter')
    for (const size of [WIDE, LARGE]) {
      expect(driver.bare(...size)).toMatch(/V31.virtio +5.86 × +5.20 × +1.13 × +42 %/)
    }
    expect(driver.press('/', ...'guest-draw', 'enter').bare(...WIDE)).toContain('No published rate')
  })

  it('sorts by grade: what is read first, what is only a fit last', () => {
    const grades = costsOf('2020s', true).map(({ grade }) => grade)
    expect(grades[0]).toBe('P')
    expect(grades.at(-1)).toBe('M')
    expect(grades.join('')).toMatch(/^P*A*S*R*X*D*M*$/)
  })

  it('finds a cost while one types, and says when nothing is called that', () => {
    const driver = drive({ screen: 'map' }).press('m', '/', 'w', 'a', 'l', 'k')
    expect(model(driver.press('enter')).cost).toBe('iommu-walk')
    expect(driver.press('/', 'q', 'q').bare(...SMALL)).toContain(words.model.none)
  })
})

describe('a path at rest', () => {
  it('is that of the run, without running it', () => {
    for (const controller of ['ide-dma', 'virtio-blk', 'lsi53c895a'] as const) {
      const host = hostWith(controller)
      const run = simulate(host, { seed: 1, duration: 100_000 })
      expect(pathAtRest(host, 'files.disk')).toEqual(run.flows[0].path)
    }
    expect(pathAtRest(hostWith(), 'nobody.disk')).toEqual([])
  })

  it('names a cost on every step that takes time', () => {
    const rows = pathAtRest(hostWith('virtio-blk'), 'files.disk')
    expect(rows.filter(({ nanos, cost }) => nanos > 0 && cost === undefined)).toEqual([])
  })
})

describe('cards of what is in hand', () => {
  it('tell of a knob which costs its value brings in beside another', () => {
    const driver = onBench().press('m')
    const shown = driver.bare(...WIDE)
    expect(shown).toContain('files.disk.controller')
    expect(shown).toContain('beside virtio-blk')
    expect(shown).toMatch(/exit-user +208 +2 /)
  })

  it('tell of a number what it counts, and which way is better', () => {
    const shown = onBench()
      .press('2', 'm')
      .bare(...SMALL)
    expect(shown).toContain('more is better')
    expect(shown).toContain('stream ≥ 220 MB/s')
  })

  it('tell of a violation why it passed', () => {
    const driver = drive().press('down', 'down', 'down', 'left', 'left', 'v', 'm')
    expect(driver.bare(...SMALL)).toContain('DMA into memory of another owner')
    expect(driver.press('escape').state().bench?.incident).toBe(0)
  })

  it('lead on to all costs, and back one by one', () => {
    const driver = onBench().press('m', 'm')
    expect(topOf(driver.state()).at).toBe('model')
    expect(topOf(driver.press('escape').state()).at).toBe('card')
    expect(topOf(driver.press('escape').state()).at).toBe('bench')
  })
})

describe('terms', () => {
  const [first, second, third] = levels
  const taught = [
    { ...first, terms: [{ word: 'exit', text: 'the guest is stopped' }] },
    { ...second, terms: [{ word: 'tag', text: 'the number of a command' }] },
    { ...third, terms: [{ word: 'domain', text: 'a table of addresses' }] },
  ]

  it('are those taught so far; of the others there is the word alone', () => {
    const driver = drive({ screen: 'bench', level: 'straw' }, fakeOutside({ levels: taught }))
    const list = termsOf(driver.state())
    expect(list.filter(({ level }) => level !== undefined).map(({ word, known }) => [word, known])).toEqual([
      ['exit', true],
      ['tag', true],
      ['domain', false],
    ])
    driver.press('3', 'm', 'tab', 'end')
    for (const size of SIZES) {
      expect(driver.bare(...size)).toContain('taught in 3.1')
      expect(driver.bare(...size)).not.toContain('a table of addresses')
    }
    const exit = driver.press('/', 'e', 'x', 'i', 'enter').bare(...SMALL)
    expect(exit).toContain('the guest is stopped')
    expect(exit).toContain('VM exit (Intel SDM)')
  })
})

describe('About', () => {
  it('credits the word, and says where the data lies', () => {
    const environment = { ...fakeOutside().environment, saves: '/home/somebody/exitless' }
    const driver = drive({ screen: 'map' }, fakeOutside({ environment })).press('a')
    const all = [0, 1, 2, 3, 4].map(() => {
      const shown = driver.bare(...SMALL)
      driver.press('pagedown')
      return shown
    })
    const text = all.join('\n')
    for (const said of [
      'ASPLOS 2012',
      'Yager',
      '/home/somebody/exitless',
      'MIT licence',
      'NO_COLOR',
      '--line',
    ])
      expect(text).toContain(said)
  })
})
