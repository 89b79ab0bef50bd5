/** Time on the bench: leaps of the playhead, following one request, two timelines. */
import { describe, expect, it } from 'vitest'
import { nanosByRow, prepare, type Run } from '../../src/machine/index.ts'
import type { Incident } from '../../src/machine/record/run.ts'
import { time } from '../../src/ui/looks/format.ts'
import type { Outside } from '../../src/ui/outside.ts'
import { requestFollowed } from '../../src/ui/views/following.ts'
import { disk, guest, host, MS, nic } from '../machine/fixture.ts'
import { type Driver, drive, LARGE, SMALL, WIDE } from './driver.ts'
import { fakeOutside } from './fixture.ts'
import { DURATION, idePath, runWith, straying } from './fixture-run.ts'

const PATH_NANOS = idePath.reduce((sum, row) => sum + row.nanos, 0)

const bench = (driver: Driver) => driver.state().bench!
const at = (driver: Driver) => bench(driver).playhead
const said = (driver: Driver) => bench(driver).notice

const stopped = (nanos: number, request: number): Incident => ({
  ...straying,
  at: nanos,
  kind: 'blocked-by-iommu',
  request,
})

/** Runs on the bench come from here, one after another; the last one stays. */
function withRuns(...runs: readonly Run[]): Driver {
  let next = 0
  const simulate: Outside['simulate'] = (_host, _options, _progress, done) => {
    done(runs[Math.min(next++, runs.length - 1)])
    return () => {}
  }
  return drive(undefined, fakeOutside({ simulate }))
}

/** A real run with two kinds of request, and one of packets that find no place. */
const db = guest('db', [disk({ backing: 'ssd2' })])
const mixed = simulated([disk({ cache: 'writeback' }, { mix: 50, depth: 2, flush: 4 })])
const flooded = simulated([disk(), nic({ controller: 'virtio-net', ring: 64 }, { op: 'rx', every: 700 })])

function simulated(devices: Parameters<typeof guest>[1]): Run {
  const simulation = prepare(host([guest('files', devices), db], { cores: 2 }), {
    seed: 4,
    duration: 20 * MS,
    record: true,
  })
  while (!simulation.advance(1_000_000));
  return simulation.result()
}

