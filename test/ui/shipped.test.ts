/** The shipped levels on the real machine: every screen of them fits, and every way of the author can be played by keys. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseLevel } from '../../src/game/author.ts'
import type { Level } from '../../src/game/index.ts'
import { prepare, type Run } from '../../src/machine/index.ts'
import { bareMetalHost } from '../../src/metrics/index.ts'
import type { Outside } from '../../src/ui/outside.ts'
import { topOf } from '../../src/ui/state.ts'
import { type Driver, drive, LARGE, SMALL, WIDE } from './driver.ts'
import { environment, fakeOutside, seasoned } from './fixture.ts'

const ROOT = join(import.meta.dirname, '../../levels')

function shipped(): Level[] {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && /^\d/.test(entry.name),
  )
  return folders.flatMap(({ name: folder }) => {
    const chapter = parse(readFileSync(join(ROOT, folder, 'chapter.yaml'), 'utf8'))
    const number = Number.parseInt(folder, 10)
    const files = readdirSync(join(ROOT, folder)).filter((file) => /^\d+-.*\.yaml$/.test(file))
    return files.sort().flatMap((file) => {
      const data = parse(readFileSync(join(ROOT, folder, file), 'utf8'))
      const context = {
        chapter: { id: folder, number, title: chapter.title },
        number: `${number}.${Number.parseInt(file, 10)}`,
      }
      const read = parseLevel(data, context)
      return 'level' in read && read.level !== undefined ? [read.level] : []
    })
  })
}

const runs = new Map<string, Run>()

const simulate: Outside['simulate'] = (host, { seed, duration, baseline }, _progress, done) => {
  const whole = (given: typeof host, record: boolean): Run => {
    const name = JSON.stringify([given, seed, duration, record])
    const known = runs.get(name)
    if (known !== undefined) return known
    const simulation = prepare(given, { seed, duration, record })
    while (!simulation.advance(1_000_000));
    const run = simulation.result()
    runs.set(name, run)
    return run
  }
  done(whole(host, true), baseline ? whole(bareMetalHost(host), false) : undefined)
  return () => {}
}

const levels = shipped()

function play(level: Level, ascii = false): Driver {
  const outside = fakeOutside({
    levels,
    simulate,
    progress: seasoned(),
    environment: { ...environment, ascii },
  })
  const driver = drive({ screen: 'bench', level: level.id }, outside)
  return topOf(driver.state()).at === 'menu' ? driver.choose(0) : driver
}

/** Turns the knobs to these values, by the lists of their values. */
function turn(driver: Driver, moves: Level['start']): void {
  for (const { key, value } of moves) {
    driver.press('home')
    for (let knob = 0; knob < 20; knob++) {
      driver.press('enter')
      const top = topOf(driver.state())
      if (top.at === 'menu' && top.menu.of === 'values' && top.menu.key === key) {
        driver.choose(
          driver
            .state()
            .bench!.play.level.knobs.find((one) => one.key === key)!
            .values.indexOf(value),
        )
        break
      }
      driver.press('escape', 'down')
    }
  }
}

function check(driver: Driver, columns: number, rows: number): void {
  const lines = driver.lines(columns, rows)
  expect(lines).toHaveLength(rows - 1)
  for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns)
}

it('there are levels', () => {
  expect(levels.length).toBeGreaterThan(0)
})

describe.each(levels)('$number $title', (level) => {
  it('fits every size, with every value of every knob', () => {
    const driver = play(level)
    for (const knob of level.knobs)
      for (const value of knob.values) {
        turn(driver, [{ key: knob.key, value }])
        driver.press('.', '.', '.')
        for (const [columns, rows] of [SMALL, WIDE, LARGE]) check(driver, columns, rows)
        if ((driver.state().bench?.ran?.run.violationCount ?? 0) > 0) {
          driver.press('v')
          for (const [columns, rows] of [SMALL, WIDE]) check(driver, columns, rows)
          driver.press('escape')
        }
      }
  })

  it.each(
    level.references.map((reference) => [reference.title, reference] as const),
  )('is passed by keys: %s', (_, reference) => {
    const driver = play(level)
    turn(driver, reference.moves)
    expect(driver.state().bench?.ran?.note.passed).toBe(true)
    driver.press('d')
    expect(topOf(driver.state()).at).toBe('debrief')
    for (const [columns, rows] of [SMALL, WIDE, LARGE]) check(driver, columns, rows)
    expect(driver.bare(...LARGE)).toContain(reference.title)
  })

  it('has nothing but ASCII in ASCII', () => {
    const driver = play(level, true)
    for (const keys of [['.'], ['2'], ['3'], ['4'], ['?'], ['escape', 'q']])
      expect(driver.press(...keys).bare(...WIDE)).toMatch(/^[\x20-\x7e\n]*$/)
  })

  it('steps through a request in the order of time, and back', () => {
    const driver = play(level).press('0')
    const times: number[] = []
    for (let at = 0; at < 12; at++) times.push(driver.press('.').state().bench!.playhead)
    expect(times).toEqual([...times].sort((one, other) => one - other))
    const last = times[times.length - 1]
    driver.press('.', ',')
    expect(driver.state().bench!.playhead).toBe(last)
  })
})
