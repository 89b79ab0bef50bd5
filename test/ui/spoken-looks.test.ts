/** Comparing, interrupts, queues, costs, causes, and the playhead, by ear: on their screens, and in the line mode. */
import { describe, expect, it } from 'vitest'
import { newProgress } from '../../src/game/index.ts'
import { simulate } from '../../src/machine/index.ts'
import { converse } from '../../src/ui/line-mode/conversation.ts'
import type { Start } from '../../src/ui/outside.ts'
import { announced } from '../../src/ui/spoken/announced.ts'
import { spoken } from '../../src/ui/spoken/screens.ts'
import { whySaid } from '../../src/ui/spoken/why.ts'
import { topOf } from '../../src/ui/state.ts'
import { createStore } from '../../src/ui/store.ts'
import { drive } from './driver.ts'
import { fakeOutside, really } from './fixture.ts'

const straw: Start = { screen: 'bench', level: 'straw' }
const measured = () => fakeOutside({ simulate: really })
/** Long enough that requests end. */
const longer: ReturnType<typeof fakeOutside>['simulate'] = (host, { seed, factors }, _progress, done) => {
  done(simulate(host, { seed, duration: 12_000_000, record: true, factors }))
  return () => {}
}
const ended = () => fakeOutside({ simulate: longer })

/** What these keys lead to, read whole, as one line. */
function readAfter(keys: readonly string[], outside = fakeOutside()): string {
  return spoken(
    drive(straw, outside)
      .press(...keys)
      .state(),
    10_000,
  ).join(' ')
}

/** What is told after the last of these keys. */
function toldAfter(...keys: readonly string[]): string {
  const driver = drive(straw).press(...keys.slice(0, -1))
  const then = driver.state()
  return announced(then, driver.press(keys[keys.length - 1]).state(), 10_000).join('\n')
}

function talk(start: Start = straw, outside = fakeOutside()) {
  const store = createStore(outside, start)
  let answer: readonly string[] = []
  const one = converse(
    store,
    (lines) => {
      answer = lines
    },
    () => {},
    10_000,
  )
  const say = (...inputs: readonly string[]): string => {
    for (const input of inputs) one.hear(input)
    return answer.join('\n')
  }
  return { store, outside, say }
}

describe('two runs by ear', () => {
  it('say which they are, what sums them up, the knobs, what is worse before what is better, and where on the way', () => {
    const said = readAfter(['right', 'c'])
    const order = [
      'Compare. A is run 1, the run before; B is run 2, on the bench.',
      'B is better or equal in all 9; B meets 4 of 4 goals, A 2.',
      '1 knob differs, of 4:   1. files disk controller: ide-dma in A, lsi53c895a in B.',
      'Better in B: stream 273 megabytes a second, A 210, plus 30 percent. Goal at least 220 megabytes a second: only B.',
      '5 numbers are the same in both',
      'What differs most on its way:',
    ].map((one) => said.indexOf(one))
    expect(order.every((at) => at >= 0)).toBe(true)
    expect(order).toEqual([...order].sort((one, other) => one - other))
  })

  it('say bad news first once A and B change places', () => {
    expect(toldAfter('right', 'c', 's')).toMatch(
      /^Compare\. A is run 2, on the bench; B is run 1, the run before\.\nB is better or equal in 5 of 9/,
    )
    expect(readAfter(['right', 'c', 's'])).toContain('Worse in B: stream 210 megabytes a second, A 273')
  })

  it('say what is worse before what is better, where both are', () => {
    const said = talk(straw, ended()).say('next', 'compare')
    expect(said).toContain('Better in B: ')
    expect(said.lastIndexOf('Worse in B: ')).toBeGreaterThan(0)
    expect(said.lastIndexOf('Worse in B: ')).toBeLessThan(said.indexOf('Better in B: '))
    const [steps] = said.split('What differs most on its way:').slice(1)
    expect(steps).toMatch(/^\n {2}Only in A: command registers/)
  })

  it('tell after a key only what another A makes different', () => {
    const said = toldAfter('right', 'right', 'c', '[')
    expect(said).toMatch(/^Compare\. A is run 1/)
    expect(said).not.toContain('knobs differ, of 4:\n  1. files disk ring')
  })
})

describe('the playhead by ear', () => {
  it('a leap says where it is and which request that is, and nothing that stayed', () => {
    const said = toldAfter('right', '>', '>')
    expect(said).toContain('The path follows request 2 of 13')
    expect(said).toContain('In run 1: request 2 of 10 begins at 4.943 ms.')
    expect(said).not.toContain('Core 0')
    expect(said).not.toContain('Stream')
  })

  it('following is said when it begins and when it ends', () => {
    expect(toldAfter('g')).toContain('The path follows request 1 of 10')
    expect(toldAfter('g', 'g')).toContain('The path follows no request now.')
  })

  it('a run that is kept is named, from then on', () => {
    expect(toldAfter('a')).toContain('Run 1 is kept as A.')
    expect(readAfter(['a', 'right', 'right'])).toContain('Run 1 is kept as A.')
  })
})

