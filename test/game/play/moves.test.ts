import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMove, parseMoves, printMove } from '../../../src/game/index.ts'

const part = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/)
const key = fc.array(part, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('.'))
const value = fc.stringMatching(/^[\w./:-]{1,12}$/)

describe('a move', () => {
  it('reads back as it was printed', () => {
    fc.assert(
      fc.property(fc.record({ key, value }), (move) => {
        expect(parseMove(printMove(move))).toEqual(move)
      }),
    )
  })

  it('may be written as KEY=VALUE', () => {
    expect(parseMove('host.iommu.mode=translated')).toEqual({ key: 'host.iommu.mode', value: 'translated' })
  })

  it.each([
    '',
    'set',
    'set a',
    'set files.disk.ring',
    'set files.disk.ring 1 2',
    'get files.disk.ring 1',
    'a=1',
    'a.b=',
  ])('is not "%s"', (text) => {
    expect(parseMove(text)).toEqual({
      problem: `"${text}" is not a move; a move reads: set files.disk.controller virtio-blk`,
    })
  })
})

describe('a file of moves', () => {
  it('has one a line, and remarks', () => {
    expect(parseMoves('# first\nset a.b 1\r\n\n  set a.c x # why\n')).toEqual({
      moves: [
        { key: 'a.b', value: '1' },
        { key: 'a.c', value: 'x' },
      ],
    })
  })

  it('says on which line it is broken', () => {
    expect(parseMoves('set a.b 1\nput a.b 2')).toEqual({
      problem: 'line 2: "put a.b 2" is not a move; a move reads: set files.disk.controller virtio-blk',
    })
  })
})
