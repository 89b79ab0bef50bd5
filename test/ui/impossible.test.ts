/** A level may offer knobs that together make a host which cannot be: the bench says so, and goes on. */
import { describe, expect, it } from 'vitest'
import { paint } from '../../src/ui/looks/paint.ts'
import { themeOf } from '../../src/ui/looks/theme.ts'
import { frameOf } from '../../src/ui/screens/index.ts'
import { type Driver, drive, SMALL, WIDE } from './driver.ts'
import { environment, fakeOutside, levels, straw } from './fixture.ts'

const greedy = {
  ...straw,
  id: 'greedy',
  number: '1.4',
  knobs: [{ key: 'files.memory', values: ['4G', '64G', '2G'] }],
  predict: { ...straw.predict, choices: [] },
}

function bench(): Driver {
  const outside = fakeOutside({ levels: [...levels, greedy] })
  return drive({ screen: 'bench', level: 'greedy' }, outside)
}

describe('a host that cannot be', () => {
  it('is not run: the numbers are those of the run before', () => {
    const { bench: after } = bench().press('right').state()
    expect(after?.play.moves).toEqual([{ key: 'files.memory', value: '64G' }])
    expect(after?.ran?.number).toBe(1)
    expect(after?.pending).toBeUndefined()
  })

  it('is told with its reason and what would do, in a small window too', () => {
    const driver = bench().press('right')
    for (const [columns, rows] of [
      [80, 24],
      [120, 40],
    ])
      expect(driver.bare(columns, rows).replace(/\s+/g, ' ')).toMatch(
        /not run, such a host cannot be: host and guests need .* GiB, and there are .*: give less to a guest/,
      )
  })

  it('is left by the next change, which is run', () => {
    const driver = bench().press('right', 'right')
    expect(driver.state().bench?.ran?.number).toBe(2)
    expect(driver.bare()).not.toContain('cannot be')
  })

  it('is left by undoing', () => {
    const driver = bench().press('right', 'u')
    expect(driver.state().bench?.impossible).toBeUndefined()
    expect(driver.bare()).not.toContain('cannot be')
  })
})

/** Two holders of one IOMMU group: the longest of the sentences. */
const why =
  'flash (0000:02:00.0) and network card (0000:03:00.0) are one IOMMU group and have two holders, files and db: give both to one, or move one below a port with ACS, or let the host keep the two of them'

describe('the numbers beside a refusal', () => {
  const sizes = [SMALL, WIDE] as const
  function refused(level = 'greedy'): Driver {
    const outside = fakeOutside({ levels: [...levels, greedy] })
    const driver = drive({ screen: 'bench', level }, outside).press('right')
    return driver
  }

  it('are told to be those of the run before, in each panel', () => {
    for (const tab of ['1', '2']) {
      const driver = refused().press(tab)
      for (const size of sizes) {
        const text = driver.bare(...size)
        expect(text).toMatch(/Goals .*numbers of run 1/)
        expect(text.split('\n')[0]).toContain('numbers of run 1')
      }
    }
    expect(refused().bare(...SMALL)).toMatch(/files\.disk {2}read 1 MiB {2}run 1/)
    expect(
      refused()
        .press('2')
        .bare(...SMALL),
    ).toMatch(/│ numbers of run 1/)
  })

  it('are dim, and no goal is green', () => {
    const state = refused().state()
    for (const [columns, rows] of sizes) {
      const theme = themeOf(state.progress.settings, environment)
      const { block } = frameOf(state, { columns, rows, theme })
      const ticks = block
        .slice(1)
        .flat()
        .filter(({ text }) => /✔|✘|IDE model/.test(text))
      expect(ticks.length).toBeGreaterThan(2)
      for (const { style } of ticks) expect(style).toBe('muted')
    }
    expect(
      refused()
        .press('u')
        .bare(...SMALL),
    ).not.toContain('numbers of run')
  })

  it('leave room for the whole sentence, and for the keys', () => {
    const driver = refused()
    const state = driver.state()
    if (state.bench === undefined) throw new Error('no bench')
    for (const [columns, rows] of sizes) {
      const theme = themeOf(state.progress.settings, environment)
      const shown = { ...state, bench: { ...state.bench, impossible: why } }
      const lines = paint(frameOf(shown, { columns, rows, theme }).block, theme)
      expect(lines).toHaveLength(rows - 1)
      expect(lines.join(' ').replace(/\s+/g, ' ')).toContain(why)
      expect(lines.at(-1)).toContain('undo')
      expect(lines.join('\n')).toContain('memory')
    }
  })
})
