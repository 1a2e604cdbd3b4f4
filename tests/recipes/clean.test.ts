import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyHouse, readRecipe } from './follow-recipe.ts'

test('the code of all recipes together has sound types and the style of the house', {
  timeout: 360_000,
}, async () => {
  const steps = ['field-kind', 'record-type', 'job'].flatMap(readRecipe)
  const edits = steps.filter((step) => step.do !== 'run')
  const files = [...new Set(edits.map(({ file }) => file))].filter((file) => /\.tsx?$/.test(file))
  expect(files.length).toBeGreaterThan(20)
  const copy = copyHouse()
  try {
    await copy.follow(edits)
    // What the recipes touch and what that imports, not the rest of the house.
    const ambient = ['tests/support/desk.ts', 'src/text/opencc-t2cn.d.ts']
    const config = { extends: './tsconfig.json', include: [], files: [...files, ...ambient] }
    writeFileSync(join(copy.dir, 'tsconfig.recipes.json'), JSON.stringify(config))
    await copy.run('npx tsc -p tsconfig.recipes.json')
    // The version control that its settings speak of is not copied.
    await copy.run(`npx biome check --vcs-enabled=false ${files.join(' ')}`)
  } finally {
    copy.remove()
  }
})
