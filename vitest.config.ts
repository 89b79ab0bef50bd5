import { defineConfig } from 'vitest/config'

/** Where a report as JSON is wanted (continuous integration counts with it), this names the file. */
const report = process.env.EXITLESS_TEST_REPORT

const HEAVY = ['test/terminal/**', 'test/fresh/**']

export default defineConfig({
  test: {
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    setupFiles: ['test/seed.ts'],
    // Whatever the machine speaks, the program that a test starts speaks English.
    env: { EXITLESS_LANG: 'en' },
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: HEAVY,
          env: { NODE_ENV: 'production', EXITLESS_LANG: 'en' },
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Real terminals and real packages: one at a time, after everything else.
        extends: true,
        test: {
          name: 'whole',
          include: HEAVY.map((folder) => `${folder}/*.test.ts`.replace('/**/', '/')),
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
