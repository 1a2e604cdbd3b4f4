import { createHash } from 'node:crypto'
import type { Card } from '../../forms/card.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import type { Tx } from '../../store/open-store.ts'
import type { Office } from '../office.ts'
import { findNamesakes, type Namesake, nameKey } from './find-namesakes.ts'
import type { PlatformUser } from './resolve-actor.ts'
import { tellAdmins } from './tell-admins.ts'

/** As many as somebody reads before they say yes. */
export const namesakesAtMost = 20

/**
 * A platform that tells but names proves nothing by them, so a human looks: the administrators get one card with the
 * pairs, and one press links what it shows. The same pairs are proposed once.
 */
export async function proposeLinks(office: Office, tx: Tx, users: readonly PlatformUser[]): Promise<void> {
  const [first] = users
  if (!first) return
  const { platform, workspace } = first
  await recordUnlinked(office, tx, users)
  const shown = (await findNamesakes(tx, { platform, workspace })).slice(0, namesakesAtMost)
  if (shown.length === 0) return
  const departments = new Map(users.map((user) => [user.platformUserId, user.profile?.department]))
  const seen = digestOf(shown)
  const slotKey = `namesakes:${platform}:${workspace}`
  await tellAdmins(office, tx, { slotKey, dedupeKey: `${slotKey}:${seen}` }, (language) =>
    namesakesCard(shown, departments, { platform, workspace, seen }, language),
  )
}

/** Names the pairs that a card shows, so that a press links those and no others. */
export const digestOf = (pairs: readonly Namesake[]): string =>
  createHash('sha256')
    .update(JSON.stringify(pairs.map(({ platformUserId, personId }) => [platformUserId, personId])))
    .digest('hex')
    .slice(0, 16)

/** Only whose name a colleague without an account bears: a company has more members than Fieldpost has people. */
async function recordUnlinked(office: Office, tx: Tx, users: readonly PlatformUser[]): Promise<void> {
  const [{ platform, workspace } = { platform: '', workspace: '' }] = users
  const people = await tx.person.findMany({
    where: { isActive: true, identities: { none: { platform } } },
    select: { name: true },
  })
  const names = new Set(people.map(({ name }) => nameKey(name)))
  const known = await tx.identity.findMany({ where: { platform, workspace } })
  const nameNow = new Map(known.map(({ platformUserId, displayName }) => [platformUserId, displayName]))
  const at = office.clock.now()
  for (const { platformUserId, profile } of users) {
    const displayName = profile?.displayName
    if (displayName === undefined || !names.has(nameKey(displayName))) continue
    const key = { platform, workspace, platformUserId }
    const told = nameNow.get(platformUserId)
    if (told === undefined)
      await tx.identity.create({ data: { ...key, displayName, createdAt: at, updatedAt: at } })
    else if (told !== displayName)
      await tx.identity.update({
        where: { platform_workspace_platformUserId: key },
        data: { displayName, updatedAt: at },
      })
  }
}

function namesakesCard(
  pairs: readonly Namesake[],
  departments: ReadonlyMap<string, string | undefined>,
  press: { platform: string; workspace: string; seen: string },
  language: Language,
): Card {
  const t = speak(language)
  const lines = pairs.map(({ platformUserId, displayName, teamName }) =>
    t('people.namesake', {
      account: platformUserId,
      name: displayName,
      department: departments.get(platformUserId) ?? t('people.noDepartment'),
      team: teamName,
    }),
  )
  return {
    title: t('people.namesakesTitle', { count: pairs.length }),
    sections: [{ text: lines.join('\n') }, { text: t('people.namesakesText') }],
    buttons: [
      {
        label: t('people.linkAll'),
        tone: 'primary',
        confirm: t('people.linkAllSure', { count: pairs.length }),
        press: { do: 'link-namesakes', ...press },
      },
    ],
  }
}
