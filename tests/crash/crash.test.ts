import { afterAll, describe, it } from 'vitest'
import { createTestDatabase, databases } from '../support/databases.ts'
import { bundleProduct } from './bundle-product.ts'
import { playHouse } from './play-house.ts'

/** The short version; `npm run crash` makes a thousand. */
const kills = 4

const product = await bundleProduct()
afterAll(() => product.remove())

describe('a company at work while its processes are killed', () => {
  it.concurrent.for(databases)(
    'loses nothing that was acknowledged and tells nothing twice, on %s',
    { timeout: 600_000 },
    async (provider, { expect }) => {
      const database = await createTestDatabase(provider)
      try {
        const report = await playHouse({
          bundle: product.file,
          databaseUrl: database.url,
          processes: provider === 'sqlite' ? 1 : 2,
          kills,
          // Where another is there to take over.
          hasPauses: provider === 'postgresql',
          seed: `gate/${provider}`,
        })
        expect(report.problems, report.evidence).toEqual([])
        // Otherwise this would prove nothing.
        expect(report.acknowledged).toBeGreaterThan(0)
      } finally {
        await database.drop()
      }
    },
  )
})
