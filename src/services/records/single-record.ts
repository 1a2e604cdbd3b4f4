import type { RecordType } from '../../records/record-type.ts'
import type { Tx } from '../../store/open-store.ts'

/** Of a type that a person files once a period: the key that a second one runs into while the first stands. */
export const singleKeyOf = (type: RecordType, personId: string, periodKey: string | null): string =>
  `${type.id}:${personId}:${periodKey}`

/** The id of what a person has filed for a period; undefined once it is withdrawn. */
export async function findSingle(
  db: Tx,
  type: RecordType,
  personId: string,
  periodKey: string | null,
): Promise<string | undefined> {
  const singleKey = singleKeyOf(type, personId, periodKey)
  return (await db.record.findUnique({ where: { singleKey }, select: { id: true } }))?.id
}
