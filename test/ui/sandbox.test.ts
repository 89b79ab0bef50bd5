/** The sandbox: parts come and go, every change is simulated or refused in a sentence, and the bench gives back what it changed. */
import { describe, expect, it } from 'vitest'
import { newSandbox, type Sandbox, sandboxAdditions, sandboxFields } from '../../src/game/index.ts'
import { type Driver, drive, SMALL, WIDE } from './driver.ts'
import { fakeOutside, really } from './fixture.ts'

interface Opened {
  readonly driver: Driver
  readonly kept: Sandbox[]
}

/** With the real machine: what is refused and what runs is its business. */
function open(): Opened {
  const kept: Sandbox[] = []
  const outside = fakeOutside({
    simulate: really,
    saveSandbox: (sandbox) => kept.push(sandbox),
  })
  return { driver: drive({ screen: 'map' }, outside).press('s'), kept }
}

/** Puts the cursor on a row. */
function on(driver: Driver, id: string): Driver {
  const at = sandboxFields(driver.state().sandbox!).findIndex((field) => field.id === id)
  return driver.press('home', ...Array.from({ length: at }, () => 'down'))
}

function add(driver: Driver, label: string): Driver {
  driver.press('a')
  return driver.choose(sandboxAdditions(driver.state().sandbox!).findIndex((one) => one.label === label))
}

describe('the sandbox', () => {
  it('opens from the map with a host that runs, and shows what came of it', () => {
    const { driver } = open()
    const text = driver.bare(...SMALL)
    expect(text).toContain('✔ guest1 boots')
    expect(text).toMatch(/stream +\d/)
    expect(driver.state().bench?.ran?.run.requests.count).toBeGreaterThan(0)
  })

  it('simulates every change at once, beside what was before, and keeps it', () => {
    const { driver, kept } = open()
    const first = driver.state().bench?.ran?.run.hash
    on(driver, '/host.era').press('left')
    expect(driver.state().bench?.ran?.run.hash).not.toBe(first)
    expect(driver.state().bench?.before?.run.hash).toBe(first)
    expect(kept.at(-1)?.host.era).toBe('2010-13')
  })

  it('says what cannot be in the words of the machine, and comes back', () => {
    const { driver } = open()
    on(driver, 'guest1.disk.interrupt').press('left')
    on(driver, 'guest1.disk.queues').press('end')
    const rows = sandboxFields(driver.state().sandbox!)
    const vcpus = rows.find(({ id }) => id === 'guest1.vcpus')
    expect(vcpus?.values.length).toBeGreaterThan(2)
    on(driver, 'guest1.memory').press(...Array.from({ length: 20 }, () => 'right'))
    expect(driver.bare(...WIDE)).not.toContain('undefined')
    driver.press('b')
    expect(['bench', 'sandbox']).toContain(driver.state().stack.at(-1)?.at)
  })

  it('adds a device, a guest and a goal, and takes them away', () => {
    const { driver } = open()
    add(driver, 'a real device: nic-10g')
    add(driver, 'a guest')
    add(driver, 'for guest2: a device on nic-10g1')
    add(driver, 'a goal')
    expect(driver.state().sandbox?.host.guests[1].devices[0].controller).toBe('virtio-net')
    expect(driver.state().sandbox?.goals).toHaveLength(1)
    on(driver, '/goal 1.target').press('right', 'right')
    expect(driver.bare(...WIDE)).toContain('≥')
    on(driver, '/guest2.os').press('delete')
    expect(driver.bare(...SMALL)).toContain('Del again takes guest2 away')
    expect(driver.press('down', 'delete').state().sandbox?.host.guests).toHaveLength(2)
    on(driver, '/guest2.os').press('delete', 'delete')
    expect(driver.state().sandbox?.host.guests).toHaveLength(1)
    on(driver, '/host.era').press('delete')
    expect(driver.bare(...SMALL)).toContain('the host stays')
  })

  it('has nothing to run without a guest, and says what would do', () => {
    const { driver } = open()
    on(driver, '/guest1.os').press('delete', 'delete')
    expect(driver.bare(...WIDE)).toContain('add a guest')
    expect(add(driver, 'a guest').bare(...WIDE)).toContain('nothing here does anything yet')
    expect(add(driver, 'for guest1: a device on nvme1').bare(...WIDE)).toContain('✔ guest1 boots')
  })

  it('offers the marked knobs on the bench, and takes back what was changed there', () => {
    const { driver } = open()
    on(driver, 'guest1.disk.ring').press('o', 'b')
    expect(driver.state().bench?.play.level.knobs.map(({ key }) => key)).toContain('guest1.disk.ring')
    driver.press('right', 'escape')
    expect(driver.state().stack.at(-1)?.at).toBe('sandbox')
    expect(driver.state().sandbox?.host).not.toEqual(newSandbox().host)
  })

  it('is no progress of the campaign', () => {
    const { driver } = open()
    on(driver, '/host.era').press('left').press('escape')
    expect(driver.state().stack).toEqual([expect.objectContaining({ at: 'map' })])
    expect(Object.keys(driver.state().progress.levels)).not.toContain('sandbox')
    expect(driver.state().progress.last).not.toBe('sandbox')
  })

  it('tells where it wrote the file of a level', () => {
    expect(
      open()
        .driver.press('w')
        .bare(...SMALL),
    ).toContain('written')
  })

  it('puts a point of explore on its bench, and leads back to its parts', () => {
    const { driver } = open()
    driver.press('x', 'right', 'enter')
    expect(driver.state().stack.map(({ at }) => at)).toEqual(['map', 'sandbox', 'bench'])
    expect(
      driver
        .press('escape')
        .state()
        .stack.map(({ at }) => at),
    ).toEqual(['map', 'sandbox'])
  })

  it('says on the map why a kept one could not be read', () => {
    const outside = fakeOutside({
      openSandbox: (onAnswer) => onAnswer({ problem: 'sandbox.yaml:3:1 host: no' }),
    })
    expect(
      drive({ screen: 'map' }, outside)
        .press('s')
        .bare(...SMALL),
    ).toContain('sandbox.yaml:3:1')
  })
})
