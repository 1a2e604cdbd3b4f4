import { expect, test } from 'vitest'
import { copyHouse, readRecipe } from './follow-recipe.ts'

test('the recipe for a field kind gives one that passes the suite of all kinds', {
  timeout: 360_000,
}, async () => {
  const copy = copyHouse()
  try {
    const printed = await copy.follow(readRecipe('field-kind'))
    // Round trip, schema, one address read and three refused, shown, blank, required, anything at all.
    expect(printed).toMatch(/Tests +10 passed/)
  } finally {
    copy.remove()
  }
})
