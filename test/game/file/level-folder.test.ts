import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { printProblem } from '../../../src/cli/level-file.ts'
import { readLevelFolder } from '../../../src/cli/level-folder.ts'
import { levelsReport } from '../../../src/game/index.ts'
import { strawText } from '../straw.ts'

const chapter = (id: string) => `format: 1\nid: ${id}\ntitle: Chapter ${id}\n`
const named = (id: string, more = '') => strawText.replace('id: straw', `id: ${id}${more}`)

/** Reads a folder that holds these files; problems as they are printed. */
function read(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'exitless-levels-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const { levels, problems } = readLevelFolder(folder)
  return {
    levels: levels.map(({ level }) => level),
    problems: problems.map((problem) => printProblem(problem).replaceAll(`${folder}/`, '')),
  }
}

describe('a folder of levels', () => {
  it('numbers levels by folder and order, and the expert level X', () => {
    const { levels, problems } = read({
      '10-late/chapter.yaml': chapter('late'),
      '10-late/10-a.yaml': named('a'),
      '2-early/chapter.yaml': chapter('early'),
      '2-early/20-c.yaml': named('c').replace('requires: []', 'requires: [b]'),
      '2-early/10-b.yaml': named('b'),
      '2-early/90-x.yaml': named('x', '\nkind: expert'),
      'notes/any.yaml': 'not a level',
    })
    expect(problems).toEqual([])
    expect(levels.map(({ id, number }) => `${number} ${id}`)).toEqual(['2.1 b', '2.2 c', '2.X x', '10.1 a'])
    expect(levels[0].chapter).toEqual({ id: 'early', number: 2, title: 'Chapter early' })
    const report = levelsReport(levels)
    expect(report.chapters.map(({ id, levels: own }) => [id, own.length])).toEqual([
      ['early', 3],
      ['late', 1],
    ])
    expect(report.chapters[0].levels[0]).toMatchObject({
      id: 'b',
      number: '2.1',
      knobs: { 'files.disk.cache': ['none', 'writeback'] },
      requires: [],
    })
  })

  it('does not take one id twice', () => {
    const { problems } = read({
      '1-one/chapter.yaml': chapter('one'),
      '1-one/10-a.yaml': named('a'),
      '1-one/20-b.yaml': named('a'),
    })
    expect(problems).toEqual(['1-one/20-b.yaml:3:5 id: the id "a" belongs to 1-one/10-a.yaml already'])
  })

  it('says so where a chapter has no file, or a broken one', () => {
    const { problems } = read({
      '1-one/10-a.yaml': named('a'),
      '2-two/chapter.yaml': 'format: 1\nid: two\ntitel: Two\n',
      '2-two/10-b.yaml': named('b'),
    })
    expect(problems).toEqual([
      '1-one/chapter.yaml:1:1: is missing: a chapter has a file with format, id and title',
      '2-two/chapter.yaml:1:1 title: is missing',
      '2-two/chapter.yaml:3:1 titel: there is no field "titel"; try title',
    ])
  })
})