describe('the playhead', () => {
  it('goes on and back by a fiftieth and by a tenth of the run, and no further than its ends', () => {
    const driver = drive().press(']')
    expect(at(driver)).toBe(DURATION / 50)
    expect(at(driver.press('}'))).toBe(DURATION / 50 + DURATION / 10)
    expect(at(driver.press('['))).toBe(DURATION / 10)
    expect(at(driver.press('{', '{'))).toBe(0)
    expect(at(driver.press('$', ']'))).toBe(DURATION)
  })

  it('leaps to contained faults in turn, says which one it is, and follows the request that was stopped', () => {
    const driver = withRuns(runWith({ contained: [stopped(7_000_000, 1), stopped(22_000_000, 4)] }))
    driver.press('e')
    expect([at(driver), said(driver)]).toEqual([
      7_000_000,
      '■ 1 of 2: DMA stopped by the IOMMU (IOMMU mode translated), request 2',
    ])
    expect(bench(driver).follow).toEqual({ flow: 'files.disk', ordinal: 2 })
    driver.press('e')
    expect([at(driver), said(driver)]).toEqual([22_000_000, expect.stringContaining('■ 2 of 2')])
    driver.press('e')
    expect([at(driver), said(driver)]).toEqual([
      22_000_000,
      expect.stringContaining('E goes back (2 in all)'),
    ])
    driver.press('E')
    expect(at(driver)).toBe(7_000_000)
    expect(said(driver.press('E'))).toContain('no contained fault before this')
  })

  it('at a contained fault has w ask after it, until it moves on', () => {
    const driver = withRuns(runWith({ contained: [stopped(7_000_000, 1), stopped(22_000_000, 4)] }))
    const asked = () => {
      const top = driver.press('w').state().stack.at(-1)
      return top?.at === 'why' ? top.asked : undefined
    }
    driver.press('e', 'e')
    expect(asked()).toEqual({ of: 'contained', index: 1 })
    for (const size of [SMALL, WIDE, LARGE])
      expect(driver.bare(...size)).toMatch(/why contained fault 2[\s\S]*DMA stopped by the IOMMU, at 22.0 ms/)
    driver.press('escape', '.')
    expect(asked()).toMatchObject({ of: 'metric' })
  })

  it('says that there is nothing where there is nothing', () => {
    expect(said(drive().press('e'))).toBe('this run has no contained fault')
    expect(said(drive().press('O'))).toBe('this run has dropped nothing')
  })

  it('leaps to drops in the order of time, and says what had no place', () => {
    const driver = withRuns(flooded).press('o')
    const { requests, flows } = flooded
    const drops = Array.from(requests.flags.keys()).filter((row) => (requests.flags[row] & 16) !== 0)
    expect(drops.length).toBeGreaterThan(3)
    const times = drops.map((row) => requests.end[row]).sort((one, other) => one - other)
    expect(at(driver)).toBe(times[0])
    expect(said(driver)).toMatch(/^┬ 1 of [\d,]+: request [\d,]+ of files\.nic found no free descriptor$/)
    expect(bench(driver).flow).toBe(flows[1].id)
    expect(at(driver.press('o'))).toBe(times.find((one) => one > times[0]))
    expect(at(driver.press('O'))).toBe(times[0])
    expect(driver.bare(...WIDE)).toContain('┬')
  })

  it('goes to the longest request, and then to the next longest', () => {
    const driver = withRuns(mixed).press('L')
    expect(driver.bare(...WIDE)).toMatch(/request \d+ of \d+ begins here; takes [\d.]+ [µm]s/)
    expect(driver.bare(...WIDE)).not.toContain('0 ns so far')
    const took = (ordinal: number) => {
      const row = requestFollowed(mixed, { flow: 'files.disk', ordinal })
      return mixed.requests.end[row] - mixed.requests.begin[row]
    }
    const found = [1, 2, 3, 4].map(() => {
      const { ordinal } = bench(driver).follow!
      driver.press('L')
      return took(ordinal)
    })
    const all = Array.from(mixed.requests.end.keys())
      .filter((row) => mixed.requests.end[row] > 0 && (mixed.requests.flags[row] & 48) === 0)
      .map((row) => mixed.requests.end[row] - mixed.requests.begin[row])
      .sort((one, other) => other - one)
    expect(found).toEqual(all.slice(0, 4))
  })
})

