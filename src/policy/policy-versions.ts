import type { Policy } from './schema.ts'

/** A policy file that was read without problems. */
export interface PolicyVersion {
  readonly policy: Policy
  /** sha256 of its values; every computed number carries it. */
  readonly hash: string
}

/** No version of the policy is in force yet on a day. */
export class NoPolicyInForce extends Error {
  override readonly name = 'NoPolicyInForce'
  readonly day: string

  constructor(day: string) {
    super(`no policy version is in force on ${day}`)
    this.day = day
  }
}

/**
 * The version in force on a day: the one that took effect last. Of two that take effect on the same day the later in
 * the list replaces the earlier. Throws NoPolicyInForce before the first.
 */
export function selectPolicy<Version extends PolicyVersion>(
  versions: readonly Version[],
  day: string,
): Version {
  let selected: Version | undefined
  for (const version of versions) {
    const { effectiveFrom } = version.policy
    if (effectiveFrom <= day && effectiveFrom >= (selected?.policy.effectiveFrom ?? '')) selected = version
  }
  if (selected === undefined) throw new NoPolicyInForce(day)
  return selected
}

/** `before` is undefined where something was added, `after` where it was removed. Amounts are integer fen. */
export interface PolicyDifference {
  readonly path: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What changes from one policy to another, by path. Entries that have an id are matched by it, whatever their order. */
export function diffPolicies(before: Policy, after: Policy): PolicyDifference[] {
  const old = flatten(before)
  const now = flatten(after)
  const paths = [...new Set([...old.keys(), ...now.keys()])]
  return paths
    .filter((path) => old.get(path) !== now.get(path))
    .map((path) => ({ path, before: old.get(path), after: now.get(path) }))
}

function flatten(value: unknown, path = '', leaves = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) {
    value.forEach((item: unknown, index) => {
      flatten(item, `${path}[${nameOf(item) ?? index}]`, leaves)
    })
    if (value.length === 0) leaves.set(path, '[]')
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      flatten(item, path === '' ? key : `${path}.${key}`, leaves)
  } else if (value !== undefined) {
    leaves.set(path, String(value))
  }
  return leaves
}

function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null
  for (const key of ['id', 'formula', 'part']) {
    const name = (item as Record<string, unknown>)[key]
    if (typeof name === 'string') return name
  }
  return null
}
