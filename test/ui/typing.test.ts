/** What is typed: finding a knob, the palette, the help, and what is copied. */
import { describe, expect, it } from 'vitest'
import { parseMove, printMove } from '../../src/game/index.ts'
import { ACTIVE, type ActiveSet, COMMANDS, type Scope } from '../../src/ui/keys/keys.ts'
import { topOf } from '../../src/ui/state.ts'
import { fitting, MOST_BYTES } from '../../src/ui/views/copy.ts'
import { likeness } from '../../src/ui/views/likeness.ts'
import { paletteOffer } from '../../src/ui/views/palette.ts'
import { type Driver, drive, LARGE, SMALL, WIDE } from './driver.ts'
import { fakeOutside, straw } from './fixture.ts'

const SIZES = [SMALL, WIDE, LARGE]
const type = (driver: Driver, text: string) =>
  driver.press(...[...text].map((one) => (one === ' ' ? 'space' : one)))
const labels = (driver: Driver) => {
  const top = topOf(driver.state())
  if (top.at !== 'palette') throw new Error(`on top is ${top.at}`)
  return paletteOffer(driver.state(), top.text).entries.map((entry) => entry.label)
}
const moves = (driver: Driver) => driver.state().bench?.play.moves.map(printMove)
const knob = (driver: Driver) => driver.state().bench?.knob

describe('finding a knob', () => {
  it('by a part of its key, name, value or meaning', () => {
    for (const [text, wanted] of [
      ['ring', 1],
      ['iommu', 3],
      ['db contr', 2],
      ['lsi53', 0],
      ['fdr', 1],
    ] as const) {
      const driver = drive().press('/')
      if (text === 'lsi53') driver.press('escape').press('right', '/')
      type(driver, text)
      expect(knob(driver), text).toBe(wanted)
    }
  })

  it('narrows the list while one types, Enter stays, Esc returns', () => {
    const driver = drive().press('down', '/')
    expect(driver.bare(...SMALL)).toContain('db.disk')
    type(driver, 'iommu')
    for (const [columns, rows] of SIZES) {
      const text = driver.bare(columns, rows)
      expect(text).toContain('▸ iommu mode')
      expect(text).not.toContain('▸ ring')
      expect(text.split('\n').at(-1)).toContain('knob iommu_   1 of 1')
    }
    driver.press('escape')
    expect(knob(driver)).toBe(1)
    expect(driver.bare(...SMALL)).toContain('▸ ring')
    type(driver.press('/'), 'iommu')
    driver.press('enter')
    expect(knob(driver)).toBe(3)
    expect(topOf(driver.state()).at).toBe('bench')
    expect(driver.bare(...WIDE)).toContain('ring')
  })

  it('goes through several with the arrows, in a ring', () => {
    const driver = type(drive().press('/'), 'controller')
    expect(knob(driver)).toBe(0)
    expect(knob(driver.press('down'))).toBe(2)
    expect(knob(driver.press('down'))).toBe(0)
    expect(knob(driver.press('up'))).toBe(2)
  })

  it('takes every letter as text, q and ? too, and says where none answers', () => {
    const driver = type(drive().press('/'), 'q?:1')
    expect(driver.outside.quits).toEqual([])
    expect(
      driver
        .bare(...SMALL)
        .split('\n')
        .at(-1),
    ).toContain('q?:1_   no knob has these letters')
    driver.press('backspace', 'backspace', 'backspace', 'backspace')
    expect(
      driver
        .bare(...SMALL)
        .split('\n')
        .at(-1),
    ).toContain('1 of 4')
  })

  it('from another panel brings the knobs into the hand', () => {
    expect(drive().press('2', '/').state().bench?.focus).toBe('bench')
  })
})

describe('likeness', () => {
  it('is better for the start of a word than for its middle, and for a name than for a meaning', () => {
    const rank = (text: string) => likeness(text, 'files.disk.queueDepth queue depth', 'commands at once')
    expect(rank('queue')).toBeLessThan(rank('ueue')!)
    expect(rank('ueue')).toBeLessThan(rank('commands')!)
    expect(rank('fdq')).toBeLessThan(rank('commands')!)
    expect(rank('')).toBe(0)
  })
  it('wants every word', () => {
    expect(likeness('queue nothing', 'queue depth')).toBeUndefined()
  })
})

