import type { Language } from '../i18n/translate.ts'
import type { Tx } from '../store/open-store.ts'
import type { Destination } from './sender.ts'

export interface Addressee {
  destination: Destination
  language: Language
  /** Whose clock they live by; absent for a channel. */
  zone?: string
  /** Whose client shows no cards. */
  plainFor?: string
}

/** Where `person:ID` or `channel:NAME` stands on a platform; undefined when the person has no account there or has left. */
export async function findAddressee(
  db: Tx,
  message: { platform: string; target: string },
  channelLanguage: Language,
): Promise<Addressee | undefined> {
  const [kind, ...rest] = message.target.split(':')
  const name = rest.join(':')
  if (kind === 'channel') return { destination: { kind, channel: name }, language: channelLanguage }
  const identity = await db.identity.findFirst({
    where: { platform: message.platform, person: { id: name, isActive: true } },
    orderBy: { updatedAt: 'desc' },
    include: { person: { select: { language: true, zone: true } } },
  })
  if (!identity?.person) return undefined
  return {
    destination: { kind: 'person', platformUserId: identity.platformUserId },
    language: identity.person.language as Language,
    zone: identity.person.zone,
    ...(identity.isPlain ? { plainFor: name } : {}),
  }
}
