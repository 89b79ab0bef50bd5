/** Turns levels/assignments/*.yaml into the document that the bundle reads: checked, complete, without YAML at run time. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAssignment } from '../src/classroom/parse-assignment.ts'
import { placed, printProblem, readYaml } from '../src/cli/level-file.ts'
import { readLevelFolder } from '../src/cli/level-folder.ts'

/** `{ format, assignments }`, by the names of their files; throws with all problems where there are any. */
export function compileAssignments(folder) {
  const levels = readLevelFolder(folder).levels.map(({ level }) => level)
  const own = join(folder, 'assignments')
  const files = readdirSync(own).filter((name) => /\.ya?ml$/.test(name))
  const problems = []
  const assignments = files.sort().flatMap((name) => {
    const file = join(own, name)
    const yaml = readYaml(readFileSync(file, 'utf8'), file)
    const parsed = 'problems' in yaml ? yaml : parseAssignment(yaml.data, levels)
    if (parsed.problems === undefined) return [parsed.assignment]
    problems.push(...('problems' in yaml ? yaml.problems : placed(parsed.problems, file, yaml)))
    return []
  })
  if (problems.length > 0) throw new Error(`\n${problems.map(printProblem).join('\n')}`)
  return { format: 1, assignments }
}