describe('a request', () => {
  it('after another is gone to by > and <, each at its beginning', () => {
    const driver = drive().press('>')
    expect([at(driver), bench(driver).follow?.ordinal]).toEqual([0, 1])
    driver.press('>', '>')
    expect([at(driver), bench(driver).follow?.ordinal]).toEqual([2 * PATH_NANOS, 3])
    driver.press('<')
    expect([at(driver), bench(driver).follow?.ordinal]).toEqual([PATH_NANOS, 2])
    expect(said(driver.press('<', '<'))).toContain('is the first')
  })

  it('is followed from where the playhead is, until it is let go', () => {
    const driver = drive().press(']', ']', ']', ']', ']', ']', 'g')
    expect(bench(driver).follow).toEqual({ flow: 'files.disk', ordinal: 2 })
    expect(said(driver)).toMatch(/^the path follows request 2 of \d+: g lets go$/)
    expect(driver.bare(...WIDE)).toMatch(/request 2 of \d+: 1\.06 ms so far/)
    driver.press('g')
    expect(bench(driver).follow).toBeUndefined()
    expect(driver.bare(...WIDE)).not.toContain('so far')
  })

  it('that is followed stops the playback at its end', () => {
    const driver = drive().press('>', 'space')
    for (let tick = 0; tick < 200 && bench(driver).playing; tick++) driver.outside.tick()
    expect(at(driver)).toBe(PATH_NANOS)
    expect(said(driver)).toMatch(/^request 1 of \d+ ended: 4\.94 ms, of it 0 ns waiting/)
    driver.press('space')
    driver.outside.tick()
    expect(at(driver)).toBeGreaterThan(PATH_NANOS)
  })

  it('is stepped through by its own steps alone', () => {
    const driver = withRuns(mixed).press('}', '}', 'g')
    const row = requestFollowed(mixed, bench(driver).follow)
    const log = mixed.log!
    const own = Array.from(log.request.keys()).filter((entry) => log.request[entry] === row)
    const later = own.map((entry) => log.nanos[entry]).filter((nanos) => nanos > at(driver))
    expect(later.length).toBeGreaterThan(2)
    expect(at(driver.press('.'))).toBe(later[0])
    expect(at(driver.press('.', ','))).toBe(later[0])
  })

  it('shows the path of its own kind', () => {
    const driver = withRuns(mixed)
    const kinds = mixed.flows[0].kinds.map(({ op }) => op)
    expect(kinds).toContain('flush')
    const seen = new Set<string>()
    for (let step = 0; step < 40; step++) {
      driver.press('>')
      const row = requestFollowed(mixed, bench(driver).follow)
      const op = kinds[mixed.requests.kind[row]]
      seen.add(op)
      const note = driver
        .bare(...WIDE)
        .split('\n')
        .find((text) => text.includes('─ 1 Path ─'))
      expect(note).toContain(op === 'flush' ? '  flush' : `  ${op} `)
    }
    expect(seen.size).toBe(3)
  })

  it('has its own times in the path, and those at rest come back with g', () => {
    const driver = withRuns(mixed)
    const rest = driver.bare(...WIDE)
    driver.press('L')
    const row = requestFollowed(mixed, bench(driver).follow)
    const own = nanosByRow(mixed, row)
    const path = mixed.flows[0].kinds[mixed.requests.kind[row]].path
    const more = (index: number) => own[index] - path[index].nanos
    const at = [...own.keys()].reduce((best, index) => (more(index) > more(best) ? index : best), 0)
    expect(own[at]).toBeGreaterThan(path[at].nanos)
    expect(driver.bare(...LARGE)).toContain('its time')
    expect(driver.bare(...LARGE)).toMatch(new RegExp(`${path[at].text.split(',')[0]}.* ${time(own[at])} `))
    expect(
      driver
        .press('g', '0')
        .bare(...WIDE)
        .split('\n')
        .slice(1, 18),
    ).toEqual(rest.split('\n').slice(1, 18))
  })

  it('says how long it waited and where, as the log has it', () => {
    const driver = withRuns(mixed).press('L', 'space')
    for (let tick = 0; tick < 2000 && bench(driver).playing; tick++) driver.outside.tick()
    expect(driver.bare(...WIDE)).toMatch(
      /ended after [\s\S]* waited [\d.]+ (ns|µs|ms), [\d.]+ (ns|µs|ms) of it at “/,
    )
  })
})

describe('a knob that is turned in the middle of a run', () => {
  it('keeps the simulated time, the speed, the playing and the request that is followed', () => {
    const driver = drive().press('+', '>', '>', '.', 'space')
    const before = bench(driver)
    driver.press('right')
    const { ran, playhead, speed, playing, follow, before: former } = bench(driver)
    expect(ran?.run).not.toBe(before.ran?.run)
    expect({ playhead, speed, playing, follow }).toEqual({
      playhead: before.playhead,
      speed: before.speed,
      playing: true,
      follow: before.follow,
    })
    expect(former?.run).toBe(before.ran?.run)
  })

  it('lets go of a request that the new run does not have, and says so', () => {
    const driver = withRuns(runWith(), runWith({ requests: 3 })).press('>', '>', '>', '>', '>', 'right')
    expect(bench(driver).follow).toBeUndefined()
    expect(said(driver)).toMatch(/^request 5 of \d+ is not in this run/)
  })

  it('leaves the old run in sight while the new one is computed', () => {
    const driver = drive(undefined, fakeOutside({ late: true }))
    driver.outside.finish()
    const { ran } = bench(driver)
    driver.press('}', 'right')
    expect(bench(driver).ran).toBe(ran)
    expect(at(driver)).toBe(DURATION / 10)
    driver.outside.finish()
    expect(bench(driver).before).toBe(ran)
    expect(at(driver)).toBe(DURATION / 10)
  })
})

