/** Violations and stopped faults in time: where `v` goes, and what is not there yet a moment before. */
import { describe, expect, it } from 'vitest'
import { isMeaningless } from '../../src/game/index.ts'
import type { Host, Incident, Run } from '../../src/machine/index.ts'
import { type Driver, drive, SMALL, WIDE } from './driver.ts'
import { fakeOutside } from './fixture.ts'
import { assignedPath, hostWith, runWith, straying } from './fixture-run.ts'

function driven(given: Parameters<typeof runWith>[0]): Driver {
  const run = runWith({ path: assignedPath, host: hostWith('ide-dma', 'off'), ...given })
  return drive(
    undefined,
    fakeOutside({
      simulate: (_host, _options, _progress, done) => {
        done(run)
        return () => {}
      },
    }),
  )
}
const at = (nanos: number): Incident => ({ ...straying, at: nanos })
const playhead = (driver: Driver) => driver.state().bench?.playhead

describe('the next violation', () => {
  const violations = [at(82_000), at(164_000), at(164_000), at(240_000)]

  it('is the next one in time, also after a step back', () => {
    const driver = driven({ violations }).press('v')
    expect(playhead(driver)).toBe(82_000)
    driver.press(',')
    expect(playhead(driver)).toBeLessThan(82_000)
    expect(playhead(driver.press('v'))).toBe(82_000)
    expect(driver.state().bench?.incident).toBe(0)
  })
  it('stops at each of those of one time', () => {
    const driver = driven({ violations })
    const seen = [1, 2, 3, 4, 5].map(() => driver.press('v').state().bench?.incident)
    expect(seen).toEqual([0, 1, 2, 3, 3])
    expect(driver.press('V').state().bench?.incident).toBe(2)
  })
  it('is the first one where the playhead is behind them all', () => {
    expect(playhead(driven({ violations }).press('$', 'v'))).toBe(82_000)
  })
})

describe('the request of a violation', () => {
  it('is its own, wherever the playhead goes', () => {
    const driver = driven({ violations: [{ ...at(82_000), request: 2 }] }).press('v')
    for (const keys of [[], ['.'], ['.'], ['>'], ['L'], ['0'], ['$']])
      for (const size of [SMALL, WIDE])
        expect(driver.press(...keys).bare(...size)).toMatch(/at +0\.082 ms +request 3\b/)
  })
})

describe('a write from one device to another', () => {
  it('hits registers, not memory', () => {
    const peer: Incident = { ...straying, kind: 'peer-to-peer', landed: -1, meant: -1 }
    for (const size of [SMALL, WIDE]) {
      const text = driven({ violations: [peer] })
        .press('v')
        .bare(...size)
      expect(text).toMatch(/hit +device registers/)
      expect(text).not.toMatch(/hit +nowhere/)
    }
  })
})

describe('a moment before the violation', () => {
  it('nothing is hit yet', () => {
    const driver = driven({ violations: [at(82_000)] }).press('v', '2')
    expect(driver.bare(...SMALL)).toContain('✘ hit    0x8d400000')
    expect(driver.press(',').bare(...SMALL)).toContain('✘ hit    not yet')
    expect(driver.bare(...SMALL)).not.toMatch(/F✘F/)
    const rows = driver.bare(...WIDE).split('\n')
    expect(rows.filter((row) => /┃ +✘? +║|│✘/.test(row))).toEqual([])
  })
  it('Enter goes there from the violation', () => {
    expect(playhead(driven({ violations: [at(82_000)] }).press('v', 'enter'))).toBeLessThan(82_000)
  })
})

describe('the power', () => {
  it('is cut where the timeline ends, and the timeline says so', () => {
    const host = hostWith('ide-dma', 'off')
    const cut = { ...host, events: [{ kind: 'power-cut' as const, at: 50_000_000 }] }
    expect(driven({ host: cut }).bare(...SMALL)).toContain('─╳ power cut 50 ms')
    expect(driven({}).bare(...SMALL)).not.toContain('power cut')
  })
})

describe('the playback', () => {
  it('says that it stopped by itself only where it did', () => {
    const driver = driven({ violations: [at(3_214_000)] }).press('+', '+', '+', 'space')
    for (let tick = 0; tick < 8; tick++) driver.outside.tick()
    expect(driver.bare(...WIDE)).toContain('playback stopped here by itself')
    expect(driver.press('escape', '0', 'v').bare(...WIDE)).not.toContain('playback stopped here by itself')
  })
})

describe('a fault that was stopped', () => {
  it('is what v goes to where nothing went astray, with why it is good', () => {
    const contained: Incident[] = [at(82_000), at(164_000)].map((one) => ({
      ...one,
      kind: 'blocked-by-iommu',
      landed: -1,
      victim: '-',
    }))
    const driver = driven({ contained }).press('v')
    expect(playhead(driver)).toBe(82_000)
    expect(driver.bare(...WIDE)).toContain('DMA stopped by the IOMMU (4 KiB). Good: nothing else was touched')
    expect(playhead(driver.press('v'))).toBe(164_000)
    expect(playhead(driver.press('V'))).toBe(82_000)
    expect(driver.bare(...SMALL)).toContain('■ 2 faults')
  })
})

