import { readFile } from 'node:fs/promises'
import { ConfigError } from '../../errors.ts'
import { checkFormulas } from '../../metrics/formulas.ts'
import { type ChannelRules, parsePolicy } from '../../policy/parse-policy.ts'
import { createPolicyBook, type PolicyBook } from '../../policy/policy-book.ts'
import { NoPolicyInForce } from '../../policy/policy-versions.ts'
import { askedRecords } from '../../records/registry.ts'
import type { Office } from '../office.ts'

/**
 * Reads the policy file, keeps a version the house has not seen, and opens the book of all versions ever in force.
 * @throws ConfigError naming line, value and what is allowed, all problems together; also when nothing is in force yet
 */
export async function loadPolicy(
  { store, clock, log }: Pick<Office, 'store' | 'clock' | 'log'>,
  file: string,
  channels?: ChannelRules,
): Promise<PolicyBook> {
  const yaml = await readFile(file, 'utf8').catch((cause) => {
    throw new ConfigError([`POLICY_FILE ${file} cannot be read: ${(cause as NodeJS.ErrnoException).code}`])
  })
  const parsed = parsePolicy(yaml, askedRecords, channels)
  if (!parsed.policy) {
    throw new ConfigError(parsed.problems.map((p) => `${file}:${p.line}:${p.column} ${p.path}: ${p.message}`))
  }
  const { hash, policy } = parsed
  checkFormulas(policy)
  const version = { hash, effectiveFrom: policy.effectiveFrom, yaml, loadedAt: clock.now() }
  // Loading an older version again makes it count again, so the moment of loading moves.
  await store.db.policyVersion.upsert({
    where: { hash },
    create: version,
    update: { loadedAt: version.loadedAt },
  })
  const kept = await store.db.policyVersion.findMany({ orderBy: { loadedAt: 'asc' } })
  const versions = kept.flatMap((row) => {
    if (row.hash === hash) return [{ policy, hash }]
    const old = parsePolicy(row.yaml, askedRecords)
    if (old.policy) return [{ policy: old.policy, hash: old.hash }]
    // What an older program took, this one may refuse. Without it the version before counts for its days.
    const problems = old.problems.map((p) => `${p.line}:${p.column} ${p.path}: ${p.message}`)
    log.warn(
      { hash: row.hash, effectiveFrom: row.effectiveFrom, problems },
      'a kept policy cannot be read any more',
    )
    return []
  })
  const book = createPolicyBook(versions, clock)
  try {
    book.now()
  } catch (error) {
    if (!(error instanceof NoPolicyInForce)) throw error
    throw new ConfigError([
      `${file}: takes effect on ${policy.effectiveFrom}, and no version is in force before`,
    ])
  }
  return book
}
