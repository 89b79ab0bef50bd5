/** `exitless new`: a level to begin from. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyFolder, exitless } from './exitless.ts'

describe('exitless new', () => {
  it('writes a level that is fair as it stands, named after its file', () => {
    const file = join(emptyFolder(), 'two-disks.yaml')
    expect(exitless(['new', file])).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(file, 'utf8')).toMatch(/^id: two-disks {2,}# small letters/m)
    const { code, out } = exitless(['check', file])
    expect(out).toMatch(/^fair {6}/)
    expect(code).toBe(0)
  })

  it('keeps its own id where the name of the file cannot be one', () => {
    const file = join(emptyFolder(), 'Zwei Platten.yml')
    exitless(['new', file])
    expect(readFileSync(file, 'utf8')).toMatch(/^id: my-level /m)
  })

  it('writes the schema for an editor, the same as lies beside the levels', () => {
    const file = join(emptyFolder(), 'level.schema.json')
    expect(exitless(['new', file, '--schema'])).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(file, 'utf8')).toBe(readFileSync('levels/level.schema.json', 'utf8'))
    const { code, err } = exitless(['new', join(emptyFolder(), 'a.yaml'), '--schema'])
    expect([code, err]).toEqual([2, expect.stringContaining('a schema is a JSON file')])
  })

  it('never writes over a file', () => {
    const file = join(emptyFolder(), 'mine.yaml')
    writeFileSync(file, 'mine')
    const { code, err } = exitless(['new', file])
    expect(code).toBe(2)
    expect(err).toContain('is there already, and stays as it is')
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  it('wants a name that a level can have, and a folder that is there', () => {
    expect(exitless(['new', 'level'])).toMatchObject({
      code: 2,
      err: 'exitless: a level is a YAML file: try level.yaml\n',
    })
    const { code, err } = exitless(['new', join(emptyFolder(), 'no', 'level.yaml')])
    expect(code).toBe(2)
    expect(err).toContain('cannot be written')
  })
})