describe('a guest that does not boot', () => {
  it('leaves its goals open, and its path says why', () => {
    const guests = [
      { id: 'files', boots: false, reason: 'no driver for ahci' },
      { id: 'db', boots: true },
    ]
    const run = { ...runWith(), guests }
    const driver = drive(
      undefined,
      fakeOutside({
        simulate: (_host, _options, _progress, done) => {
          done(run)
          return () => {}
        },
      }),
    )
    for (const size of [SMALL, WIDE]) {
      const text = driver.bare(...size)
      expect(text).toMatch(/· exits\/MiB ≤ 24 +does not boot/)
      expect(text).toMatch(/✔ isolation holds/)
      expect(text.match(/files does not boot: no/g)).toHaveLength(2)
    }
  })
})

it('of a guest without a driver for its card says that it has no network', () => {
  const guests = [{ id: 'files', boots: false, lacksNetwork: true, reason: 'no driver for e1000' }]
  const run = { ...runWith(), guests }
  const outside = fakeOutside({
    simulate: (_host, _options, _progress, done) => {
      done(run)
      return () => {}
    },
  })
  const text = drive(undefined, outside).bare(...WIDE)
  expect(text).toMatch(/files comes up without a network: no/)
  expect(text).not.toMatch(/files does not boot/)
})

describe('why it was let through', () => {
  const shown = (host: Host, one: Incident = at(82_000)) =>
    driven({ host, violations: [one] })
      .press('v')
      .bare(...WIDE)
      .replace(/[│║┃]/g, ' ')
  const translated = hostWith('ide-dma', 'translated')

  it('is the table of the device where one is asked', () => {
    expect(shown(translated)).toMatch(/The table of this device lets it/)
  })
  it('is the word of a device that is believed, and no table', () => {
    const text = shown({ ...translated, iommu: { ...translated.iommu, ats: true } })
    expect(text).toMatch(/The device says that it has/)
    expect(text).not.toMatch(/The table of this/)
  })
  it('is the address as it stands, of a guest or of a host without guests', () => {
    const open = hostWith('ide-dma', 'off')
    const bare = hostWith('bare-metal', 'off')
    expect(shown(open)).toContain("The device used the guest's")
    const [first] = bare.guests
    const alone = shown({ ...bare, guests: [{ ...first, id: 'db' }] })
    expect(alone).toContain('The device used this address as it')
    expect(alone).not.toContain("used the guest's")
  })
  it('is no memory of the unit where none translates', () => {
    const stale: Incident = { ...at(82_000), kind: 'stale-mapping' }
    expect(shown(translated, stale)).toContain('IOTLB')
    expect(shown(hostWith('ide-dma', 'identity'), stale)).not.toContain('IOTLB')
  })
})

describe('a frame in the name of another guest', () => {
  const frame: Incident = {
    ...straying,
    at: 82_000,
    kind: 'spoofed-frame',
    victim: 'web',
    address: 0,
    landed: -1,
    meant: -1,
    bytes: 64,
  }

  it('hits no place in memory, and is told as what it is', () => {
    const shown = driven({ violations: [frame] })
      .press('v')
      .bare(...WIDE)
    expect(shown).toContain("a frame in another guest's name")
    expect(shown).toContain('a frame in the name of web')
    expect(shown).not.toMatch(/nowhere|DMA write|asked +0x0/)
  })
})

it('says why a guest that was to move is still here', () => {
  const of = (guest: string, more: Partial<Run['migrations'][number]>) =>
    ({ guest, at: 0, state: 'done', rounds: 0, bytes: 0, took: 0, downtime: 0, ...more }) as const
  const migrations = [
    of('files', { state: 'refused', reason: 'its card is given whole' }),
    of('db', { state: 'unfinished', rounds: 6, bytes: 20 * 2 ** 20 }),
    of('web', {}),
  ]
  const run = { ...runWith(), migrations }
  const outside = fakeOutside({
    simulate: (_host, _options, _progress, done) => {
      done(run)
      return () => {}
    },
  })
  const text = drive(undefined, outside).bare(...WIDE)
  expect(text).toMatch(/files does not move: its card is\s/)
  expect(text).toMatch(/db is still moving at the end: 6\s/)
  expect(text).not.toContain('web does')
})

it('counts the guests that moved though another one does not boot', () => {
  const run = { ...runWith(), guests: [{ id: 'files', boots: false }] }
  const goal = { metric: 'migrated', op: '>=', target: 1, text: '', value: 0, met: false } as const
  expect(isMeaningless(goal, run)).toBe(false)
  expect(isMeaningless({ ...goal, metric: 'cpu' }, run)).toBe(true)
})

it('of a device that was handed on tells what is in it, and no address', () => {
  const kept: Incident = { ...straying, kind: 'dirty-device', victim: 'db', landed: -1, meant: -1, bytes: 0 }
  const driver = driven({ violations: [kept] })
  driver.press('v')
  for (const size of [SMALL, WIDE]) {
    const text = driver.bare(...size)
    expect(text).toContain('It cannot be reset.')
    expect(text).not.toMatch(/asked +0x|hit +nowhere/)
  }
})
