import { expect, test } from 'vitest'
import { copyHouse, readRecipe } from './follow-recipe.ts'

test('the recipe for a job gives one that runs once a slot and sends nothing when it is tried dry', {
  timeout: 360_000,
}, async () => {
  const copy = copyHouse()
  try {
    const printed = await copy.follow(readRecipe('job'))
    expect(printed).toMatch(/Test Files +2 passed/)
  } finally {
    copy.remove()
  }
})
