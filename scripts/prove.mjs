/**
 * Measures every level whole, says whether it is fair, and lays its measured space beside it: `npm run prove` does what is not
 * there or is of another level, `npm run prove -- all` every level, `npm run prove -- levels/1-dummies` those of a folder, and
 * `npm run prove -- 3.2` or `-- whose-group` one.
 * Exit 1 where a level is not fair, or where a shipped space was not what the model says now (it is, afterwards).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { printProblem } from '../src/cli/level-file.ts'
import { readLevelFolder } from '../src/cli/level-folder.ts'
import { MeasuringThreads } from '../src/cli/measuring.ts'
import { judgeLevel, packSpace } from '../src/game/index.ts'
import { printPath } from '../src/game/problem.ts'
import { spaceFile, spaceText } from './levels.mjs'

process.chdir(new URL('..', import.meta.url).pathname)
const asked = process.argv.slice(2)
const { levels, problems } = readLevelFolder('levels')
for (const problem of problems) console.error(printProblem(problem))
const among = levels.map(({ level }) => level)

/** What is shipped of a level, or nothing. */
function shipped({ file }) {
  return existsSync(spaceFile(file)) ? readFileSync(spaceFile(file), 'utf8') : undefined
}

function isStale(found) {
  const text = shipped(found)
  return text === undefined || JSON.parse(text).hash !== found.level.hash
}

function isAsked(found) {
  if (asked.length === 0) return isStale(found)
  return asked.some((name) => names(name, found))
}

function names(name, { file, level }) {
  return [level.number, level.id, 'all'].includes(name) || file.startsWith(name.replace(/^\.\//, ''))
}

const nobody = asked.filter((name) => !levels.some((found) => names(name, found)))
if (nobody.length > 0) {
  console.error(
    `no level is called, and none lies in, ${nobody.join(', ')}: give a number, an id, a folder or all`,
  )
  process.exit(2)
}

const threads = new MeasuringThreads()
let failed = problems.length > 0
for (const found of levels.filter(isAsked)) {
  const { file, level, placeOf } = found
  const began = performance.now()
  const landscape = await threads.landscape(level)
  const { reasons, survey } = judgeLevel(level, landscape, among)
  const before = shipped(found)
  const now = spaceText(packSpace(level, landscape))
  // Of a level that changed, nothing else was to be expected.
  const wrong = before !== undefined && before !== now && !isStale(found)
  if (before !== now) writeFileSync(spaceFile(file), now)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const what = before === now ? 'as shipped' : wrong ? 'the model says something else now' : 'written'
  const share = `${survey.configurations} configurations, ${(survey.winningShare * 100).toFixed(1)} % win`
  console.log(`${reasons.length === 0 ? 'fair    ' : 'not fair'}  ${file}  ${share}, ${seconds} s: ${what}`)
  for (const reason of reasons) {
    const place = { file, path: printPath(reason.path), ...placeOf(reason), message: reason.message }
    console.log(`  ${printProblem(place)}`)
  }
  failed ||= reasons.length > 0 || wrong
}
threads.close()
process.exitCode = failed ? 1 : 0
