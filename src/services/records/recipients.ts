import { localOf } from '../../calendar/zones.ts'
import type { Language } from '../../i18n/translate.ts'
import type { Audience } from '../../records/record-type.ts'
import type { Tx } from '../../store/open-store.ts'
import { findReachableIdentities, type TeamTree } from '../../store/people.ts'
import type { Office } from '../office.ts'
import { findAnswerers } from '../people/find-answerers.ts'

/** Somebody who can be told, and where. */
export interface Recipient {
  personId: string
  language: Language
  zone: string
  platform: string
  audience: Audience
}

export type Wanted =
  | { audience: 'owner'; personId: string }
  | { audience: Exclude<Audience, 'owner'>; teamId: string; except?: string | readonly string[] }

/** Each person once, under the first audience they belong to; who has no linked identity cannot be told. */
export async function findRecipients(
  tx: Tx,
  tree: TeamTree,
  wanted: readonly Wanted[],
  at: Date,
  office: Office,
): Promise<Recipient[]> {
  const today = localOf(at, office.policies.current().zone).day
  const audiences = new Map<string, Audience>()
  for (const w of wanted) {
    const ids =
      w.audience === 'owner' ? [w.personId] : await findAnswerers(tx, tree, w.audience, { ...w, today })
    for (const id of ids) if (!audiences.has(id)) audiences.set(id, w.audience)
  }
  const ids = [...audiences.keys()]
  const identities = await findReachableIdentities(tx, ids)
  const people = await tx.person.findMany({ where: { id: { in: ids }, isActive: true } })
  return people.flatMap((p) => {
    const identity = identities.get(p.id)
    const audience = audiences.get(p.id)
    if (!identity || !audience) return []
    return [
      {
        personId: p.id,
        language: p.language as Language,
        zone: p.zone,
        platform: identity.platform,
        audience,
      },
    ]
  })
}
