/** --shard I/N: a part of a work that several machines share. */
import { textOf } from './arguments.ts'
import type { Input } from './command.ts'
import { WrongUse } from './wrong-use.ts'

const MOST_SHARDS = 100_000

export interface Shard {
  /** 1 to `of` */
  readonly shard: number
  readonly of: number
}

/** @throws WrongUse */
export function shardAsked(input: Input): Shard | undefined {
  const text = textOf(input, 'shard')
  if (text === undefined) return undefined
  const [, shard, of] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number)
  if (shard >= 1 && shard <= of && of <= MOST_SHARDS) return { shard, of }
  throw new WrongUse(`--shard takes I/N with I from 1 to N, such as 2/8, not "${text}"`)
}
