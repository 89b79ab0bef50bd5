import { describe, expect, test } from 'vitest'
import { readLevelFolder } from '../../src/cli/level-folder.ts'
import {
  checkLevel,
  configurations,
  hostAfter,
  type Level,
  needsBaseline,
  readerOf,
  scoreValues,
} from '../../src/game/index.ts'
import { type Host, hostProblems, requestAlone, simulate } from '../../src/machine/index.ts'
import { bareMetalHost } from '../../src/metrics/index.ts'

const folder = readLevelFolder('levels')
const levels = folder.levels.map((one) => one.level)

function simulateOne(level: Level) {
  const baselines = new Map<string, ReturnType<typeof simulate>>()
  return (host: Host, seed: number) => {
    const run = simulate(host, { seed, duration: level.duration })
    if (!needsBaseline(level)) return { run }
    const native = bareMetalHost(host)
    const key = `${seed} ${JSON.stringify(native)}`
    const baseline = baselines.get(key) ?? simulate(native, { seed, duration: level.duration })
    baselines.set(key, baseline)
    return { run, baseline }
  }
}

function byNumber(number: string): Level {
  const level = levels.find((one) => one.number === number)
  if (level === undefined) throw new Error(`no level ${number}`)
  return level
}

test('the campaign reads without a problem', () => {
  expect(folder.problems).toEqual([])
  expect(levels.map((level) => level.number)).toEqual(['1.1', '1.2', '3.1'])
})

describe.each(levels.map((level) => [level.number, level] as const))('level %s', (_number, level) => {
  test('is fair, and proved so over its whole space', { timeout: 120_000 }, () => {
    const check = checkLevel(level, simulateOne(level), levels)
    let step = check.next()
    while (step.done !== true) step = check.next()
    expect(step.value.reasons).toEqual([])
    expect(step.value.fair).toBe(true)
  })

  test('has a configuration that earns all three medals', { timeout: 120_000 }, () => {
    const one = simulateOne(level)
    const [seed] = level.seeds
    let most = 0
    for (const moves of configurations(level)) {
      const host = hostAfter(level, moves)
      if (hostProblems(host).length > 0) continue
      const { run, baseline } = one(host, seed)
      most = Math.max(most, scoreValues(level, readerOf(run, baseline)).medals)
    }
    expect(most).toBe(3)
  })

  test('the prediction has exactly one right answer', () => {
    const { run, baseline } = simulateOne(level)(hostAfter(level, []), level.seeds[0])
    const value = readerOf(run, baseline)(level.predict.metric)
    const right = level.predict.choices.filter(
      (choice) => value >= (choice.from ?? 0) && value < (choice.to ?? Number.POSITIVE_INFINITY),
    )
    expect(right).toHaveLength(1)
  })
})

test('the counts that level 1.1 tells of are the machine’s', () => {
  const ask = (controller: 'ide-pio' | 'ide-dma' | 'lsi53c895a') => {
    const answer = requestAlone({
      controller,
      op: 'write',
      bytes: 4096,
      depth: 1,
      contiguous: false,
      accel: 'kvm',
      iommu: 'off',
      iommuModel: 'intel',
      device: 100_000,
    })
    if ('problem' in answer) throw new Error(answer.problem)
    return answer.perRequest
  }
  const pio = ask('ide-pio')
  const text = byNumber('1.1').debrief.text.join(' ')
  expect([pio.stringExits, pio.trapReads + pio.trapWrites]).toEqual([1024, 19])
  expect(text).toContain('1,024 exits for 4 KiB, and 19 more')
  const dma = ask('ide-dma')
  expect(dma.trapReads + dma.trapWrites).toBe(26)
  expect(text).toContain('only 26 touches')
  const lsi = ask('lsi53c895a')
  expect(lsi.trapReads + lsi.trapWrites).toBe(4)
  expect(text).toContain('gets by with 4')
})

test('the address that 3.1 tells of lies in the memory of web', () => {
  const level = byNumber('3.1')
  const run = simulate(hostAfter(level, level.decoys[0].moves), { seed: 1, duration: level.duration })
  const [first] = run.violations
  expect(first.victim).toBe('web')
  expect(first.owner).toBe('db')
  expect(first.landed).toBe(first.address)
  expect(level.debrief.text.join(' ')).toContain(`0x${first.address.toString(16)}`)
})

test('the exits that 1.1 and 1.2 tell of are those of the bench', () => {
  const measured = (number: string, moves: readonly { key: string; value: string }[]) => {
    const level = byNumber(number)
    const run = simulate(hostAfter(level, moves), { seed: level.seeds[0], duration: level.duration })
    return Math.round(readerOf(run)(`exits-per-request@${level.focus}`))
  }
  const old = (value: string) => measured('1.1', [{ key: 'old.disk.controller', value }])
  expect([old('ide-pio'), old('ide-dma'), old('lsi53c895a')]).toEqual([1024 + 19 + 2, 26 + 2, 4 + 2])
  const dma = (bytes: string) =>
    measured('1.2', [
      { key: 'files.disk.controller', value: 'ide-dma' },
      { key: 'files.disk.bytes', value: bytes },
    ])
  expect(byNumber('1.2').debrief.text.join(' ')).toContain(
    `${dma('64K')} exits, and one of 1 MiB takes ${dma('1M')}`,
  )
})

test('in 3.1 nobody posts an interrupt while the IOMMU is off', () => {
  const level = byNumber('3.1')
  const hash = (mode: string, delivery: string) =>
    simulate(
      hostAfter(level, [
        { key: 'db.disk.controller', value: 'vfio-pci' },
        { key: 'host.iommu.mode', value: mode },
        { key: 'db.disk.delivery', value: delivery },
      ]),
      { seed: 1, duration: level.duration },
    ).hash
  expect(hash('off', 'posted')).toBe(hash('off', 'injected'))
  expect(hash('translated', 'posted')).not.toBe(hash('translated', 'injected'))
})
