/** The sections of an assignment's file, as schemas. */
import * as z from 'zod'
import { identifier, strict, target, text } from '../game/file/field.ts'
import { paceSection } from '../game/file/host-section.ts'
import type { Rubric } from './assignment.ts'

/** Points where the file says nothing of them. */
export const RUBRIC: Rubric = { pass: 6, goal: 1, medal: 1, prediction: 1, question: 1 }

const points = z.number().min(0).max(1000)
const rubric = strict({
  pass: points.optional(),
  goal: points.optional(),
  medal: points.optional(),
  prediction: points.optional(),
  question: points.optional(),
})

const SALT = 'a salt is 16 to 64 hexadecimal digits (0 to 9, a to f) in quotes'

const HINTS = 'hints are points, a whole number: 0 allows only those without a price, -1 none at all'

const DAY = /^\d{4}-\d{2}-\d{2}$/
function isDay(day: string): boolean {
  if (!DAY.test(day)) return false
  const [year, month, date] = day.split('-').map(Number)
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const last = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  return date >= 1 && date <= last
}

export const variantSection = strict({
  pace: paceSection.default({}),
  work: z.record(z.string(), z.number()).default({}),
  goals: z.array(target).max(9),
  medals: z.array(z.array(target)).max(2).default([]),
  numbers: z.array(z.number()).max(60).optional(),
  guess: z.array(target).max(8).optional(),
})

/** Ids and numbers of levels; YAML takes 1.3 for a number. */
const levelName = z.union([z.string().trim().min(1).max(300), z.number()]).transform(String)

export const assignedSection = strict({
  level: levelName,
  weight: z.number().min(0).max(1000).default(1),
  hints: z.number({ error: HINTS }).int({ error: HINTS }).min(-1).max(100).optional(),
  knobs: z.array(z.string().max(80)).min(1).max(40).optional(),
  rubric: rubric.default({}),
  variants: z.array(variantSection).max(32).default([]),
})

/** YAML takes 0012 for 12 and 1e3 for 1000. */
const studentId = z
  .union([z.string().trim().min(1).max(80), z.number()])
  .refine((id) => typeof id === 'string', {
    error: 'write ids in quotes, as "0012": without them YAML takes one for a number',
  })
  .transform(String)

export const assignmentSections = {
  format: z.literal(1),
  id: identifier,
  title: text(80),
  class: text(40).optional(),
  due: z
    .string()
    .refine(isDay, {
      error: ({ input }) => (DAY.test(`${input}`) ? 'there is no such day' : 'a day is written 2027-03-01'),
    })
    .optional(),
  salt: z.string({ error: SALT }).regex(/^[0-9a-f]{16,64}$/, { error: SALT }),
  exam: z.boolean().default(false),
  names: z.boolean().default(false),
  students: z.array(studentId).max(5000).default([]),
  rubric: rubric.default({}),
  levels: z.array(assignedSection).min(1).max(60),
} as const

export type AssignmentSections = {
  -readonly [Name in keyof typeof assignmentSections]: z.output<(typeof assignmentSections)[Name]>
}

/** The JSON Schema of an assignment, for editors. */
export function assignmentJsonSchema(): object {
  const schema = z.toJSONSchema(strict(assignmentSections), { io: 'input', unrepresentable: 'any' })
  return { ...schema, title: 'An assignment of exitless' }
}
