import type { CustomerName } from '../../records/activity/line/activity-line-reading.ts'
import customerType from '../../records/customer/index.ts'
import { liveStates } from '../../records/record-type.ts'
import type { Store } from '../../store/open-store.ts'
import { isNamed, type NamedRecord, readNamedRecords } from '../records/named-records.ts'

/** By the list that they are of: the parser keeps its index by this very list. */
const inForce = new WeakMap<readonly NamedRecord[], readonly CustomerName[]>()

/**
 * Every customer in force by the names that people use; another list only when one has changed. Everybody may read
 * customers, whoever looks after them, so one list serves all.
 */
export async function readCustomerNames(store: Store): Promise<readonly CustomerName[]> {
  if (!isNamed(customerType)) throw new TypeError('customers have no names')
  const records = await readNamedRecords(store, customerType)
  const live = liveStates(customerType)
  const names = inForce.get(records) ?? records.filter(({ status }) => live.includes(status))
  inForce.set(records, names)
  return names
}
