/** What stands on each screen. */
import { describe, expect, it } from 'vitest'
import { newProgress } from '../../src/game/index.ts'
import { drive, SMALL, WIDE } from './driver.ts'
import { environment, fakeOutside, levels } from './fixture.ts'
import { runWith, straying } from './fixture-run.ts'

const OFF = ['down', 'down', 'down', 'left', 'left']

describe('the bench', () => {
  it('has goals, knobs, path and tabs in 80 columns', () => {
    const lines = drive()
      .bare(...SMALL)
      .split('\n')
    expect(lines[0]).toBe(' exitless  1.3 Through a 128 KB straw             ☆☆☆   run 1   seed 1   ? help ')
    expect(lines[1]).toBe('── Goals ──────────────────── 2 of 4 ─│── Path ── 2 Measured 3 Cores 4 Log 6-9 ─')
    expect(lines[2]).toContain(' ✔ both guests boot          2 ████ ')
    expect(lines[4]).toContain(' ✘ stream ≥ 220 MB/s')
    expect(lines[9]).toMatch(/^━▸ Bench ━+ 4 knobs ━│/)
    expect(lines[11]).toContain(' ▸ controller   ◂ ide-dma    ▸   2/4')
    expect(lines[2]).toMatch(/│ files\.disk {2}read 1 MiB {2}8 commands/)
    expect(lines[7]).toContain('│     ║ ╰─●   ┃   IDE model')
  })

  it('has everything at once in boxes from 100 columns and 34 rows', () => {
    const text = drive().bare(...WIDE)
    for (const title of [
      '┌─ Goals ',
      '┏━▸ 5 Bench ',
      '┌─ 1 Path ',
      '┌─ 2 Measured ',
      '┌─ 3 Cores ',
      '┌─ 4 Log ',
    ])
      expect(text).toContain(title)
    expect(text).toContain('sum 8 commands, 208 exits, 2 copies of each byte')
  })

  it('marks what a change did: newly met goals, rows, knobs, numbers and tabs', () => {
    const small = drive()
      .press('right')
      .bare(...SMALL)
    expect(small).toMatch(/✔ exits\/MiB ≤ 24 .*✚/)
    expect(small).toMatch(/controller .*lsi53c895a .*3\/4 ~/)
    expect(small).toContain('│~╰─● ║')
    expect(small).toContain('2 Measured~')
    const wide = drive()
      .press('right')
      .bare(...WIDE)
    expect(wide).toMatch(/stream +\S+ ▲ +273 MB\/s +210 +\+30 %/)
    expect(wide).toMatch(/exits\/req +\S+ ▼ +15/)
    expect(wide).toMatch(/copies\/B +\S+ +2\.00 +2\.00 +=/)
    expect(wide).toContain('run 2 beside run 1')
    expect(wide).toContain('sum 3 commands, 12 exits (was 208), 2 copies of each byte')
  })

  it('says in the log what was changed and what came of it', () => {
    const wide = drive()
      .press('right')
      .bare(...WIDE)
    expect(wide).toMatch(/1 the start +210/)
    expect(wide).toMatch(/2 controller lsi53c895a +▸ +273/)
  })

  it('gives the times of a MiB on p', () => {
    expect(
      drive()
        .press('p')
        .bare(...WIDE),
    ).toContain('per MiB')
  })

  it('says when a guest does not boot, and why', () => {
    const run = { ...runWith(), guests: [{ id: 'files', boots: false, reason: 'no driver for ahci' }] }
    const outside = fakeOutside({
      simulate: (_host, _options, _progress, done) => {
        done(run)
        return () => {}
      },
    })
    expect(drive(undefined, outside).bare(...WIDE)).toContain('files does not boot: no driver')
  })
})

describe('the safety cell', () => {
  it('stands at the lower right of every screen with a run', () => {
    for (const keys of [[], ['?'], ['2'], ['right', 'd']]) {
      const lines = drive()
        .press(...keys)
        .bare(...WIDE)
        .split('\n')
      expect(lines.at(-2), keys.join()).toContain('│ ✔ 0 violations')
    }
  })
  it('names its key while there is a violation', () => {
    expect(
      drive()
        .press(...OFF)
        .bare(...WIDE)
        .split('\n')
        .at(-2),
    ).toContain('✘ 1 violation  v jump')
    expect(
      drive()
        .press(...OFF)
        .bare(...SMALL)
        .split('\n')
        .at(-2),
    ).toContain('✘ 1  v jump')
  })
  it('counts what was contained', () => {
    const outside = fakeOutside({
      simulate: (_host, _options, _progress, done) => {
        done(runWith({ contained: [{ ...straying, kind: 'blocked-by-iommu', landed: -1, victim: '-' }] }))
        return () => {}
      },
    })
    expect(drive(undefined, outside).bare(...WIDE)).toContain('■ 1 fault ')
  })
})