describe('the palette', () => {
  it('offers every command of every screen by name and key', () => {
    const screens: Readonly<Record<string, readonly string[]>> = {
      bench: [],
      explore: ['x'],
      debrief: ['right', 'd'],
      runs: ['f'],
      map: ['q'],
      settings: ['q', 'o'],
      predictions: ['q', 'p'],
      sandbox: ['q', 's'],
    }
    for (const [set, keys] of Object.entries(screens)) {
      const driver = drive().press(...keys, ':')
      const scopes: readonly Scope[] = ACTIVE[set as ActiveSet].filter((scope) => scope !== 'list')
      const wanted = COMMANDS.filter(
        (one) => scopes.includes(one.scope) && one.id !== 'command' && one.id !== 'panel-number',
      )
      for (const one of wanted)
        expect(
          labels(driver).some((label) => [one.short, one.text].includes(label)),
          `${set} ${one.id}`,
        ).toBe(true)
    }
  })

  it('does a command as its key would, by its name or its key', () => {
    const driver = type(drive().press('right', ':'), 'undo').press('enter')
    expect(moves(driver)).toEqual([])
    expect(topOf(driver.state()).at).toBe('bench')
    type(driver.press(':'), 'x').press('enter')
    expect(topOf(driver.state()).at).toBe('explore')
  })

  it('accepts a move as it stands in the log, and completes it', () => {
    const driver = type(drive().press(':'), 'set files.disk.controller virtio-blk').press('enter')
    expect(moves(driver)).toEqual(['set files.disk.controller virtio-blk'])
    expect(knob(driver)).toBe(0)
    const half = type(drive().press(':'), 'set files.d').press('tab')
    expect(half.bare(...SMALL)).toContain('> set files.disk.controller _')
    half.press('down', 'tab')
    const top = topOf(half.state())
    expect(top.at === 'palette' && !('problem' in parseMove(top.text))).toBe(true)
    const short = type(drive().press(':'), 'host.iommu.mode=identity').press('enter')
    expect(moves(short)).toEqual(['set host.iommu.mode identity'])
  })

  it('says with each move what the value means, and which one stands now', () => {
    const driver = type(drive().press(':'), 'set files.disk.c')
    for (const [columns, rows] of SIZES) {
      const text = driver.bare(columns, rows)
      expect(text).toContain('┏━▸ Command ')
      expect(text).toContain('set files.disk.controller ide-pio')
      expect(text).toContain('as it is now')
      expect(text).toContain('stops the guest')
      expect(text).toContain('a move typed here is the move in the log and in a save file')
    }
  })

  it('says why a move cannot be made, and stays open', () => {
    const driver = type(drive().press(':'), 'set files.disk.kontroller nvme').press('enter')
    expect(topOf(driver.state()).at).toBe('palette')
    expect(driver.bare(...SMALL)).toContain('files.disk.controller')
    const same = type(drive().press(':'), 'set files.disk.controller ide-dma').press('enter')
    expect(topOf(same.state()).at).toBe('palette')
    expect(moves(same)).toEqual([])
  })

  it('goes to a level by its name, keeps what lies on the bench, and refuses a closed one', () => {
    const driver = type(drive().press('right', ':'), '1.1').press('enter')
    expect(driver.state().bench?.play.level.id).toBe('first')
    expect(driver.state().progress.levels.straw.moves).toEqual(['set files.disk.controller lsi53c895a'])
    const closed = type(drive({ screen: 'map' }).press(':'), '3.1').press('enter')
    expect(topOf(closed.state()).at).toBe('palette')
    expect(closed.bare(...SMALL)).toContain('closed: opens once 1.3 is passed')
  })

  it('changes a setting from anywhere, and the screen stays', () => {
    const driver = type(drive().press('h', ':'), 'glyphs: ascii').press('enter')
    expect(driver.state().progress.settings.glyphs).toBe('ascii')
    expect(topOf(driver.state()).at).toBe('hint')
  })

  it('opens over every screen and closes with Esc, and q is text there', () => {
    for (const keys of [[], ['x'], ['right', 'd'], ['q'], ['q', 's'], ['q', 'o'], ['?'], ['h'], ['enter']]) {
      const driver = drive().press(...keys)
      const before = driver.bare(...WIDE)
      driver.press(':', 'q')
      expect(driver.bare(...WIDE)).toContain('> q_')
      driver.press('escape')
      if (keys[0] !== '?') expect(driver.bare(...WIDE)).toBe(before)
    }
  })

  it('leaves a question that waits for an answer where it is', () => {
    const driver = type(drive({ screen: 'bench', level: 'astray' }).press(':'), 'set')
    expect(labels(driver).some((label) => label.startsWith('set '))).toBe(false)
    expect(topOf(driver.press('escape').state()).at).toBe('menu')
  })

  it('makes a move of the sandbox too', () => {
    const driver = drive({ screen: 'map' }).press('s', ':')
    const [move] = labels(type(driver, 'set '))
    expect(move).toMatch(/^set \S+ \S+/)
  })
})

