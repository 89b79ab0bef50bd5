/** The line mode: lines in, sentences out, the same game. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newProgress } from '../../src/game/index.ts'
import { converse } from '../../src/ui/line-mode/conversation.ts'
import type { Start } from '../../src/ui/outside.ts'
import { topOf } from '../../src/ui/state.ts'
import { createStore } from '../../src/ui/store.ts'
import { fakeOutside, really } from './fixture.ts'

const straw: Start = { screen: 'bench', level: 'straw' }

function talk(start: Start = straw, outside = fakeOutside()) {
  const store = createStore(outside, start)
  const all: string[] = []
  let answer: string[] = []
  const one = converse(
    store,
    (lines) => {
      answer = [...lines]
      all.push(...lines)
    },
    () => {},
  )
  return {
    outside,
    store,
    all,
    /** The answer to the last of these lines. */
    say: (...inputs: readonly string[]) => {
      for (const input of inputs) {
        answer = []
        one.hear(input)
      }
      return answer.join('\n')
    },
    answer: () => answer.join('\n'),
    waits: one.waits,
  }
}

/** An answer before it was folded. */
const flat = (text: string) => text.replace(/\n */g, ' ')

/** What a terminal would obey, and what only a drawing needs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNHEARD = /[\u0000-\u001f\u007f-\u009f\u2190-\u2bff\u2800-\u28ff]/

describe('the line mode', () => {
  it('says where one is: brief, goals, the knob in hand, and what the numbers mean', () => {
    const said = talk().answer()
    expect(said).toMatch(
      /^exitless, line mode\.\nType a number and Enter\. \? lists the commands, \. repeats/,
    )
    expect(said).toContain('Level 1.3, Through a 128 KB straw. Run 1, seed 1.')
    expect(said).toContain('Goals: 2 of 4 met.')
    expect(said).toContain('  Stream at least 220 megabytes a second: not met, 210.')
    expect(said).toContain('In hand: files disk controller, value ide-dma, 2 of 4.')
    expect(said).toContain('  1. next value of the knob in hand')
  })

  it('welcomes once, and never again', () => {
    const outside = fakeOutside({ progress: newProgress('p') })
    const first = talk({ screen: 'bench', level: 'first' }, outside)
    expect(first.answer()).toContain('no guest may touch the memory of another')
    expect(outside.saved?.seenOrientation).toBe(true)
    expect(talk(straw, fakeOutside({ progress: outside.saved! })).answer()).not.toContain('memory of another')
  })

  it('lists values by number and takes one, and says what was worse and better, and what is newly met', () => {
    const line = talk()
    expect(line.say('2')).toContain('  2. ide-dma, now: IDE, bus-master DMA.')
    const said = line.say('3')
    expect(said).toMatch(/^Move: set files\.disk\.controller lsi53c895a\. Run 2\.\n/)
    expect(said).toContain('Newly met: Exits a mebibyte at most 24: 15.0, was 216.')
    expect(said).toContain('Better: p50 3.70 milliseconds, was 5.01, minus 26 percent.')
    expect(said).toContain('No violation. Goals: 4 of 4 met.')
    expect(said).toContain('Passed, 1 of 3 stars.')
    expect(line.store.read().progress.levels.straw.medals).toBe(1)
  })

  it('says bad news first', () => {
    const line = talk()
    line.say('set ring 128', 'set files.disk.controller lsi53c895a')
    const said = line.say('undo').split('\n')
    expect(said[0]).toBe('Undone: set files.disk.controller lsi53c895a. Run 4.')
    expect(said[1]).toMatch(/^No longer met: Stream/)
    expect(line.say('redo')).toMatch(/^Again: set files\.disk\.controller lsi53c895a\. Run 5\./)
  })

  it('takes a move by its whole name, by spoken words, and by the end of its name', () => {
    for (const name of ['files.disk.controller', 'files disk controller', 'files.disk.controller ='])
      expect(talk().say(`set ${name} virtio-blk`)).toMatch(/^Move: set files\.disk\.controller virtio-blk\./)
    expect(talk().say('set ring 128')).toMatch(/^Move: set files\.disk\.ring 128\./)
    expect(talk().say('set controller virtio-blk')).toMatch(
      /may be files\.disk\.controller, db\.disk\.controller/,
    )
    expect(talk().say('set ring 99')).toMatch(/has no value "99" here; try/)
    expect(talk().say('set')).toMatch(/^A change reads: set files\.disk\.controller virtio-blk/)
  })

  it('says the path with its largest steps first, and all of it in order when asked', () => {
    const line = talk()
    const said = line.say('path')
    expect(flat(said)).toMatch(
      /^Path of one files\.disk read 1 mebibyte: 13 steps, 4\.94 milliseconds alone\. Largest first\./,
    )
    expect(said).toContain('  Array: 128 kibibytes each, 8 times: 3.56 ms, 72 percent.')
    expect(said).toContain('All steps in order: type all.')
    expect(line.say('type all')).toContain('  guest program: read 1 MiB: 1.2 microseconds.')
    expect(line.say('path db.disk')).toMatch(/^Path of one db\.disk/)
  })

  it('says a unit in words at its first mention and short after that', () => {
    const said = talk().say('measured')
    expect(said).toContain('P50 5.01 milliseconds.')
    expect(said).toContain('P99 5.06 ms.')
  })

  it('repeats the last answer for a dot, and the choices for nothing', () => {
    const line = talk()
    const path = line.say('path')
    expect(line.say('.')).toBe(path)
    expect(line.say('')).toMatch(/^ {2}1\. next value/)
    expect(line.say('.')).toMatch(/^ {2}1\. next value/)
  })

  it('asks for a guess before the first run, and tells what came of it', () => {
    const line = talk({ screen: 'bench', level: 'astray' })
    expect(line.answer()).toContain('How fast is the stream through this controller?')
    expect(line.answer()).toContain('  4. no guess')
    expect(line.say('1')).toContain('You guessed about 50 megabytes a second: it was 210 megabytes a second.')
    expect(line.store.read().progress.levels.astray).toMatchObject({ guess: 0, guessed: false })
    const other = talk({ screen: 'bench', level: 'astray' })
    expect(other.say('skip')).toMatch(/^No guess\.\nLevel 3\.1/)
    expect(other.store.read().progress.levels.astray.guess).toBeUndefined()
  })

  it('tells of a violation: what, who, whom, meant and hit; and what one knob would change', () => {
    const line = talk()
    const said = line.say('set host.iommu.mode off')
    expect(said.split('\n')[1]).toBe('1 violation: with one, nothing else counts.')
    const told = line.say('violation')
    expect(told).toContain('Violation 1 of 1: DMA into memory of another owner.')
    expect(told.replaceAll('\n', ' ')).toContain('of db did it; the victim is files')
    expect(told).toContain('It was meant for 0x28d400000, and hit 0x8d400000.')
    expect(line.say('fix')).toContain('  1. host iommu mode identity: no violation')
  })

  it('shows a hint only after its price was heard', () => {
    const line = talk()
    expect(line.say('hint')).toContain('it takes 1 hint point')
    expect(line.store.read().bench?.play.hintsShown).toEqual([])
    expect(line.say('1')).toContain('Hint: How many commands does one MiB become?')
    expect(line.store.read().progress.levels.straw.hints).toEqual([0])
  })

  it('says nothing of what configurations are before the level is passed, and then puts one on the bench', () => {
    const line = talk()
    expect(line.say('explore')).toContain('What it is: once you have passed.')
    expect(line.say('explore 1')).toContain('What it is: once you have passed.')
    line.say('set files.disk.controller lsi53c895a')
    expect(flat(line.say('explore'))).toContain('files disk controller virtio-blk')
    expect(line.say('1')).toMatch(/^Run 3\./)
  })

  it('opens the debrief once passed: lesson, sources, ways, and the next level', () => {
    const line = talk()
    expect(line.say('debrief')).toBe('The debrief opens once all goals are met.')
    line.say('set files.disk.controller lsi53c895a')
    expect(line.say('debrief')).toContain('Debrief: 1 of 3 stars.')
    expect(line.say('lesson')).toContain('What the guest sees sets the largest request')
    expect(flat(line.say('sources'))).toContain('Source: counted in QEMU 7.2.22; measured.')
    expect(line.say('ways')).toContain('  A ring: stream 273 megabytes a second')
    expect(line.say('on')).toContain('Level 3.1, The address that lied.')
  })

  it('puts a former run on the bench again, resets, and keeps it all', () => {
    const line = talk()
    line.say('next', 'next')
    expect(line.say('runs')).toMatch(/^Former runs: 3/)
    expect(line.say('2')).toContain('Run 4.')
    expect(line.store.read().bench?.play.moves).toHaveLength(1)
    expect(line.say('reset')).toMatch(/^Back at the start of the level\. Run 5\./)
    expect(line.outside.saved?.levels.straw.moves).toEqual([])
  })

  it('leads over the map: chapters, a closed level, what a level asks', () => {
    const line = talk()
    expect(line.say('map')).toContain('chapter 1, Dummies: 0 of 4 stars')
    expect(line.say('chapter 3')).toContain('  1. 3.1, The address that lied: closed')
    expect(line.say('1')).toContain('This level is closed: it needs 1.3 not passed first.')
    expect(line.say('about 1.1')).toContain('A guest from 1996')
    expect(line.say('1.1')).toContain('Level 1.1, A controller everybody knows.')
  })

  it('plays the task of today and the sandbox', () => {
    const outside = fakeOutside({ simulate: really })
    expect(talk({ screen: 'map' }, fakeOutside()).say('today')).toContain('Through a 128 KB straw.')
    const line = talk({ screen: 'map' }, outside)
    expect(line.say('sandbox')).toContain('Check: guest1 boots.')
    expect(line.say('part 1')).toContain('host cores: 4')
    expect(line.say('row 2')).toContain('  3. 4, now')
    expect(line.say('1')).toMatch(/^Host cores\.\nCheck: guest1 boots\./)
    expect(line.store.read().sandbox?.host.cores).toBe(1)
    expect(line.say('mark 2')).toContain('This is no knob')
    expect(line.say('bench')).toContain('In hand: host iommu mode')
    line.say('explore')
    expect(line.say('1')).toContain('Run ')
    expect(line.say('back')).toContain('Sandbox: a host of your own')
  })

  it('waits for a run before it answers', () => {
    const line = talk(straw, fakeOutside({ late: true }))
    expect(line.waits()).toBe(true)
    expect(line.all).toEqual([])
    line.outside.finish()
    expect(line.all[0]).toBe('exitless, line mode.')
    expect(line.say('next')).toBe('')
    line.outside.finish()
    expect(line.answer()).toMatch(/^Move: set files\.disk\.controller lsi53c895a\. Run 2\./)
  })

  it('leaves and saves', () => {
    const line = talk()
    expect(line.say('quit')).toBe('Your place is kept.')
    expect(line.outside.quits).toEqual([0])
    expect(line.outside.saved?.last).toBe('straw')
  })
})

describe('a number that is printed', () => {
  it('means that item: the changes that fix lists, and those of why, are made by it', () => {
    for (const ask of ['fix', 'why stream']) {
      const line = talk()
      line.say(ask)
      const listed = flat(line.say('')).match(/^ {2}1\. (.+?) (\S+):/)
      expect(listed, ask).not.toBeNull()
      expect(line.say('1')).toMatch(`Move: set ${listed?.[1].replaceAll(' ', '.')} ${listed?.[2]}.`)
    }
    const line = talk()
    line.say('set host.iommu.mode off', 'fix')
    expect(line.say('1')).toMatch(/^Move: set host\.iommu\.mode identity\./)
  })

  it('is one of the choices: what is no choice has none', () => {
    const asked = [
      'fix',
      'why',
      'runs',
      'ways',
      'explore',
      'log',
      'path',
      'goals',
      'queues',
      'faults',
      'tree',
    ]
    const more = ['choose', 'knob', 'interrupts', 'compare', 'model', 'measured', 'violation', 'hint']
    for (const before of [[], ['next'], ['next', 'debrief'], ['set host.iommu.mode off']])
      for (const command of [...asked, ...more]) {
        const said = talk().say
        const listed = (said(...before, command).match(/^ {0,2}\d+\. .*/gm) ?? []).map((one) => one.trim())
        const meant = said('')
          .split('\n')
          .map((one) => one.trim())
        for (const one of listed)
          expect(
            meant.map((m) => m.replace(/\.$/, '')),
            command,
          ).toContain(one.replace(/\.$/, ''))
      }
  })
})

