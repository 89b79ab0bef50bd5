/** The screen of interrupts: each key is a move of the level's own knobs, and what the run says of each interrupt. */
import { describe, expect, it } from 'vitest'
import { printMove } from '../../src/game/index.ts'
import { vectorsOf } from '../../src/machine/index.ts'
import { words } from '../../src/text/ui-words.ts'
import { topOf } from '../../src/ui/state.ts'
import { type Driver, drive, LARGE, SMALL, WIDE } from './driver.ts'
import { environment } from './fixture.ts'
import { playReal } from './real-levels.ts'

const movesOf = (driver: Driver): string[] => driver.state().bench!.play.moves.map(printMove)

const noticeOf = (driver: Driver): string | undefined => {
  const top = topOf(driver.state())
  return top.at === 'routing' ? top.notice : undefined
}

const coresOf = (driver: Driver): number[] =>
  vectorsOf(driver.state().bench!.ran!.run.host).map(({ core }) => core)

/** The line of the matrix that is in hand. */
const held = (driver: Driver, size: readonly [number, number] = WIDE): string =>
  driver
    .bare(...size)
    .split('\n')
    .find((line) => / ▸ /.test(line) && !line.includes('exitless'))!

describe('keys', () => {
  it('→ moves the interrupt in hand by the knob of its cores, and switches off the daemon that overrules it', () => {
    const driver = playReal('4.5').press('i', 'right')
    expect(movesOf(driver)).toEqual(['set host.irqBalance off', 'set power.net.irqCores 2+3'])
    expect(noticeOf(driver)).toBe(words.routing.balanceOff)
    expect(driver.press('right').state().bench!.play.moves.at(-1)).toEqual({
      key: 'power.net.irqCores',
      value: '4',
    })
    expect(coresOf(driver)).toEqual([4])
  })

  it('← moves it back, and further than the level offers it does not go', () => {
    const driver = playReal('4.5').press('i', 'right', 'right', 'left', 'left')
    expect(coresOf(driver)).toEqual([0])
    const before = movesOf(driver)
    expect(movesOf(driver.press('left'))).toEqual(before)
    expect(noticeOf(driver)).toBe(words.routing.noFurther)
  })

  it('the moves are those of the knobs on the bench, and so is the run', () => {
    const here = playReal('4.5').press('i', 'right')
    const there = playReal('4.5').press('end', 'right', 'home', 'down', 'down', 'enter').choose(3)
    expect(movesOf(here)).toEqual(movesOf(there))
    expect(here.state().bench!.ran!.run.hash).toBe(there.state().bench!.ran!.run.hash)
  })

  it('what follows whoever waits moves to a core by the knob of its device', () => {
    const driver = playReal('4.1').press('i', 'right')
    expect(movesOf(driver)).toEqual(['set shop.nic.irq 2'])
    expect(movesOf(driver.press('left'))).toEqual(['set shop.nic.irq 2', 'set shop.nic.irq -1'])
  })

  it('what goes where its vCPU runs moves with the pin of that vCPU', () => {
    const driver = playReal('5.3').press('i', 'right')
    expect(movesOf(driver)).toEqual(['set stream.pin 28'])
    expect(coresOf(driver)[0]).toBe(28)
  })

  it('p takes the next delivery, and says where a host cannot post', () => {
    const driver = playReal('4.4').press('i', 'p')
    expect(movesOf(driver)).toEqual(['set db.disk.delivery posted'])
    expect(noticeOf(driver)).toBe(words.routing.notPosted)
    expect(movesOf(driver.press('p')).at(-1)).toBe('set db.disk.delivery injected')
  })

  it('- + and < > turn wait and frames by size, whatever order the level names them in', () => {
    const driver = playReal('4.2').press('i', 'down', '+', '+', '-')
    expect(movesOf(driver)).toEqual([
      'set backup.nic.coalesceUs 20',
      'set backup.nic.coalesceUs 100',
      'set backup.nic.coalesceUs 20',
    ])
    const frames = playReal('4.4').press('i', '+', '>', '<', '<')
    expect(movesOf(frames)).toEqual([
      'set db.disk.coalesceUs 50',
      'set db.disk.coalesceFrames 8',
      'set db.disk.coalesceFrames 1',
    ])
    expect(noticeOf(frames)).toBe(words.routing.only(words.routing.whats.frames))
  })

  it('A spreads what it can, and says where nothing can be spread', () => {
    const driver = playReal('4.5')
    driver.press('down', 'right', 'i', 'A')
    expect(noticeOf(driver)).toBe(words.routing.noSpread)
    const both = playReal('4.5').press('down', 'right', 'i', 'right', 'left', 'left', 'A')
    expect(new Set(coresOf(both)).size).toBe(2)
    expect(noticeOf(playReal('4.6').press('i', 'A'))).toBe(words.routing.spreadKnobs)
  })

  it('u and r take back and make again what one key did, both moves where it made two', () => {
    const driver = playReal('4.5').press('i', 'right', 'u')
    expect(movesOf(driver)).toEqual([])
    expect(movesOf(driver.press('r'))).toEqual(['set host.irqBalance off', 'set power.net.irqCores 2+3'])
    expect(noticeOf(driver.press('r'))).toBeDefined()
    expect(movesOf(driver.press('right', 'u'))).toHaveLength(2)
    expect(movesOf(driver.press('u'))).toEqual([])
  })

  it('two moves that two keys made come back one at a time', () => {
    const driver = playReal('4.5').press('end', 'right', 'home', 'right', 'i')
    expect(movesOf(driver)).toHaveLength(2)
    expect(movesOf(driver.press('u'))).toHaveLength(1)
  })

  it('what is said of two moves is not cut beside the keys', () => {
    const driver = playReal('4.5').press('i', 'right')
    expect(driver.bare(...SMALL)).toMatch(/off as well; u takes back both {3}↑↓ vector/)
  })

  it('the footer has only keys that the knobs of the level allow', () => {
    const foot = (number: string) =>
      playReal(number)
        .press('i')
        .bare(...WIDE)
        .split('\n')
        .at(-1)!
    expect(foot('4.5')).toContain('←→ core')
    expect(foot('4.5')).not.toMatch(/delivery|wait|frames/)
    expect(foot('1.3')).not.toMatch(/core|delivery|wait|frames|spread/)
    expect(foot('4.4')).toMatch(/p delivery {3}-\+ wait {3}<> frames/)
  })

  it('w asks what the device of the interrupt lost, or how many interrupts there are', () => {
    const asked = (number: string) => topOf(playReal(number).press('i', 'w').state())
    expect(asked('4.5')).toMatchObject({ at: 'why', asked: { metric: 'drops@power.net' } })
    expect(asked('1.3')).toMatchObject({ at: 'why', asked: { metric: 'interrupts@backup.disk' } })
  })

  it('where a level offers no such knob, a sentence says so and nothing moves', () => {
    const driver = playReal('1.3').press('i')
    for (const [key, said] of [
      ['p', words.routing.noKnob(words.routing.whats.delivery, 'backup.disk')],
      ['+', words.routing.noKnob(words.routing.whats.wait, 'backup.disk')],
      ['>', words.routing.noKnob(words.routing.whats.frames, 'backup.disk')],
      ['right', words.routing.noCore('backup.disk')],
    ] as const) {
      driver.press(key)
      expect(noticeOf(driver)).toBe(said)
      expect(movesOf(driver)).toEqual([])
    }
  })

  it('space plays, Esc leads back to the bench, and the cursor stays within the list', () => {
    const driver = playReal('4.6').press('i', 'end', 'down', 'space')
    const top = topOf(driver.state())
    expect(top.at === 'routing' && top.cursor).toBe(2)
    expect(driver.state().bench!.playing).toBe(true)
    const { playhead } = driver.state().bench!
    driver.outside.tick()
    expect(driver.state().bench!.playhead).toBeGreaterThan(playhead)
    expect(topOf(driver.press('escape').state()).at).toBe('bench')
  })
})

