/** An assignment of small levels for tests, with two variants of the first one. */

import type { Assignment } from '../../src/classroom/assignment.ts'
import { parseAssignment } from '../../src/classroom/parse-assignment.ts'
import { noVariant } from '../../src/classroom/variant.ts'
import { readLevelFolder } from '../../src/cli/level-folder.ts'
import type { Level } from '../../src/game/index.ts'

export const levels: readonly Level[] = readLevelFolder('levels').levels.map(({ level }) => level)

/** As its file has it: JSON is YAML. */
export function assignmentData(numbers: readonly string[]) {
  return {
    format: 1,
    id: 'week-one',
    title: 'Week one',
    salt: '00112233445566778899aabbccddeeff',
    levels: numbers.map((number, place) => {
      const level = levels.find((one) => one.number === number)!
      const { goals, medals } = noVariant(level)
      const other = { pace: { exits: 1.1 }, work: {}, goals, medals }
      return { level: level.id, weight: place + 1, variants: place === 0 ? [{ goals, medals }, other] : [] }
    }),
  }
}

export function assignmentOf(numbers: readonly string[]): Assignment {
  const parsed = parseAssignment(assignmentData(numbers), levels)
  if (parsed.problems !== undefined) throw new Error(JSON.stringify(parsed.problems))
  return parsed.assignment
}
