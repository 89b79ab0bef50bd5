/** Shipped levels on the real machine, for tests of the interface. Runs are kept: the same configuration is simulated once. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { parseLevel } from '../../src/game/author.ts'
import type { Level } from '../../src/game/index.ts'
import { type Host, prepare, type Run } from '../../src/machine/index.ts'
import { bareMetalHost } from '../../src/metrics/index.ts'
import type { Outside } from '../../src/ui/outside.ts'
import { topOf } from '../../src/ui/state.ts'
import { type Driver, drive } from './driver.ts'
import { environment, fakeOutside, seasoned } from './fixture.ts'

const ROOT = join(import.meta.dirname, '../../levels')

/** A level by its number: `4.5`. */
export function levelOf(number: string): Level {
  const [chapter, place] = number.split('.').map(Number)
  const folder = readdirSync(ROOT).find((name) => Number.parseInt(name, 10) === chapter)!
  const file = readdirSync(join(ROOT, folder)).find(
    (name) => name.endsWith('.yaml') && Number.parseInt(name, 10) === place,
  )!
  const { title } = parse(readFileSync(join(ROOT, folder, 'chapter.yaml'), 'utf8'))
  const context = { chapter: { id: folder, number: chapter, title }, number }
  const read = parseLevel(parse(readFileSync(join(ROOT, folder, file), 'utf8')), context)
  if (!('level' in read) || read.level === undefined) throw new Error(`level ${number} cannot be read`)
  return read.level
}

const runs = new Map<string, Run>()

const simulate: Outside['simulate'] = (host, { seed, duration, baseline }, _progress, done) => {
  const whole = (given: Host, record: boolean): Run => {
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

/** That level on the bench, its question skipped. */
export function playReal(number: string, look = environment): Driver {
  const level = levelOf(number)
  const outside = fakeOutside({ levels: [level], simulate, progress: seasoned(), environment: look })
  const driver = drive({ screen: 'bench', level: level.id }, outside)
  return topOf(driver.state()).at === 'menu' ? driver.press('escape') : driver
}