describe('what it shows', () => {
  it('● stands under the core that takes it, ○ under the one before', () => {
    const driver = playReal('4.5').press('i', 'right')
    const heading = driver.bare(...WIDE).split('\n')[2]
    const row = held(driver)
    expect(row.indexOf('●')).toBe(heading.indexOf('c2') + 1)
    expect(row.indexOf('○')).toBe(heading.indexOf('c0') + 1)
  })

  it('how busy each core is stands under it, now and before', () => {
    const driver = playReal('4.5').press('i', 'right')
    const text = driver.bare(...WIDE)
    const { ran, before } = driver.state().bench!
    const busy = (run: NonNullable<typeof ran>['run'], core: number) =>
      `${Math.round((run.cores[core].nanos.reduce((sum, one) => sum + one, 0) / run.duration) * 100)}%`
    const cells = (name: string) => text.match(new RegExp(`${name} +(.*)`))![1].split(/\s+/)
    for (const core of [0, 2]) {
      expect(cells('busy now')[core]).toBe(busy(ran!.run, core))
      expect(cells('before')[core]).toBe(busy(before!.run, core))
    }
  })

  it('counts of its row are those of the record', () => {
    const driver = playReal('4.4').press('i')
    const [vector] = driver.state().bench!.ran!.run.occupancy!.vectors
    const called = vector.called.reduce((sum, one) => sum + one, 0)
    expect(driver.bare(...WIDE)).toContain(`host took ${called} on core 0`)
  })

  it('names the nodes, and draws a border between them', () => {
    const driver = playReal('5.3').press('i')
    expect(driver.bare(...LARGE)).toContain('node 0 ┊ node 1')
    expect(held(driver, LARGE)).toContain('┊')
    // A mark that is out of sight is pointed at.
    expect(driver.bare(...WIDE)).toMatch(/batch\.disk .*· {3}▸/)
    // More than fit are counted, and scroll.
    expect(driver.bare(...SMALL)).toContain(words.bench.more(2))
    expect(driver.press('end').bare(...SMALL)).toMatch(/▸ batch\.disk/)
  })

  it('a ring that lost packets says how many found it full', () => {
    const driver = playReal('4.5').press('i')
    const [flow] = driver.state().bench!.ran!.run.flows
    const all = flow.dropped.toLocaleString('en')
    for (const size of [SMALL, WIDE, LARGE])
      expect(driver.bare(...size)).toContain(`✘ ${all} of 4,800 found it full`)
  })

  it('fits every size, and is ASCII where that is wanted, in every level of its chapter', () => {
    for (const number of ['4.1', '4.2', '4.3', '4.4', '4.5', '4.6', '4.7', '5.3']) {
      const driver = playReal(number, { ...environment, ascii: true }).press('i', 'right', 'p', '+', 'A')
      expect(driver.bare(...WIDE)).toMatch(/^[\x20-\x7e\n]*$/)
      for (const [columns, rows] of [SMALL, WIDE, LARGE])
        expect(driver.lines(columns, rows)).toHaveLength(rows - 1)
    }
  })
})

