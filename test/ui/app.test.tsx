/** Through Ink: keys as a terminal sends them, frames as it gets them. */
import stringWidth from 'string-width'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { CODE } from './driver.ts'
import { environment, fakeOutside } from './fixture.ts'
import { type Rendered, renderAt } from './render-at.tsx'

// Tests run React's production build, and the transform of the tests asks for its development one.
vi.mock('react/jsx-dev-runtime', async () => {
  const runtime = await import('react/jsx-runtime')
  return { ...runtime, jsxDEV: runtime.jsx }
})

let open: Rendered | undefined
afterEach(() => open?.unmount())

async function at(...given: Parameters<typeof renderAt>): Promise<Rendered> {
  open = await renderAt(...given)
  return open
}

const bare = (lines: readonly string[]) => lines.join('\n').replace(CODE, '')

describe('on a terminal', () => {
  it('draws a frame one row lower and never wider, at every size', async () => {
    for (const [columns, rows] of [
      [80, 24],
      [120, 40],
      [200, 60],
      [60, 20],
    ]) {
      const screen = await at(
        columns,
        rows,
        undefined,
        fakeOutside({ environment: { ...environment, color: 'full' } }),
      )
      expect(screen.lines().length).toBe(rows - 1)
      for (const line of screen.lines()) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
      screen.unmount()
    }
  })

  it('takes a burst of letters as so many keys', async () => {
    const screen = await at(80, 24)
    await screen.type('jjj')
    expect(screen.store().read().bench?.knob).toBe(3)
  })

  it('takes arrows, and shows the new numbers', async () => {
    const screen = await at(80, 24)
    await screen.type('\u001B[C')
    expect(bare(screen.lines())).toContain('lsi53c895a')
    expect(bare(screen.lines())).toContain('run 2')
  })

  it('takes a burst of arrows', async () => {
    const screen = await at(80, 24)
    await screen.type('\u001B[C\u001B[C')
    expect(screen.store().read().bench?.play.moves).toHaveLength(2)
  })

  it('chooses a value from a list', async () => {
    const screen = await at(120, 40)
    await screen.type('\r')
    expect(bare(screen.lines())).toContain('▸ ide-dma')
    await screen.type('j')
    expect(bare(screen.lines())).toContain('▸ lsi53c895a')
    await screen.type('\r')
    expect(screen.store().read().bench?.play.moves.at(-1)?.value).toBe('lsi53c895a')
  })

  it('goes to the ends of a list with Home and End, and says there what the value means', async () => {
    const screen = await at(80, 24)
    await screen.type('\r')
    await screen.type('\u001B[F')
    expect(bare(screen.lines())).toContain('▸ virtio-blk')
    expect(bare(screen.lines())).toMatch(/┃ virtio/)
    await screen.type('\u001B[H')
    expect(bare(screen.lines())).toContain('▸ ide-pio')
    expect(bare(screen.lines())).toContain('Each touch of it stops the guest.')
    await screen.type('\r')
    expect(screen.store().read().bench?.play.moves.at(-1)?.value).toBe('ide-pio')
  })

  describe('a guess', () => {
    const asked = () => at(80, 24, { screen: 'bench', level: 'astray' })
    const MARK = /┃ ▸ /

    it('is not answered by an Enter before a choice is marked', async () => {
      const screen = await asked()
      expect(bare(screen.lines())).toContain('Nothing is marked yet: ↑↓ first')
      expect(bare(screen.lines())).not.toMatch(MARK)
      expect(bare(screen.lines()).split('\n').at(-1)).not.toContain('Enter')
      await screen.type('\r')
      await screen.type('\r')
      expect(screen.store().read().stack.at(-1)?.at).toBe('menu')
      expect(screen.store().read().bench?.play.guess).toBeUndefined()
    })

    it('is the first choice after ↓, the last after ↑, and Enter takes it', async () => {
      for (const [keys, wanted] of [
        [['\u001B[B'], 0],
        [['j', 'j'], 1],
        [['\u001B[A'], 2],
      ] as const) {
        const screen = await asked()
        for (const key of keys) await screen.type(key)
        expect(bare(screen.lines())).toMatch(MARK)
        expect(bare(screen.lines()).split('\n').at(-1)).toContain('Enter take it')
        await screen.type('\r')
        expect(screen.store().read().bench?.play.guess).toBe(wanted)
        screen.unmount()
      }
    })

    it('is taken by a digit at once, and left out by Esc', async () => {
      const digit = await asked()
      await digit.type('2')
      expect(digit.store().read().bench?.play.guess).toBe(1)
      digit.unmount()
      const left = await asked()
      await left.type('\u001B')
      await expect.poll(() => left.store().read().stack.at(-1)?.at).toBe('bench')
      expect(left.store().read().bench?.play.guess).toBeUndefined()
    })
  })

  it('leaves with ^C at once', async () => {
    const screen = await at(80, 24)
    await screen.type('\u0003')
    expect(screen.outside.quits).toEqual([130])
  })

  it('takes pasted text for no keys', async () => {
    const screen = await at(80, 24)
    await screen.type('\u001B[200~jjq\r\u001B[201~')
    expect(screen.store().read().bench?.knob).toBe(0)
    expect(bare(screen.lines())).toContain('pasted text is not taken as keys')
  })

  it('is not left by a burst of q', async () => {
    const screen = await at(80, 24)
    await screen.type('qqqq')
    expect(screen.outside.quits).toEqual([])
    expect(bare(screen.lines())).toContain('Campaign')
  })

  it('follows the size of the window', async () => {
    const screen = await at(80, 24)
    await screen.resize(70, 20)
    expect(bare(screen.lines())).toContain('This needs 80 columns')
    await screen.resize(120, 40)
    expect(bare(screen.lines())).toContain('┌─ Goals')
    expect(screen.lines()).toHaveLength(39)
  })

  it('draws nothing while nothing changes', async () => {
    const screen = await at(80, 24)
    const writes = screen.writes()
    screen.outside.tick()
    // A key that means nothing here.
    await screen.type('%')
    expect(screen.writes()).toBe(writes)
  })

  it('stops its clock when it is closed', async () => {
    const screen = await at(80, 24)
    await screen.type(' ')
    expect(screen.outside.clocks()).toBe(1)
    screen.unmount()
    expect(screen.outside.clocks()).toBe(0)
  })
})
