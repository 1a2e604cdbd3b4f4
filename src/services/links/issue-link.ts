import type { Actor } from '../../access/actor.ts'
import { msPerMinute } from '../../clock.ts'
import { NotPermitted } from '../../errors.ts'
import { getRecordType } from '../../records/registry.ts'
import type { Office } from '../office.ts'
import { getRecord } from '../records/get-record.ts'
import { aimToColumns, type LinkAim } from './link-aim.ts'
import { hashToken, newToken } from './tokens.ts'

/**
 * An address that opens a page as this person: once, and for as many minutes as the policy allows. It may be sent
 * where only this person reads it, and nowhere else. Opening the address uses nothing up, because chat clients look
 * at links by themselves; only the button on its page does.
 * @throws NotFound, and NotPermitted where the page would refuse the person anyway
 */
export async function issueLink(office: Office, actor: Actor, aim: LinkAim): Promise<string> {
  await checkAim(office, actor, aim)
  const token = newToken()
  await office.store.db.secureLink.create({
    data: {
      tokenHash: hashToken(office, 'link', token),
      personId: actor.personId,
      ...aimToColumns(aim),
      expiresAt: new Date(office.clock.now().getTime() + linkMinutes(office) * msPerMinute),
    },
  })
  return `${office.publicUrl}/s/${token}`
}

/** How long a link is good. */
export const linkMinutes = (office: Office): number => office.policies.current().privacy.secureLinkMinutes

/** @throws NotFound, and NotPermitted where the page would refuse the person anyway */
export async function checkAim(office: Office, actor: Actor, aim: LinkAim): Promise<void> {
  if (aim.purpose === 'login') return
  if (aim.purpose === 'file') {
    const own = { ownerId: actor.personId, teamId: actor.teamId }
    if (!getRecordType(aim.type).access.create.allows(actor, own)) throw new NotPermitted(`file ${aim.type}`)
    return
  }
  const { type, record } = await getRecord(office.store.db, actor, aim.recordId)
  const permission = aim.purpose === 'reveal' ? type.access.reveal : type.workflow.actions[aim.action]?.by
  if (!permission?.allows(actor, record)) throw new NotPermitted(`link to ${aim.purpose}`)
}
