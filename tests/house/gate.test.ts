import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { copyHouse } from '../recipes/follow-recipe.ts'

it('ends with an error when a test fails, and without one when it passes', async () => {
  // Others read and copy this house meanwhile: a file that comes and goes has to do so in another.
  const copy = copyHouse()
  /** A run of its own with this project's configuration, PostgreSQL included. */
  const runTest = (name: string, body: string): Promise<string> => {
    const file = `tests/${name}.test.ts`
    writeFileSync(
      join(copy.dir, file),
      `import { expect, it } from 'vitest'\nimport { openTestStore } from './support/databases.ts'\nit('one', async () => { const { close } = await openTestStore('postgresql'); await close(); ${body} })\n`,
    )
    return copy.run(`npx vitest run ${file}`)
  }
  try {
    // It rejects where the command ends with another code than 0.
    await expect(runTest('fails', 'expect(1).toBe(2)')).rejects.toThrow(/Tests +1 failed/)
    expect(await runTest('passes', 'expect(1).toBe(1)')).toMatch(/Tests +1 passed/)
  } finally {
    copy.remove()
  }
}, 240_000)
