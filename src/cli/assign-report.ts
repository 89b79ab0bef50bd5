/** What `assign` says of what it did. */
import type { AssignedLevel } from '../classroom/assignment.ts'
import type { Level } from '../game/index.ts'
import { plainLine } from '../text/plain.ts'
import { DONE, NOT_MET } from './exit-codes.ts'
import { say, tell } from './streams.ts'
import { shareText } from './table.ts'
import type { FoundVariants } from './variant-search.ts'
import { VERSION } from './version.ts'

/** A level with what was found for it. */
export interface Made {
  readonly assigned: AssignedLevel
  readonly level: Level
  readonly name: string
  readonly found: FoundVariants
}

/** What an edit did, by ids of levels. */
export interface Edit {
  /** Fields with their new values. */
  readonly changes: readonly string[]
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** Those for which variants were looked for. */
  readonly more: readonly string[]
  /** Of the file as it was. */
  readonly kept: readonly AssignedLevel[]
}

function variantsText(count: number): string {
  return `${count} variant${count === 1 ? '' : 's'}`
}

export function tellEdit({ changes, added, removed, more, kept }: Edit): void {
  const there = kept
    .filter(({ level }) => !more.includes(level))
    .map(({ level, variants }) => `${level} (${variantsText(variants.length)})`)
  if (changes.length + added.length + removed.length + more.length === 0) {
    say(`nothing changed: ${there.join(', ')}\n`)
    return
  }
  const lines = [
    ['changed', changes],
    ['added', added],
    ['removed', removed],
    ['more variants', more],
    ['kept', there],
  ] as const
  for (const [what, which] of lines) if (which.length > 0) say(`${what}: ${which.join(', ')}\n`)
}

/** What was found, how long it took, and how sure it is. Exit 1 where variants are missing. */
export function report(file: string, made: readonly Made[]): number {
  const name = plainLine(file)
  let missing = 0
  for (const { level, found } of made) {
    const { variants, tried, seconds, shares, copies, reasons } = found
    const wins =
      shares.length === 0
        ? ''
        : `; win ${[...new Set(shares.map(shareText))].join(', ')} (level ${shareText(found.share)})`
    const copied =
      variants.length < 2
        ? ''
        : `; a copied way passes in ${copies.toFixed(1)} of the ${variants.length - 1} others`
    if (variants.length === 0 && tried === 0) {
      say(`${level.number} ${level.id}: no variants, everybody gets the level\n`)
      continue
    }
    say(
      `${level.number} ${level.id}: ${variantsText(variants.length)}, ${tried} machines tried, ${seconds.toFixed(1)} s${wins}${copied}\n`,
    )
    if (found.missing > 0) {
      missing += found.missing
      tell(
        `${level.id}: no more than ${variants.length} variants were found; ${reasons.length === 0 ? 'machines of the era give too few different targets' : `most tries failed: ${reasons[0]}`}`,
      )
    }
  }
  if (made.some(({ found }) => found.variants.length > 0))
    say('Each variant is proved as its level is: every configuration on every seed.\n')
  say(`\n  exitless check ${name}\n  npx exitless@${VERSION} play --assignment ${name} --student ID\n`)
  return missing > 0 ? NOT_MET : DONE
}
