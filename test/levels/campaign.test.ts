/**
 * The levels as they ship. Each is fair, and proved so: who wins is read off its measured space (`npm run prove` wrote it), and
 * the start, the last values, all that the author names and a sample are measured again here.
 */
import { describe, expect, test } from 'vitest'

import {
  checkTexts,
  hostAfter,
  type Level,
  readerOf,
  shown,
  starsOf,
  unfairness,
} from '../../src/game/index.ts'
import { front } from '../../src/game/space/optimum.ts'
import { requestAlone, simulate } from '../../src/machine/index.ts'
import { folder, landscapeWith, levels, measure, REMEDY, sampleOf, shippedOf } from './shipped.ts'

function byNumber(number: string): Level {
  const level = levels.find((one) => one.number === number)
  if (level === undefined) throw new Error(`no level ${number}`)
  return level
}

test('the campaign reads without a problem', () => {
  expect(folder.problems).toEqual([])
})

describe.each(levels.map((level) => [level.number, level] as const))('level %s', (_number, level) => {
  const space = shippedOf(level)

  test('ships with the space of the level as it stands', () => {
    expect(space?.hash, `${level.number} ${level.id} has changed: ${REMEDY}`).toBe(level.hash)
  })

  test('is fair, and its shipped space is what the model says', { timeout: 120_000 }, () => {
    if (space === undefined) return
    const sample = sampleOf(level)
    const measured = measure(level, sample)
    const landscape = landscapeWith(level, space, measured)
    const all = Array.from({ length: space.configurations }, (_, index) => space.medals(index))
    const stars = starsOf(level, landscape)
    const rows = sample.map((index) => {
      const seeds = measured.get(index) ?? []
      const values = landscape.metrics.map((metric, place) =>
        shown(metric, seeds.reduce((sum, one) => sum + one.values[place], 0) / seeds.length),
      )
      return { index, stars: stars[index], values }
    })
    const shipped = sample.map((index) => ({
      index,
      stars: space.medals(index),
      values: landscape.metrics.map((metric) => space.values(index, metric)),
    }))
    expect(shipped, `${level.number} ${level.id} gives other numbers now: ${REMEDY} -- all`).toEqual(rows)
    const frontPoints = front(level, landscape).length
    const reasons = [
      ...checkTexts(level, levels),
      ...unfairness({ level, landscape, stars: all, frontPoints }),
    ]
    expect(reasons).toEqual([])
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
