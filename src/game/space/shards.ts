/** Parts of a space that several machines measured, put together again: all of one level and one model, each once, none missing. */
import { en } from '../../text/index.ts'
import type { Level } from '../level.ts'
import { printMove } from '../play/moves.ts'
import type { Refusal } from '../play/refusal.ts'
import { type Case, casesOf, type Landscape, landscapeOf, type Measured } from './measure.ts'
import { foreign, measuredOf, parseMeasuredLine } from './measured-line.ts'
import { countConfigurations, movesAt } from './space.ts'

/** The configurations of one shard of `of`, counted from 1. What one run serves stays together. */
export function shardOf(level: Level, shard: number, of: number): readonly number[] {
  const own = casesOf(level).filter((_: Case, place) => place % of === shard - 1)
  return own.flat().sort((one, other) => one - other)
}

export interface ShardText {
  readonly name: string
  readonly text: string
}

/** The whole space from the texts of its shards, or why they are not the whole of it. */
export function joinShards(
  level: Level,
  model: string,
  shards: readonly ShardText[],
): { readonly landscape: Landscape } | Refusal {
  const found = new Map<number, { readonly at: string; readonly measured: readonly Measured[] }>()
  for (const { name, text } of shards)
    for (const [number, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue
      const at = `${name}:${number + 1}`
      const answer = readLine(level, model, line)
      if ('problem' in answer) return { problem: `${at}: ${answer.problem}` }
      const { configuration, measured } = answer
      const before = found.get(configuration)
      if (before !== undefined) return { problem: `${at}: ${en.explore.twice(configuration, before.at)}` }
      found.set(configuration, { at, measured })
    }
  const all = Array.from({ length: countConfigurations(level) }, (_, index) => found.get(index)?.measured)
  const missing = all.flatMap((measured, index) => (measured === undefined ? [index] : []))
  if (missing.length > 0) return { problem: missingText(level, missing, all.length) }
  return { landscape: landscapeOf(level, all as (readonly Measured[])[]) }
}

function missingText(level: Level, missing: readonly number[], of: number): string {
  const moves = movesAt(level, missing[0]).map(printMove).join(', ')
  return en.explore.missing(missing.length, of, missing[0], moves === '' ? en.explore.start : moves)
}

function readLine(
  level: Level,
  model: string,
  text: string,
): { readonly configuration: number; readonly measured: readonly Measured[] } | Refusal {
  const line = parseMeasuredLine(text)
  if (line === undefined) return { problem: en.explore.noLine }
  switch (foreign(line, level, model)) {
    case 'level':
      return { problem: en.explore.otherLevel(line.level, level.id) }
    case 'hash':
      return { problem: en.explore.otherHash(level.id) }
    case 'model':
      return { problem: en.explore.otherModel }
    case undefined: {
      const measured = measuredOf(line, level)
      return measured === undefined
        ? { problem: en.explore.lacksMetric }
        : { configuration: line.configuration, measured }
    }
  }
}
