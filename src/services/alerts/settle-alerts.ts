import { msPerMinute } from '../../clock.ts'
import type { Card } from '../../forms/card.ts'
import { type Language, speak } from '../../i18n/translate.ts'
import type { Tx } from '../../store/open-store.ts'
import type { Office } from '../office.ts'
import { tellAdmins } from '../people/tell-admins.ts'
import { keyOf, silentOn, type Trouble, type TroubleKind } from './trouble.ts'

/** Two looks this far apart are not one after the other: a process was down, or the clock was moved. */
const nextLookWithinMs = 20 * msPerMinute

/** Which alerts a look is about: those that it does not find are over. */
export type Watch = 'now' | 'ahead' | 'audit'

/**
 * Tells the administrators what has gone wrong, once, and once more when it is over. What a look finds at this moment
 * must be found by the next one too: after a start or a jump of the clock everything is late, and nothing wrong. What
 * lies ahead, or behind for good, is told at once.
 * @param unseen what could not be looked at: it is neither begun nor over
 * @returns how many were told of, begun and over
 */
export async function settleAlerts(
  office: Office,
  watch: Watch,
  troubles: readonly Trouble[],
  unseen: readonly TroubleKind[] = [],
): Promise<{ begun: number; over: number }> {
  const now = office.clock.now()
  return office.store.transaction(async (tx) => {
    const rows = await tx.alert.findMany({ where: { watch } })
    let begun = 0
    let over = 0
    for (const trouble of troubles) {
      const key = keyOf(trouble)
      const row = rows.find((each) => each.key === key)
      const isNext = row !== undefined && now.getTime() - row.seenAt.getTime() <= nextLookWithinMs
      const since = row && (row.toldAt || isNext) ? row.since : now
      const isTold = row?.toldAt !== null && row?.toldAt !== undefined
      const tells = !isTold && (watch !== 'now' || isNext)
      const toldAt = tells ? now : (row?.toldAt ?? null)
      const { kind, about } = trouble
      const data = { watch, kind, about, since, seenAt: now, toldAt }
      await tx.alert.upsert({ where: { key }, create: { key, ...data }, update: data })
      if (!tells) continue
      begun += 1
      office.log.error({ alert: key }, 'alert')
      await tell(office, tx, { key, since, stage: 'begun', notBy: silentOn(trouble) }, (language) =>
        begunCard(trouble, language),
      )
    }
    for (const { key, kind, about, since, toldAt } of rows) {
      if (troubles.some((trouble) => keyOf(trouble) === key)) continue
      if (unseen.some((each) => each === kind)) continue
      await tx.alert.delete({ where: { key } })
      if (!toldAt) continue
      over += 1
      office.log.info({ alert: key }, 'alert is over')
      await tell(office, tx, { key, since, stage: 'over' }, (language) =>
        overCard({ kind: kind as TroubleKind, about }, language),
      )
    }
    return { begun, over }
  })
}

/** As messages of their own: one that changed in place would ring for nobody. */
function tell(
  office: Office,
  tx: Tx,
  { key, since, stage, notBy }: { key: string; since: Date; stage: string; notBy?: string | undefined },
  cardIn: (language: Language) => Card,
): Promise<void> {
  const slotKey = `alert:${key}:${since.toISOString()}:${stage}`
  return tellAdmins(office, tx, { slotKey, dedupeKey: slotKey, notBy }, cardIn)
}

function begunCard({ kind, about, count }: Trouble, language: Language): Card {
  const t = speak(language)
  return {
    title: t('alerts.begun'),
    sections: [
      { text: t(`alerts.${kind}.what`, { about, count }) },
      { text: t(`alerts.${kind}.mend`, { about }) },
    ],
  }
}

function overCard({ kind, about }: { kind: TroubleKind; about: string }, language: Language): Card {
  const t = speak(language)
  return { title: t('alerts.over'), sections: [{ text: t(`alerts.${kind}.over`, { about }) }] }
}
