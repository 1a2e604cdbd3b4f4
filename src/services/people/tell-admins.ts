import type { Card } from '../../forms/card.ts'
import type { Language } from '../../i18n/translate.ts'
import type { Tx } from '../../store/open-store.ts'
import { findReachableIdentities, readTeamTree } from '../../store/people.ts'
import type { Office } from '../office.ts'
import { findRecipients } from '../records/recipients.ts'
import { tell } from '../tell.ts'

/** Every administrator of the whole company gets the card in their language; the same key is told once. Where they have an
 * account elsewhere they are not told by the platform `notBy`. */
export async function tellAdmins(
  office: Office,
  tx: Tx,
  { slotKey, dedupeKey, notBy }: { slotKey: string; dedupeKey: string; notBy?: string | undefined },
  cardIn: (language: Language) => Card,
): Promise<void> {
  const tree = await readTeamTree(tx)
  const root = tree.teams.find(({ parentId }) => parentId === null)
  if (!root) return
  const wanted = [{ audience: 'admin' as const, teamId: root.id }]
  const admins = await findRecipients(tx, tree, wanted, office.clock.now(), office)
  const elsewhere = await findReachableIdentities(
    tx,
    notBy === undefined ? [] : admins.map(({ personId }) => personId),
    notBy,
  )
  for (const admin of admins) {
    await tell(office, tx, {
      platform: elsewhere.get(admin.personId)?.platform ?? admin.platform,
      to: admin,
      slotKey,
      dedupeKey: `${dedupeKey}:${admin.personId}`,
      card: cardIn(admin.language),
    })
  }
}
