/** The path says whose request it shows, and follows the knob in hand to its device. */
import { expect, it } from 'vitest'
import { type Driver, drive, SMALL, WIDE } from './driver.ts'
import { fakeOutside, levels, runOf, straw } from './fixture.ts'
import { straying } from './fixture-run.ts'

/** The right half of a small frame, below the title of the panel. */
function rightHalf(driver: Driver): string[] {
  const lines = driver.bare(...SMALL).split('\n')
  const top = lines.findIndex((text) => /│─+ .*Path/.test(text))
  return lines.slice(top + 1, -2).map((text) => text.slice(text.indexOf('│') + 1))
}

it('says whose request it is and what, in a small window too', () => {
  const driver = drive()
  expect(rightHalf(driver)[0]).toMatch(/^ files\.disk {2}read 1 MiB/)
  expect(driver.bare(...WIDE)).toMatch(/Path .*files\.disk {2}read 1 MiB/)
  // The ladder and its sum are still there, within the frame.
  expect(rightHalf(driver).join('\n')).toMatch(/IDE model[\s\S]*ms a read/)
  for (const text of driver.bare(...SMALL).split('\n')) expect(text.length).toBeLessThanOrEqual(SMALL[0])
})

it('names the request that is followed whole', () => {
  expect(rightHalf(drive().press('.'))[0]).toMatch(/^ files\.disk {2}read 1 MiB .*request 1\s*$/)
})

it('follows the knob in hand to its device, and stays where a knob has none', () => {
  const driver = drive()
  expect(straw.knobs.map(({ key }) => key.split('.')[0])).toEqual(['files', 'files', 'db', 'host'])
  const shown = () => rightHalf(driver)[0].trim().split(' ')[0]
  const wide = () => /Path .*?(\w+\.disk)/.exec(driver.bare(...WIDE))?.[1]
  for (const [key, flow] of [
    ['down', 'files.disk'],
    ['down', 'db.disk'],
    ['down', 'db.disk'],
    ['up', 'db.disk'],
    ['up', 'files.disk'],
  ]) {
    driver.press(key)
    expect(shown()).toBe(flow)
    expect(wide()).toBe(flow)
  }
})

it('begins with the flow that the level is about, whatever knob comes first', () => {
  const about = { ...straw, focus: 'db.disk' }
  const outside = fakeOutside({ levels: levels.map((one) => (one.id === 'straw' ? about : one)) })
  expect(rightHalf(drive(undefined, outside))[0]).toContain('db.disk')
})

it('is that of the device that strayed, while its violation is looked at', () => {
  const outside = fakeOutside({
    simulate: (host, _options, _progress, done) => {
      done({ ...runOf(host), violations: [straying], violationCount: 1 })
      return () => {}
    },
  })
  const driver = drive(undefined, outside).press('down', 'down')
  expect(driver.bare(...WIDE)).toMatch(/Path .*db\.disk/)
  expect(driver.press('v').bare(...WIDE)).toMatch(/Path .*files\.disk/)
})
