/** An assignment that is played: its map, its codes, its hints; and an exam, which hides what would help. */
import { describe, expect, it } from 'vitest'
import { newProgress, noLevelProgress, readCode } from '../../src/game/index.ts'
import { formatMetric } from '../../src/metrics/index.ts'
import { converse } from '../../src/ui/line-mode/conversation.ts'
import { menuText } from '../../src/ui/screens/overlays.ts'
import { spoken } from '../../src/ui/spoken/screens.ts'
import { topOf } from '../../src/ui/state.ts'
import { createStore } from '../../src/ui/store.ts'
import type { Task } from '../../src/ui/task.ts'
import { type Driver, drive, SMALL, WIDE } from './driver.ts'
import { type FakeOutside, fakeOutside, runOf } from './fixture.ts'
import { asking, SCREENS, straw, task } from './screen-table.ts'

/** Levels with a secret in everything that an exam hides. */
function outsideOf(given: Partial<Task> = {}, more: Parameters<typeof fakeOutside>[0] = {}): FakeOutside {
  const outside = fakeOutside({ ...more, task: { ...task, ...given } })
  const levels = asking(outside)
    .levels.filter(({ id }) => id !== 'astray')
    .map((level) => ({
      ...level,
      teaches: 'SECRET lesson',
      hints: [{ when: { runs: 0 }, text: 'read the hint', price: 1 }],
      references: level.references.map((one) => ({
        ...one,
        title: `SECRET ${one.title}`,
        text: 'SECRET way',
      })),
      decoys: [{ title: 'SECRET decoy', moves: [], fails: 'cpu', text: 'SECRET trap' }],
      debrief: {
        text: level.debrief.text.map((text) => `SECRET ${text}`),
        facts: level.debrief.facts.map((fact) => ({ ...fact, text: 'SECRET fact' })),
      },
    }))
  return Object.assign(outside, { levels })
}

const saidOf = (driver: Driver) => spoken(driver.state()).join(' ').replace(/ +/g, ' ')

describe('the map of an assignment', () => {
  const map = () => drive({ screen: 'map' }, outsideOf()).press('down')

  it('has its title, the student, when it is due, what is passed, and shares of the grade', () => {
    const text = map().bare(...WIDE)
    expect(text.split('\n')[0]).toContain('Week 3: disks   s1234')
    expect(text).toContain('due 2027-03-01   0 of 2 passed   y copy, s save codes')
    expect(text).toMatch(/weight +3, 75 % of the grade/)
    expect(text).toMatch(/hints +only those without a price/)
    expect(text).toMatch(/code +none yet: a changed run gives one/)
    expect(text).not.toMatch(/sandbox|today/)
  })

  it('says the same aloud', () => {
    const said = saidOf(map())
    expect(said).toContain('Week 3: disks, s1234. Map. 0 of 4 stars. Due 2027-03-01, 0 of 2 passed.')
    expect(said).toContain('Weight: 3, 75 percent of the grade.')
  })

  it('has no code to copy or to save before a knob was turned', () => {
    const driver = map().press('s')
    expect(driver.bare()).toContain('there is no code yet: a run with a changed knob gives one')
    expect(driver.press('y').outside.copied).toEqual([])
  })

  it('gives the codes of what is passed, as one text, on the clipboard or in a file', () => {
    const outside = outsideOf()
    const driver = drive(straw, outside).press('right', 'q')
    const { code } = driver.state().progress.levels.straw
    expect(code).toMatch(/^X1-/)
    expect(driver.bare(...WIDE).replaceAll(/[^\w-]/g, '')).toContain(code?.slice(0, 20))
    driver.press('y', 's')
    const text = `Week 3: disks\n\n1.1 A controller everybody knows\n(not played yet)\n\n1.3 Through a 128 KB straw\n${code}\n\n`
    expect(outside.copied).toEqual([text])
    expect(outside.written).toEqual([text])
    expect(driver.bare()).toContain('codes written')
  })

  it('shows a code whole at 80 × 24, and of a long brief what there is room for; a longer code says how to have it', () => {
    const outside = outsideOf()
    drive(straw, outside).press('right')
    const [first, second] = outside.levels
    const brief = 'A long tale of an array. '.repeat(30)
    const entry = outside.saved?.levels.straw
    const cardOf = (code = '') => {
      const levels = { straw: { ...(entry ?? noLevelProgress), code } }
      const progress = { ...newProgress('p'), seenOrientation: true, levels }
      const of = { ...outside, levels: [first, { ...second, brief }], progress }
      const driver = drive({ screen: 'map' }, of).press('down')
      return driver
        .bare(...SMALL)
        .split('\n')
        .map((one) => one.slice(51).trim())
    }
    const card = cardOf(entry?.code)
    expect(card.join('')).toContain(entry?.code)
    expect(card.join(' ')).toContain('…')
    expect(card.join(' ')).toContain('Enter goes on')
    const long = cardOf(`X1-13-${'ABCDE-'.repeat(60)}`)
    expect(long).toContain('… y copies it whole')
    expect(long.join(' ')).toContain('Enter goes on')
  })

  it('keeps codes with the name only where the owner has one', () => {
    const outside = outsideOf({ owner: { ...task.owner, name: 'Ada L' } })
    drive(straw, outside).press('right', 'q', 'y')
    expect(outside.copied[0]).toContain('Week 3: disks\nAda L\n')
  })
})

