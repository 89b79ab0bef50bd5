import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadProgress, Saver } from '../../src/cli/save-file.ts'
import { newProgress, type Progress, printProgress } from '../../src/game/play/progress.ts'
import { emptyFolder, exitless } from './exitless.ts'

const played: Progress = {
  ...newProgress('ada'),
  levels: { one: { medals: 2, best: { throughput: 5 }, moves: ['set a.b c'], runs: 3, hints: [] } },
  last: 'one',
}

let folder: string
let file: string
const before = process.env.EXITLESS_DATA
beforeEach(() => {
  folder = emptyFolder()
  file = join(folder, 'progress.json')
  process.env.EXITLESS_DATA = folder
})
afterEach(() => {
  if (before === undefined) delete process.env.EXITLESS_DATA
  else process.env.EXITLESS_DATA = before
})

describe('the save file', () => {
  it('is not needed to begin', () => {
    expect(loadProgress()).toEqual({ progress: newProgress(), writable: true })
  })

  it('comes back as it was written', () => {
    const saver = new Saver(true)
    saver.save(played)
    saver.flush()
    expect(loadProgress()).toEqual({ progress: played, writable: true })
  })

  it('of a newer version is kept, and nothing is written', () => {
    const newer = '{"format":99,"levels":{}}'
    writeFileSync(file, newer)
    const loaded = loadProgress()
    expect(loaded.writable).toBe(false)
    expect(loaded.notice).toBe(
      `${file} was written by a newer exitless; it is kept as it is, and this game is not saved`,
    )
    const saver = new Saver(loaded.writable)
    saver.save(played)
    saver.flush()
    expect(readFileSync(file, 'utf8')).toBe(newer)
    expect(readdirSync(folder)).toEqual(['progress.json'])
  })

  it.each([
    ['broken', '{"format":1,'],
    ['foreign', '["something else"]'],
    ['empty', ''],
  ])('that is %s is moved aside, each time under another name', (_name, text) => {
    for (const name of ['progress.broken.json', 'progress.broken-2.json']) {
      writeFileSync(file, text)
      const loaded = loadProgress()
      expect(loaded.writable).toBe(true)
      expect(loaded.notice).toContain(join(folder, name))
      expect(existsSync(file)).toBe(false)
      expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
    }
  })

  it('that is read only in part is copied first', () => {
    const text = JSON.stringify({ ...played, levels: { ...played.levels, two: 'nonsense' } })
    writeFileSync(file, text)
    const loaded = loadProgress()
    expect(loaded.progress).toEqual(played)
    expect(loaded.notice).toContain('two')
    expect(readFileSync(join(folder, 'progress.before.json'), 'utf8')).toBe(text)
  })

  it('in a place that cannot be written leaves the game to be played', () => {
    const blocked = join(folder, 'file')
    writeFileSync(blocked, '')
    process.env.EXITLESS_DATA = join(blocked, 'below')
    const loaded = loadProgress()
    expect(loaded).toMatchObject({ progress: newProgress(), writable: false })
    expect(loaded.notice).toBe(
      `nothing can be saved in ${join(blocked, 'below')}: a file stands where a folder should be. You can play on; set EXITLESS_DATA to another folder`,
    )
  })

  it('that is a folder is told, and nothing is written', () => {
    mkdirSync(file)
    const loaded = loadProgress()
    expect(loaded.writable).toBe(false)
    expect(loaded.notice).toContain('nothing is saved')
  })

  it('tells at the end what could not be saved', () => {
    const saver = new Saver(true)
    mkdirSync(file)
    saver.save(played)
    saver.flush()
    expect(saver.problem).toContain(`the progress could not be saved in ${file}`)
  })

  it('of another game that played meanwhile is merged', () => {
    const saver = new Saver(true)
    const other = {
      ...newProgress('ada'),
      levels: { two: { medals: 3, best: {}, moves: [], runs: 1, hints: [] } },
    }
    writeFileSync(file, printProgress(other))
    saver.save(played)
    saver.flush()
    expect(Object.keys(loadProgress().progress.levels).sort()).toEqual(['one', 'two'])
  })

  it.skipIf(process.getuid?.() === 0)(
    'in a folder without write permission is told (skipped for root)',
    () => {
      chmodSync(folder, 0o500)
      expect(loadProgress().writable).toBe(false)
      chmodSync(folder, 0o700)
    },
  )
})

describe('exitless progress', () => {
  it('exports what was saved, and imports it elsewhere', () => {
    writeFileSync(file, printProgress(played))
    const { code, out, err } = exitless(['progress', 'export'], { data: folder })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toEqual(played)

    const elsewhere = emptyFolder()
    expect(exitless(['progress', 'import'], { data: elsewhere, input: out })).toEqual({
      code: 0,
      out: '',
      err: 'exitless: progress taken from stdin\n',
    })
    expect(JSON.parse(readFileSync(join(elsewhere, 'progress.json'), 'utf8'))).toEqual(played)
  })

  it('exports into a file, and imports from one, keeping what was there', () => {
    writeFileSync(file, printProgress(played))
    const target = join(emptyFolder(), 'mine.json')
    expect(exitless(['progress', 'export', target], { data: folder }).code).toBe(0)
    const { code, err } = exitless(['progress', 'import', target], { data: folder })
    expect(code).toBe(0)
    expect(err).toContain(`what was there is kept as ${join(folder, 'progress.before.json')}`)
    expect(JSON.parse(readFileSync(join(folder, 'progress.before.json'), 'utf8'))).toEqual(played)
  })

  it('begins again, keeping what was there', () => {
    writeFileSync(file, printProgress(played))
    expect(exitless(['progress', 'reset'], { data: folder }).code).toBe(0)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(newProgress())
    expect(JSON.parse(readFileSync(join(folder, 'progress.before.json'), 'utf8'))).toEqual(played)
  })

  it.each([
    ['no JSON', 'hello'],
    ['foreign JSON', '{"a":1}'],
    ['a newer format', '{"format":99,"levels":{}}'],
  ])('does not import %s, and exits 2', (_name, input) => {
    writeFileSync(file, printProgress(played))
    const { code, out, err } = exitless(['progress', 'import'], { data: folder, input })
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^exitless: stdin cannot be imported: .+\n$/)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(played)
  })

  it('does not export what it cannot read, and exits 1', () => {
    writeFileSync(file, '{"format":99,"levels":{}}')
    expect(exitless(['progress', 'export'], { data: folder }).code).toBe(1)
  })
})
