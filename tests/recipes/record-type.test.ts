import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyHouse, readRecipe } from './follow-recipe.ts'

test('the recipe for a record type gives one that is filed and approved on both databases', {
  timeout: 360_000,
}, async () => {
  const copy = copyHouse()
  try {
    const printed = await copy.follow(readRecipe('record-type'))
    expect(printed).toMatch(/Test Files +5 passed/)
    for (const provider of ['sqlite', 'postgresql']) {
      const migrations = readdirSync(join(copy.dir, 'prisma', provider, 'migrations'))
      const added = migrations.filter((name) => name.endsWith('_add_sample_request'))
      expect(added.map((name) => existsSync(join(copy.dir, 'prisma', provider, 'migrations', name)))).toEqual(
        [true],
      )
    }
  } finally {
    copy.remove()
  }
})