describe('interrupts and queues by ear', () => {
  it('the interrupt in hand comes first, with core, delivery, rate and wait', () => {
    expect(readAfter(['i'], measured())).toMatch(
      /In hand: 1 of 2, files\.disk: to core \d, with its thread, delivery host, no wait, interrupts [\d,.]+ (thousand )?a second\./,
    )
    expect(toldAfter('i', 'down')).toMatch(/^In hand: 2 of 2, db\.disk/)
  })

  it('the panel of queues is read once it is gone to', () => {
    const said = readAfter(['9'], measured())
    expect(said).toContain('  1. files.disk queue: on average')
    expect(said.indexOf('Queues over the run')).toBeLessThan(said.indexOf('Measured, run 1.'))
    expect(readAfter([], measured())).not.toContain('Queues over the run')
  })
})

describe('costs, cards and what is typed, by ear', () => {
  it('a cost says its value, its source, and what it is worth here', () => {
    const said = readAfter(
      ['m'].flatMap(() => ['3', 'm', '/', ...'exit-user']),
      measured(),
    )
    expect(said).toContain('exit-user: 5,384 nanoseconds')
    expect(said).toContain('Source: ')
    expect(said).toMatch(/Here, 1\.3: [\d,]+ times a request of files\.disk/)
  })

  it('another cost is told alone', () => {
    const said = toldAfter('3', 'm', 'down')
    expect(said).toMatch(/^In hand: 2 of 102, /)
    expect(said).not.toContain('Model: 102 costs')
  })

  it('a letter that is typed tells what it finds', () => {
    expect(toldAfter('/', 'i', 'o')).toBe('Find a knob: "io". 1 of 1.')
    expect(readAfter(['/', 'i', 'o'])).toContain('In hand: host iommu mode, value translated, 3 of 3.')
    expect(toldAfter(':', ...'und')).toMatch(/^Command: "und", \d+ of \d+\.\nIn hand: 1 of \d+, undo, u\./)
  })
})

describe('the pictures by ear', () => {
  it('the host says who is under way where, and what each device reaches, once its panel is gone to', () => {
    expect(toldAfter('6')).toMatch(
      /^Host\. \d+ under way at 0\.000 milliseconds\.\n {2}1\. files\.disk, ide-dma on \w+/,
    )
    expect(toldAfter('6')).toContain('Interrupts injected; of memory its device reaches all of it')
  })

  it('memory says what landed where before whose it is', () => {
    expect(toldAfter(...['down', 'down', 'down', 'left', 'left', '$', '7'])).toMatch(
      /^Landed at 3\.214 milliseconds in memory of files\.\nMemory: host 2 gibibytes/,
    )
  })

  it('latency says its quantiles beside those before, and the longest request', () => {
    const said = toldAfter('right', '8')
    expect(said).toMatch(/^Latency of files\.disk, 13 requests\.\np50 3\.70 milliseconds, was 5\.01 ms\./)
    expect(said).toContain('Longest: request 1, 3.63 ms')
  })

  it('what stands at the playhead is silent while it plays', () => {
    const driver = drive(straw).press('6', 'space')
    const then = driver.state()
    driver.outside.tick()
    driver.outside.tick()
    expect(driver.state().bench?.playhead).not.toBe(then.bench?.playhead)
    expect(announced(then, driver.state())).toEqual([])
  })
})

