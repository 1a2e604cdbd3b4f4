import { type Actor, holdsRole } from '../../access/actor.ts'
import { NotFound, NotPermitted } from '../../errors.ts'
import { speak } from '../../i18n/translate.ts'
import { appendEvent } from '../../store/events.ts'
import { forgetPlaces } from '../../store/outbox.ts'
import type { Office } from '../office.ts'
import { listFileable } from '../records/may-file.ts'
import { tell } from '../tell.ts'
import { findActor } from './find-actor.ts'
import { noticeAdmins } from './notice-admins.ts'

export interface LinkPersonInput {
  platform: string
  workspace: string
  platformUserId: string
  personId: string
  /** What is typed there to learn what can be done. */
  helpWord?: string
}

/**
 * An administrator says who a platform's user is; the person is welcomed there.
 * @throws NotPermitted for anybody who does not administer the person's team, NotFound when either side is unknown
 */
export async function linkPerson(office: Office, actor: Actor, input: LinkPersonInput): Promise<void> {
  if (!holdsRole(actor, 'admin')) throw new NotPermitted('link a person')
  const { personId, helpWord, ...key } = input
  const person = await findActor(office, personId)
  if (!person) throw new NotFound('person')
  const mayLink = (teamId: string) => holdsRole(actor, 'admin', teamId)
  if (!mayLink(person.teamId)) throw new NotPermitted('link a person of another team')
  await office.store.transaction(async (tx) => {
    const at = office.clock.now()
    const before = await tx.identity.findUnique({
      where: { platform_workspace_platformUserId: key },
      include: { person: { select: { teamId: true } } },
    })
    if (before?.person && !mayLink(before.person.teamId)) throw new NotPermitted('take an account away')
    const { count } = await tx.identity.updateMany({
      where: key,
      data: { personId, linkedById: actor.personId, updatedAt: at },
    })
    if (count === 0) throw new NotFound('identity')
    // Their cards stand in another account's chat, where no later state belongs.
    const moved = [personId, ...(before?.personId ? [before.personId] : [])]
    if (before?.personId !== personId) await forgetPlaces(tx, input.platform, moved)
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
        sections: [
          {
            text: [
              t('people.welcomeText', {
                types: listFileable(person)
                  .map((type) => type.texts[person.language].label)
                  .join(t('digests.comma')),
              }),
              ...(person.grants.some(({ role }) => role !== 'rep') ? [t('people.welcomeAnswers')] : []),
              ...(helpWord ? [t('people.welcomeHelp', { helpWord })] : []),
            ].join(''),
          },
        ],
      },
    })
  })
  await noticeAdmins(office, [personId])
}
