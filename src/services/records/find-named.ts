import type { Actor } from '../../access/actor.ts'
import type { Option } from '../../forms/form.ts'
import customerType from '../../records/customer/index.ts'
import { liveStates } from '../../records/record-type.ts'
import { recordTypes } from '../../records/registry.ts'
import { listRecords } from '../../store/records/records.ts'
import { searchKey } from '../../text/rank-matches.ts'
import type { Office } from '../office.ts'
import { findCalled } from './find-called.ts'

const numbered = new RegExp(
  `^(${recordTypes.map(({ prefix }) => prefix).join('|')})-?(?:(20\\d{2})-?)?(\\d{1,6})$`,
)

/**
 * The record that a text names by nothing but its number: `RF-2026-0412`, `rf2026-412`, or of the latest year `RF-0412`.
 * `recordId` is absent where there is none of that number; undefined where the text is no number. Whether it may be
 * read is for whoever opens it.
 */
export async function findNumbered(
  { store }: Office,
  typed: string,
): Promise<{ recordId?: string } | undefined> {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[‐-―−]/g, '-')
    .replace(/[\s。.]/g, '')
  const [, prefix, year = '', count = ''] = numbered.exec(text) ?? []
  if (prefix === undefined) return undefined
  const padded = count.padStart(4, '0')
  const record = await store.db.record.findFirst({
    where: { number: { startsWith: `${prefix}-${year}`, endsWith: `-${padded}` } },
    orderBy: { number: 'desc' },
    select: { id: true },
  })
  return record ? { recordId: record.id } : {}
}

/** The customer whose whole name, or another name of theirs, this is; undefined where it is none's or several's. */
export async function findCustomer(office: Office, actor: Actor, typed: string): Promise<string | undefined> {
  if (searchKey(typed).length < 2 || typed.length > 100) return undefined
  const { byName, byOtherName } = await findCalled(office, actor, { of: customerType.id, name: typed })
  const [one, ...more] = byName.length > 0 ? byName : byOtherName
  return more.length === 0 ? one?.id : undefined
}

/** The customers that somebody is likeliest to mean before they name one: those they added last. */
export async function lastCustomers({ store }: Office, actor: Actor, limit: number): Promise<Option[]> {
  const records = await listRecords(store.db, customerType, {
    visible: customerType.access.read.rows(actor),
    ownerIds: [actor.personId],
    statuses: liveStates(customerType),
    limit,
  })
  return records.map(({ id, values }) => ({ value: id, label: String(values.name) }))
}
