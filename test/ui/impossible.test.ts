/** A level may offer knobs that together make a host which cannot be: the bench says so, and goes on. */
import { describe, expect, it } from 'vitest'
import { type Driver, drive } from './driver.ts'
import { fakeOutside, levels, straw } from './fixture.ts'

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