it('a level that is not passed has the code of the run that met most goals, in an assignment alone', () => {
  const codeAfter = (outside: FakeOutside, ...keys: string[]) =>
    drive(straw, outside)
      .press(...keys)
      .state().progress.levels.straw.code
  const metIn = (text = '') => {
    const read = readCode(text)
    return 'code' in read ? read.code.met.slice(0, 4) : []
  }
  expect(codeAfter(outsideOf())).toBeUndefined()
  expect(codeAfter(fakeOutside(), 'left')).toBeUndefined()
  expect(metIn(codeAfter(outsideOf(), 'left'))).toEqual([true, true, false, false])
  // What is worse later takes nothing away.
  const violated = ['down', 'down', 'down', 'left', 'left']
  expect(metIn(codeAfter(outsideOf(), 'left', ...violated, 'right', 'right'))).toEqual([
    true,
    false,
    true,
    true,
  ])
  expect(metIn(codeAfter(outsideOf(), 'left', 'right', 'right', ...violated))).toEqual([
    true,
    true,
    true,
    true,
  ])
})

it('the bench names the assignment and the student', () => {
  expect(drive(straw, outsideOf()).lines(...WIDE)[0]).toContain('Week 3: disks   s1234')
})

it('a code has the answers that were typed, and another one once an answer is changed', () => {
  const outside = outsideOf()
  const driver = drive(straw, outside).press('right')
  const code = () => driver.state().progress.levels.straw.code
  const before = code()
  driver.press('n', ...'270MB/s', 'enter')
  expect(code()).not.toBe(before)
  const answered = code()
  driver.press('escape', 'left', 'right')
  expect(code()?.slice(0, 5)).toBe(answered?.slice(0, 5))
  expect(code()?.length).toBe(answered?.length)
})

describe('the guess', () => {
  const points = (prediction: number) =>
    outsideOf({ levels: { first: { weight: 1, prediction }, straw: { weight: 3, prediction } } })
  const begin = { screen: 'bench', level: 'first' } as const
  const talkOn = (outside: FakeOutside) => {
    const said: string[] = []
    const talk = converse(
      createStore(outside, begin),
      (lines) => said.push(...lines),
      () => {},
    )
    return { said: () => said.join(' '), hear: (line: string) => talk.hear(line) }
  }

  it('is asked in the first level of all, which without an assignment begins at once', () => {
    const driver = drive(begin, points(2))
    expect(topOf(driver.state())).toEqual({ at: 'menu', menu: { of: 'guess' } })
    driver.choose(1)
    expect(driver.outside.saved?.levels.first).toMatchObject({ guess: 1, guessed: true })
    expect(topOf(drive(begin).state()).at).toBe('bench')
    const line = talkOn(points(2))
    line.hear('guess 2')
    expect(line.said()).toContain('You guessed about 200')
  })

  it('says how many points it brings, where it brings any', () => {
    const said = (outside: FakeOutside) =>
      menuText(drive(begin, outside).state(), { of: 'guess' })?.above.join(' ')
    expect(said(points(2))).toContain('A right guess is 2 points here. Esc starts without one')
    expect(said(points(1))).toContain('A right guess is 1 point here.')
    expect(said(points(0))).toContain('A guess costs nothing and is scored apart.')
    expect(talkOn(points(2)).said()).toContain('A right guess is 2 points here.')
  })

  it('is not asked again once the run was seen without one', () => {
    const outside = points(2)
    drive(begin, outside).press('escape', 'q')
    expect(outside.saved?.levels.first).toMatchObject({ skipped: true })
    const again = drive(begin, { ...outside, progress: outside.saved ?? newProgress('p') })
    expect(topOf(again.state()).at).toBe('bench')
    const line = talkOn(points(2))
    line.hear('skip')
    line.hear('map')
    line.hear('play 1.1')
    expect(line.said().match(/points here/g)).toHaveLength(1)
  })
})

