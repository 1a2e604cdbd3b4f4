import { msPerDay } from '../../clock.ts'
import referralType from '../../records/referral/index.ts'
import { appendEvent } from '../../store/events.ts'
import {
  purgeDrafts,
  purgeInbox,
  purgeJobRuns,
  purgeLogins,
  purgeOutbox,
  purgeQuestions,
  purgeSealed,
} from '../../store/purge.ts'
import { clockworkPlatform, type Office } from '../office.ts'
import { scrubForgotten } from './scrub-forgotten.ts'

/** How many rows went, by what they were. */
export type Purged = Record<
  'drafts' | 'questions' | 'inbox' | 'outbox' | 'jobRuns' | 'logins' | 'patients',
  number
>

/** Forgets what the policy lets us keep no longer (privacy.retentionDays). What was forgotten is told as a count. */
export async function purgeOld(office: Office): Promise<Purged> {
  const { store } = office
  const at = office.clock.now()
  const { retentionDays } = office.policies.current().privacy
  const before = (days: number) => new Date(at.getTime() - days * msPerDay)
  const patients = await store.transaction(async (tx) => {
    // Whatever state it stands in: a patient who never came is forgotten like one who was settled.
    const { records, answers } = await purgeSealed(tx, {
      type: referralType.id,
      before: before(retentionDays.patientIdentity),
    })
    if (records > 0) {
      await appendEvent(tx, {
        at,
        actorId: null,
        platform: clockworkPlatform,
        kind: 'record.purged',
        diff: { what: 'patient-identity', records, answers },
      })
    }
    return records
  })
  if (patients > 0) await scrubForgotten(office)
  return {
    drafts: await purgeDrafts(store, before(retentionDays.drafts)),
    questions: await purgeQuestions(store, before(retentionDays.drafts)),
    inbox: await purgeInbox(store, before(retentionDays.inbox)),
    outbox: await purgeOutbox(store, before(retentionDays.outbox)),
    jobRuns: await purgeJobRuns(store, before(retentionDays.jobRuns)),
    logins: await purgeLogins(store, at),
    patients,
  }
}
