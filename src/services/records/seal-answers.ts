import type { Fields, Values } from '../../fields/field.ts'
import type { Tx } from '../../store/open-store.ts'
import type { Office } from '../office.ts'

const placeOf = (recordId: string, field: string) => `${recordId}:${field}`

/** Seals the sensitive ones among `values` and stores them apart; names of what was sealed. */
export async function sealAnswers(
  office: Office,
  tx: Tx,
  recordId: string,
  fields: Fields,
  values: Values,
): Promise<string[]> {
  const updatedAt = office.clock.now()
  const sealedNames: string[] = []
  for (const [field, { sensitive, kind }] of Object.entries(fields)) {
    const value = values[field]
    if (!sensitive || typeof value !== 'string') continue
    const data = {
      ...office.vault.seal(value, placeOf(recordId, field)),
      lookup: office.vault.lookup(`${field}:${sameness(kind, value)}`),
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

/** What makes two answers the same: a number with or without the country's code, a name however it is spaced. */
function sameness(kind: string, value: string): string {
  return kind === 'sensitive-phone'
    ? value.replace(/^\+?86(?=1\d{10}$)/, '')
    : value.replace(/\s+/g, '').toLowerCase()
}

/** Opens a record's sealed answers; the caller has checked the right and writes the event. */
export async function openAnswers(office: Office, db: Tx, recordId: string): Promise<Record<string, string>> {
  const rows = await db.sensitiveValue.findMany({ where: { recordId } })
  return Object.fromEntries(
    rows.map((row) => [row.field, office.vault.open(row, placeOf(recordId, row.field))]),
  )
}
