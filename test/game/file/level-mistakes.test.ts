/** What a level's file says that can be read, and cannot be meant. */
import { describe, expect, it } from 'vitest'
import { strawWith } from '../straw.ts'

const throughput = 'metric: throughput@files.disk, op: ">=", target: 55MB/s'
const exits = 'metric: exits-per-request@files.disk, op: "<=", target: 100'

describe('a number is in a unit that its metric has', () => {
  const cases: readonly [string, string, string, string][] = [
    [
      'a rate is no time',
      throughput,
      'metric: throughput@files.disk, op: ">=", target: ▮5ms',
      'goals[1].target: throughput@files.disk is bytes a second, and "5ms" is not: write 320MB/s or 64K/s',
    ],
    [
      'a time is no size',
      'target: 180us',
      'target: ▮180K',
      'goals[2].target: latency-p99@files.disk is a time, and "180K" is not: write 180us or 5ms',
    ],
    [
      'a count has no unit',
      exits,
      'metric: exits-per-request@files.disk, op: "<=", target: ▮10%',
      'goals[0].target: exits-per-request@files.disk is a plain number, and "10%" is not: write one without a unit, such as 100',
    ],
    [
      'in a medal',
      'target: 100MB/s',
      'target: ▮100ms',
      'medals[0][0].target: throughput@files.disk is bytes a second, and "100ms" is not: write 320MB/s or 64K/s',
    ],
    [
      'in a hint',
      'value: 180us',
      'value: ▮18%',
      'hints[1].when.all[0].value: latency-p99@files.disk is a time, and "18%" is not: write 180us or 5ms',
    ],
    [
      'in a guess',
      'from: 500 }',
      'from: ▮500us }',
      'predict.choices[2].from: exits-per-request@files.disk is a plain number, and "500us" is not: write one without a unit, such as 100',
    ],
  ]
  it.each(cases)('%s', (_, from, to, problem) => {
    const found = strawWith(from, to)
    expect(found.problems).toEqual([problem])
    expect(found.places).toEqual(found.marked)
  })

  it('or in none', () => {
    expect(strawWith('target: 180us', 'target: 180000').problems).toEqual([])
    expect(strawWith('target: 55MB/s', 'target: 55M').problems).toEqual([])
  })
})

describe('an event', () => {
  const events = (...lines: string[]) =>
    strawWith('duration: 20ms', `events:\n${lines.map((one) => `  - ${one}\n`).join('')}duration: 20ms`)

  it('that cannot be is told on its own line', () => {
    const found = events('{ kind: power-cut, at: 9ms }', '▮{ kind: noisy, at: 1ms, core: 7, lasts: 1ms }')
    expect(found.problems).toEqual(['events[1]: noisy works on core 7, and cores are 0 to 1'])
    expect(found.places).toEqual(found.marked)
  })

  it('does not happen after the end', () => {
    const found = events('{ kind: noisy, at: ▮50ms, core: 0, lasts: 1ms }')
    expect(found.problems).toEqual([
      'events[0].at: happens at 50.0 ms, and the run ends at 20.0 ms: let it happen sooner, or give the run a longer duration',
    ])
    expect(found.places).toEqual(found.marked)
  })

  it('does not happen after the power has gone, which goes once', () => {
    const found = events('{ kind: power-cut, at: 5ms }', '{ kind: noisy, at: ▮6ms, core: 0, lasts: 1ms }')
    expect(found.problems).toEqual([
      'events[1].at: happens after the power has gone at 5.00 ms, where nothing happens any more: let it happen sooner',
    ])
    expect(found.places).toEqual(found.marked)
    expect(events('{ kind: power-cut, at: 5ms }', '{ kind: power-cut, at: 6ms }').problems).toEqual([
      'events[1]: the power goes once in a run: leave one out',
    ])
  })
})

describe('an act of a real device', () => {
  it('has a device that some configuration gives whole', () => {
    const found = strawWith(
      'workloads:',
      'events:\n  - ▮{ kind: hostile-dma, at: 5ms, device: files.disk, aim: 6G, write: true }\nworkloads:',
    )
    expect(found.problems).toEqual([
      'events[0]: hostile-dma is an act of a real device, and software plays files.disk in every allowed configuration: give it whole (vfio-pci), or offer that',
    ])
    expect(found.places).toEqual(found.marked)
  })
})

describe('a knob', () => {
  const offer = (line: string) =>
    strawWith('  files.disk.cache: [none', `  ${line}\n  files.disk.cache: [none`)

  it('that means nothing whatever the others are is not offered', () => {
    const found = offer('▮files.disk.offload: [off, on]')
    expect(found.problems).toHaveLength(1)
    const idle = offer('▮files.disk.guestIommu: ["off", strict]')
    expect(idle.problems).toEqual([
      'knobs["files.disk.guestIommu"]: files.disk.guestIommu means nothing here, whatever the other knobs are: leave it out, or offer what it belongs to',
    ])
    expect(idle.places).toEqual(idle.marked)
  })

  it('that means something with another controller is offered', () => {
    expect(offer('files.disk.ringFormat: [split, packed]').problems).toEqual([])
  })

  it('with a slip in its name is told once, not at each move', () => {
    const found = strawWith('  files.disk.cache: [none', '  ▮files.disk.cahce: [none')
    expect(found.problems).toEqual([
      expect.stringMatching(
        /^knobs\["files.disk.cahce"\]: this host has no knob "files.disk.cahce"; try files.disk.cache/,
      ),
    ])
    expect(found.places).toEqual(found.marked)
  })

  it('with a slip in a value is told once, not at each move', () => {
    const found = strawWith('[none, writeback]', '[none, ▮writebak]')
    expect(found.problems).toHaveLength(1)
    expect(found.places).toEqual(found.marked)
  })
})
