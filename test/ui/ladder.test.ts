/** The drawing of a path, row by row. */
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/machine/index.ts'
import { asciiCells } from '../../src/ui/looks/glyphs.ts'
import { fieldsFor, ladderHeading, ladderLine, shareBar } from '../../src/ui/widgets/ladder.ts'
import { foldRungs, type Rung, rungsOf } from '../../src/ui/widgets/rungs.ts'
import { assignedPath, idePath, lsiPath, row } from './fixture-run.ts'

function draw(rungs: readonly Rung[], width: number, translated: boolean, cells: number): string[] {
  const fields = fieldsFor(width)
  const total = rungs.reduce((sum, rung) => sum + rung.row.nanos, 0)
  const view = { rungs, translated, here: -1, total, scale: 1, per: 'time' }
  const text = (parts: readonly { text: string }[]) => parts.map((part) => part.text).join('')
  return [ladderHeading(fields, view), ...rungs.map((_, index) => ladderLine(fields, view, index))].map(
    (parts) => text(parts).slice(0, cells).trimEnd(),
  )
}

function path(rows: readonly Row[], translated = true): string[] {
  return draw(rungsOf(rows, undefined), 76, translated, 28)
}

describe('names of rows in little room', () => {
  it('are cut where two would be the same, and copies always say where to', () => {
    const rows = [
      row('vmm', 'model', 1, 1, 'interrupt, raised by the model'),
      row('vmm', 'copy', 1, 1, 'copy, out of page cache'),
      row('kvm', 'wake', 1, 1, 'interrupt, into the guest'),
      row('os', 'work', 1, 1, 'handler, in the guest'),
    ]
    const lines = draw(rungsOf(rows, undefined), 41, true, 32).map((one) => one.slice(17).trim())
    expect(lines.slice(1)).toEqual(['interrupt, rai…', 'copy, out of p…', 'interrupt, int…', 'handler'])
  })
})

describe('the ladder', () => {
  it('draws an emulated disk: down through the wall, to the device, and back', () => {
    expect(path(idePath)).toEqual([
      ' app  os ║ kvm vmm  os ┃ dev',
      '  ●      ║             ┃',
      '  ╰───●  ║             ┃',
      '      ╰──╫──●          ┃',
      '         ║  ╰───●      ┃',
      '         ║      ╰───●  ┃',
      '         ║          ╰──╂──○',
      '         ║          ◇──╂──╯',
      '         ║      ◆───╯  ┃',
      '         ║      ◆      ┃',
      '      ▲──╫──────╯      ┃',
      '      ╰──╫──●          ┃',
      '      ●──╫──╯          ┃',
      '  ●───╯  ║             ┃',
    ])
  })

  it('draws the same in 16 cells', () => {
    expect(draw(rungsOf(idePath, undefined), 41, true, 16)).toEqual([
      ' a g ║ k v h ┃ d',
      ' ●   ║       ┃',
      ' ╰─● ║       ┃',
      '   ╰─╫─●     ┃',
      '     ║ ╰─●   ┃',
      '     ║   ╰─● ┃',
      '     ║     ╰─╂─○',
      '     ║     ◇─╂─╯',
      '     ║   ◆─╯ ┃',
      '     ║   ◆   ┃',
      '   ▲─╫───╯   ┃',
      '   ╰─╫─●     ┃',
      '   ●─╫─╯     ┃',
      ' ●─╯ ║       ┃',
    ])
  })

  it('draws an assigned device: no trap at the wall, and no table at the other', () => {
    expect(path(assignedPath, false)).toEqual([
      ' app  os ║ kvm vmm  os ┊ dev',
      '      ●  ║             ┊',
      '      ╰┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┼┄┄○',
      '         ║             ┊  ○',
      '         ║          ◇──┼──╯',
    ])
  })

  it('goes back through the wall after an exit, and passes a wall without one where nobody was stopped', () => {
    const trapped = [
      row('os', 'work', 1, 1, 'a'),
      row('kvm', 'exit', 1, 1, 'trap', { crosses: 'exit' }),
      row('vmm', 'copy', 1, 1, 'copy'),
      row('os', 'work', 1, 1, 'back'),
    ]
    expect(path(trapped)[4]).toBe('      ●──╫──────╯      ┃')
    const polled = [trapped[0], trapped[2], trapped[3]]
    expect(path(polled)[3]).toBe('      ●┄┄┄┄┄┄┄┄┄╯      ┃')
  })

  it('ends a blocked access at the wall', () => {
    const rows = [
      assignedPath[1],
      row('host', 'dma', 1, 900, 'stopped: no mapping', { iommu: 'blocked', bytes: 4096 }),
    ]
    expect(path(rows)[2]).toBe('         ║             ┨■─╯')
  })

  it('has plain signs in ASCII, cell for cell', () => {
    expect(path(idePath).map(asciiCells)[3]).toBe('      \\--+--o          I')
  })

  it('writes label, count, time and share at fixed columns', () => {
    const [, , , third] = draw(rungsOf(idePath, undefined), 76, true, 76)
    expect(third).toBe('      ╰──╫──●          ┃     13 register writes each     104   333 µs ▍')
  })

  it('has an eighth of a cell for anything at all, and nothing for nothing', () => {
    expect(shareBar(0, 6)).toBe('      ')
    expect(shareBar(0.00001, 6)).toBe('▏     ')
    expect(shareBar(0.5, 6)).toBe('███   ')
    expect(shareBar(1, 6)).toBe('██████')
  })
})

