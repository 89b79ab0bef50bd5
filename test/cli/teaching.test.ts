/** What docs/teaching.md says works as it is written: its commands, its minutes, its numbers. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { assignedLevel } from '../../src/classroom/levels-for.ts'
import { readAssignment } from '../../src/cli/assignment-file.ts'
import { printProblem } from '../../src/cli/level-file.ts'
import { simulateWhole } from '../../src/cli/slices.ts'
import { hostAfter, type Level, needsBaseline, parseMove, readerOf, score } from '../../src/game/index.ts'
import { bareMetalHost } from '../../src/metrics/index.ts'
import { levels } from '../levels/shipped.ts'
import { DOOR, emptyFolder, exitless } from './exitless.ts'

const guide = readFileSync('docs/teaching.md', 'utf8')
const SHIPPED = readdirSync('levels/assignments').sort()

/** Blocks of commands that the guide says can be typed. */
const blocks = [...guide.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text]) => text)

function minutesOf(names: readonly string[]): number {
  const own = names.map((name) => levels.find(({ id, number }) => id === name || number === name))
  return own.reduce((sum, level) => sum + (level?.minutes ?? Number.NaN), 0)
}

describe('the commands of the guide', () => {
  it('work one after the other, in an empty folder', () => {
    const folder = emptyFolder()
    const bin = join(folder, 'bin')
    mkdirSync(bin)
    writeFileSync(join(bin, 'exitless'), `#!/bin/sh\nexec "${process.execPath}" "${resolve(DOOR)}" "$@"\n`)
    chmodSync(join(bin, 'exitless'), 0o755)
    const work = join(folder, 'work')
    mkdirSync(work)
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, EXITLESS_DATA: join(folder, 'data') }
    expect(blocks.length).toBeGreaterThan(3)
    const { status, stderr, stdout } = spawnSync('sh', ['-e', '-c', blocks.join('\n')], {
      cwd: work,
      env,
      encoding: 'utf8',
      timeout: 280_000,
    })
    expect(status, stderr).toBe(0)
    for (const name of ['both.md', 's0001.html', 's0001-answers.html', 'grades.csv', 'path.svg'])
      expect(existsSync(join(work, name)), name).toBe(true)
    expect(stdout).toContain('valid')
    expect(readFileSync(join(work, 'grades.csv'), 'utf8')).toContain('s0001')
  }, 300_000)

  it('name no command and no flag that there is not', () => {
    const help = exitless(['--help']).out
    const named = [...guide.matchAll(/exitless (?!LEVEL|FILE)([a-z]+)\b/g)].map(([, name]) => name)
    for (const name of new Set(named))
      if (!['is', 'and'].includes(name)) expect(help, name).toContain(`exitless ${name}`)
  })
})

