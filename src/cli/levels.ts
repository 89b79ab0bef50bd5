/** Where levels come from: the ones shipped with the program, or an author's file. */
import { existsSync } from 'node:fs'
import { findLevel, type Level } from '../game/index.ts'
import { WRONG_USE } from './exit-codes.ts'
import { shippedLevels } from './shipped-levels.ts'
import { CannotDo, WrongUse } from './wrong-use.ts'

function looksLikePath(name: string): boolean {
  return /[/\\]|\.ya?ml$/i.test(name)
}

/** A level by id, number, or path. @throws WrongUse, CannotDo */
export async function levelNamed(name: string): Promise<Level> {
  if (looksLikePath(name)) return levelInFile(name)
  const answer = findLevel(shippedLevels(), name)
  if ('level' in answer) return answer.level
  if (existsSync(name)) return levelInFile(name)
  throw new WrongUse(answer.problem)
}

async function levelInFile(path: string): Promise<Level> {
  const { findLevels } = await import('./level-search.ts')
  const { levels, problems } = findLevels([path])
  if (problems.length > 0) {
    const { printProblem } = await import('./level-file.ts')
    throw new CannotDo(problems.map(printProblem).join('\n'), WRONG_USE)
  }
  if (levels.length === 1) return levels[0].level
  throw new WrongUse(`${path} holds ${levels.length} levels; name one of its files`)
}
