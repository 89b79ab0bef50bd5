/** Turns levels/**.yaml into the one document that the bundle reads: checked, complete, without YAML or schema at run time. */
import { printProblem } from '../src/cli/level-file.ts'
import { readLevelFolder } from '../src/cli/level-folder.ts'

/** `{ format, levels }` with every level in the order of play; throws with all problems where there are any. */
export function compileLevels(folder) {
  const { levels, problems } = readLevelFolder(folder)
  if (problems.length > 0) throw new Error(`\n${problems.map(printProblem).join('\n')}`)
  return { format: 1, levels: levels.map(({ level }) => level) }
}
