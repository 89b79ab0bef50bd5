/** Turns test/validation into the one document that `exitless validate` reads: scenarios, count tables, causes. */
import { printProblem } from '../src/cli/level-file.ts'
import { readScenarioFolder } from '../src/cli/scenario-folder.ts'
import { CAUSES } from '../test/validation/causes.ts'

/** Throws with all problems where there are any. */
export function compileValidation(folder) {
  const read = readScenarioFolder(folder, CAUSES)
  if ('problems' in read) throw new Error(`\n${read.problems.map(printProblem).join('\n')}`)
  return read.validation
}
