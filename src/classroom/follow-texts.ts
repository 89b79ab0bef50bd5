/**
 * Numbers in a level's texts that follow when its goals and what was measured of it change. A text keeps its words; only
 * digits are written anew, in the unit and the style that they had.
 */
import { givenBy, isClaiming, meanings, near, numbersIn, sourcedBy, UNITS } from '../game/fair/numbers.ts'
import { textsOf } from '../game/fair/terms.ts'
import { type Goal, type Level, type Path, printPath } from '../game/index.ts'

/** A number as a text has it, and what is written there instead. */
interface Change {
  readonly value: number
  readonly unit: string
  readonly next: number
  /** The words around it, where they are known. */
  readonly says?: string
}

type Written = ReturnType<typeof numbersIn>[number]

/** `80,000` and `2.25`; where fractions have a comma, `80000` and `2,25`. */
export function printNumber(value: number, comma: boolean): string {
  const [whole, fraction] = String(Number(value.toPrecision(12))).split('.')
  const grouped = comma ? whole : whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}${comma ? ',' : '.'}${fraction}`
}

/** Numbers of a text of a level, at their places in it. */
export function numbersOf(text: string, comma: boolean): readonly Written[] {
  return numbersIn(comma ? text.replace(/(\d),(?=\d)/g, '$1.') : text)
}

/** The text with some of its numbers written anew. */
export function renumbered(
  text: string,
  comma: boolean,
  next: (number: Written) => number | undefined,
): string {
  let done = ''
  let from = 0
  for (const number of numbersOf(text, comma)) {
    const value = next(number)
    if (value === undefined || value === number.value) continue
    done += text.slice(from, number.at) + printNumber(value, comma)
    from = number.at + number.text.length
  }
  return done + text.slice(from)
}

/** The number of a goal's text that is its target; undefined: it names none. */
export function targetIn({ text, target }: Goal, comma: boolean): Written | undefined {
  return numbersOf(text, comma).find((number) => meanings(number).some((value) => near(value, target)))
}

/** What a goal's target is in the unit that its text names it in. */
function asIn(number: Written, { target }: Goal, next: number): number {
  return Number((number.value * (next / target)).toPrecision(12))
}

export function goalText(goal: Goal, next: number, comma: boolean): string {
  const own = targetIn(goal, comma)
  if (own === undefined || goal.target === 0) return goal.text
  return renumbered(goal.text, comma, (number) =>
    number.at === own.at ? asIn(number, goal, next) : undefined,
  )
}

/** What a level's texts are to say instead of what they say. */
export interface Changes {
  readonly targets: readonly Change[]
  readonly claims: readonly Change[]
}

/** @param targets of the goals, then of the stars. @param numbers what the level's `numbers` are, as its texts have them */
export function changesOf(
  level: Level,
  targets: readonly number[],
  numbers: readonly number[] | undefined,
): Changes {
  const comma = level.written !== undefined
  const goals = [...level.goals, ...level.medals.flat()]
  return {
    targets: goals.flatMap((goal, place) => {
      const number = goal.op === '==' ? undefined : targetIn(goal, comma)
      if (number === undefined) return []
      return [{ value: number.value, unit: number.unit, next: asIn(number, goal, targets[place]) }]
    }),
    claims: (level.numbers ?? []).flatMap(({ says }, place) => {
      const [number] = numbersIn(says)
      if (number === undefined) return []
      return [{ value: number.value, unit: number.unit, next: numbers?.[place] ?? number.value, says }]
    }),
  }
}

/** `80,000 /s` and `80,000 a second` are the same number. */
function sameUnit(one: string, other: string): boolean {
  const bare = (unit: string) => (unit === 's' ? '' : unit)
  return bare(one) === bare(other)
}

/** The one new value of all changes that a number may stand for; undefined: none, or nobody knows which. */
function onlyNext(number: Written, changes: readonly Change[]): number | undefined {
  const own = changes.filter(({ value, unit }) => near(value, number.value) && sameUnit(unit, number.unit))
  return own.length > 0 && own.every(({ next }) => next === own[0].next) ? own[0].next : undefined
}

function covers(text: string, says: string | undefined, at: number): boolean {
  if (says === undefined) return false
  for (let from = text.indexOf(says); from >= 0; from = text.indexOf(says, from + 1))
    if (from <= at && at < from + says.length) return true
  return false
}

/** A text of the level as it is after the changes. */
export function followed(level: Level, changes: Changes): (path: Path, text: string) => string {
  const { written } = level
  const next = nextOf(written ?? level, changes)
  if (written === undefined)
    return (path, text) => renumbered(text, false, (number) => next(path, text, number))
  // A translation has the numbers of its original, in any order.
  const texts = new Map(textsOf(written).map(({ path, text }) => [printPath(path), text]))
  return (path, text) => {
    const original = texts.get(printPath(path)) ?? ''
    const own = numbersIn(original).map((number) => ({ ...number, next: next(path, original, number) }))
    return renumbered(text, true, (number) => {
      const at = own.findIndex(({ value, unit }) => near(value, number.value) && sameUnit(unit, number.unit))
      return at < 0 ? undefined : own.splice(at, 1)[0].next
    })
  }
}

/** What becomes of a number in a text of the author; undefined: it stays. */
function nextOf(
  level: Level,
  changes: Changes,
): (path: Path, text: string, number: Written) => number | undefined {
  const given = givenBy(level, [])
  const sourced = sourcedBy(level)
  const elsewhere = (number: Written) =>
    sourced.has(number.value) || meanings(number).some((value) => given.some((one) => near(value, one)))
  return (path, text, number) => {
    if (!isClaiming(path)) return undefined
    const claim = changes.claims.find(({ says }) => covers(text, says, number.at))
    if (claim !== undefined) return claim.next
    if (path[0] === 'brief') return onlyNext(number, changes.targets) ?? onlyNext(number, changes.claims)
    if (elsewhere(number)) return undefined
    return onlyNext(number, changes.claims) ?? onlyNext(number, changes.targets)
  }
}

/** Numbers of the level's texts of which nobody could say what they become: a text with one of them may not come out true. */
export function unsure(level: Level, changes: Changes): readonly { path: Path; number: string }[] {
  const comma = level.written !== undefined
  const all = [...changes.claims, ...changes.targets]
  const moved = all.filter(({ value, next }) => value !== next)
  const same = (one: { value: number; unit: string }, other: { value: number; unit: string }) =>
    near(one.value, other.value) && sameUnit(one.unit, other.unit)
  return textsOf(level).flatMap(({ path, text }) => {
    if (!isClaiming(path)) return []
    const list = path[0] === 'brief' ? all : changes.claims
    return numbersOf(text, comma)
      .filter((number) => moved.some((one) => same(one, number)))
      .filter((number) => !changes.claims.some(({ says }) => covers(text, says, number.at)))
      .filter((number) => {
        const own = list.filter((one) => same(one, number))
        return own.some(({ next }) => next !== own[0].next)
      })
      .map((number) => ({ path, number: number.text }))
  })
}

/** How many of a metric's own units the unit of a written number is, where it is one. */
export function scaleOf(unit: string): number {
  return UNITS[unit] ?? 1
}
