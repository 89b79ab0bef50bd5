/** The map of a whole campaign: what is open, the way through bosses, and getting about in 34 levels. */
import { describe, expect, it } from 'vitest'
import { newProgress, type Progress } from '../../src/game/index.ts'
import { texts as german } from '../../src/text/de/index.ts'
import { setLanguage } from '../../src/text/language.ts'
import { keyWords } from '../../src/text/ui-keys.ts'
import { type Driver, drive, LARGE, SMALL, WIDE } from './driver.ts'
import { fakeOutside } from './fixture.ts'
import { longCampaign } from './long-campaign.ts'

function passed(...ids: readonly string[]): Progress {
  const entry = { medals: 1, best: {}, moves: [], runs: 3, hints: [] }
  const levels = Object.fromEntries(ids.map((id) => [id, entry]))
  return { ...newProgress('p'), seenOrientation: true, levels }
}

const onMap = (...ids: readonly string[]): Driver =>
  drive({ screen: 'map' }, fakeOutside({ levels: longCampaign, progress: passed(...ids) }))

/** Presses each character. */
const type = (driver: Driver, text: string) => driver.press(...text)

const cursorLine = (driver: Driver) => driver.bare(...SMALL).match(/^ ▸.*?(?=│)/m)?.[0] ?? ''

describe('a campaign of 34 levels', () => {
  it('is 34 levels in five chapters and an epilogue', () => {
    expect(longCampaign).toHaveLength(34)
    const text = onMap().bare(...LARGE)
    for (const title of ['1  Dummies', '5  The fine print', '6  Epilogue', '5.X', '6.1'])
      expect(text).toContain(title)
  })

  it('scrolls so that every level can be stood on in 80 columns', () => {
    const driver = onMap()
    for (const level of longCampaign) {
      expect(cursorLine(driver), level.number).toContain(` ${level.number} `)
      driver.press('down')
    }
  })

  it('says of each chapter what opens it', () => {
    const text = onMap('level-1-1').bare(...LARGE)
    expect(text).toMatch(/1 {2}Dummies .* 1 open/)
    expect(text).toMatch(/2 {2}Talk to me .*boss 2\.4 ◆/)
    expect(text).toMatch(/6 {2}Epilogue .*needs 5\.6/)
    const all = onMap(...longCampaign.filter(({ chapter }) => chapter.number === 1).map(({ id }) => id))
    expect(all.bare(...LARGE)).toMatch(/1 {2}Dummies .* all passed/)
    expect(all.bare(...LARGE)).toMatch(/2 {2}Talk to me .* 1 open/)
  })

  it('counts the minutes that are left', () => {
    expect(onMap('level-6-1').bare(...LARGE)).toMatch(/1 {2}Dummies +56 min left/)
    expect(onMap('level-6-1').bare(...LARGE)).not.toMatch(/6 {2}Epilogue +\d+ min left/)
  })

  it('names other places in whole words at 120 × 40, and ends with an ellipsis where there is less room', () => {
    const box = (columns: number, rows: number) =>
      drive({ screen: 'map' })
        .bare(columns, rows)
        .replace(/^.*─ (Elsewhere|Anderswo) ─/s, '')
        .split('\n')
        .map((one) => one.slice(Math.round(columns * 0.6) + 1).replace(/ *│$/, ''))
        .join(' ')
        .replace(/ +/g, ' ')
    for (const language of ['en', 'de'] as const) {
      setLanguage(language, language === 'de' ? german : {})
      for (const id of ['daily', 'sandbox', 'predictions', 'settings', 'about'] as const)
        expect(box(...WIDE)).toContain(keyWords[id].text)
    }
    setLanguage('en')
    expect(box(110, 36)).toContain('…')
  })

  it('marks bosses and expert levels', () => {
    const driver = type(onMap().press('g'), '3.6').press('enter')
    expect(cursorLine(driver)).toContain('◆ 3.6 Boss of 3')
    expect(driver.bare(...WIDE).replace(/[│┃]\s+[│┃]?|\s+/g, ' ')).toContain(
      'it opens every level of chapter 3',
    )
    expect(cursorLine(driver.press('down'))).toMatch(/· 3\.X Expert of 3 .*expert/)
    expect(driver.bare(...WIDE)).toContain('An expert level')
  })

  it('lets a boss be played first, and won it opens its chapter', () => {
    const jump = (driver: Driver, number: string) => type(driver.press('g'), number).press('enter')
    expect(jump(onMap(), '4.2').press('enter').state().bench).toBeUndefined()
    expect(jump(onMap(), '4.6').press('enter').state().bench?.play.level.id).toBe('level-4-6')
    const won = jump(onMap('level-4-6'), '4.2')
    expect(won.press('enter').state().bench?.play.level.id).toBe('level-4-2')
  })

  it('says on the card of a closed level what opens it, and not that Enter plays it', () => {
    const driver = type(onMap().press('g'), '3.2').press('enter')
    for (const size of [SMALL, WIDE]) {
      const said = driver.bare(...size)
      const card = said.replace(/[│┃\n]/g, ' ').replace(/\s+/g, ' ')
      expect(said).not.toContain('Enter plays it')
      if (size === WIDE) expect(card).toContain('closed: opens once 3.1 is passed')
    }
    expect(driver.bare(...WIDE)).toContain('boss 3.6 won')
    expect(driver.press('enter').bare(...SMALL)).toContain('opens once 3.1 is passed, or its boss 3.6 won')
  })
})

describe('going to a level', () => {
  it('follows the number while it is typed, and stays where nothing has it', () => {
    const driver = onMap().press('/')
    expect(cursorLine(type(driver, '5'))).toContain(' 5.1 ')
    expect(cursorLine(type(driver, '.x'))).toContain(' 5.X ')
    expect(cursorLine(type(driver, '9'))).toContain(' 5.X ')
    expect(driver.bare(...SMALL)).toContain('no level has this number')
    expect(cursorLine(driver.press('backspace', 'backspace'))).toContain(' 5.1 ')
    expect(cursorLine(driver.press('backspace', 'backspace', 'backspace'))).toContain(' 5.1 ')
  })

  it('takes words of a title, the letter q among them', () => {
    const driver = type(onMap().press('g'), 'copies')
    expect(cursorLine(driver)).toContain(' 6.1 ')
    expect(type(driver, 'q').state().stack.at(-1)).toMatchObject({ at: 'jump', text: 'copiesq' })
    const before = onMap().state().stack
    expect(driver.press('escape').state().stack).toEqual(before)
  })
})

describe('the task of today', () => {
  it('opens from the map, is kept under its day, and counts into the row of days', () => {
    const driver = onMap().press('c')
    expect(driver.state().bench?.play.level.id).toBe('daily-2026-11-25')
    driver.press('right')
    expect(driver.outside.saved?.levels['daily-2026-11-25'].medals).toBeGreaterThan(0)
    expect(driver.press('q').bare(...WIDE)).toContain('✔ today is passed: 1 day in a row')
    expect(onMap('daily-2026-11-24', 'daily-2026-11-23').bare(...WIDE)).toContain(
      '○ today is open: 2 days in a row',
    )
  })

  it('is not opened by the key of the PCI tree, which one may press one Esc too late', () => {
    const driver = onMap()
    const before = driver.state()
    expect(driver.press('t').state()).toEqual(before)
  })

  it('has its space at hand, since it was measured when it was drawn', () => {
    expect(
      onMap()
        .press('c', 'x')
        .bare(...SMALL),
    ).toContain('all 72')
  })
})
