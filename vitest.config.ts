import { defineConfig } from 'vitest/config'
import { patience } from './tests/support/patience.ts'

export default defineConfig({
  test: {
    include: ['{src,bots,cron,sandbox,tools}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    globalSetup: ['tests/support/desk.ts'],
    setupFiles: ['tests/support/check-logs.ts'],
    // Modules keep no state, so files share what a worker has loaded.
    isolate: false,
    expect: { poll: patience },
    // What takes ten seconds on an idle machine may take minutes beside others.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Tests wait for databases and clocks more than they compute.
    maxWorkers: 4,
  },
})
