import type { Language } from '../i18n/translate.ts'
import type { Tx } from '../store/open-store.ts'
import type { Destination } from './sender.ts'

/** Where `person:ID` or `channel:NAME` stands on a platform; undefined when the person has no account there or has left. */
export async function findAddressee(
  db: Tx,
  message: { platform: string; target: string },
  channelLanguage: Language,
): Promise<{ destination: Destination; language: Language } | undefined> {
  const [kind, ...rest] = message.target.split(':')
  const name = rest.join(':')
  if (kind === 'channel') return { destination: { kind, channel: name }, language: channelLanguage }
  const identity = await db.identity.findFirst({
    where: { platform: message.platform, person: { id: name, isActive: true } },
    orderBy: { updatedAt: 'desc' },
    include: { person: { select: { language: true } } },
  })
  if (!identity?.person) return undefined
  return {
    destination: { kind: 'person', platformUserId: identity.platformUserId },
    language: identity.person.language as Language,
  }
}
