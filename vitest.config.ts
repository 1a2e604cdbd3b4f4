import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src,bots,cron,sandbox,tools}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    globalSetup: ['tests/support/database-desk.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
