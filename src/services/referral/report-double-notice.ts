import { msPerDay } from '../../clock.ts'
import { speak } from '../../i18n/translate.ts'
import { liveStates, type RecordType } from '../../records/record-type.ts'
import { appendEvent } from '../../store/events.ts'
import type { Tx } from '../../store/open-store.ts'
import { readTeamTree } from '../../store/people.ts'
import { findRecipients } from '../records/recipients.ts'
import type { RecordChanged } from '../records/record-hooks.ts'
import { tell } from '../tell.ts'

/**
 * When a patient's identity is given and another notice seems to be of the same patient, the supervisors of both
 * are told the two numbers, and nothing of who it is: the keyed hashes are compared, no name is read. Who filed one
 * of them or typed the identity is not told, whatever they lead: a guess must not be answered.
 */
export async function reportDoubleNotice({
  office,
  tx,
  type,
  action,
  actor,
  after,
}: RecordChanged): Promise<undefined> {
  if (action !== 'identify') return undefined
  const at = office.clock.now()
  const since = new Date(at.getTime() - office.policies.current().referrals.duplicateWithinDays * msPerDay)
  const twins = await findTwins(tx, type, after.id, since)
  if (twins.length === 0) return undefined
  const tree = await readTeamTree(tx)
  const teams = new Set([after.teamId, ...twins.map((t) => t.teamId)])
  const except = [actor.personId, after.ownerId, ...twins.map((t) => t.ownerId)]
  const wanted = [...teams].map((teamId) => ({ audience: 'supervisor' as const, teamId, except }))
  for (const recipient of await findRecipients(tx, tree, wanted, at, office)) {
    const t = speak(recipient.language)
    await tell(office, tx, {
      platform: recipient.platform,
      to: recipient,
      dedupeKey: `double-notice:${after.id}:${after.revision}:${recipient.personId}`,
      card: {
        title: t('referrals.doubleTitle'),
        badge: { text: t('referrals.doubleBadge'), tone: 'warning' },
        sections: [
          {
            text: t('referrals.doubleText', {
              number: after.number,
              others: twins.map((o) => o.number).join('、'),
            }),
          },
        ],
      },
    })
  }
  await appendEvent(tx, {
    at,
    actorId: actor.personId,
    platform: 'house',
    kind: 'referral.double-notice',
    subject: after.id,
    diff: { twins: twins.map((o) => o.id) },
  })
  return undefined
}

/** Other notices with the same telephone number, or with the same name and date of birth. */
async function findTwins(tx: Tx, type: RecordType, recordId: string, since: Date) {
  const own = await tx.sensitiveValue.findMany({ where: { recordId } })
  const lookupOf = (field: string) => own.find((s) => s.field === field)?.lookup
  const having = (field: string) => {
    const lookup = lookupOf(field)
    return lookup ? { sensitive: { some: { field, lookup } } } : undefined
  }
  const phone = having('patientPhone')
  const [name, birth] = [having('patientName'), having('patientBirthDate')]
  const alike = [...(phone ? [phone] : []), ...(name && birth ? [{ AND: [name, birth] }] : [])]
  if (alike.length === 0) return []
  return tx.record.findMany({
    where: {
      type: type.id,
      id: { not: recordId },
      status: { in: liveStates(type) },
      createdAt: { gte: since },
      OR: alike,
    },
    select: { id: true, number: true, teamId: true, ownerId: true },
    orderBy: { createdAt: 'asc' },
  })
}
