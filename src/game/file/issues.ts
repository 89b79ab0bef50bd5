/** What zod found wrong, in words for an author. */
import type * as z from 'zod'
import { en } from '../../text/index.ts'
import { nearest } from '../nearest.ts'
import type { Path, Problem } from '../problem.ts'
import { KEYS } from './field.ts'

/** Problems of a zod error, under a path. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], under: Path = []): readonly Problem[] {
  return issues.flatMap((issue) => {
    const path = [...under, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))]
    if (issue.code === 'unrecognized_keys') {
      const known = issue.message.split(KEYS)
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: en.level.unknownField(key, nearest(key, known)),
        atKey: true,
      }))
    }
    if (issue.code === 'invalid_union') return unionProblems(issue, path)
    return [{ path, message: messageOf(issue) }]
  })
}

/** Of several forms, the problems of the one that was meant: the first that has the right kind of value at all. */
function unionProblems(issue: z.core.$ZodIssueInvalidUnion, path: Path): readonly Problem[] {
  const { options } = issue as { options?: readonly unknown[] }
  if (options !== undefined) return [{ path, message: en.level.oneOf(options.map(String)) }]
  const meant = issue.errors.filter((errors) => !errors.some(isWrongKind))
  if (meant.length > 0) return problemsOf(meant[0], path)
  if (issue.input === undefined) return [{ path, message: en.level.missing }]
  const kinds = issue.errors.flatMap((errors) => errors.map(messageOf))
  const own = issue.message.startsWith('Invalid') ? [...new Set(kinds)].join(', or ') : issue.message
  return [{ path, message: own }]
}

/** Does an object, a list or a text stand where another kind is asked for? */
function isWrongKind(issue: z.core.$ZodIssue): boolean {
  if (issue.path.length > 0) return false
  if (issue.code === 'invalid_type') return true
  return issue.code === 'invalid_value' && typeof issue.input !== 'string'
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return en.level.missing
      // A number may say of itself what it is.
      return ['number', 'int'].includes(issue.expected) && !issue.message.startsWith('Invalid')
        ? issue.message
        : en.level.expected(issue.expected)
    case 'invalid_value': {
      if (issue.input === undefined) return en.level.missing
      const choices = issue.values.map(String)
      return en.level.notAmong(String(issue.input), nearest(String(issue.input), choices, 3))
    }
    case 'too_big':
      return en.level.tooBig(issue.origin, Number(issue.maximum), lengthOf(issue.input))
    case 'too_small':
      return en.level.tooSmall(issue.origin, Number(issue.minimum), lengthOf(issue.input))
    case 'invalid_format':
      return issue.format === 'url' ? en.level.link : issue.message
    case 'invalid_key':
      return problemsOf(issue.issues)[0]?.message ?? issue.message
    case 'invalid_union':
    case 'unrecognized_keys':
    case 'not_multiple_of':
    case 'invalid_element':
    case 'custom':
      return issue.message
  }
}

function lengthOf(input: unknown): number {
  if (typeof input === 'string' || Array.isArray(input)) return input.length
  return Number(input)
}
