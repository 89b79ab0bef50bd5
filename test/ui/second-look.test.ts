/** What a newcomer stumbled over: keys taken blind, words cut in the middle, values that say nothing. */
import { describe, expect, it } from 'vitest'
import { hostOf } from '../../src/game/index.ts'
import { whyMetric } from '../../src/game/why/why-ask.ts'
import { knobCards } from '../../src/machine/index.ts'
import { words } from '../../src/text/ui-words.ts'
import { converse } from '../../src/ui/line-mode/conversation.ts'
import { lineWidth } from '../../src/ui/looks/line.ts'
import { topOf } from '../../src/ui/state.ts'
import { createStore } from '../../src/ui/store.ts'
import { safetyCell, titleBar } from '../../src/ui/widgets/chrome.ts'
import { type Driver, drive, SMALL, WIDE } from './driver.ts'
import { environment, fakeOutside } from './fixture.ts'
import { playReal } from './real-levels.ts'

const TINY = { columns: 60, rows: 20 }
const tiny = (driver: Driver, ...keys: readonly string[]): Driver => {
  for (const key of keys) driver.store.send({ kind: 'key', key, ...TINY })
  return driver
}
const type = (driver: Driver, text: string) =>
  driver.press(...[...text].map((one) => one.replace(' ', 'space')))

describe('a terminal that is too small', () => {
  it('takes no key that would change what is not seen', () => {
    const driver = drive()
    const before = driver.state()
    tiny(driver, 'right', 'up', 'left', 'down', 'enter', 'space', 'u', 'x', ':', '?', 'escape', 'tab', 'm')
    expect(driver.state()).toBe(before)
    expect(driver.press('right').state().bench?.play.moves).toHaveLength(1)
  })

  it('leaves on q at once, as it says', () => {
    expect(tiny(drive(), 'q').outside.quits).toEqual([0])
    expect(tiny(drive(), 'ctrl-c').outside.quits).toEqual([130])
  })

  it('pauses what plays', () => {
    const driver = drive().press('space')
    expect(driver.state().bench?.playing).toBe(true)
    driver.store.send({ kind: 'sized', columns: 120, rows: 40 })
    expect(driver.state().bench?.playing).toBe(true)
    driver.store.send({ kind: 'sized', ...TINY })
    expect(driver.state().bench?.playing).toBe(false)
  })

  it('changes nothing for who has the screen read aloud', () => {
    const reads = fakeOutside({ environment: { ...environment, screenReader: true } })
    expect(tiny(drive(undefined, reads), 'right').state().bench?.play.moves).toHaveLength(1)
  })
})

describe('the line mode', () => {
  const talk = (fromScreen = false) => {
    const said: string[] = []
    const store = createStore(fakeOutside(), { screen: 'bench', level: 'straw' })
    const one = converse(
      store,
      (lines) => said.push(...lines),
      () => {},
      undefined,
      fromScreen,
    )
    return { said, hear: one.hear }
  }
  it('offers an example that it answers', () => {
    const example = words.lineCommands.what.text.split(': ')[1]
    const { said, hear } = talk()
    said.length = 0
    hear(example)
    expect(said.join(' ')).toMatch(/^VMM: virtual machine monitor/)
  })

  it('says how to get back to the screen that it was taken for', () => {
    expect(talk(true).said.join(' ').replace(/\s+/g, ' ')).toContain('start exitless again without --line')
    expect(talk().said.join(' ')).not.toContain('--line')
  })
})

describe('the palette', () => {
  const opened = (text: string) => type(playReal('3.1').press(':'), text).press('enter')
  it('finds a term, a number of the level, and a cost', () => {
    const model = topOf(opened('IOMMU').state())
    expect(model).toMatchObject({ at: 'model', tab: 'terms' })
    expect(opened('IOMMU').bare(...SMALL)).toContain('IOMMU')
    expect(topOf(opened('exit-kernel').state())).toMatchObject({ at: 'model', cost: 'exit-kernel' })
    const number = topOf(type(playReal('1.3').press(':'), 'exits/req').press('enter').state())
    expect(number).toMatchObject({ at: 'card', card: { of: 'metric' } })
  })

  it('names the keys in full that end with what was typed', () => {
    const said = type(playReal('1.3').press(':'), 'set depth 9').press('enter')
    expect(said.bare(...SMALL)).toContain('the key in full: backup.disk.depth')
    const two = type(playReal('1.3').press('end', ':'), 'set controller zq').press('enter')
    expect(two.bare(...SMALL)).toContain('orders.disk.controller, backup.disk.controller')
  })
})