describe('levels are won here', () => {
  it('4.5, once it has two queues and a longer ring', () => {
    const driver = playReal('4.5').press('right', 'down', 'right')
    expect(driver.state().bench!.ran!.note.passed).toBe(false)
    driver.press('i', 'down', 'right', 'right', 'right', 'right')
    expect(coresOf(driver)).toEqual([4, 5])
    expect(driver.state().bench!.ran!.note.passed).toBe(true)
    expect(driver.bare(...WIDE)).toContain(words.bench.allMet)
  })
})

describe('the picture of queues', () => {
  it('9 puts it in the place of the path, and 1 leads back', () => {
    const driver = playReal('4.5').press('9')
    expect(driver.bare(...WIDE)).toContain(`▸ 9 ${words.queues.title}`)
    expect(driver.bare(...WIDE)).toContain('256 of 256')
    expect(driver.press('1').bare(...WIDE)).toContain(`▸ 1 ${words.bench.path}`)
    expect(driver.press('9').bare(...SMALL)).toContain(`▸ ${words.queues.title}`)
  })

  it('its bars are those of the moment that the playhead is at', () => {
    const driver = playReal('4.5').press('9')
    const { run } = driver.state().bench!.ran!
    const ring = run.occupancy!.gauges.find(({ kind }) => kind === 'ring')!
    for (const [key, slice] of [
      ['0', 0],
      ['$', run.series.slices - 1],
    ] as const)
      expect(driver.press(key).bare(...WIDE)).toContain(`${ring.most[slice]} of 256`)
  })

  it('marks the playhead over the curves, and says how long a pause a ring survives', () => {
    const driver = playReal('4.5').press('9', '$')
    const lines = driver.bare(...WIDE).split('\n')
    const mark = lines.find((line) => line.includes('at 20.000 ms'))!
    const curve = lines.find((line) => line.includes('of 256'))!
    expect(mark.lastIndexOf('▼')).toBe(curve.search(/[▁-█](?=[^▁-█]*most 256)/))
    // Beside what was lost there is room for the short sentence alone, and none is cut.
    expect(driver.bare(...WIDE)).toMatch(/survives 256 µs at 1\.00 M\/s/)
    expect(driver.bare(200, 60)).toMatch(/survives a pause of 256 µs at 1\.00 M packets\/s/)
    expect(driver.bare(...SMALL)).toMatch(/survives 256 µs/)
  })

  it('shows the IOTLB where devices ask it', () => {
    const driver = playReal('5.3').press('9', 'end')
    const { iotlb } = driver.state().bench!.ran!.run.occupancy!
    expect(iotlb.evictions).toBeGreaterThan(0)
    expect(driver.bare(...LARGE)).toContain(words.queues.kinds.iotlb)
    expect(driver.bare(...LARGE)).toContain(`of ${iotlb.capacity}`)
  })

  it('says so where a run was not recorded', () => {
    expect(
      drive()
        .press('9')
        .bare(...WIDE),
    ).toContain(words.queues.notRecorded)
  })
})
