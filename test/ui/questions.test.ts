/** Questions of a level, answered by typing a number. */
import { describe, expect, it } from 'vitest'
import { levelProgress } from '../../src/game/index.ts'
import { converse } from '../../src/ui/line-mode/conversation.ts'
import { spoken } from '../../src/ui/spoken/screens.ts'
import { topOf } from '../../src/ui/state.ts'
import { createStore } from '../../src/ui/store.ts'
import { type Driver, drive, WIDE } from './driver.ts'
import { fakeOutside } from './fixture.ts'
import { asking, straw } from './screen-table.ts'

const start = () => drive(straw, asking(fakeOutside()))
const answers = ({ store }: Driver) => levelProgress(store.read().progress, 'straw').answers
const typed = (text: string) => [...text].map((one) => (one === ' ' ? 'space' : one))

describe('an answer', () => {
  it('is typed from its first digit on, and kept with the progress', () => {
    const driver = start().press('n', ...typed('270 MB/s'), 'enter')
    expect(answers(driver)).toEqual({ 0: 270e6 })
    expect(driver.bare()).toContain('● your answer: 270 MB/s; whether it is right: once you have passed')
    expect(driver.bare()).toContain('1 of 2 answered')
  })

  it('says beforehand that it stands once the level is passed, and has an example that is no likely one', () => {
    const text = start()
      .press('n')
      .bare(...WIDE)
    expect(text).toContain('such as 12; it can be changed until you pass')
    expect(
      start()
        .press('n', 'down', ...typed('26'), 'enter')
        .bare(),
    ).toContain('your answer: 26;')
  })

  it('outlives the runs that come after it', () => {
    const driver = start().press('n', ...typed('270MB/s'), 'enter', 'escape', 'right', 'left', 'q')
    expect(answers(driver)).toEqual({ 0: 270e6 })
    expect(driver.bare()).toContain('Levels')
  })

  it('without its unit is not taken, and what was typed stays', () => {
    const driver = start().press('n', ...typed('270'), 'enter')
    expect(answers(driver)).toBeUndefined()
    expect(driver.bare()).toContain('answer 270_   of what? Write its unit, such as 360 MB/s')
    expect(answers(driver.press(...typed('MB/s'), 'enter'))).toEqual({ 0: 270e6 })
  })

  it('can be left alone with Esc, and changed while nobody knows what is right', () => {
    const driver = start().press('n', ...typed('1 MB/s'), 'escape')
    expect(topOf(driver.state()).at).toBe('questions')
    expect(answers(driver)).toBeUndefined()
    driver.press(...typed('1 MB/s'), 'enter', 'enter', ...typed('2 MB/s'), 'enter')
    expect(answers(driver)).toEqual({ 0: 2e6 })
  })

  it('is asked for by numbers only', () => {
    const driver = start().press('n', 'end', 'enter')
    expect(driver.bare()).toContain('this one is to be thought about, and takes no number')
    expect(driver.press('5').bare()).toContain('this one is to be thought about, and takes no number')
  })

  it('can be given from the map, before the level was ever played', () => {
    const outside = fakeOutside()
    const driver = drive({ screen: 'map' }, asking(outside)).press('down', 'n', ...typed('3 MB/s'), 'enter')
    expect(answers(driver)).toEqual({ 0: 3e6 })
    expect(outside.saved?.levels.straw.answers).toEqual({ 0: 3e6 })
  })
})

describe('once the level is passed', () => {
  const passed = () => start().press('right')

  it('it shows whether it was right, and the right number', () => {
    const driver = start().press(
      'n',
      ...typed('270MB/s'),
      'enter',
      'down',
      '5',
      'enter',
      'escape',
      'right',
      'n',
    )
    expect(driver.bare()).toContain('✔ your answer 270 MB/s is right: 273 MB/s')
    expect(driver.bare()).toContain('✘ your answer 5 is not right: it is 15')
    expect(driver.bare()).toContain('· The controller cuts each request to pieces')
  })

  it('it stands: what is right is known now', () => {
    const driver = passed().press('n', ...typed('100MB/s'), 'enter')
    expect(driver.bare()).toContain('✘ your answer 100 MB/s is not right: it is 273 MB/s')
    expect(driver.press('enter').bare()).toContain('it is answered, and the right number is known: it stands')
    expect(answers(driver.press(...typed('273MB/s'), 'enter'))).toEqual({ 0: 100e6 })
  })

  it('an answer that was not given is not given away', () => {
    const driver = passed().press('n')
    expect(driver.bare()).toContain('type a number, such as 360 MB/s: you have one try, it is judged at once')
    expect(driver.bare()).not.toContain('273')
    expect(driver.press('2').bare()).toContain(
      'answer 2_   one try, such as 360 MB/s   Enter: judged at once',
    )
  })

  it('the debrief leads there too, and back', () => {
    const driver = passed().press('d', 'n')
    expect(topOf(driver.state()).at).toBe('questions')
    expect(topOf(driver.press('escape').state()).at).toBe('debrief')
  })
})

it('a right number that was asked for is simulated though the bench is left', () => {
  const outside = asking(fakeOutside({ late: true }))
  const driver = drive(straw, outside)
  outside.finish()
  driver.press('right')
  outside.finish()
  driver.press('n', ...typed('270MB/s'), 'enter', 'escape', 'q')
  outside.finish()
  expect(driver.press('n').bare()).toContain('✔ your answer 270 MB/s is right: 273 MB/s')
})

it('what is typed is said first', () => {
  expect(spoken(start().press('n', '3', '6').state())[0]).toBe('Answer: 36.')
})

it('the line mode lists questions and takes answers where the level lies open', () => {
  const store = createStore(asking(fakeOutside()), straw)
  const said: string[] = []
  const talk = converse(
    store,
    (lines) => said.push(...lines),
    () => {},
  )
  const say = (text: string) => {
    said.length = 0
    talk.hear(text)
    return said.join(' ').replace(/ +/g, ' ')
  }
  expect(say('questions')).toContain('Questions of level 1.3, Through a 128 KB straw: 0 of 2 answered.')
  expect(say('answer 1 270')).toBe('Of what? Write its unit, such as 360 megabytes a second.')
  expect(say('answer 1 270 MB/s')).toContain('Question 1: 270 megabytes a second is kept.')
  expect(say('answer 3 5')).toBe('This one is to be thought about, and takes no number.')
  expect(say('answer 9 5')).toContain('9')
  say('set files disk controller lsi53c895a')
  expect(say('questions')).toContain('Your answer 270 megabytes a second is right: 273 megabytes a second.')
  say('map')
  expect(say('n 1.3')).toContain('is right: 273 megabytes a second')
  expect(say('answer 1 5 MB/s')).toContain('They are answered in the level.')
})
