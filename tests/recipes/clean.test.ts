import { expect, test } from 'vitest'
import { copyHouse, readRecipe } from './follow-recipe.ts'

test('the code of all recipes together has sound types and the style of the house', {
  timeout: 90_000,
}, async () => {
  const steps = ['field-kind', 'record-type', 'job'].flatMap(readRecipe)
  const edits = steps.filter((step) => step.do !== 'run')
  const files = [...new Set(edits.map(({ file }) => file))].filter((file) => /\.tsx?$/.test(file))
  const copy = copyHouse()
  try {
    await copy.follow(edits)
    await copy.run('npx tsc --noEmit')
    // The version control that its settings speak of is not copied.
    await copy.run(`npx biome check --vcs-enabled=false ${files.join(' ')}`)
    expect(files.length).toBeGreaterThan(20)
  } finally {
    copy.remove()
  }
})
