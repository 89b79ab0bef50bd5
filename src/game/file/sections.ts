/** The sections of a level file, one schema each. Together they are the schema that editors check against. */
import * as z from 'zod'
import { en } from '../../text/index.ts'
import { condition } from './condition-section.ts'
import { eventsSection } from './event-section.ts'
import { comparison, identifier, knobValue, metric, moves, strict, target, text, time } from './field.ts'
import { guestsSection, hostSection, workloadsSection } from './host-section.ts'

const goal = strict({ metric, op: comparison, target, text: text(36) })
const share = z.number().min(0).max(1)

const link = z.url({ protocol: /^https?$/ }).max(300)

/** The default share of configurations that wins, and the default number of points on the front. */
export const FAIR = { share: [0.01, 0.35] as [number, number], front: 3 }

export const sections = {
  format: z.literal(1),
  id: identifier,
  kind: z.enum(['level', 'boss', 'expert']).default('level'),
  title: text(40),
  teaches: text(100),
  requires: z.array(z.string()).default([]),
  minutes: z.number().int().min(1).max(60).default(8),
  brief: text(240),
  host: hostSection,
  guests: guestsSection,
  workloads: workloadsSection,
  events: eventsSection.default([]),
  duration: time.refine((nanos) => nanos >= 1_000_000 && nanos <= 200_000_000, {
    error: () => en.level.duration,
  }),
  seeds: z.array(z.number().int().min(0).max(0xffff_ffff)).min(1).max(5).default([1, 2, 3]),
  knobs: z.record(z.string(), z.array(knobValue).min(2).max(12)),
  start: moves.default([]),
  goals: z.array(goal).min(1).max(8),
  medals: z.array(z.array(goal).min(1)).max(2),
  focus: z.string().optional(),
  show: z.array(metric).min(1).max(12),
  headline: z.tuple([metric, metric]),
  big: metric.optional(),
  references: z.array(strict({ title: text(40), moves: moves.min(1), text: text(300) })).min(2),
  decoys: z.array(strict({ title: text(40), moves: moves.min(1), fails: metric, text: text(300) })).min(3),
  hints: z.array(
    strict({ when: condition, text: text(200), price: z.number().int().min(0).max(5).default(1) }),
  ),
  predict: strict({
    question: text(200),
    metric,
    unit: text(24),
    choices: z
      .array(strict({ text: text(40), from: target.default(0), to: target.default(Number.MAX_VALUE) }))
      .min(2)
      .max(5),
  }),
  debrief: strict({
    text: z.array(text(500)).min(1).max(4),
    facts: z
      .array(
        strict({
          what: text(80),
          text: text(300),
          source: text(160),
          link,
          grade: z.enum(['P', 'A', 'S', 'R', 'X', 'D', 'M']),
        }),
      )
      .min(1),
  }),
  questions: z.array(strict({ text: text(400), answer: z.union([text(400), strict({ metric, moves })]) })),
  numbers: z.array(strict({ says: text(60), metric, moves: moves.default([]) })).optional(),
  lecture: z
    .array(strict({ title: text(40), moves: moves.min(1), notes: text(400) }))
    .min(1)
    .max(20)
    .optional(),
  objectives: z.array(
    strict({
      verb: z.enum(['remember', 'understand', 'apply', 'analyse', 'evaluate', 'create']),
      text: text(160),
    }),
  ),
  fair: strict({
    share: z.tuple([share, share]).default(FAIR.share),
    front: z.number().int().min(1).max(50).default(FAIR.front),
  }).default(FAIR),
  vary: z.record(z.string(), z.array(target).min(1).max(12)).optional(),
  terms: z.array(strict({ word: text(30), text: text(240) })).default([]),
}

export type Sections = { -readonly [Name in keyof typeof sections]: z.output<(typeof sections)[Name]> }

export const chapterFile = strict({ format: z.literal(1), id: identifier, title: text(40) })
