import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import { fixedClock } from '../src/clock.ts'
import { parsePolicy } from '../src/policy/parse-policy.ts'
import { createPolicyBook } from '../src/policy/policy-book.ts'
import type { Office } from '../src/services/office.ts'
import { createVault } from '../src/vault/vault.ts'

/** An office on the policy as delivered, at one moment that stands still until it is moved. */
export function openOffice(
  store: Office['store'],
  instant: string,
): Office & { clock: ReturnType<typeof fixedClock> } {
  const { policy, hash } = parsePolicy(readFileSync('policies/default.yaml', 'utf8'))
  if (!policy) throw new Error('the default policy has problems')
  const clock = fixedClock(instant)
  return {
    store,
    clock,
    policies: createPolicyBook([{ policy, hash }], clock),
    vault: createVault([{ id: 'bench', key: new Uint8Array(32) }], new Uint8Array(32)),
    publicUrl: 'https://fieldpost.example',
    log: pino({ level: 'silent' }),
  }
}
