import type { Actor } from '../../src/access/actor.ts'
import type { Values } from '../../src/fields/field.ts'
import { getRecordType } from '../../src/records/registry.ts'
import { logLine } from '../../src/services/activity/log-line.ts'
import type { Office } from '../../src/services/office.ts'
import { sealAnswers } from '../../src/services/records/seal-answers.ts'
import { newId } from '../../src/store/new-id.ts'
import { insertRecords, type StoredRecord, takeNumbers } from '../../src/store/records/records.ts'

/** Somebody tries a use-case on what belongs to `subject`. */
export interface Attempt {
  office: Office
  actor: Actor
  subject: Actor
}

export const putPlan = (a: Attempt) =>
  put(a, 'weekly-plan', { goals: '回访南湾一院', visits: [] }, { periodKey: '2026-W48' })

export const putReferral = async (a: Attempt) => {
  const partner = await put(a, 'customer', { name: '康民诊所', kind: 'clinic', contacts: [] })
  const told = { department: '妇科', expectedOn: '2026-11-20', consentRef: 'C-1' }
  return put(a, 'referral', { partner: partner.id, ...told })
}

let patients = 0
/** A referral of somebody whom no other referral is of, and what is asked to find it. */
export const putPatient = async (a: Attempt) => {
  const { id } = await putReferral(a)
  patients += 1
  const phone = `139${String(patients).padStart(8, '0')}`
  const { fields } = getRecordType('referral')
  await a.office.store.transaction((tx) => sealAnswers(a.office, tx, id, fields, { patientPhone: phone }))
  return { phone, reason: '患者来函', platform: 'slack' }
}

/** A record of the subject's, put there whatever their role. */
export async function put(
  { office, subject }: Attempt,
  typeId: string,
  values: Values,
  { periodKey = null }: { periodKey?: string | null } = {},
): Promise<StoredRecord> {
  const type = getRecordType(typeId)
  const at = office.clock.now()
  const id = newId(at)
  const number = await office.store.transaction(async (tx) => {
    const [taken = ''] = await takeNumbers(tx, type.prefix, 2026, 1)
    const { personId: ownerId, teamId } = subject
    const keys = { periodKey, singleKey: null, submissionKey: null }
    const status = type.workflow.initial
    await insertRecords(office.store, tx, type, [
      { id, number: taken, status, ownerId, teamId, ...keys, at, values },
    ])
    return taken
  })
  const { personId: ownerId, teamId } = subject
  const stands = { status: type.workflow.initial, periodKey, revision: 1, createdAt: at, updatedAt: at }
  const rest = { statusAt: at, values, sealed: new Set<string>(), doneBy: {} }
  return { id, type: typeId, number, ownerId, teamId, ...stands, ...rest }
}

export async function putSession({ office, subject: { personId } }: Attempt): Promise<string> {
  const at = office.clock.now()
  const expiresAt = new Date(at.getTime() + 60_000)
  const session = { tokenHash: newId(at), personId, csrfToken: 'x', createdAt: at, expiresAt }
  await office.store.db.webSession.create({ data: session })
  return session.tokenHash
}

export async function putDuty({ office, subject }: Attempt): Promise<string> {
  const id = newId(office.clock.now())
  const { personId, teamId } = subject
  const at = office.clock.now()
  await office.store.db.duty.deleteMany()
  await office.store.db.duty.create({
    data: {
      id,
      personId,
      teamId,
      kind: 'weekly-plan',
      periodKey: '2026-W47',
      dueAt: at,
      state: 'overdue',
      createdAt: at,
    },
  })
  return id
}

/** A message to the subject that was given up; its id. */
export async function putDeadMessage({ office, subject }: Attempt): Promise<string> {
  const at = office.clock.now()
  const told = { platform: 'slack', target: `person:${subject.personId}`, card: { title: '卡片' } }
  const dead = await office.store.db.outbox.create({
    data: { ...told, dedupeKey: newId(at), state: 'dead', createdAt: at },
  })
  return String(dead.id)
}

/** An account that is nobody's yet. */
export async function putAccount({ office }: Attempt) {
  const at = office.clock.now()
  const user = { platform: 'slack', workspace: 'T0FIELD001', platformUserId: newId(at) }
  await office.store.db.identity.create({
    data: { ...user, displayName: '方晴', createdAt: at, updatedAt: at },
  })
  return user
}

/** A line that the subject typed and has not confirmed; the key of its draft. */
export async function putLine({ office, subject }: Attempt): Promise<string> {
  const deliveryId = newId(office.clock.now())
  await logLine(office, subject, { text: '拜访南湾一院', deliveryId, platform: 'slack' })
  return `line:${deliveryId}`
}

export const approvalOf = ({ id, revision }: StoredRecord) => ({ recordId: id, revision, action: 'approve' })
