/** Halted vCPUs: exits, and the time that the host polls for them. */
import { beforeEach, describe, expect, test } from 'vitest'
import { build, cores, ended, give, halts, kernel, run, thread } from './bare-cores.ts'

beforeEach(() => build(1))

describe('a halted vCPU', () => {
  test('is an exit each time that nothing is left to do', () => {
    const guest = thread('guest', { guest: true })
    give(guest, 100)
    give(guest, 100, 500)
    run()
    expect(halts).toEqual(['guest', 'guest'])
  })

  test('is polled for so long, and the core is busy meanwhile', () => {
    const guest = thread('guest', { guest: true, poll: 200 })
    give(guest, 100)
    give(guest, 100, 1000)
    run(5000)
    expect(cores.uses[0].nanos[5]).toBe(400)
    expect(guest.spent).toBe(600)
  })

  test('is polled for until it wakes', () => {
    const guest = thread('guest', { guest: true, poll: 200 })
    give(guest, 100)
    let polled = false
    kernel.schedule(150, kernel.register({ fire: () => (polled = cores.polls(guest)) }), 0)
    give(guest, 100, 160)
    run(260)
    expect(polled).toBe(true)
    expect(cores.uses[0].nanos[5]).toBe(60)
  })

  test('is polled for no longer where somebody else wants the core', () => {
    const guest = thread('guest', { guest: true, poll: 1000 })
    const other = thread('other')
    give(guest, 100)
    give(other, 300, 150)
    let polled = true
    kernel.schedule(500, kernel.register({ fire: () => (polled = cores.polls(guest)) }), 0)
    run(5000)
    expect(polled).toBe(false)
    expect(cores.uses[0].nanos[5]).toBe(50)
    expect(ended[1]).toEqual(['other 1', 450])
  })
})
