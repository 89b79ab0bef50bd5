/** Several players on one machine, a progress as one line, and how far one is. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSaveLine, printSaveLine, readSaveLine } from '../../src/cli/save-line.ts'
import { slotOf } from '../../src/cli/save-slot.ts'
import {
  type LevelProgress,
  newProgress,
  noLevelProgress,
  type Progress,
  printProgress,
} from '../../src/game/play/progress.ts'
import { emptyFolder, exitless } from './exitless.ts'

const won = (medals: number, more: Partial<LevelProgress> = {}): LevelProgress => ({
  ...noLevelProgress,
  medals,
  runs: 3,
  ...more,
})
const ada: Progress = {
  ...newProgress('Ada'),
  levels: { 'controller-everybody-knows': won(2), 'where-copies-come-from': won(1) },
  last: 'where-copies-come-from',
}

function folderWith(progress: Progress): string {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'progress.json'), printProgress(progress))
  return folder
}

const adaFile = (folder: string) => `${join(folder, slotOf('Ada'))}.json`

describe('a player', () => {
  it('has a save of its own, by flag or by variable, whatever the capitals', () => {
    const data = folderWith(newProgress())
    exitless(['progress', 'import', '--player', 'Ada'], { data, input: printProgress(ada) })
    expect(JSON.parse(readFileSync(adaFile(data), 'utf8'))).toEqual(ada)
    const shown = exitless(['progress', 'export'], { data, env: { EXITLESS_PLAYER: 'ADA' } })
    expect(JSON.parse(shown.out)).toEqual(ada)
    expect(JSON.parse(exitless(['progress', 'export'], { data }).out)).toEqual(newProgress())
  })

  it('begins anew alone', () => {
    const data = folderWith({ ...newProgress(), levels: { one: won(1) } })
    mkdirSync(join(data, 'players'))
    writeFileSync(adaFile(data), printProgress(ada))
    expect(exitless(['progress', 'reset', '--player', 'Ada'], { data }).code).toBe(0)
    expect(JSON.parse(readFileSync(adaFile(data), 'utf8'))).toEqual(newProgress('Ada'))
    expect(JSON.parse(exitless(['progress', 'export'], { data }).out).levels).toEqual({ one: won(1) })
  })

  it('plays in its own save', () => {
    const data = emptyFolder()
    expect(exitless(['--line', '--player', 'Ada'], { data, input: 'quit\n' }).code).toBe(0)
    expect(JSON.parse(readFileSync(adaFile(data), 'utf8'))).toMatchObject({
      player: 'Ada',
      last: 'controller-everybody-knows',
    })
    expect(existsSync(join(data, 'progress.json'))).toBe(false)
  })

  it.each([
    '../../etc/passwd',
    'a/b\\c',
    'NUL',
    '..',
    'ÄÖÜ',
    '\u202eada',
    '名前',
  ])('called %j has a file in the folder of players', (name) => {
    expect(slotOf(name)).toMatch(/^players[/\\][a-z0-9-]+$/)
  })

  it.each([
    ['without a letter', ' '],
    ['that is too long', 'x'.repeat(41)],
  ])('%s is refused', (_, name) => {
    const { code, err } = exitless(['progress', 'export', '--player', name])
    expect(code).toBe(2)
    expect(err).toMatch(/^exitless: --player .+\n$/)
  })

  it('is listed with what it has passed; a backup is no player', () => {
    const data = folderWith(newProgress())
    for (let times = 0; times < 2; times++)
      exitless(['progress', 'import', '--player', 'Ada'], { data, input: printProgress(ada) })
    expect(readdirSync(join(data, 'players'))).toHaveLength(2)
    const { out } = exitless(['progress', 'players', '--json', '--player', 'ada'], { data })
    expect(JSON.parse(out)).toMatchObject({
      format: 1,
      players: [
        { name: '', current: false, passed: 0 },
        { name: 'Ada', current: true, passed: 2, stars: 3, last: '1.2' },
      ],
    })
  })
})

describe('a progress as one line', () => {
  const line = printSaveLine(printProgress(ada))

  it('comes back as it was, though it was wrapped on its way', () => {
    const wrapped = line.replace(/(.{60})/g, '$1\r\n  ')
    expect(isSaveLine(`\n ${wrapped}`)).toBe(true)
    expect(readSaveLine(wrapped)).toEqual({ text: printProgress(ada) })
  })

  it('moves between machines', () => {
    const out = exitless(['progress', 'export', '--line'], { data: folderWith(ada) }).out
    expect(out).toMatch(/^exitless-progress\.1\.[\w-]+\.[0-9a-f]{8}\n$/)
    for (const given of [{ args: [out.trim()] }, { args: [], input: out }]) {
      const data = emptyFolder()
      expect(exitless(['progress', 'import', ...given.args], { data, input: given.input }).code).toBe(0)
      expect(JSON.parse(readFileSync(join(data, 'progress.json'), 'utf8'))).toEqual(ada)
    }
  })

  it.each([
    ['mistyped', line.replace(/.(?=\.[0-9a-f]{8}$)/, '_'), 'mistyped'],
    ['cut', line.slice(0, 60), 'cut'],
    ['of a newer version', line.replace('.1.', '.2.'), 'a newer one'],
    ['nothing but its name', 'exitless-progress.', 'no version'],
  ])('that is %s says so', (_, given, what) => {
    const answer = readSaveLine(given)
    expect('problem' in answer && answer.problem).toContain(what)
    expect(exitless(['progress', 'import', given]).code).toBe(2)
  })

  it('that unpacks to more than a save can be is refused', () => {
    expect(readSaveLine(printSaveLine(' '.repeat(9 * 2 ** 20)))).toHaveProperty('problem')
  })
})

describe('a progress that is merged', () => {
  it('is the better of both, and the former one is kept', () => {
    const data = folderWith({ ...newProgress(), levels: { 'where-copies-come-from': won(3) } })
    const { code, err } = exitless(['progress', 'import', '--merge'], { data, input: printProgress(ada) })
    expect(code).toBe(0)
    expect(err).toContain('progress.before.json')
    const { levels } = JSON.parse(readFileSync(join(data, 'progress.json'), 'utf8'))
    expect(levels['where-copies-come-from'].medals).toBe(3)
    expect(levels['controller-everybody-knows'].medals).toBe(2)
  })

  it('and a flag of another action are told apart', () => {
    expect(exitless(['progress', 'export', '--merge'])).toMatchObject({
      code: 2,
      err: 'exitless: progress export takes no --merge: it is for import\n',
    })
  })
})

describe('exitless progress report', () => {
  it('says by chapter what is passed, and what is next', () => {
    const data = folderWith(ada)
    const { code, out } = exitless(['progress', 'report'], { data })
    expect(code).toBe(0)
    expect(out).toMatch(/^1 {2}Dummies +2 of 7 +3 of 21 +- +0 +0 +0 +6$/m)
    expect(out).toMatch(/^next: 1\.3 /m)
    expect(JSON.parse(exitless(['progress', 'report', '--json'], { data }).out)).toMatchObject({
      format: 1,
      player: 'Ada',
      all: { passed: 2, stars: 3, runs: 6 },
      next: { number: '1.3' },
    })
  })
})

describe("a student's progress in an assignment", () => {
  const own = ['--assignment', 'first-lab', '--student', 's1']

  it('is reported and moves like any other, apart from the player of the machine', () => {
    const data = folderWith(newProgress())
    exitless(['progress', 'import', ...own], { data, input: printProgress({ ...ada, player: '' }) })
    const report = JSON.parse(exitless(['progress', 'report', ...own, '--json'], { data }).out)
    expect(report.all).toMatchObject({ levels: 5, passed: 2, stars: 3 })
    const { out } = exitless(['progress', 'export', '--line', ...own], { data })
    const other = emptyFolder()
    exitless(['progress', 'import', out.trim(), ...own], { data: other })
    expect(exitless(['progress', 'export', ...own], { data: other }).out).toContain('where-copies-come-from')
    expect(exitless(['progress', 'export'], { data }).out).not.toContain('where-copies-come-from')
    expect(exitless(['progress', 'players'], { data: other }).out).toContain('1 more of students')
  })

  it('is that of one student: a player beside it is refused', () => {
    const { code, err } = exitless(['progress', 'report', ...own, '--player', 'Ada'])
    expect([code, err]).toEqual([2, expect.stringContaining('two saves')])
  })
})
