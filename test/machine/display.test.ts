/** A display: pixels through a window that stops the guest, or as memory, and a screen that is drawn anew. */
import { describe, expect, test } from 'vitest'
import { simulate } from '../../src/machine/engine/simulate.ts'
import type { Host, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { knobCards } from '../../src/machine/knobs/knobs.ts'
import { FrameBuffer } from '../../src/machine/memory/frame-buffer.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { EXIT_REASONS, type ExitReason, type Run } from '../../src/machine/record/run.ts'
import { KIB, MIB } from '../../src/machine/units.ts'
import { disk, display, guest, host, MS } from './fixture.ts'

function run(shown: readonly VirtualDevice[], more: Partial<Host> = {}, duration = 100 * MS): Run {
  const made = host([guest('g', shown, { pin: 0, vmmPin: 1 })], more)
  expect(hostProblems(made)).toEqual([])
  return simulate(made, { seed: 1, duration })
}

function draws(framebuffer: VirtualDevice['framebuffer'], work: Partial<Workload> = {}): VirtualDevice {
  return display({ framebuffer }, { limit: 1, ...work })
}

function exits(of: Run, reason: ExitReason, flow = 0): number {
  return of.flows[flow].exits[EXIT_REASONS.indexOf(reason)]
}

describe('a trapped window', () => {
  test.each([4, 64, 680, 684, 4096])('stops the guest once for every 4 of %i bytes', (bytes) => {
    expect(exits(run([draws('trapped', { bytes })]), 'trap-write')).toBe(bytes / 4)
  })

  test('sends every 171st write to the process, which finds the others collected', () => {
    const rows = (bytes: number) =>
      run([draws('trapped', { bytes })]).flows[0].path.find((row) => row.text.startsWith('collected'))?.times
    expect([rows(170 * 4), rows(171 * 4), rows(512 * 4)]).toEqual([0, 1, 2])
  })
})

describe('a mapped frame buffer', () => {
  test('faults once for each page until the screen is drawn anew', () => {
    // 64 runs of 1 KiB over 16 pages, in less than 30 ms.
    const once = run([draws('mapped', { bytes: KIB, span: 64 * KIB, limit: 64 })])
    expect(exits(once, 'page-fault')).toBe(16)
    expect(exits(once, 'trap-write')).toBe(0)
  })

  test('faults again after each time, every 30 ms', () => {
    const steady = run(
      [draws('mapped', { bytes: KIB, span: 64 * KIB, limit: undefined, think: 20_000 })],
      {},
      290 * MS,
    )
    expect(exits(steady, 'page-fault')).toBe(10 * 16)
  })

  test('has a page copied to the screen for each that changed, and no more', () => {
    const copied = (of: Run): number => of.flows[0].copied
    // The guest's own 4 KiB, and the page.
    expect(copied(run([draws('mapped')]))).toBe(8 * KIB)
    expect(copied(run([draws('mapped', { bytes: 4 })]))).toBe(4 + 4 * KIB)
    expect(copied(run([draws('mapped')], {}, 20 * MS))).toBe(4 * KIB)
  })

  test('draws a console much faster than a trapped window', () => {
    const rate = (framebuffer: VirtualDevice['framebuffer']): number =>
      run([draws(framebuffer, { limit: undefined })]).flows[0].requests
    expect(rate('mapped')).toBeGreaterThan(100 * rate('trapped'))
  })
})

test('a console through a trapped window takes the core from the disk beside it', () => {
  const reads = (framebuffer: VirtualDevice['framebuffer']): number =>
    run([disk({}, { pattern: 'random' }), draws(framebuffer, { limit: undefined, think: 2 * MS })]).flows[0]
      .requests
  expect(reads('trapped')).toBeLessThan(0.9 * reads('mapped'))
})

test('a page is dirty once, however often it is written, and clean when all was drawn', () => {
  const frame = new FrameBuffer(64 * KIB)
  expect([frame.touch(0, 1), frame.touch(100, 5000), frame.touch(4 * KIB, 4 * KIB)]).toEqual([1, 1, 0])
  expect([frame.sweep(), frame.sweep(), frame.touch(4095, 2)]).toEqual([2, 0, 2])
})

test('a display has the knobs of a display, and a disk has not', () => {
  const made = host([guest('g', [disk(), display()])])
  const of = (id: string): string[] =>
    knobCards(made)
      .filter((card) => !card.idle)
      .map((card) => card.key)
      .filter((key) => key.startsWith(`g.${id}.`))
      .map((key) => key.slice(`g.${id}.`.length))
  expect(of('screen')).toEqual(['controller', 'framebuffer', 'depth', 'bytes'])
  expect(of('disk')).not.toContain('framebuffer')
})

describe('what cannot be drawn is told', () => {
  test.each<[string, VirtualDevice, string]>([
    [
      'a disk that draws',
      disk({ controller: 'ahci', interrupt: 'msi' }, { op: 'draw' }),
      'SATA, AHCI cannot draw: take read or write',
    ],
    ['a display that reads', display({}, { op: 'read' }), 'display, Cirrus VGA cannot read: take draw'],
    [
      'too much',
      display({}, { bytes: 8 * MIB, span: 8 * MIB }),
      'a run of pixels has 4 bytes to 4 MiB, not 8388608',
    ],
    [
      'more than there is',
      display({}, { bytes: MIB, span: 4 * KIB }),
      'a frame buffer holds what is drawn at once, and at most 64 MiB, not 4096 bytes: set span to 4M',
    ],
    [
      'a display before a disk',
      display({ backing: 'ssd' }),
      'display, Cirrus VGA cannot stand before a NVMe SSD',
    ],
  ])('%s', (_name, shown, message) => {
    expect(hostProblems(host([guest('g', [shown])])).map((problem) => problem.message)).toEqual([message])
  })
})