describe('the help', () => {
  it('narrows to what is typed, keys, signs and words alike', () => {
    const driver = type(drive().press('?'), 'violation')
    for (const [columns, rows] of SIZES) {
      const text = driver.bare(columns, rows)
      expect(text).toContain('next violation')
      expect(text).not.toContain('list of its values')
    }
    expect(type(drive().press('?'), 'copies').bare(...WIDE)).toContain('◆')
    expect(type(drive().press('?'), 'monitor').bare(...WIDE)).toContain('VMM')
    expect(type(drive().press('?'), 'zzz').bare(...WIDE)).toContain('no key and no word here')
  })

  it('takes what is typed into the palette with Enter, and q closes it while nothing is typed', () => {
    const driver = type(drive().press('?'), 'undo').press('enter')
    expect(topOf(driver.state())).toMatchObject({ at: 'palette', text: 'undo' })
    expect(topOf(drive().press('?', 'q').state()).at).toBe('bench')
    expect(topOf(drive().press('?', '?').state()).at).toBe('bench')
  })
})

describe('copying', () => {
  it('sends the panel in hand as plain text, whole, and says so', () => {
    const driver = drive().press('y')
    const [text] = driver.outside.copied
    expect(text.split('\n')[0]).toBe('Bench')
    expect(text).toContain('▸ controller')
    expect(text).not.toContain('throughput')
    expect(
      driver
        .bare(...SMALL)
        .split('\n')
        .at(-1),
    ).toContain('Bench: ')
    expect(
      driver
        .bare(...SMALL)
        .split('\n')
        .at(-1),
    ).toContain('lines sent to the terminal')
    const path = drive().press('1', 'y').outside.copied[0]
    expect(path.split('\n')[0]).toBe('Path')
    expect(path).toContain('4.94 ms')
  })

  it('sends what lies over a screen, and else the screen', () => {
    expect(drive().press('b', 'y').outside.copied[0]).toContain(straw.brief.slice(0, 40))
    expect(drive().press('b', 'y').outside.copied[0].split('\n')[0]).toBe('Brief')
    expect(drive({ screen: 'map' }).press('y').outside.copied[0]).toContain('Through a 128 KB straw')
    const space = drive().press('right', 'x', 'y')
    expect(space.outside.copied[0]).toContain('explore')
    for (const [columns, rows] of SIZES)
      expect(space.bare(columns, rows).split('\n').at(-1)).toContain('screen: ')
    expect(
      space
        .press('down')
        .bare(...SMALL)
        .split('\n')
        .at(-1),
    ).not.toContain('clipboard')
  })

  it('has no control character in it, whatever an author wrote, and is never longer than terminals take', () => {
    const outside = fakeOutside()
    const [first, , astray] = outside.levels
    const brief = `a\u001B]52;c;AAAA\u0007b\u009b2J ${'word '.repeat(40_000)}`
    const driver = drive(undefined, { ...outside, levels: [first, { ...straw, brief }, astray] })
    driver.press('b', 'y', 'escape', 'y')
    for (const text of outside.copied) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES)
    }
  })
})

describe('a text that is too long for a terminal', () => {
  it('is cut between two lines', () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => `${index} ${'●'.repeat(20)}`)
    const sent = fitting(lines)
    expect(sent.length).toBeLessThan(lines.length)
    expect(lines.slice(0, sent.length)).toEqual(sent)
    const bytes = Buffer.byteLength(`${sent.join('\n')}\n`)
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES)
    expect(bytes).toBeGreaterThan(MOST_BYTES - 100)
    expect(Buffer.from('x'.repeat(MOST_BYTES)).toString('base64').length).toBeLessThan(100_000)
    expect(fitting(['one'])).toEqual(['one'])
  })
})

describe('pasted text', () => {
  const pasted = (driver: Driver, text: string) => {
    driver.store.send({ kind: 'pasted', text })
    return driver
  }
  it('is typed where text is typed, its first line, and no key', () => {
    const driver = pasted(drive().press(':'), 'set host.iommu.mode identity\nset files.disk.ring 32\n')
    expect(driver.bare(...SMALL)).toContain('> set host.iommu.mode identity_')
    expect(moves(driver)).toEqual([])
    expect(moves(driver.press('enter'))).toEqual(['set host.iommu.mode identity'])
  })
  it('is nothing anywhere else', () => {
    const driver = pasted(drive(), 'jjq')
    expect(knob(driver)).toBe(0)
    expect(driver.bare(...SMALL)).toContain('pasted text is not taken as keys')
  })
})