describe('hints', () => {
  const hinted = (hints: number) =>
    drive(straw, outsideOf({ levels: { ...task.levels, straw: { weight: 1, hints } } }))

  it('that cost more than is left are not given', () => {
    const driver = hinted(0).press('h')
    expect(driver.bare().replace(/[\s┃]+/g, ' ')).toContain('no free hint here: this assignment gives only')
    expect(driver.press('enter').state().bench?.play.hintsShown).toEqual([])
    expect(driver.bare()).not.toContain('read the hint')
  })

  it('are not given at all where there are none', () => {
    const driver = hinted(-1).press('h')
    expect(driver.bare()).toContain('this assignment gives no hints')
    expect(saidOf(driver)).toContain('This assignment gives no hints.')
    expect(driver.press('enter').state().bench?.play.hintsShown).toEqual([])
  })

  it('are given while there are points, and can be read again', () => {
    const driver = hinted(1).press('h', 'enter')
    expect(driver.bare()).toContain('read the hint')
    expect(driver.press('h', 'h').bare()).toContain('read the hint')
    expect(driver.bare()).toContain('this assignment leaves 0 hint points')
  })
})

describe('in an exam', () => {
  const exam = (more: Parameters<typeof fakeOutside>[0] = {}) => outsideOf({ exam: true }, more)

  function expectHidden(text: string, where: string): void {
    expect(text, where).not.toContain('SECRET')
    expect(text, where).not.toMatch(/\bpars?\b/)
    expect(text, where).not.toMatch(/you guessed .*: (right, )?it was/)
    expect(text, where).not.toMatch(/is (not )?right: /)
    expect(text, where).not.toMatch(
      /Costs of one request alone| beside virtio-blk|With (ide-pio|virtio-blk): /,
    )
  }

  // A lecture is the teacher's: no key of the game leads there.
  for (const name of Object.keys(SCREENS).filter((one) => !one.startsWith('lecture')))
    it(`${name}: nothing of what would help is drawn or said`, () => {
      const driver = SCREENS[name](exam())
      for (const size of [SMALL, WIDE]) expectHidden(driver.bare(...size), name)
      expectHidden(saidOf(driver), name)
    })

  it('the debrief hides lesson, sources and other ways in every part of it, and says so', () => {
    const driver = drive(straw, exam()).press('right', 'd')
    for (const digit of ['1', '2', '3', '4']) {
      driver.press(digit)
      for (const size of [SMALL, WIDE]) expectHidden(driver.bare(...size), digit)
      if (digit !== '1') expect(driver.bare(...SMALL)).toContain('hidden in an exam')
    }
    const said = saidOf(driver)
    for (const what of ['Lesson', 'Sources', 'Ways'])
      expect(said.toLowerCase()).toContain(`${what.toLowerCase()}: hidden in an exam`)
  })

  it('the scatter stays closed, from the bench and from the debrief', () => {
    const driver = drive(straw, exam()).press('right', 'x')
    expect(topOf(driver.state()).at).toBe('bench')
    expect(driver.bare()).toContain('hidden in an exam')
    expect(topOf(driver.press('d', 'x').state()).at).toBe('debrief')
    expect(driver.state().explored).toBeUndefined()
  })

  it('no change is tried: not by Why, not beside a violation, not for the debrief', () => {
    const outside = exam()
    let runs = 0
    const driver = drive(straw, {
      ...outside,
      simulate: (host, options, _progress, done) => {
        runs++
        done(runOf(host), options.baseline ? runOf(host) : undefined)
        return () => {}
      },
    })
    driver.press('w', 'tab')
    expect(driver.bare()).toContain('hidden in an exam')
    driver.press('t')
    expect(runs).toBe(1)
    driver.press('escape', 'down', 'down', 'down', 'left', 'left', 'v')
    const before = runs
    driver.press('escape', 'right', 'right', 'up', 'up', 'up', 'right', 'd')
    expect(driver.state().bench?.trials).toEqual({})
    expect(runs - before).toBeLessThanOrEqual(3)
  })

  it('what one knob would change is no list beside a violation and in Why, but a line that says so', () => {
    const violated = drive(straw, exam()).press('down', 'down', 'down', 'left', 'left', 'v')
    expect(violated.bare(...WIDE)).toContain('hidden in an exam')
    expect(violated.bare(...WIDE)).not.toMatch(/computing|virtio-blk +/)
    expect(saidOf(violated)).toContain('What one knob would change: hidden in an exam.')
    const why = drive(straw, exam()).press('w', 'tab')
    expect(why.bare(...WIDE)).not.toContain('virtio-blk')
    expect(saidOf(why)).toContain('What one knob would change: hidden in an exam.')
  })

  it('whether a guess was right is hidden on the bench, in the log, in the debrief and among the guesses', () => {
    const driver = drive(straw, exam()).press('right')
    expect(
      driver
        .press('4')
        .bare(...WIDE)
        .replace(/[\s│┃]+/g, ' '),
    ).toContain('You guessed about 200 MB/s; whether it')
    const map = drive({ screen: 'map' }, exam()).press('p')
    expect(map.bare()).toContain('Guesses: hidden in an exam')
    expect(saidOf(map)).toContain('Guesses: hidden in an exam')
  })

  it('an answer is kept, can be changed after passing, and is not judged', () => {
    const driver = drive(straw, exam()).press('right', 'n', ...'270MB/s', 'enter')
    expect(driver.bare()).toContain('your answer: 270 MB/s; hidden in an exam')
    driver.press('enter', ...'280MB/s', 'enter')
    expect(driver.bare()).toContain('your answer: 280 MB/s; hidden in an exam')
    expect(driver.bare()).not.toContain(formatMetric('throughput', 273_000_000))
    expect(driver.state().computed).toBeUndefined()
  })

  it('the card of a knob has no costs of other values, and says so', () => {
    const driver = drive(straw, exam()).press('m')
    expect(driver.bare(...WIDE)).toContain('what one knob would change: hidden in an exam')
    expect(saidOf(driver)).toContain('What one knob would change: hidden in an exam.')
  })

  it('what a level teaches is on no card and found by no command', () => {
    const driver = drive({ screen: 'map' }, exam()).press('down')
    for (const size of [WIDE, [160, 50] as const]) expectHidden(driver.bare(...size), 'map')
    expect(driver.bare(...WIDE)).toMatch(/teaches +hidden in an exam/)
    driver.press(':', ...'straw')
    expectHidden(driver.bare(...WIDE), 'palette')
  })

  it('the line mode tells none of it either', () => {
    const store = createStore(exam(), straw)
    const said: string[] = []
    const talk = converse(
      store,
      (lines) => said.push(...lines),
      () => {},
    )
    for (const line of [
      ...[
        'explain controller',
        'explain',
        'explore',
        'explore 1',
        'why',
        'fix',
        'log',
        'answer 1 270 MB/s',
        'n',
        'hint',
      ],
      ...['set files disk controller lsi53c895a', 'n', 'd', 'lesson', 'sources', 'ways', 'explore', 'n'],
      ...[
        'back',
        'set host iommu mode off',
        'fix',
        'violation',
        'why violation 1',
        'map',
        'guesses',
        'codes',
        'about 1.3',
      ],
    ])
      talk.hear(line)
    const text = said.join('\n')
    expectHidden(text.replace(/\n */g, ' '), 'line mode')
    expect(text.match(/hidden in\s+an exam/g)?.length).toBeGreaterThan(8)
  })
})

it('outside of an exam an assignment hides nothing of it', () => {
  const driver = drive(straw, outsideOf()).press('right', 'd')
  expect(driver.bare(...WIDE)).toContain('SECRET')
  expect(topOf(driver.press('x').state()).at).toBe('explore')
})
