/** Scenario files: what can be said in them, and how a mistake is told. */
import { describe, expect, test } from 'vitest'
import { printProblem } from '../../src/cli/level-file.ts'
import { measureScenario } from '../../src/validation/index.ts'
import { parsed, scenario } from './fixture.ts'

/** The mistakes of the scenario with one piece replaced. */
function mistake(piece: string, instead: string): string {
  const { problems } = parsed(piece, instead)
  return problems === undefined ? 'no mistake' : problems.map(printProblem).join('\n')
}

describe('a scenario file', () => {
  test('changes fields of its sections in each configuration, and leaves the others alone', () => {
    const hosts = scenario().configurations.map(({ host }) => host)
    expect(hosts.map((host) => host?.cores)).toEqual([2, 2, 4])
    expect(hosts.map((host) => host?.guests[0].devices[0].controller)).toEqual(['ahci', 'virtio-blk', 'ahci'])
    expect(hosts.map((host) => host?.guests[0].devices[0].workload.depth)).toEqual([4, 4, 8])
  })

  test('takes a field away by null', () => {
    const one = scenario('four:', 'gone:\n    host: { devices: { ssd: { latency: null } } }\n  four:')
    expect(one.configurations[2].host?.devices.ssd).toEqual({ model: 'fixed', address: '0000:01:00.0' })
  })

  test.each([
    [
      'controller: ahci',
      'controller: ahcy',
      'mine.yaml:12:27 guests.vm.devices.disk.controller: there is no "ahcy" here; try ahci',
    ],
    ['cores: 4', 'cores: many', 'mine.yaml:21:20 configurations.four.host.cores: should be a number'],
    ['grade: M', 'grade: Z', 'mine.yaml:4:8 grade: there is no "Z" here'],
    ['title: two', 'name: two', 'mine.yaml:2:1 name: there is no field "name"'],
    [
      'values: { sata',
      'values: { sota',
      'measured[0].values.sota: there is no configuration "sota"; try sata',
    ],
    ['why: { virtio', 'why: { virtual', 'measured[0].why.virtual: "virtual" was not measured here; try'],
    [
      'requests@vm.disk',
      'requests@vm.nic',
      'measured[0].metric: requests knows no "vm.nic"; there are vm.disk',
    ],
    ['requests@vm.disk', 'request@vm.disk', 'measured[0].metric: no metric "request@vm.disk"; try requests'],
    ['virtio-blk', 'virtio-net', 'configurations.virtio.moves: vm.disk.controller cannot be "virtio-net"'],
    ['depth: 8', 'depth: 8000', 'configurations.four.workloads["vm.disk"].depth: is 8000; at most 1024'],
    ['duration: 2ms', 'duration: 2s', 'duration: a run takes between 1ms and 1s'],
    [
      '{ sata: 10, virtio: 40, four: 20 }',
      '{ sata: 10 }',
      'measured[0].values: a share needs two configurations',
    ],
    ['duration: 2ms', 'duration: [', 'mine.yaml:'],
  ])('%s → %s is told where it stands', (piece, instead, said) => {
    expect(mistake(piece, instead)).toContain(said)
  })

  test('tells a mistake that all configurations share once', () => {
    expect(parsed('op: read', 'op: reed').problems).toHaveLength(1)
  })

  test('refuses a host that cannot be, and names the configuration', () => {
    expect(mistake('host: { cores: 4 }', 'host: { memory: 2G }')).toContain(
      'configurations.four: memory: host and guests need',
    )
  })
})

describe('the rows of a scenario', () => {
  test('are shares of the first configuration, where nothing else is said', () => {
    const rows = measureScenario(scenario()).rows
    expect(rows.map(({ id, measured, of }) => [id, measured, of])).toEqual([
      ['T1.virtio', 4, 'sata'],
      ['T1.four', 2, 'sata'],
    ])
    for (const { ratio, simulated, measured } of rows)
      expect(ratio).toBeCloseTo((simulated ?? 0) / measured, 4)
  })

  test('are the numbers themselves where the scenario says absolute', () => {
    const rows = measureScenario(scenario('    values', '    absolute: true\n    values')).rows
    expect(rows.map(({ id, measured }) => [id, measured])).toEqual([
      ['T1.sata', 10],
      ['T1.virtio', 40],
      ['T1.four', 20],
    ])
  })

  test('may be what lies beyond another configuration', () => {
    const text = '    absolute: true\n    beyond: sata\n    values'
    const rows = measureScenario(scenario('    values', text)).rows
    expect(rows[0].simulated).toBe(0)
    expect(rows[1].simulated).toBeGreaterThan(0)
  })

  test('may be the quotient of two metrics', () => {
    const [row] = measureScenario(scenario('requests@vm.disk', 'throughput@vm.disk / requests@vm.disk')).rows
    expect(row.simulated).toBe(1)
  })

  test('have no order between two that repeat a constant', () => {
    const told = (names: string) =>
      measureScenario(scenario('    why: {', `    repeats: { ${names} }\n    why: {`)).pairs.map(
        ({ lower, higher }) => `${lower} ${higher}`,
      )
    expect(told('virtio: a')).toEqual(['sata four', 'sata virtio', 'four virtio'])
    expect(told('virtio: a, four: b')).toEqual(['sata four', 'sata virtio'])
  })

  test('stay where the model has no such path, with the reason', () => {
    const [row] = measureScenario(
      scenario('    moves: ["set vm.disk.controller virtio-blk"]', '    cannot: no such device'),
    ).rows
    expect(row).toMatchObject({ simulated: null, ratio: null, why: 'no such device' })
  })
})
