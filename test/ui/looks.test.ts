/** Palettes that can be read, and motion that is less where one asks for less. */
import { describe, expect, it } from 'vitest'
import { SETTING_VALUES } from '../../src/game/index.ts'
import { indexed, PALETTES, rgbOf } from '../../src/ui/looks/palettes.ts'
import { MEANINGS, themeOf } from '../../src/ui/looks/theme.ts'
import { drive, SMALL } from './driver.ts'
import { environment, fakeOutside, seasoned } from './fixture.ts'

const parts = (rgb: string) => [0, 2, 4].map((at) => Number.parseInt(rgb.slice(at, at + 2), 16))
/** Relative luminance, WCAG 2.2. */
const luminance = (rgb: readonly number[]) => {
  const [red, green, blue] = rgb.map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: readonly number[], other: readonly number[]) => {
  const [dark, bright] = [luminance(one), luminance(other)].sort((left, right) => left - right)
  return (bright + 0.05) / (dark + 0.05)
}
/** What the terminal draws: the nearest of its 256 colours. */
const drawn = (rgb: string) => rgbOf(indexed(rgb))

describe('contrast', () => {
  it('is what it is for black on white, and for a grey that is known', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5)
    expect(contrast([118, 118, 118], [255, 255, 255])).toBeCloseTo(4.54, 2)
  })

  for (const [name, ground, least, muted] of [
    ['standard', '1e1e1e', 4.5, 3],
    ['distinct', '1e1e1e', 4.5, 3],
    ['contrast', '1e1e1e', 7, 7],
    ['light', 'ffffff', 4.5, 4.5],
  ] as const)
    it(`of ${name} is at least ${least} to 1 on #${ground}`, () => {
      for (const meaning of MEANINGS) {
        const look = PALETTES[name][meaning]
        if (look.rgb === undefined) continue
        const under = look.ground === undefined ? parts(ground) : drawn(look.ground)
        const wanted = meaning === 'muted' || meaning === 'wait' ? muted : least
        expect(contrast(drawn(look.rgb), under), meaning).toBeGreaterThanOrEqual(wanted)
      }
    })

  it('in 16 colours has no yellow or white on a light ground', () => {
    for (const meaning of MEANINGS)
      expect([33, 37, 93, 97], meaning).not.toContain(PALETTES.light[meaning].basic)
  })

  it('good is never drawn as bad is', () => {
    for (const { good, bad } of Object.values(PALETTES)) {
      expect(indexed(good.rgb!)).not.toBe(indexed(bad.rgb!))
      expect(good.basic).not.toBe(bad.basic)
    }
  })
})

describe('the palette', () => {
  const settings = seasoned().settings
  const inks = (palette: (typeof SETTING_VALUES.palette)[number], light = false) =>
    themeOf({ ...settings, palette }, { ...environment, color: 'full', light }).inks.good.on
  it('follows the ground that the terminal names, unless one is chosen', () => {
    expect(settings.palette).toBe('auto')
    expect(inks('auto')).toBe(inks('standard'))
    expect(inks('auto', true)).toBe(inks('light'))
    expect(inks('standard', true)).toBe(inks('standard'))
  })
  it('is another for each value', () => {
    const values = SETTING_VALUES.palette.filter((value) => value !== 'auto')
    expect(new Set(values.map((value) => inks(value))).size).toBe(values.length)
  })
})

describe('reduced motion', () => {
  const reduced = { ...environment, reducedMotion: true }
  it('has nothing play by itself: the run of the first level waits for the space bar', () => {
    const first = { screen: 'bench', level: 'first' } as const
    expect(drive(first).press('right').state().bench?.playing).toBe(true)
    expect(
      drive(first, fakeOutside({ environment: reduced }))
        .press('right')
        .state().bench?.playing,
    ).toBe(false)
  })
  it('moves what is played once a second, as far as ten steps in one', () => {
    const heads = (driver: ReturnType<typeof drive>) =>
      Array.from({ length: 20 }, () => {
        driver.outside.tick()
        return driver.state().bench!.playhead
      })
    const full = heads(drive().press('space'))
    const less = heads(drive(undefined, fakeOutside({ environment: reduced })).press('space'))
    expect(new Set(full).size).toBe(20)
    expect(new Set(less)).toEqual(new Set([0, full[9], full[19]]))
  })
  it('draws the same frame in between', () => {
    const driver = drive(undefined, fakeOutside({ environment: reduced })).press('space')
    const before = driver.bare(...SMALL)
    for (let tick = 0; tick < 9; tick++) driver.outside.tick()
    expect(driver.bare(...SMALL)).toBe(before)
    driver.outside.tick()
    expect(driver.bare(...SMALL)).not.toBe(before)
  })
  it('can be asked for in the settings, and full motion too', () => {
    const progress = { ...seasoned(), settings: { ...seasoned().settings, motion: 'full' as const } }
    const driver = drive({ screen: 'bench', level: 'first' }, fakeOutside({ environment: reduced, progress }))
    expect(driver.press('right').state().bench?.playing).toBe(true)
  })
})