describe('rows', () => {
  it('that differ from the run before carry ~, equal ones nothing', () => {
    expect(
      rungsOf(lsiPath, idePath)
        .map((rung) => rung.mark)
        .join(''),
    ).toBe(' ~~~~~   ~~~ ')
    expect(rungsOf(idePath, idePath).every((rung) => rung.mark === ' ')).toBe(true)
  })

  it('that were not there carry +', () => {
    expect(
      rungsOf(idePath, idePath.slice(0, 7))
        .map((rung) => rung.mark)
        .join(''),
    ).toBe('       ++++++')
  })

  it('that do not happen at rest are not drawn, and the playhead keeps to the row before', () => {
    const rows = [
      row('os', 'work', 1, 10, 'a'),
      row('kvm', 'exit', 0, 0, 'a running guest is stopped'),
      row('os', 'work', 1, 10, 'b'),
    ]
    expect(rungsOf(rows, undefined).map((rung) => [rung.text, rung.from, rung.to])).toEqual([
      ['a', 0, 1],
      ['b', 2, 2],
    ])
  })

  it('that wake somebody come after the exit that leads there', () => {
    const rows = [
      row('vmm', 'wake', 1, 10, 'wakes'),
      row('kvm', 'exit', 1, 10, 'doorbell', { crosses: 'exit' }),
    ]
    expect(rungsOf(rows, undefined).map((rung) => rung.text)).toEqual(['doorbell', 'wakes'])
  })

  it('carry the violation that happened in them', () => {
    expect(rungsOf(assignedPath, undefined, 3).map((rung) => rung.mark)).toEqual([' ', ' ', ' ', '✘'])
  })

  it('fold with a neighbour in the same place, the shortest first, and never what crosses, copies or traps', () => {
    const rows = [
      row('os', 'work', 1, 500, 'a'),
      row('os', 'work', 1, 10, 'b'),
      row('os', 'work', 1, 20, 'c'),
      row('kvm', 'exit', 1, 5, 'trap', { crosses: 'exit' }),
      row('vmm', 'copy', 1, 5, 'copy'),
      row('vmm', 'work', 1, 5, 'd'),
    ]
    const folded = foldRungs(rungsOf(rows, undefined), 5)
    expect(folded.map((rung) => rung.text)).toEqual(['a', 'c +1', 'trap', 'copy', 'd'])
    expect(folded[1]).toMatchObject({ from: 1, to: 2, folded: 2, row: { nanos: 30 } })
    expect(foldRungs(rungsOf(rows, undefined), 1).map((rung) => rung.text)).toEqual([
      'a +2',
      'trap',
      'copy',
      'd',
    ])
  })

  it('of register accesses that follow each other become one where room is short, and none is lost', () => {
    const traps = { crosses: 'exit', counts: 'trap-read' } as const
    const rows = [
      row('os', 'work', 1, 500, 'a'),
      row('vmm', 'exit', 6, 60, 'ready?, status', traps),
      row('vmm', 'exit', 11, 110, 'command registers', traps),
      row('vmm', 'copy', 1, 5, 'copy'),
    ]
    const folded = foldRungs(rungsOf(rows, undefined), 3)
    expect(folded.map((rung) => [rung.text, rung.row.times])).toEqual([
      ['a', 1],
      ['command registers +1', 17],
      ['copy', 1],
    ])
    expect(folded[1].row.act).toBe('exit')
  })
})
