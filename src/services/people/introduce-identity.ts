import { speak } from '../../i18n/translate.ts'
import { appendEvent } from '../../store/events.ts'
import { readTeamTree } from '../../store/people.ts'
import type { Office } from '../office.ts'
import { findRecipients } from '../records/recipients.ts'
import { tell } from '../tell.ts'
import type { PlatformUser } from './resolve-actor.ts'

/**
 * Records an identity seen for the first time, or seen again while nobody has linked it. Linked by e-mail where
 * exactly one person has it; otherwise every administrator gets one card to link it by hand.
 */
export async function introduceIdentity(office: Office, user: PlatformUser): Promise<string | undefined> {
  const { platform, workspace, platformUserId, profile } = user
  const at = office.clock.now()
  return office.store.transaction(async (tx) => {
    const email = profile?.email?.trim().toLowerCase()
    const person = email ? await tx.person.findUnique({ where: { email } }) : null
    const personId = person?.isActive ? person.id : null
    const where = { platform_workspace_platformUserId: { platform, workspace, platformUserId } }
    const known = {
      displayName: profile?.displayName ?? platformUserId,
      ...(email ? { email } : {}),
      personId,
      updatedAt: at,
    }
    await tx.identity.upsert({
      where,
      create: { platform, workspace, platformUserId, createdAt: at, ...known },
      update: known,
    })
    if (personId) {
      await appendEvent(tx, {
        at,
        actorId: personId,
        platform,
        kind: 'identity.linked',
        subject: platformUserId,
        diff: { by: 'email' },
      })
      return personId
    }
    const tree = await readTeamTree(tx)
    const root = tree.teams.find((t) => t.parentId === null)
    const admins = root
      ? await findRecipients(tx, tree, [{ audience: 'admin', teamId: root.id }], at, office)
      : []
    for (const admin of admins) {
      const t = speak(admin.language)
      await tell(office, tx, {
        platform: admin.platform,
        to: admin,
        slotKey: `identity:${platform}:${platformUserId}`,
        dedupeKey: `identity:${platform}:${workspace}:${platformUserId}:${admin.personId}`,
        card: {
          title: t('people.unknownTitle'),
          facts: [
            { label: t('people.displayName'), value: known.displayName },
            { label: t('people.email'), value: email ?? t('people.noEmail') },
          ],
          sections: [{ text: t('people.unknownText') }],
          buttons: [
            {
              label: t('people.link'),
              tone: 'primary',
              press: { do: 'link-person', platform, workspace, platformUserId },
            },
          ],
        },
      })
    }
    return undefined
  })
}
