/**
 * The rules, pure: no screen, no file, no wall clock. This door is cheap to open; what an author's file needs
 * (zod) stands behind a second door, author.ts.
 */

export { metricCard, splitMetric } from '../metrics/index.ts'
export * from './campaign.ts'
export * from './check.ts'
export { LARGEST_SPACE, MARGIN } from './fairness.ts'
export * from './hints.ts'
export type * from './level.ts'
export * from './measure.ts'
export * from './measured-line.ts'
export { isBetter } from './metric.ts'
export * from './moves.ts'
export { nearest } from './nearest.ts'
export * from './optimum.ts'
export * from './play.ts'
export * from './prediction.ts'
export * from './problem.ts'
export * from './progress.ts'
export * from './refusal.ts'
export * from './report.ts'
export * from './score.ts'
export * from './settings.ts'
export * from './shards.ts'
export * from './shipped-space.ts'
export * from './space.ts'
export * from './survey.ts'
