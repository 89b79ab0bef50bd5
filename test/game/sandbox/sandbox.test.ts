/** The sandbox: parts join and leave, refusals are the machine's own, and its file reads back as it was. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSandbox, sandboxFile } from '../../../src/game/author.ts'
import {
  addDevice,
  addGoal,
  addGuest,
  addShown,
  flowsOfHost,
  newSandbox,
  offeredValues,
  removePart,
  type Sandbox,
  sandboxFields,
  sandboxLevel,
  sandboxProblems,
  setField,
} from '../../../src/game/index.ts'
import { DEVICE_DEFAULTS, simulate } from '../../../src/machine/index.ts'
import { hosts } from '../../machine/arbitrary.ts'

const file = (sandbox: Sandbox) =>
  JSON.parse(JSON.stringify(sandboxFile(sandbox, (key) => offeredValues(sandbox, key))))

function set(sandbox: Sandbox, id: string, value: string): Sandbox {
  const answer = setField(sandbox, id, value)
  if ('problem' in answer) throw new Error(answer.problem)
  return answer
}

describe('a sandbox', () => {
  it('runs from the first moment', () => {
    const sandbox = newSandbox()
    expect(sandboxProblems(sandbox)).toEqual([])
    const run = simulate(sandbox.host, { seed: 1, duration: 2_000_000 })
    expect(run.requests.count).toBeGreaterThan(0)
  })

  it('grows by guests and devices, and loses with a part what spoke of it', () => {
    const more = addShown(addGuest(addDevice(newSandbox(), 'nic-10g')), 'guest2', 'nic-10g1')
    expect(flowsOfHost(more.host)).toEqual(['guest1.disk', 'guest2.nic'])
    const asked = addGoal(more, 'throughput@guest2.nic')
    expect(asked.goals).toHaveLength(1)
    const less = removePart(asked, 'device nic-10g1')
    expect(flowsOfHost(less.host)).toEqual(['guest1.disk'])
    expect(less.goals).toEqual([])
    expect(less.offered).not.toContain('guest2.nic.controller')
    expect(removePart(asked, 'goal 1').goals).toEqual([])
    expect(removePart(more, 'guest2').host.guests.map(({ id }) => id)).toEqual(['guest1'])
  })

  it('says in words of the machine why a host cannot be', () => {
    const sandbox = set(
      set(newSandbox(), 'guest1.disk.controller', 'ide-dma'),
      'guest1.disk.interrupt',
      'msix',
    )
    expect(sandboxProblems(sandbox).map(({ path }) => path)).toContain('guests.guest1.devices.disk.interrupt')
    expect(sandboxProblems(removePart(newSandbox(), 'guest1'))[0].message).toContain('add a guest')
    expect(setField(newSandbox(), 'guest1.disk.controller', 'floppyy')).toMatchObject({
      problem: expect.stringContaining('floppy'),
    })
    expect(setField(newSandbox(), '/host.era', '1890')).toHaveProperty('problem')
  })

  it('can turn every row to each of its values, and says so or why not', () => {
    const sandbox = addGoal(newSandbox(), 'throughput@guest1.disk')
    for (const field of sandboxFields(sandbox)) {
      expect(field.about(field.value), `${field.id} says what it is`).not.toBe('')
      expect(field.values, field.id).toContain(field.value)
      for (const value of field.values) {
        const answer = setField(sandbox, field.id, value)
        if ('problem' in answer) throw new Error(`${field.id} ${value}: ${answer.problem}`)
        const after = sandboxFields(answer).find(({ id }) => id === field.id)
        expect(after?.value ?? value, field.id).toBe(value)
        sandboxProblems(answer)
      }
    }
  })

  it('offers of each knob at most what a level may list, the present value among it', () => {
    const sandbox = newSandbox()
    for (const { id, knob, value } of sandboxFields(sandbox)) {
      if (!knob) continue
      const offered = offeredValues(sandbox, id)
      expect(offered, id).toContain(value)
      expect(offered.length).toBeLessThanOrEqual(12)
    }
  })

  it('is a level to the bench: its offered knobs, its goals, and isolation', () => {
    const sandbox = addGoal(newSandbox(), 'throughput@guest1.disk')
    const level = sandboxLevel(sandbox, (key) => offeredValues(sandbox, key))
    expect(level.knobs.map(({ key }) => key)).toEqual(['host.iommu.mode', 'guest1.disk.controller'])
    expect(level.goals.map(({ metric }) => metric)).toEqual(['throughput@guest1.disk', 'violations'])
  })
})

describe('the file of a sandbox', () => {
  it('reads back as it was', () => {
    const sandbox = addGoal(
      set(addShown(addDevice(newSandbox(), 'nic-10g'), 'guest1', 'nic-10g1'), '/host.run', '50'),
      'latency-p99@guest1.disk',
    )
    expect(parseSandbox(file(sandbox))).toEqual({ sandbox })
  })

  it('keeps any host', () => {
    fc.assert(
      fc.property(hosts(), (host) => {
        const sandbox = { ...newSandbox(), host, offered: [] }
        const read = parseSandbox(file(sandbox))
        if ('problems' in read) throw new Error(JSON.stringify(read.problems))
        const guests = host.guests.map((guest) => ({
          ...guest,
          devices: guest.devices.map((device) => ({ ...DEVICE_DEFAULTS, ...device })),
        }))
        const plain = (one: object) => JSON.parse(JSON.stringify(one))
        expect(plain(read.sandbox.host)).toEqual(plain({ ...host, guests }))
      }),
      { numRuns: Number(process.env.RUNS ?? 60) },
    )
  })

  it('says where a foreign file is no host', () => {
    expect(parseSandbox([1])).toHaveProperty('problems')
    expect(parseSandbox({ host: { coress: 3, devices: {} }, guests: {}, workloads: {} })).toMatchObject({
      problems: [{ path: ['host', 'coress'] }],
    })
  })
})
