import type { Actor } from '../../access/actor.ts'
import { everyone } from '../../access/permissions.ts'
import type { Values } from '../../fields/field.ts'
import type { CustomerName } from '../../records/activity/line/activity-line-reading.ts'
import customerType from '../../records/customer/index.ts'
import { liveStates } from '../../records/record-type.ts'
import type { Store } from '../../store/open-store.ts'
import { listRecords } from '../../store/records/records.ts'

const customersAtMost = 5000

interface Known {
  stamp: string
  names: readonly CustomerName[]
}

const known = new WeakMap<Store, Known>()

/**
 * Every customer in force by the names that people use, read anew only when one has changed: the parser keeps its
 * index by this very list. Everybody may read customers, so one list serves all.
 */
export async function readCustomerNames(store: Store, actor: Actor): Promise<readonly CustomerName[]> {
  const { _max, _count } = await store.db.record.aggregate({
    where: { type: customerType.id },
    _max: { updatedAt: true },
    _count: true,
  })
  const stamp = `${_count} ${_max.updatedAt?.getTime() ?? ''}`
  const kept = known.get(store)
  if (kept?.stamp === stamp) return kept.names
  const records = await listRecords(store.db, customerType, {
    visible: everyone.rows(actor),
    statuses: liveStates(customerType),
    limit: customersAtMost,
  })
  const names = records.map(({ id, values }) => toName(id, values))
  known.set(store, { stamp, names })
  return names
}

const toName = (id: string, values: Values): CustomerName => ({
  id,
  name: String(values.name),
  aliases: typeof values.aliases === 'string' ? values.aliases.split('\n').map((alias) => alias.trim()) : [],
  kind: String(values.kind),
  contacts: (values.contacts as readonly Values[]).map((contact) => ({
    name: String(contact.name),
    ...(typeof contact.title === 'string' ? { title: contact.title } : {}),
  })),
})
