import type { Fields, Values } from '../../fields/field.ts'
import type { Tx } from '../../store/open-store.ts'
import type { Office } from '../office.ts'

/** What a seal is bound to: an answer cannot be moved to another record. */
export const placeOf = (recordId: string, field: string) => `${recordId}:${field}`

/**
 * Seals the sensitive ones among `values` and stores them apart; one that was left blank goes, for it may have been of
 * somebody else. Names of what was sealed or went.
 */
export async function sealAnswers(
  office: Office,
  tx: Tx,
  recordId: string,
  fields: Fields,
  values: Values,
): Promise<string[]> {
  const updatedAt = office.clock.now()
  const sealedNames: string[] = []
  for (const [field, { sensitive, isCompared, kind }] of Object.entries(fields)) {
    const value = values[field]
    if (!sensitive || value === undefined) continue
    if (typeof value !== 'string') {
      const { count } = await tx.sensitiveValue.deleteMany({ where: { recordId, field } })
      if (count > 0) sealedNames.push(field)
      continue
    }
    const data = {
      ...office.vault.seal(value, placeOf(recordId, field)),
      lookup: isCompared ? lookupOf(office, field, kind, value) : null,
      updatedAt,
    }
    await tx.sensitiveValue.upsert({
      where: { recordId_field: { recordId, field } },
      create: { recordId, field, ...data },
      update: data,
    })
    sealedNames.push(field)
  }
  return sealedNames
}

/** The keyed hash by which an answer of a compared field is found. */
export const lookupOf = (office: Office, field: string, kind: string, value: string): string =>
  office.vault.lookup(`${field}:${sameness(kind, value)}`)

/** What makes two answers the same: a number with or without the country's code, a name however it is spaced. */
function sameness(kind: string, value: string): string {
  if (kind !== 'sensitive-phone') return value.replace(/\s+/g, '').toLowerCase()
  return value.replace(/^(?:\+|00)?86(?=1\d{10}$)/, '').replace(/^(?:\+|00)86(?=[2-9]|10)/, '0')
}

/** Opens a record's sealed answers; the caller has checked the right and writes the event. */
export async function openAnswers(office: Office, db: Tx, recordId: string): Promise<Record<string, string>> {
  const rows = await db.sensitiveValue.findMany({ where: { recordId } })
  return Object.fromEntries(
    rows.map((row) => [row.field, office.vault.open(row, placeOf(recordId, row.field))]),
  )
}