describe('why, by ear', () => {
  it('its screen has the cause in hand first, then the change in hand', () => {
    expect(readAfter(['w'])).toMatch(
      /^Level 1\.3, Through a 128 KB straw\. Run 1, seed 1\. In hand: 1 of 8, the whole, 4\.94 milliseconds\. Why stream\?/,
    )
    expect(toldAfter('w', 'down')).toMatch(/^In hand: 2 of 8, The host's kernel: 3\.59 ms|^In hand: 2 of 8, /)
    expect(toldAfter('w', 'tab')).toMatch(/^In hand: 1 of 8, host iommu mode \w+ instead of translated: /)
  })

  it('tells the causes, the largest first, each with the knob that decides it; then what each knob alone changes', () => {
    const line = talk(straw, ended())
    const said = line.say('why p50')
    expect(said).toMatch(/^Why p50\? The \d+ in the middle/)
    const shares = [...said.matchAll(/^ {2}(?:\d\. )?[^\n]*?: [^\n,]+, (\d+) percent/gm)].map(([, share]) =>
      Number(share),
    )
    const causes = shares.slice(0, 4)
    expect(causes.length).toBeGreaterThan(1)
    expect(causes).toEqual([...causes].sort((one, other) => other - one))
    expect(said).toContain('set by files disk controller ide-dma')
    expect(said).toContain(
      'One knob changed, each simulated; the best for this number first, what loses a goal last:',
    )
    expect(line.store.read().bench?.play.moves).toEqual([])
  })

  it('without a name it is the first goal that is not met, with a violation that one', () => {
    const exits = talk(straw, ended()).say('10')
    expect(exits).toMatch(/^Why exits a request\?/)
    // Without a request there are no exits either: that is no way.
    expect(exits.indexOf('passes')).toBeLessThan(exits.indexOf('no longer met'))
    const line = talk(straw)
    line.say('set host.iommu.mode off')
    const said = line.say('why')
    expect(said).toMatch(/^Why violation 1 of 1\? DMA into memory of another owner/)
    expect(said).toMatch(/set by host iommu mode off/)
    expect(said).toContain('. host iommu mode translated: 0, minus 100 percent')
    expect(line.say('why violation 7')).toContain('there are 1 to 1')
  })

  it('is asked of one request too, and says what numbers there are where there is none of that name', () => {
    const line = talk(straw, ended())
    expect(line.say('why request 1')).toMatch(/^Why request 1 of files\.disk\? It took /)
    expect(line.say('why request 999')).toMatch(/^This path has no request 999; there are 1 to \d+\.$/)
    expect(line.say('why foo')).toMatch(/^There is no number "foo" here; there are stream, /)
    expect(line.say('why irq')).toMatch(/^Why guest interrupts\?/)
  })

  it('says what each knob alone changes once all of it is simulated, and nothing before', () => {
    const outside = fakeOutside()
    const waiting: (() => void)[] = []
    const simulate: typeof outside.simulate = (...given) => {
      waiting.push(() => outside.simulate(...given))
      return () => {}
    }
    const finish = () => waiting.shift()?.()
    const driver = drive(straw, { ...outside, simulate })
    finish()
    driver.press('w')
    const then = driver.state()
    expect(spoken(then).join(' ')).toContain('is simulated now')
    finish()
    expect(Object.keys(driver.state().bench!.trials)).toHaveLength(1)
    expect(announced(then, driver.state()).join(' ')).not.toMatch(/\d\. /)
    for (let flip = 0; flip < 20; flip++) finish()
    expect(announced(then, driver.state()).join(' ')).toMatch(/^One knob changed, each simulated/)
  })

  it('says of a screen what is asked after before anything is simulated', () => {
    const { bench } = drive(straw, ended()).state()
    const said = whySaid(bench!, { of: 'metric', metric: 'throughput@files.disk' })
    expect(said[0]).toMatch(/^Why stream\? /)
    expect(said.join(' ')).not.toMatch(/undefined|NaN/)
  })
})

describe('looking closer in the line mode', () => {
  it('compare lays this run beside the one before, or beside the one that was kept, and comes back', () => {
    const line = talk()
    expect(line.say('compare')).toMatch(/^Nothing to compare yet/)
    line.say('next')
    expect(line.say('compare')).toMatch(/^Compare\. A is run 1, the run before; B is run 2/)
    expect(topOf(line.store.read()).at).toBe('bench')
    expect(line.say('keep')).toMatch(/^Run 2 is kept as A\./)
    line.say('set ring 128')
    expect(line.say('compare')).toMatch(/^Compare\. A is run 2, kept by hand; B is run 3/)
    expect(line.say('compare 1')).toMatch(/^Compare\. A is run 1/)
    expect(line.say('compare 9')).toBe('No run has the number 9 here.')
  })

  it('compare waits for a run that has to be simulated again', () => {
    const outside = fakeOutside({ late: true })
    const line = talk(straw, outside)
    for (const move of ['', 'set ring 128', 'set ring 32', 'set host.iommu.mode identity']) {
      if (move !== '') line.say(move)
      outside.finish()
    }
    const before = line.say('compare 1')
    expect(before).not.toMatch(/^Compare/)
    outside.finish()
    expect(line.say('.')).toMatch(/^Compare\. A is run 1; B is run 4, on the bench\./)
  })

  it('interrupts names the knobs that decide them, and a number takes one in hand', () => {
    const line = talk(straw, measured())
    const said = line.say('interrupts')
    expect(said).toMatch(/^2 interrupts over 4 cores; irqbalance is off/)
    expect(said).toMatch(/\n {2}files\.disk: to core \d/)
    expect(said).toContain('This level offers no knob for interrupts.')
  })

  it('queues, model and about answer in place', () => {
    const line = talk(straw, measured())
    expect(line.say('queues')).toMatch(/^Queues over the run/)
    expect(line.say('model')).toMatch(
      /^The costs that a request spends most on; a number tells of one:\n {2}1\. /,
    )
    expect(line.say('1')).toMatch(/^device-read: |^exit-user: /)
    expect(line.say('model exit-user')).toContain('exit-user: 5,384 nanoseconds')
    expect(line.say('model nothing like it')).toBe('No cost and no term is called "nothing like it".')
    expect(line.say('about')).toMatch(/^About exitless, version [^\n]*\nWhat this is: A game/)
    expect(line.say('8')).toMatch(/^Licences: /)
    expect(line.say('about 1.1')).toContain('A guest from 1996')
  })

  it('model and about answer on the map, too', () => {
    const line = talk(
      { screen: 'map' },
      fakeOutside({ progress: { ...newProgress('p'), seenOrientation: true } }),
    )
    expect(line.say('model exit-user')).toContain('exit-user: ')
    expect(line.say('model')).toMatch(/^Model and a part of its name|^model and a part of its name/)
    expect(line.say('about')).toMatch(/^About exitless/)
  })
})
