import { describe, expect, it } from 'vitest'
import { runTarget } from '../fuzz/run-target.ts'
import { targets } from '../fuzz/targets.ts'

/** A few of the million cases that `npm run fuzz` tries; the seed is the same in every run, so that a failure is one. */
describe.each(targets.map((target) => [target.name, target] as const))('what comes as %s', (_, target) => {
  it('neither crashes nor holds up what reads it', async () => {
    const cases = Math.max(60, target.share * 2)
    expect(await runTarget(target, { cases, seed: 20261118 })).toMatchObject({ cases })
  })
})