describe('two timelines', () => {
  const tracks = (driver: Driver, [columns, rows]: readonly [number, number]) =>
    driver.bare(columns, rows).split('\n').slice(-3, -1)

  it('stand above each other on one scale, with the playhead at the same time in both', () => {
    const driver = withRuns(runWith({ contained: [stopped(25_000_000, 1)] }), runWith()).press(
      '}',
      '}',
      'right',
    )
    for (const size of [WIDE, LARGE]) {
      const [above, below] = tracks(driver, size)
      expect(above).toContain('run 1')
      expect(above.indexOf('├')).toBe(below.indexOf('├'))
      expect(above.indexOf('●')).toBe(below.indexOf('●'))
      expect(above.indexOf('┤')).toBe(below.indexOf('┤'))
      expect([above, below].map((text) => text.includes('■─'))).toEqual([true, false])
    }
  })

  it('have the place kept free before there are two, and one row where there is little room', () => {
    const alone = drive()
    expect(tracks(alone, WIDE)[0]).toContain('the run of now stays here')
    const driver = drive().press('right')
    expect(tracks(driver, SMALL)[0]).not.toContain('├')
    const places = (given: Driver) =>
      given
        .bare(...WIDE)
        .split('\n')
        .map((text) => /[┌┏└┗]/.test(text))
    expect(places(driver)).toEqual(places(alone))
  })

  it('show how long the request that is followed takes in each', () => {
    const driver = drive().press('>', '>', 'right')
    const [above, below] = tracks(driver, LARGE).map((text) => text.split('━').length)
    expect(above).toBeGreaterThan(below)
  })

  it('keep A when more knobs are turned, until another run is kept', () => {
    const driver = drive().press('a')
    expect(said(driver)).toBe('run 1 is kept as A: c compares it with what you run next')
    driver.press('right', 'right', 'u')
    expect(bench(driver).kept?.number).toBe(1)
    expect(tracks(driver, WIDE)[0]).toContain('A run 1')
    driver.press('a')
    expect(bench(driver).kept?.number).toBe(4)
  })
})

it('no key and no frame goes through the whole log, once it has been gone through', () => {
  let reads = 0
  const counted = <Numbers extends object>(numbers: Numbers): Numbers =>
    new Proxy(numbers, {
      get: (target, name) => {
        if (typeof name === 'string' && /^\d+$/.test(name)) reads++
        return Reflect.get(target, name)
      },
    })
  const log = flooded.log!
  const watched = { count: log.count, nanos: counted(log.nanos), request: counted(log.request) }
  const run = {
    ...flooded,
    log: {
      ...watched,
      row: counted(log.row),
      kind: counted(log.kind),
      read: (reader: Parameters<typeof log.read>[0]) => {
        reads += log.count
        log.read(reader)
      },
    },
  }
  const driver = withRuns(run).press('.', 'L', 'space')
  driver.bare(...WIDE)
  expect(reads).toBeGreaterThan(log.count)
  for (const key of ['.', ',', 'L', '>', '<', ']', '{', 'g', 'g', 'o', 'O', 'e', 'v', 'space']) {
    reads = 0
    driver.press(key)
    driver.outside.tick()
    driver.bare(...WIDE)
    expect(reads, key).toBeLessThan(log.count / 10)
  }
})