describe('shipped assignments', () => {
  it.each(SHIPPED)('%s reads without a problem, and is called as its file is', (name) => {
    const read = readAssignment(join('levels/assignments', name), levels)
    expect(read.problems?.map(printProblem) ?? []).toEqual([])
    if (read.problems !== undefined) return
    expect(`${read.assignment.id}.yaml`).toBe(name)
    expect(guide).toContain(`\`${read.assignment.id}\``)
  })

  it.each([
    'first-lab.yaml',
    'exam.yaml',
  ])('%s: in each variant the ways pass and the decoys fail', (name) => {
    const read = readAssignment(join('levels/assignments', name), levels)
    if (read.problems !== undefined) throw new Error(name)
    for (const assigned of read.assignment.levels)
      for (const [index] of assigned.variants.entries()) {
        const shipped = levels.find(({ id }) => id === assigned.level) as Level
        const level = assignedLevel(shipped, assigned, index)
        const passes = ({ moves }: { moves: Level['start'] }) => {
          const host = hostAfter(level, moves)
          const { duration, seeds } = level
          const run = simulateWhole(host, { seed: seeds[0], duration })
          const bare = needsBaseline(level)
            ? simulateWhole(bareMetalHost(host), { seed: seeds[0], duration })
            : undefined
          return score(level, run, bare).passed
        }
        expect(level.references.map(passes), `${level.id} ${index}`).not.toContain(false)
        expect(level.decoys.map(passes), `${level.id} ${index}`).not.toContain(true)
      }
  })

  it('are found by name wherever an assignment is asked for, and a wrong name says which there are', () => {
    const page = exitless(['sheet', '1.3', '--assignment', 'first-lab', '--student', 's0001'])
    expect(page).toMatchObject({ code: 0, out: expect.stringContaining('A first lab, 90 minutes') })
    const wrong = exitless(['sheet', '--assignment', 'first-lap'])
    expect(wrong).toMatchObject({ code: 2, out: '', err: expect.stringContaining('try first-lab') })
  })

  it('with a list of students have sheets for those only, and a name with .html is a page', () => {
    const folder = emptyFolder()
    const file = join(folder, 'own.yaml')
    const text = readFileSync('levels/assignments/first-lab.yaml', 'utf8')
    writeFileSync(file, text.replace(/^(students:.*\n)?levels:/m, 'students: [ s0001 ]\nlevels:'))
    for (const words of [
      ['sheet', '1.1'],
      ['lecture', '1.1', '--line'],
    ]) {
      const stray = exitless([...words, '--assignment', file, '--student', 'zzz'])
      expect(stray).toMatchObject({ code: 2, err: expect.stringContaining('"zzz" is not among the 1 ids') })
    }
    const out = join(folder, 'a.html')
    expect(exitless(['sheet', '1.1', '--assignment', file, '--student', 'S0001', '--out', out]).code).toBe(0)
    expect(readFileSync(out, 'utf8')).toMatch(/^<!doctype html>/)
  })

  it('are shown in a lecture with the numbers of a student', () => {
    const own = ['lecture', '1.1', '--assignment', 'first-lab', '--line', '--student']
    const said = ['a', 'b', 'c', 'd', 'e'].map((id) => exitless([...own, id], { input: 'quit\n' }).out)
    expect(said.join()).toContain('about 1 exit\n')
    expect(new Set(said).size).toBeGreaterThan(1)
    expect(exitless(own.slice(0, -1), { input: 'quit\n' }).code).toBe(2)
  })

  it('give two students sheets with numbers of their own, where there are variants', () => {
    const of = (student: string) =>
      exitless(['sheet', '1.3', '--assignment', 'first-lab', '--student', student, '--answers']).out
    const tables = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) =>
      of(id)
        .split('\n')
        .filter((row) => row.startsWith('| the start'))
        .join(),
    )
    expect(tables.every((row) => row !== '')).toBe(true)
    expect(new Set(tables).size).toBeGreaterThan(1)
  })

  it('take the minutes that the guide says', () => {
    const minutes = Object.fromEntries(
      SHIPPED.map((name) => {
        const read = readAssignment(join('levels/assignments', name), levels)
        const own = read.problems === undefined ? read.assignment.levels.map(({ level }) => level) : []
        return [name, [own.length, minutesOf(own)]]
      }),
    )
    expect(minutes).toEqual({
      'exam.yaml': [5, 41],
      'first-lab.yaml': [5, 32],
      'four-weeks.yaml': [29, 259],
      'half-day.yaml': [11, 83],
    })
    for (const said of [
      '41 minutes of playing',
      '32 minutes of playing',
      '83 minutes of playing',
      '29 levels',
    ])
      expect(guide.replaceAll('\n', ' ')).toContain(said)
  })
})

describe('what the guide says of levels', () => {
  it('has the minutes of each chapter', () => {
    const chapters = [...new Set(levels.map(({ chapter }) => chapter.number))]
    for (const number of chapters) {
      const own = levels.filter(({ chapter }) => chapter.number === number)
      const minutes = minutesOf(own.map(({ id }) => id))
      expect(guide).toMatch(new RegExp(`^\\| (?:${number} )?.*${own[0].number}.* \\| ${minutes} \\|$`, 'm'))
    }
  })

  const NUMBERS: readonly (readonly [string, string, readonly string[], string])[] = [
    ['1,045', '1.1', [], 'exits-per-request'],
    ['706', '1.5', [], 'lost-writes@mail.disk'],
    [
      '5,585',
      '3.1',
      ['set db.disk.controller vfio-pci', 'set host.iommu.mode identity', 'set db.disk.delivery posted'],
      'violations',
    ],
  ]
  it.each(NUMBERS)('%s is what %s measures', (said, number, moves, metric) => {
    const level = levels.find((one) => one.number === number) as Level
    const parsed = moves.map((text) => parseMove(text)).flatMap((move) => ('key' in move ? [move] : []))
    const { duration, seeds } = level
    const run = simulateWhole(hostAfter(level, parsed), { seed: seeds[0], duration })
    expect(guide).toContain(said)
    expect(Math.round(readerOf(run)(metric)).toLocaleString('en')).toBe(said)
  })
})
