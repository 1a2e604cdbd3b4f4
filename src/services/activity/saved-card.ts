import type { Actor } from '../../access/actor.ts'
import type { Card } from '../../forms/card.ts'
import { joinLabel } from '../../i18n/join-label.ts'
import { speak } from '../../i18n/translate.ts'
import activityType from '../../records/activity/index.ts'
import { factLabelOf } from '../../records/build-form.ts'
import type { Tx } from '../../store/open-store.ts'
import { findRecords, type StoredRecord } from '../../store/records/records.ts'
import { readMeter } from '../metrics/read-meter.ts'
import { describeProgress } from '../metrics/read-progress.ts'
import { type Office, todayOf } from '../office.ts'
import { readNames } from '../records/names.ts'
import { showMeasured, type Wording } from '../records/show-value.ts'

/** More than a line ever holds; a message takes so many buttons without looking like a keyboard. */
const buttonsAtMost = 5

/** A line that is saved: as what, how far its day has got, and each record to be opened, put right or withdrawn. */
export async function buildSavedCard(
  office: Office,
  actor: Actor,
  db: Tx,
  recordIds: readonly string[],
): Promise<Card> {
  const { language } = actor
  const t = speak(language)
  const found = await findRecords(db, activityType, recordIds)
  const records = recordIds.flatMap((id) => found.find((record) => record.id === id) ?? [])
  const all = records.map(({ values }) => values)
  const wording = { language, names: await readNames(db, activityType.fields, all) }
  return {
    title: t('lines.saved', { count: recordIds.length }),
    sections: [
      ...records.map((record) => ({
        ...(records.length > 1 ? { heading: record.number } : {}),
        text: describe(record, wording),
      })),
      ...(await meterSections(office, actor, db, records)),
    ],
    buttons: records.slice(0, buttonsAtMost).map(({ id, number }) => ({
      label: t('lines.open', { number }),
      press: { do: 'show', recordId: id },
    })),
  }
}

/** Every answer under its label, as the card that asked for confirmation had them. */
function describe({ values }: StoredRecord, wording: Wording): string {
  return Object.keys(activityType.fields)
    .map((name) => [name, showMeasured(activityType, name, values[name] ?? null, wording)] as const)
    .filter(([, shown]) => shown !== '')
    .map(([name, shown]) => joinLabel(factLabelOf(activityType, name, wording.language), shown))
    .join('\n')
}

/** How far each day has got that was logged for; named where it is not today. */
async function meterSections(
  office: Office,
  actor: Actor,
  db: Tx,
  records: readonly StoredRecord[],
): Promise<{ text: string }[]> {
  const today = todayOf(office, actor)
  const sections: { text: string }[] = []
  for (const day of new Set(records.map(({ values }) => String(values.day)))) {
    const progress = await readMeter(office, actor, db, day)
    sections.push({ text: describeProgress(progress, actor.language, today).join('\n') })
  }
  return sections
}
