import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,bots,cron,sandbox,tools}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    globalSetup: ['tests/support/database-desk.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Tests wait for databases and clocks more than they compute.
    maxWorkers: 2,
  },
})
