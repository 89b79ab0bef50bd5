/** Threads on cores: who runs when, and who has to give way. */
import { beforeEach, describe, expect, test } from 'vitest'
import { build, cores, ended, give, interrupt, MS, run, SWITCH, thread, threads } from './bare-cores.ts'

beforeEach(() => build(1))

test('a thread does its work in the order in which it came', () => {
  const one = thread('one')
  give(one, 100)
  give(one, 50)
  run()
  expect(ended).toEqual([
    ['one 0', 100],
    ['one 1', 150],
  ])
})

test('two threads of one core get the same share of it, whatever the size of their pieces', () => {
  const [one, other] = [thread('one'), thread('other')]
  for (let piece = 0; piece < 20; piece++) give(one, 20 * MS)
  for (let piece = 0; piece < 40; piece++) give(other, 3 * MS)
  run(200 * MS)
  expect(one.spent + other.spent).toBe(200 * MS)
  expect(Math.abs(one.spent - other.spent)).toBeLessThan(4 * MS)
})

test('three threads that are pinned together all go on', () => {
  const three = ['a', 'b', 'c'].map((name) => thread(name))
  for (const one of three) give(one, 500 * MS)
  run(300 * MS)
  for (const one of three) expect(Math.abs(one.spent - 100 * MS)).toBeLessThan(4 * MS)
})

test('who slept is not paid for all that it missed', () => {
  const [busy, sleeper] = [thread('busy'), thread('sleeper')]
  give(busy, 900 * MS)
  give(sleeper, 400 * MS, 100 * MS)
  run(200 * MS)
  expect(Math.abs(sleeper.spent - 50 * MS)).toBeLessThan(4 * MS)
})

test('a quantum ends a long piece where somebody else waits, and costs a switch', () => {
  const [one, other] = [thread('one'), thread('other')]
  give(one, 10 * MS)
  give(other, MS, 1)
  run()
  expect(ended[0]).toEqual(['other 1', 3 * MS + MS + SWITCH])
  expect(ended[1][0]).toBe('one 0')
})

test('nobody else ready: no quantum, no switch', () => {
  give(thread('one'), 100 * MS)
  run()
  expect(ended).toEqual([['one 0', 100 * MS]])
})

test('a thread that floats goes to a core that is free', () => {
  build(2)
  const [one, other] = [thread('one', { pin: 0 }), thread('other', { pin: -1 })]
  give(one, MS)
  give(other, MS, 1)
  run()
  expect(ended).toEqual([
    ['one 0', MS],
    ['other 1', MS + 1],
  ])
  expect(cores.uses[1].threads).toEqual(['other'])
})

test('a thread that moves to another core does not wait there for what it ran before', () => {
  build(2)
  const old = thread('old', { pin: -1 })
  const fresh = thread('fresh', { pin: 1 })
  give(old, 100 * MS)
  give(fresh, 900 * MS, 100 * MS)
  // An interrupt keeps core 0 for long, and somebody waits there: the thread wakes on core 1 beside the other one.
  interrupt(500 * MS, 100 * MS + 10)
  give(thread('stuck', { pin: 0 }), MS, 100 * MS + 15)
  give(old, MS, 100 * MS + 20)
  run()
  const [, at] = ended.find(([name]) => name === 'old 4') as readonly [string, number]
  expect(at).toBeLessThan(112 * MS)
})

test('who has run much does not wait for who comes to an idle core for the first time', () => {
  const [old, fresh] = [thread('old'), thread('fresh')]
  give(old, 100 * MS)
  give(fresh, 500 * MS, 100 * MS + 10)
  give(old, MS, 100 * MS + 20)
  run()
  const [, at] = ended.find(([name]) => name === 'old 2') as readonly [string, number]
  expect(at).toBeLessThan(112 * MS)
})

test('a core that falls idle takes over a thread that floats and waits elsewhere', () => {
  build(2)
  const [one, other, floats] = [
    thread('one', { pin: 0 }),
    thread('other', { pin: 1 }),
    thread('floats', { pin: -1 }),
  ]
  give(one, 10 * MS)
  give(other, 1000)
  give(floats, 100, 10)
  run()
  expect(ended.slice(0, 2)).toEqual([
    ['other 1', 1000],
    ['floats 2', 1100],
  ])
})

test('a thread that is pinned stays where it is pinned', () => {
  build(2)
  const [one, stays] = [thread('one', { pin: 0 }), thread('stays', { pin: 0 })]
  give(one, MS)
  give(stays, 100, 10)
  run()
  expect(ended).toEqual([
    ['one 0', MS],
    ['stays 1', MS + 100],
  ])
})

describe('an interrupt of the host', () => {
  test('stops what runs, and that goes on afterwards', () => {
    give(thread('one'), 1000)
    interrupt(300, 400)
    run()
    expect(ended).toEqual([
      ['interrupt 1', 700],
      ['one 0', 1300],
    ])
    expect(threads[0].spent).toBe(1000)
  })

  test('is an exit where a guest runs', () => {
    give(thread('guest', { guest: true }), 1000)
    interrupt(300, 400, 50)
    run()
    expect(ended).toEqual([
      ['interrupt 1', 750],
      ['guest 0', 1350],
    ])
  })

  test('waits for the one before it', () => {
    give(thread('one'), 1000)
    interrupt(300, 400)
    interrupt(100, 500)
    run()
    expect(ended).toEqual([
      ['interrupt 1', 700],
      ['interrupt 2', 800],
      ['one 0', 1400],
    ])
  })
})

describe('an interrupt of the guest', () => {
  test('comes between its own work', () => {
    const guest = thread('guest', { guest: true })
    give(guest, 1000)
    give(guest, 100, 400, true)
    run()
    expect(ended).toEqual([
      ['guest 1', 500],
      ['guest 0', 1100],
    ])
  })

  test('waits where an exit is handled', () => {
    const guest = thread('guest', { guest: true })
    give(guest, 1000, 0, false, { use: 1, masked: false })
    give(guest, 100, 400, true)
    run()
    expect(ended).toEqual([
      ['guest 0', 1000],
      ['guest 1', 1100],
    ])
  })

  test('waits for the interrupt before it', () => {
    const guest = thread('guest', { guest: true })
    give(guest, 1000)
    give(guest, 100, 400, true, { use: 0, masked: true })
    give(guest, 50, 450, true, { use: 0, masked: true })
    run()
    expect(ended).toEqual([
      ['guest 1', 500],
      ['guest 2', 550],
      ['guest 0', 1150],
    ])
  })

  test('does not come between the work of a plain thread', () => {
    const plain = thread('plain')
    give(plain, 1000)
    give(plain, 100, 400, true)
    run()
    expect(ended[0]).toEqual(['plain 0', 1000])
  })
})
