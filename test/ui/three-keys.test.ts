/** Everything is reachable within three keys: the table is walked from the bench. */
import { expect, it } from 'vitest'
import { ACTIVE, type ActiveSet, COMMANDS, type Scope } from '../../src/ui/keys/keys.ts'
import { activeSet, topOf } from '../../src/ui/state.ts'
import { drive } from './driver.ts'
import { fakeOutside, really } from './fixture.ts'

/** The welcome is shown once, before anything. */
const NOT_FROM_THE_BENCH: readonly ActiveSet[] = ['orientation', 'lecture', 'task-map']
const UNTRIED = ['ctrl-c', 'ctrl-z', 'ctrl-l']

function keysFor(set: ActiveSet): readonly string[] {
  const scopes: readonly Scope[] = ACTIVE[set]
  return COMMANDS.filter((one) => scopes.includes(one.scope))
    .flatMap((one) => one.keys)
    .filter((key) => !UNTRIED.includes(key))
}

/** A passed level on the bench, after these keys; the sandbox runs the real machine. */
function after(keys: readonly string[]) {
  const outside = fakeOutside()
  const sandboxed = keys.includes('s') ? { ...outside, simulate: really } : outside
  return drive(undefined, sandboxed).press('right', ...keys)
}

/** The fewest keys to each screen, as far as two lead. */
function walk(): ReadonlyMap<ActiveSet, readonly string[]> {
  const found = new Map<ActiveSet, readonly string[]>([['bench', []]])
  for (let depth = 0; depth < 2; depth++)
    for (const [set, way] of [...found])
      if (way.length === depth)
        for (const key of keysFor(set)) {
          const keys = [...way, key]
          const on = activeSet(topOf(after(keys).state()))
          if (!found.has(on)) found.set(on, keys)
        }
  return found
}

/** Screens on which one only types: the third key opens them. */
const TYPED: Partial<Record<ActiveSet, readonly string[]>> = { 'look-up': ['3', 'm', '/'] }

it('from the bench every command of every screen is within three keys', () => {
  const found = walk()
  for (const set of Object.keys(ACTIVE) as ActiveSet[])
    if (!NOT_FROM_THE_BENCH.includes(set) && TYPED[set] === undefined)
      expect([...found.keys()], set).toContain(set)
  for (const [set, way] of Object.entries(TYPED)) expect(activeSet(topOf(after(way).state()))).toBe(set)
  for (const [set, way] of found) expect(way.length, `${set}: ${way.join(' ')}`).toBeLessThanOrEqual(2)
})
