import type { Actor } from '../../access/actor.ts'
import type { Card } from '../../forms/card.ts'
import { speak } from '../../i18n/translate.ts'
import type { Tx } from '../../store/open-store.ts'
import { readMeter } from '../metrics/read-meter.ts'
import { describeProgress } from '../metrics/read-progress.ts'
import type { Office } from '../office.ts'

/** More than a line ever holds; a message takes so many buttons without looking like a keyboard. */
const buttonsAtMost = 5

/** A line that is saved: how far the day has got, and each record to be opened, put right or withdrawn. */
export async function buildSavedCard(
  office: Office,
  actor: Actor,
  db: Tx,
  recordIds: readonly string[],
): Promise<Card> {
  const t = speak(actor.language)
  const records = await db.record.findMany({
    where: { id: { in: [...recordIds] } },
    orderBy: { number: 'asc' },
    select: { id: true, number: true },
  })
  const progress = await readMeter(office, actor, db)
  return {
    title: t('lines.saved', { count: recordIds.length }),
    sections: [{ text: describeProgress(progress, actor.language).join('\n') }],
    buttons: records.slice(0, buttonsAtMost).map(({ id, number }) => ({
      label: t('lines.open', { number }),
      press: { do: 'show', recordId: id },
    })),
  }
}