describe('a word of a command', () => {
  it('before the guess says that the guess is first, and is no beginning of another one', () => {
    const line = talk({ screen: 'bench', level: 'astray' })
    for (const typed of ['set files.disk.controller virtio-blk', 'why', 'w', 'path', 'next']) {
      expect(line.say(typed), typed).toMatch(/^The guess is first: a number, or skip for none\./)
      expect(line.store.read().bench?.play.moves).toEqual([])
    }
    expect(line.say('2')).toContain('You guessed about 200')
  })

  it('may be the key of its screen', () => {
    expect(talk().say('w')).toBe(talk().say('why'))
    expect(talk().say('i')).toBe(talk().say('interrupts'))
    expect(talk().say('next', 'u')).toMatch(/^Undone/)
  })

  it('is answered as the help spells it', () => {
    for (const example of ['why p99', 'why request 7', 'model exit', 'set files.disk.controller virtio-blk'])
      expect(talk().say(example), example).not.toMatch(/^There is no|^No /)
  })

  it('that is none asks for no sign', () => {
    expect(talk().say('z')).toBe('There is no command "z" here. ? lists the commands.')
  })
})

describe('whatever is typed', () => {
  it('a number that is not there says which are', () => {
    expect(talk().say('99')).toBe('There is no number 99; there are 1 to 10.')
    expect(talk().say('0')).toBe('There is no number 0; there are 1 to 10.')
  })

  it('a number of the bench means one thing, whatever came before', () => {
    const choices = (line: ReturnType<typeof talk>) => line.say('menu').split('\n').slice(0, 10)
    const start = choices(talk())
    const line = talk()
    line.say('set files.disk.controller lsi53c895a')
    expect(choices(line)).toEqual(start)
    line.say('set host.iommu.mode off')
    expect(choices(line)).toEqual(start)
  })

  it('a word that is none names the nearest', () => {
    expect(talk().say('paht')).toBe('There is no command "paht" here. Is it path? ? lists the commands.')
    expect(talk().say('set files.disk.controler virtio-blk')).toContain('try files.disk.controller')
  })

  it('a word may be cut short where only one command begins so', () => {
    expect(talk().say('meas')).toMatch(/^Measured/)
    expect(talk().say('MEASURED')).toMatch(/^Measured/)
  })

  it('lists its commands, each with what it does', () => {
    for (const at of ['map', 'bench', 'debrief'])
      expect(
        talk().say(...(at === 'debrief' ? ['next', 'debrief'] : at === 'map' ? ['map'] : []), '?'),
      ).toMatch(/quit, exit, bye, q: leave/)
  })

  const words = [
    '1',
    '2',
    '3',
    '7',
    '',
    '.',
    '?',
    'next',
    'undo',
    'path',
    'all',
    'map',
    'back',
    'hint',
    'fix',
    'explore',
  ]
  const more = [
    'debrief',
    'ways',
    'violation 1',
    'set host.iommu.mode off',
    'knob 4',
    'runs',
    'chapter 1',
    'sandbox',
  ]
  const parts = [
    'part 2',
    'row 1 1',
    'add',
    'remove',
    'mark 1',
    'bench',
    'today',
    'settings',
    'what exits',
    'again',
    'on',
  ]

  it('never breaks, never prints a line of more than 76 characters, a drawing or a code', () => {
    const line = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...words, ...more, ...parts) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), fc.boolean(), (inputs, ascii) => {
        const outside = fakeOutside()
        const talks = talk(straw, { ...outside, environment: { ...outside.environment, ascii } })
        talks.say(...inputs)
        expect(topOf(talks.store.read())).toBeDefined()
        for (const text of talks.all) {
          expect(text.length, text).toBeLessThanOrEqual(76)
          expect(text).not.toMatch(UNHEARD)
          expect(text).not.toMatch(/undefined|NaN|\[object/)
          if (ascii) expect(text).toMatch(/^[\x20-\x7e]*$/)
        }
      }),
      { numRuns: 200 },
    )
  })
})
