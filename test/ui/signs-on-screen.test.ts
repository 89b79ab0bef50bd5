/** Signs and numbers that would be read as something else: folds, bars, units, digits of panels, what lies below the edge. */
import { describe, expect, it } from 'vitest'
import { LARGE, SMALL, WIDE } from './driver.ts'
import { playReal } from './real-levels.ts'

const SIZES = [SMALL, WIDE, LARGE]

describe('on the screen of why', () => {
  it('a cause that is folded or open has no minus before it', () => {
    for (const size of SIZES) {
      const frame = playReal('1.3')
        .press('w')
        .bare(...size)
      expect(frame).toMatch(/├─ ▾ the device itself/)
      expect(frame).not.toMatch(/[├└]─ [−+] /)
    }
  })

  it('each kind is as long as its share, and its name stands under it', () => {
    for (const size of SIZES) {
      const [bar, names] = playReal('1.3')
        .press('w')
        .bare(...size)
        .split('\n')
        .slice(2, 4)
      const cells = [...bar].filter((sign) => /[░█▓·▄▀▒]/.test(sign))
      const share = (sign: string) => cells.filter((one) => one === sign).length / cells.length
      expect(share('░')).toBeCloseTo(0.36, 1)
      expect(share('▓')).toBeCloseTo(0.28, 1)
      expect(bar).not.toMatch(/[a-zA-Z]/)
      expect(names.indexOf('DMA')).toBe(bar.indexOf('░'))
      expect(names.indexOf('device')).toBe(bar.indexOf('█'))
      expect(names.indexOf('exits')).toBe(bar.indexOf('▓'))
    }
  })
})

describe('on the bench where all panels are in sight', () => {
  it('each says its digit, and the path those of the pictures', () => {
    for (const size of [WIDE, LARGE]) {
      const frame = playReal('1.3')
        .press('right')
        .bare(...size)
      for (const name of ['1 Path', '2 Measured', '3 Cores', '4 Log', '5 Bench', '6 Host', '9 Queues'])
        expect(frame).toContain(name)
    }
    expect(
      playReal('1.3')
        .press('6')
        .bare(...WIDE),
    ).toContain('1 Path')
  })

  it('the difference of two times has its unit', () => {
    expect(
      playReal('1.3')
        .press('right')
        .bare(...WIDE),
    ).toMatch(/511 µs ▼ 100 µs/)
  })

  it('queues say how many lines lie below the edge', () => {
    const driver = playReal('5.1').press('9')
    expect(driver.bare(...WIDE)).toMatch(/▼ the playhead +4 more ▼/)
    expect(driver.press('down', 'down', 'down', 'down').bare(...WIDE)).not.toMatch(/more ▼ ┃/)
    expect(driver.bare(...WIDE)).toContain('ring 7')
  })
})

describe('where interrupts go', () => {
  it('says that one knob moves both interrupts of a device', () => {
    const driver = playReal('4.5').press('5', 'down', 'right', 'i', 'right', 'right')
    expect(driver.bare(...WIDE)).toContain('one knob for both: the other interrupt moves with it')
  })

  it('sixteen cores are all in sight from 120 columns on', () => {
    for (const size of [WIDE, LARGE])
      expect(
        playReal('5.1')
          .press('i')
          .bare(...size),
      ).toMatch(/ c?14 +c?15 +delivery/)
  })
})
