import { speak } from '../../i18n/translate.ts'
import { appendEvent } from '../../store/events.ts'
import type { Office } from '../office.ts'
import { emailOf, findSureMatches } from './find-sure-matches.ts'
import { noticeAdmins } from './notice-admins.ts'
import type { PlatformUser } from './resolve-actor.ts'
import { tellAdmins } from './tell-admins.ts'

/**
 * Records an identity seen for the first time, or seen again while nobody has linked it. Linked where the platform
 * tells enough to be sure; otherwise every administrator gets one card to link it by hand.
 */
export async function introduceIdentity(office: Office, user: PlatformUser): Promise<string | undefined> {
  const { platform, workspace, platformUserId, profile } = user
  const at = office.clock.now()
  const linked = await office.store.transaction(async (tx) => {
    const email = emailOf(user)
    const [sure] = await findSureMatches(tx, [user])
    const personId = sure?.personId ?? null
    const where = { platform_workspace_platformUserId: { platform, workspace, platformUserId } }
    const known = {
      displayName: profile?.displayName ?? platformUserId,
      ...(email ? { email } : {}),
      personId,
      updatedAt: at,
    }
    const { createdAt } = await tx.identity.upsert({
      where,
      create: { platform, workspace, platformUserId, createdAt: at, ...known },
      update: known,
    })
    if (sure) {
      await appendEvent(tx, {
        at,
        actorId: sure.personId,
        platform,
        kind: 'identity.linked',
        subject: platformUserId,
        diff: { by: sure.by },
      })
      return sure.personId
    }
    const keys = {
      slotKey: `identity:${platform}:${platformUserId}`,
      // An account that was closed and given to somebody else is asked about again.
      dedupeKey: `identity:${platform}:${workspace}:${platformUserId}:${createdAt.getTime()}`,
    }
    await tellAdmins(office, tx, keys, (language) => {
      const t = speak(language)
      return {
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
      }
    })
    return undefined
  })
  await noticeAdmins(office, linked === undefined ? [] : [linked])
  return linked
}
