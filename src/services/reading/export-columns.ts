import { Temporal } from 'temporal-polyfill'
import { speak } from '../../i18n/translate.ts'
import { labelOf } from '../../records/build-form.ts'
import type { RecordType } from '../../records/record-type.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import { showValue, type Wording } from '../records/show-value.ts'

/** A bigint is money in fen, a number a count; everything else is text. */
export type ExportCell = string | number | bigint
export interface ExportColumn {
  label: string
  cell(record: StoredRecord, names: Wording['names']): ExportCell
}

/**
 * The columns of an export: what every record has, then every field but the sealed ones. Days and instants are
 * written year, month, day, so that they sort; the rows of a group share one cell.
 */
export function exportColumns(
  type: RecordType,
  to: { language: Wording['language']; zone: string },
): ExportColumn[] {
  const { language, zone } = to
  const t = speak(language)
  const texts = type.texts[language]
  const own = Object.entries(type.fields).filter(([, field]) => !field.sensitive)
  return [
    { label: t('web.table.number'), cell: (record) => record.number },
    { label: t('web.table.state'), cell: (record) => texts.states[record.status] ?? record.status },
    { label: t('web.table.owner'), cell: (record, names) => names.of('person', record.ownerId) ?? '' },
    { label: t('web.table.team'), cell: (record, names) => names.of('team', record.teamId) ?? '' },
    { label: t('web.table.period'), cell: (record) => record.periodKey ?? '' },
    ...own.map(([name, field]) => ({
      label: labelOf(type, name, language),
      cell: (record: StoredRecord, names: Wording['names']): ExportCell => {
        const value = record.values[name] ?? null
        if (typeof value === 'bigint') return value
        if (field.kind === 'whole-number' && typeof value === 'number') return value
        if (field.kind === 'date' && typeof value === 'string') return value
        return showValue(type, name, value, { language, names })
      },
    })),
    { label: t('web.table.createdAt'), cell: (record) => showInstant(record.createdAt, zone) },
    { label: t('web.table.updatedAt'), cell: (record) => showInstant(record.updatedAt, zone) },
  ]
}

/** `2026-11-18 16:05` on a clock in `zone`. */
export function showInstant(at: Date, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
  return local.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
}
