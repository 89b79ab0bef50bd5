/** The door of the comparison: what the shell uses. */
export { type CountCase, type CountTables, countCases, countRows } from './counts.ts'
export { type Leaning, leaning } from './leaning.ts'
export { type Measured, measureScenario } from './rates.ts'
export type { CountRow, RateRow } from './row.ts'
export type { Scenario } from './scenario.ts'
export { parseScenario } from './scenario-file.ts'
export { BOUNDS, errorOf, type Summary, summaryOf } from './summary.ts'
