/** A configuration of a level, as the command line says it: --moves and --set. */
import { existsSync, readFileSync } from 'node:fs'
import {
  checkMove,
  hostOf,
  type Level,
  type Move,
  newPlay,
  parseMove,
  parseMoves,
  reducePlay,
} from '../game/index.ts'
import { hostProblems } from '../machine/index.ts'
import { textOf, textsOf } from './arguments.ts'
import type { Input } from './command.ts'
import { WrongUse } from './wrong-use.ts'

export const LARGEST_SEED = 0xffff_ffff

/** The moves of --moves, then those of --set. @throws WrongUse */
export function movesOf(input: Input): readonly Move[] {
  const file = textOf(input, 'moves')
  const fromFile = file === undefined ? [] : movesIn(file)
  const fromFlags = textsOf(input, 'set').map((text) => {
    const move = parseMove(text)
    if ('problem' in move) throw new WrongUse(`--set: ${move.problem}`)
    return move
  })
  return [...fromFile, ...fromFlags]
}

function movesIn(file: string): readonly Move[] {
  if (!existsSync(file)) throw new WrongUse(`--moves: no file ${file}`)
  const answer = parseMoves(readFileSync(file, 'utf8'))
  if ('problem' in answer) throw new WrongUse(`--moves ${file}: ${answer.problem}`)
  return answer.moves
}

/** The level's host after its start and these moves. @throws WrongUse where a move is not allowed */
export function hostAfter(level: Level, moves: readonly Move[]) {
  for (const move of moves) {
    const refusal = checkMove(level, move)
    if (refusal !== undefined) throw new WrongUse(refusal.problem)
  }
  const answer = reducePlay(newPlay(level), { kind: 'load', moves })
  if ('problem' in answer) throw new WrongUse(answer.problem)
  const host = hostOf(answer.play)
  const [problem] = hostProblems(host)
  if (problem !== undefined) throw new WrongUse(`this host cannot be: ${problem.path}: ${problem.message}`)
  return host
}
