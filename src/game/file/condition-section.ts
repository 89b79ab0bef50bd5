/** The condition of a hint, as an author writes it: exactly one of six forms. */
import * as z from 'zod'
import { en } from '../../text/index.ts'
import type { Condition } from '../level.ts'
import { comparison, knobValue, metric, strict, target } from './field.ts'

const FORMS: readonly (readonly string[])[] = [
  ['knob', 'is'],
  ['metric', 'op', 'value'],
  ['runs'],
  ['all'],
  ['any'],
  ['not'],
]

const shape = strict({
  knob: z.string().optional(),
  is: knobValue.optional(),
  metric: metric.optional(),
  op: comparison.optional(),
  value: target.optional(),
  runs: z.number().int().min(0).optional(),
  get all(): z.ZodOptional<z.ZodArray<typeof condition>> {
    return z.array(condition).min(1).optional()
  },
  get any(): z.ZodOptional<z.ZodArray<typeof condition>> {
    return z.array(condition).min(1).optional()
  },
  get not(): z.ZodOptional<typeof condition> {
    return condition.optional()
  },
})

function isOneForm(given: object): boolean {
  const keys = Object.keys(given)
  return FORMS.some((form) => form.length === keys.length && form.every((key) => keys.includes(key)))
}

export const condition: z.ZodType<Condition, unknown> = shape.superRefine((given, context) => {
  if (!isOneForm(given)) context.addIssue({ code: 'custom', message: en.level.condition })
}) as unknown as z.ZodType<Condition, unknown>
