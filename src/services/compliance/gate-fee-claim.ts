import { localOf } from '../../calendar/zones.ts'
import { speak } from '../../i18n/translate.ts'
import { checkGate } from '../../policy/compliance-gates.ts'
import { appendEvent } from '../../store/events.ts'
import type { Tx } from '../../store/open-store.ts'
import { lockRecord, type StoredRecord, updateRecord } from '../../store/records/records.ts'
import type { Office } from '../office.ts'
import { getCreatedRecord } from '../records/get-record.ts'
import type { RecordChanged } from '../records/record-hooks.ts'

type Obstacle = 'outside' | 'clinician' | 'staff' | 'early' | 'twice'

/** When the gate is asked: an opinion may have run out since the claim was made. */
const askedAt = ['file', 'release', 'release-second']
/** States of a referral whose patient has come. */
const arrived = ['arrived', 'costed', 'ready']

/**
 * A claim that somebody be paid for a patient is refused at once unless the policy's gate is open, with the rule and
 * what is allowed instead (mission rows 1.38, 1.41, 1.50, M30). Clinicians are never paid, gate or no gate, and no
 * patient is paid for twice. Nothing becomes payable from a refused claim; it is kept.
 */
export async function gateFeeClaim({
  office,
  tx,
  type,
  actor,
  action,
  after,
}: RecordChanged): Promise<StoredRecord | undefined> {
  if (!askedAt.includes(action)) return undefined
  const obstacle = await findObstacle(office, tx, after)
  if (!obstacle) return undefined
  const at = office.clock.now()
  await updateRecord(tx, type, after.id, after.revision, { at, status: 'refused' })
  await appendEvent(tx, {
    at,
    actorId: null,
    platform: 'house',
    kind: 'record.act.refuse',
    recordId: after.id,
    diff: { obstacle, asked: { rule: speak(actor.language)(`compliance.${obstacle}`) } },
  })
  return getCreatedRecord(tx, type, after.id)
}

/** What is forbidden comes first: to be told to wait for the arrival would be to be told that it is allowed then. */
async function findObstacle(office: Office, tx: Tx, claim: StoredRecord): Promise<Obstacle | undefined> {
  return (await findForbidden(office, tx, claim)) ?? (await findPremature(office, tx, claim))
}

async function findForbidden(office: Office, tx: Tx, claim: StoredRecord): Promise<Obstacle | undefined> {
  const { policy } = office.policies.now()
  const today = localOf(office.clock.now(), policy.zone).day
  if (claim.values.payeeKind === 'clinician') return 'clinician'
  if (claim.values.payeeKind === 'outside') {
    return checkGate(policy, 'outside-collaborator-fee', today).isOpen ? undefined : 'outside'
  }
  const payee = await tx.person.findUnique({ where: { id: claim.ownerId } })
  if (!payee || payee.isClinician) return 'clinician'
  const isAllowed =
    payee.hasEmploymentContract &&
    !payee.isRegisteredRep &&
    checkGate(policy, 'staff-referral-commission', today).isOpen
  return isAllowed ? undefined : 'staff'
}

async function findPremature(office: Office, tx: Tx, claim: StoredRecord): Promise<Obstacle | undefined> {
  const referralId = String(claim.values.referral)
  const referral = await lockRecord(office.store, tx, referralId)
  if (!referral || !arrived.includes(referral.status)) return 'early'
  const others = await tx.feeClaim.count({
    where: { referral: referralId, recordId: { not: claim.id }, record: { status: { not: 'refused' } } },
  })
  return others > 0 ? 'twice' : undefined
}
