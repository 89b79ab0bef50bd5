/** Which other numbers are tried: drawn from the salt, the level and a number, the same everywhere. */

import { meanings, near } from '../game/fair/numbers.ts'
import { textsOf } from '../game/fair/terms.ts'
import type { Level } from '../game/index.ts'
import { textHash } from '../game/text-hash.ts'
import { SEEDS, workPaths } from '../game/work.ts'
import { PACE_GROUPS } from '../machine/index.ts'
import type { Variant } from './assignment.ts'
import { numbersOf } from './follow-texts.ts'

/** A stream of numbers of its own, 0 to 1 (mulberry32). */
export class Draw {
  #state: number

  constructor(text: string) {
    this.#state = Number.parseInt(textHash(text).slice(8), 16) | 0
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  one<Choice>(choices: readonly Choice[]): Choice {
    return choices[Math.floor(this.next() * choices.length)]
  }
}

const PACES = [0.75, 0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2, 1.3]
/** Further away where the first tries were. */
const FAR_PACES = [0.6, 0.65, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.4, 1.5, 1.6]
const LOADS = [0.85, 0.9, 0.95, 1.05, 1.1, 1.2]
/** What a flow may do otherwise where no text counts it. */
const SAFE = ['think', 'compute', 'every']
/** Seeds of variants lie so far apart. */
const SEED_STEP = 10

/** Two significant digits, at least 1. */
export function roundish(value: number): number {
  return Math.max(1, Math.round(Number(value.toPrecision(2))))
}

/** Work whose number stands in no text and is no knob. */
export function safeWork(level: Level): readonly string[] {
  const texts = textsOf(level).flatMap(({ text }) => numbersOf(text, level.written !== undefined))
  return workPaths(level).filter((path) => {
    const field = path.split('.')[2]
    const value = workOf(level, path)
    if (!SAFE.includes(field) || value === undefined || value === 0) return false
    if (level.knobs.some(({ key }) => key === path)) return false
    return !texts.some((number) => meanings(number).some((meant) => near(meant, value)))
  })
}

function workOf({ host }: Level, path: string): number | undefined {
  const [guest, device, field] = path.split('.')
  const workload = host.guests
    .find(({ id }) => id === guest)
    ?.devices.find(({ id }) => id === device)?.workload
  return (workload as unknown as Readonly<Record<string, number | undefined>> | undefined)?.[field]
}

/** The machine and the work of a try; targets come from what is measured of it. */
export function drawVariant(level: Level, salt: string, attempt: number): Pick<Variant, 'pace' | 'work'> {
  const draw = new Draw(`${salt} ${level.id} ${attempt}`)
  const paces = attempt % 3 === 2 ? FAR_PACES : PACES
  const pace = PACE_GROUPS.flatMap((group) => {
    const factor = draw.one(paces)
    return factor === 1 ? [] : [[group, factor] as const]
  })
  const varied = Object.entries(level.vary ?? {}).map(([path, values]) => [path, draw.one(values)] as const)
  const safe = safeWork(level).flatMap((path) => {
    const load = draw.one(LOADS)
    const value = workOf(level, path) ?? 0
    return draw.next() < 0.5 && level.vary?.[path] === undefined
      ? [[path, roundish(value * load)] as const]
      : []
  })
  const work = [...safe, ...varied].filter(([path, value]) => value !== workOf(level, path))
  return {
    pace: Object.fromEntries(pace),
    // Where the seed decides who wins, its author chose it.
    work: Object.fromEntries(draw.next() < 0.5 ? work : [...work, [SEEDS, SEED_STEP * (1 + attempt)]]),
  }
}