describe('compare', () => {
  it('says what the bars are of, with every sign that they have', () => {
    const text = playReal('1.3')
      .press('right', 'right', 'c')
      .bare(...SMALL)
    expect(text).toContain('one request alone, at rest')
    expect(text).toMatch(/● where it is {2}█ device {2}▓ exits {2}▒ copies {2}═ DMA {2}░ else: code, waking/)
    expect(text).toMatch(/ A {2}\S*═/)
  })
})

describe('values', () => {
  it('say what stands behind a number that is none', () => {
    const { play } = playReal('5.3').state().bench!
    const about = (key: string, value: string) =>
      knobCards(hostOf(play))
        .find((card) => card.key === key)!
        .about(value)
    expect(about('stream.nic.queues', '0')).toMatch(/^One for each vCPU: \d+\.$/)
    expect(about('batch.disk.irq', '-1')).toBe('Wherever the waiting thread ran last.')
    expect(about('host.card.slot', 'left')).toMatch(/^400 GbE network card at [\da-f:.]+, on the socket/)
  })

  it('are words in the table of Why', () => {
    const text = playReal('4.1')
      .press('i', 'right', 'escape', 'w', 'tab')
      .bare(...WIDE)
    expect(text).toContain('free')
    expect(text).not.toMatch(/ -1 /)
  })

  it('have their meaning with the reason that names them', () => {
    const { run } = playReal('5.3').state().bench!.ran!
    const why = whyMetric(run, 'cpu')
    expect(typeof why).not.toBe('string')
    for (const number of ['1.3', '4.4', '5.3'])
      for (const card of knobCards(hostOf(playReal(number).state().bench!.play)))
        for (const value of card.values ?? ['0', '1', '20']) expect(card.about(value)).not.toMatch(/\d us\b/)
  })
})

describe('texts that are too long', () => {
  it('end with an ellipsis, or not at all', () => {
    const first = playReal('1.1')
      .press('right')
      .bare(...SMALL)
    expect(first).toMatch(/command, whatever its size; the …/)
    expect(playReal('2.3').bare(...SMALL)).not.toMatch(/ {2,}…/)
    const copied = playReal('1.1')
      .press('y')
      .bare(...SMALL)
      .split('\n')
      .at(-1)!
    expect(copied).toMatch(/if it takes OSC 52\s/)
  })

  it('the title keeps a gap from the stars', () => {
    const text = titleBar(
      80,
      'A title that is as long as it can be and then some',
      ['run 1', 'seed 1'],
      [{ text: '☆☆☆', style: 'star' }],
    )
    const drawn = text.map((one) => one.text).join('')
    expect(lineWidth(text)).toBe(80)
    expect(drawn).toMatch(/… ☆☆☆/)
  })

  it('counts are grouped in the safety cell as elsewhere', () => {
    const { run } = playReal('1.3').state().bench!.ran!
    const cell = safetyCell({ ...run, violationCount: 4801, containedCount: 1234 }, 120)
    expect(cell.map((one) => one.text).join('')).toContain('✘ 4,801 violations')
  })
})

describe('a drop', () => {
  it('is what the path shows once o has gone there', () => {
    const driver = playReal('4.5').press('o')
    expect(driver.state().bench?.follow).toEqual({ flow: 'power.net', ordinal: 257 })
    expect(driver.bare(...SMALL)).toContain('request 257 of 4,800: dropped')
  })
})

describe('times per MiB', () => {
  it('stand in the heading of the path, and the key says for how long', () => {
    const driver = playReal('1.3').press('p')
    for (const size of [SMALL, WIDE]) {
      expect(driver.bare(...size)).toContain('per MiB now, in every level')
      expect(driver.bare(...size)).toMatch(/step +(times +)?per MiB/)
    }
    expect(driver.press('p').bare(...SMALL)).toContain(words.bench.timesPer.request)
  })
})