describe('a violation', () => {
  it('says what, when, who, whom, meant and hit, with both addresses in one picture', () => {
    const text = drive()
      .press(...OFF, 'v')
      .bare(...WIDE)
    for (const said of [
      '┏━▸ Violation',
      '✘ DMA into memory of another owner',
      '3.214 ms',
      '0000:02:00.0',
      'meant    0x28d400000',
      'hit      0x8d400000',
      'page 0x8d400',
    ])
      expect(text).toContain(said)
    expect(text).toMatch(/ 0 {2}H{32}FFF✘F+/)
    expect(text).toMatch(/8 GiB {2}D{35}○D+/)
    expect(text).not.toContain('playback stopped here by itself')
    expect(text).toMatch(/├─*✘─*┤/)
  })
  it('has the memory beside it in 80 columns', () => {
    const text = drive()
      .press(...OFF, 'v')
      .bare(...SMALL)
    expect(text).toContain('── Memory ──')
    expect(text).toContain('○ meant  0x28d400000')
    expect(text).toContain('━▸ Violation')
  })
  it('shows what one knob would have changed', () => {
    const text = drive()
      .press(...OFF, 'v')
      .bare(...WIDE)
    expect(text).toMatch(/iommu mode = translated +✔ +0 +stream 210 MB\/s +✘ stream ≥ 220/)
    expect(text).toMatch(/files controller = lsi53c895a +✘ +1/)
  })
  it('is marked in the ladder at the row that did it', () => {
    const lines = drive()
      .press(...OFF, 'v', '1')
      .bare(...WIDE)
      .split('\n')
    expect(lines.find((line) => line.includes('DMA 4 KiB'))).toMatch(/▸ {8}║ {10}✘──┼──╯/)
  })
})

describe('the first level', () => {
  it('has a brief, one knob and one large number', () => {
    const text = drive({ screen: 'bench', level: 'first' }).bare(...WIDE)
    expect(text).toContain('A guest from 1996')
    expect(text).toContain('press → to try the next one')
    expect(text).toContain('▀▀▀█  ▄█   █▀▀▀')
    expect(text).toContain('goal ≤ 24')
    expect(text).toContain('where the 4.94 ms go')
  })
  it('keeps the number before beside the new one', () => {
    expect(
      drive({ screen: 'bench', level: 'first' })
        .press('right')
        .bare(...SMALL),
    ).toContain('was 216')
  })
  it('has its number in ASCII digits too', () => {
    const outside = fakeOutside({ environment: { ...environment, ascii: true } })
    expect(drive({ screen: 'bench', level: 'first' }, outside).bare(...WIDE)).toContain('###   #   ###')
  })
})

describe('the map', () => {
  it('lists the chapters that exist, with a card for the level in hand', () => {
    const text = drive({ screen: 'map' }).bare(...WIDE)
    expect(text).toContain('1  Dummies')
    expect(text).toContain('3  The translator')
    expect(text).not.toContain('2  ')
    expect(text).toContain('▸○ 1.1')
    expect(text).toContain('Enter plays it')
  })
  it('shows stars and best numbers of what was passed', () => {
    const driver = drive().press('right', 'q')
    expect(driver.bare(...WIDE)).toMatch(/▸✔ 1\.3 Through a 128 KB straw +★☆☆ {2}273 MB\/s/)
  })
  it('says when there is nothing to play', () => {
    expect(drive({ screen: 'map' }, fakeOutside({ levels: [] })).bare()).toContain('there are no levels here')
  })
})

describe('the debrief', () => {
  it('has the result, the lesson with its evidence, and the ways with their numbers', () => {
    const text = drive()
      .press('right', 'd')
      .bare(...WIDE)
    expect(text).toContain('★ all goals   ☆ copies/B ≤ 1')
    expect(text).toContain('What the guest sees sets the largest request')
    expect(text).toMatch(/counted in QEMU 7\.2\.22 +measured/)
    expect(text).toMatch(/no source +model value/)
    expect(text).toMatch(/a larger command +273 MB\/s +15/)
    expect(text).toContain('3.1  The address that lied')
  })
})

describe('overlays', () => {
  it('leave the screen below in sight', () => {
    const help = drive().press('?')
    const text = help.bare(...WIDE)
    expect(text).toContain('┏━▸ Help ')
    expect(text).toContain('exitless  1.3')
    expect(text).toContain('list of its values')
    const end = drive()
      .press('?', 'end')
      .bare(...WIDE)
    expect(end).toContain('exit: the guest stops')
  })
  it('name their own keys at the bottom', () => {
    expect(drive().press('enter').bare().split('\n').at(-1)).toContain('Enter take it')
    expect(drive().press('?').bare().split('\n').at(-1)).toContain('scroll')
  })
})

describe('a terminal that is too small', () => {
  it('says what is there and what is needed, and that nothing is lost', () => {
    const text = drive().bare(64, 14)
    expect(text).toContain('This needs 80 columns and 24 rows. There are 64 and 14.')
    expect(text).toContain('64 of 80')
    expect(text).toContain('nothing is lost')
  })
  it('begins one cell under 80 columns and one row under 24', () => {
    expect(drive().bare(80, 24)).not.toContain('This needs')
    expect(drive().bare(79, 24)).toContain('There are 79 and 24.')
    expect(drive().bare(80, 23)).toContain('There are 80 and 23.')
  })
  it('says it in two lines where there is room for no more', () => {
    expect(
      drive()
        .bare(28, 6)
        .split('\n')
        .slice(0, 2)
        .map((line) => line.trimEnd()),
    ).toEqual(['exitless', '28 x 6, needs 80 x 24'])
  })
})

describe('the welcome', () => {
  it('fits 80 columns whole', () => {
    const text = drive({ screen: 'bench', level: 'first' }, fakeOutside({ progress: newProgress('p') })).bare(
      ...SMALL,
    )
    expect(text).toContain('A host runs several guests')
    expect(text).toContain('Your place is kept')
  })
})

describe('words of a level', () => {
  it('are shown, never obeyed', () => {
    const [first, straw, astray] = levels
    const outside = fakeOutside({ levels: [first, { ...straw, title: 'a\u001B[2Jb' }, astray] })
    expect(drive(undefined, outside).text(...SMALL)).toContain('a\\x1b[2Jb')
  })
})
