/** `exitless explore LEVEL`: every allowed configuration on every seed; the front, the pars, and which knob tells how much. */
import { existsSync, readFileSync } from 'node:fs'
import { LARGEST_SPACE } from '../../game/fair/fairness.ts'
import {
  countConfigurations,
  exploreReport,
  joinShards,
  type Landscape,
  type Level,
  landscapeOf,
  type Measured,
  measuredLine,
  shardOf,
  surveyOf,
} from '../../game/index.ts'
import { isOn, textsOf } from '../arguments.ts'
import type { Input } from '../command.ts'
import { DONE, NOT_MET } from '../exit-codes.ts'
import { ExploreCache } from '../explore-cache.ts'
import { exploreText } from '../explore-text.ts'
import { levelNamed } from '../levels.ts'
import { MeasuringThreads, threadsOf } from '../measuring.ts'
import { Progress } from '../progress-line.ts'
import { type Shard, shardAsked } from '../shard-asked.ts'
import { say, sayJson, tell } from '../streams.ts'
import { MODEL } from '../version.ts'
import { CannotDo, WrongUse } from '../wrong-use.ts'

/** Nothing is proved of so many, but they can be looked at. */
const MOST_CONFIGURATIONS = 20_000

export async function perform(input: Input): Promise<number> {
  const level = await levelNamed(input.positionals[0])
  const began = performance.now()
  const files = filesOf(input)
  const shard = shardAsked(input)
  if (files.length > 0 && shard !== undefined)
    throw new WrongUse('--shard measures a part, --from joins parts: give one of them')
  refuseTooMany(level)
  if (shard !== undefined) {
    await printShard(level, shard, threadsOf(input))
    return DONE
  }
  const landscape = files.length > 0 ? joined(level, files) : await measured(level, input)
  const survey = surveyOf(level, landscape)
  const seconds = (performance.now() - began) / 1000
  if (isOn(input, 'json')) sayJson({ ...exploreReport(level, survey, seconds), model: MODEL })
  else say(`${exploreText(level, survey, seconds).join('\n')}\n`)
  return DONE
}

function refuseTooMany(level: Level): void {
  const count = countConfigurations(level)
  if (count > MOST_CONFIGURATIONS)
    throw new WrongUse(
      `${level.id} has ${count} configurations; explore takes ${MOST_CONFIGURATIONS}, and a fair level has ${LARGEST_SPACE}: offer fewer values`,
    )
}

/** The files of `--from FILE...`: those behind the flag follow it as arguments. */
function filesOf(input: Input): readonly string[] {
  const rest = input.positionals.slice(1)
  const from = textsOf(input, 'from')
  if (from.length === 0 && rest.length > 0)
    throw new WrongUse(
      `explore takes one level at a time, not "${rest[0]}" too; files of shards follow --from`,
    )
  return [...from, ...rest]
}

/** One line a configuration, as soon as it is known. */
async function printShard(level: Level, { shard, of }: Shard, most: number): Promise<void> {
  const wanted = shardOf(level, shard, of)
  const progress = new Progress(wanted.length)
  const threads = new MeasuringThreads(most)
  try {
    await threads.measure(
      level,
      (index, answers) => {
        say(`${JSON.stringify(measuredLine(level, MODEL, index, answers))}\n`)
        progress.add(1)
      },
      wanted,
    )
  } finally {
    threads.close()
    progress.clear()
  }
}

function joined(level: Level, files: readonly string[]): Landscape {
  const missing = files.find((file) => !existsSync(file))
  if (missing !== undefined) throw new WrongUse(`--from: no file ${missing}`)
  const shards = files.map((name) => ({ name, text: readFileSync(name, 'utf8') }))
  const answer = joinShards(level, MODEL, shards)
  if ('problem' in answer) throw new CannotDo(answer.problem, NOT_MET)
  return answer.landscape
}

/** What the cache knows, and the rest measured here. */
async function measured(level: Level, input: Input): Promise<Landscape> {
  const cache = new ExploreCache(level)
  if (isOn(input, 'fresh')) cache.forget()
  const all: (readonly Measured[])[] = []
  for (const [index, answers] of cache.read()) all[index] = answers
  const of = countConfigurations(level)
  const missing = Array.from({ length: of }, (_, index) => index).filter((index) => all[index] === undefined)
  const progress = new Progress(of)
  progress.skip(of - missing.length)
  const threads = new MeasuringThreads(threadsOf(input))
  try {
    await threads.measure(
      level,
      (index, answers) => {
        all[index] = answers
        cache.add(index, answers)
        progress.add(1)
      },
      missing,
    )
  } finally {
    threads.close()
    progress.clear()
  }
  if (cache.problem !== undefined) tell(`what was measured is not kept: ${cache.problem}`)
  return landscapeOf(level, all)
}
