import { describe, expect, it } from 'vitest'
import { defaultPolicy, defaultYaml } from '../../tests/support/default-policy.ts'
import { diffPolicies, NoPolicyInForce, selectPolicy } from './policy-versions.ts'

const january = defaultPolicy()
const november = defaultPolicy(['2026-01-01', '2026-11-01'], ['newVisits: 2', 'newVisits: 3'])

describe('selectPolicy', () => {
  it('takes the version that took effect last', () => {
    const versions = [november, january]
    expect(selectPolicy(versions, '2026-01-01')).toBe(january)
    expect(selectPolicy(versions, '2026-10-31')).toBe(january)
    expect(selectPolicy(versions, '2026-11-01')).toBe(november)
    expect(() => selectPolicy(versions, '2025-12-31')).toThrow(NoPolicyInForce)
  })

  it('lets a later entry replace one of the same day', () => {
    const mended = defaultPolicy(['2026-01-01', '2026-11-01'], ['newVisits: 2', 'newVisits: 4'])
    expect(selectPolicy([january, november, mended], '2026-11-18')).toBe(mended)
  })
})

describe('diffPolicies', () => {
  it('lists what differs, by path', () => {
    expect(diffPolicies(january.policy, november.policy)).toEqual([
      { path: 'effectiveFrom', before: '2026-01-01', after: '2026-11-01' },
      { path: 'quotas.dailyActivity.newVisits', before: '2', after: '3' },
    ])
    expect(diffPolicies(january.policy, defaultPolicy().policy)).toEqual([])
  })

  it('follows rungs by their id and tells added from removed', () => {
    const shorter = defaultPolicy(
      [/ {2}- \{ id: reminder.*\n/.exec(defaultYaml())?.[0] ?? '', ''],
      ["perExtra: '100.00'", "perExtra: '80.00'"],
    )
    const differences = diffPolicies(january.policy, shorter.policy)
    expect(differences).toContainEqual({ path: 'ladder[reminder].to', before: 'owner', after: undefined })
    expect(differences).toContainEqual({ path: 'quotas.referrals.perExtra', before: '10000', after: '8000' })
    expect(
      differences.every(({ path }) => path.startsWith('ladder[reminder]') || path.startsWith('quotas')),
    ).toBe(true)
    expect(diffPolicies(shorter.policy, january.policy)).toContainEqual({
      path: 'ladder[reminder].to',
      before: undefined,
      after: 'owner',
    })
  })
})
