import { type Actor, holdsRole } from '../../access/actor.ts'
import { NotFound, NotPermitted } from '../../errors.ts'
import { speak } from '../../i18n/translate.ts'
import { appendEvent } from '../../store/events.ts'
import type { Office } from '../office.ts'
import { tell } from '../tell.ts'
import { findActor } from './find-actor.ts'

export interface LinkPersonInput {
  platform: string
  workspace: string
  platformUserId: string
  personId: string
}

/**
 * An administrator says who a platform's user is; the person is welcomed there.
 * @throws NotPermitted for anybody else, NotFound when either side is unknown
 */
export async function linkPerson(office: Office, actor: Actor, input: LinkPersonInput): Promise<void> {
  if (!holdsRole(actor, 'admin')) throw new NotPermitted('link a person')
  const { personId, ...key } = input
  const person = await findActor(office, personId)
  if (!person) throw new NotFound('person')
  await office.store.transaction(async (tx) => {
    const at = office.clock.now()
    const { count } = await tx.identity.updateMany({
      where: key,
      data: { personId, linkedById: actor.personId, updatedAt: at },
    })
    if (count === 0) throw new NotFound('identity')
    await appendEvent(tx, {
      at,
      actorId: actor.personId,
      platform: input.platform,
      kind: 'identity.linked',
      subject: personId,
      diff: { by: 'admin', platformUserId: input.platformUserId },
    })
    const t = speak(person.language)
    await tell(office, tx, {
      platform: input.platform,
      to: person,
      dedupeKey: `welcome:${input.platform}:${input.platformUserId}:${personId}`,
      card: {
        title: t('people.welcomeTitle', { name: person.name }),
        sections: [{ text: t('people.welcomeText') }],
      },
    })
  })
}
