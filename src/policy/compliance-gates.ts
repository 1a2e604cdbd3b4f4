import type { GateId, Policy } from './schema.ts'

export type GateState =
  | { readonly isOpen: true }
  /** `rows` are those of the mission that the refusal is about. */
  | {
      readonly isOpen: false
      readonly because: 'closed' | 'opinion-expired' | 'not-yet-signed'
      readonly rows: readonly string[]
    }

const ROWS: Record<GateId, readonly string[]> = {
  'outside-collaborator-fee': ['1.41', '1.50'],
  'staff-referral-commission': ['1.38', '1.48', '1.49'],
}

/** Whether the company may pay what a gate guards on a day. An opinion counts on its last day too. */
export function checkGate(policy: Policy, gateId: GateId, day: string): GateState {
  const because = findObstacle(policy, gateId, day)
  return because === null ? { isOpen: true } : { isOpen: false, because, rows: ROWS[gateId] }
}

function findObstacle(policy: Policy, gateId: GateId, day: string) {
  if (gateId === 'outside-collaborator-fee') {
    const gate = policy.compliance.gates[gateId]
    if (!gate.open || !gate.opening) return 'closed'
    return day > gate.opening.legalOpinion.validUntil ? 'opinion-expired' : null
  }
  const gate = policy.compliance.gates[gateId]
  if (!gate.open || !gate.opening) return 'closed'
  return day < gate.opening.policySignedOn ? 'not-yet-signed' : null
}
