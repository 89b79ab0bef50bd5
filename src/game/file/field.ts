/** The kinds of field that a level file has: schemas that forgive in writing and are strict in meaning. */
import * as z from 'zod'
import { metricCards, splitMetric } from '../../metrics/index.ts'
import { en } from '../../text/index.ts'
import { nearest } from '../nearest.ts'
import { type Move, parseMove } from '../play/moves.ts'
import { parseSize, parseTarget, parseTime } from './amount.ts'

/** Separates the keys that an object knows inside the message of an unknown one; issues.ts takes it apart again. */
export const KEYS = '\u0000'

/** An object with these keys and no others. */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(KEYS) : undefined),
  })
}

/** A text of at most so many characters, on one line. */
export function text(most: number) {
  return z.string().trim().min(1).max(most)
}

export const identifier = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9-]*$/, { error: () => en.level.identifier })

function amount(parse: (given: string | number) => number | undefined, problem: (given: string) => string) {
  return z.union([z.number(), z.string()], { error: () => problem('this') }).transform((given, context) => {
    const value = parse(given)
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: problem(`"${given}"`) })
    return z.NEVER
  })
}

export const size = amount(parseSize, (given) => en.level.size(given)).meta({
  description: 'bytes: 512, 64K, 4M, 2G',
})
export const time = amount(parseTime, (given) => en.level.time(given)).meta({
  description: 'nanoseconds: 800, 20us, 50ms',
})
export const target = amount(parseTarget, (given) => en.level.target(given)).meta({
  description: "a number in the metric's unit: 100, 5ms, 64K, 320MB/s, 25%",
})

export const move = z
  .string()
  .transform((given, context): Move => {
    const read = parseMove(given)
    if (!('problem' in read)) return read
    context.addIssue({ code: 'custom', message: read.problem })
    return z.NEVER
  })
  .meta({ description: 'set files.disk.controller virtio-blk' })

export const moves = z.array(move)

/** A metric that exists; whether its selector does is known once the host is. */
export const metric = z.string().superRefine((id, context) => {
  const ids = metricCards.map((card) => card.id)
  const { name } = splitMetric(id)
  if ((ids as readonly string[]).includes(name)) return
  context.addIssue({ code: 'custom', message: en.level.noSuchMetric(id, nearest(name, ids)) })
})

export const comparison = z.enum(['>=', '<=', '=='])

/** A knob's value; YAML makes numbers and truth values of some. */
export const knobValue = z.union([z.string(), z.number(), z.boolean()]).transform(String)
