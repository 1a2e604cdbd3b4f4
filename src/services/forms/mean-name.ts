import type { Actor } from '../../access/actor.ts'
import type { Option } from '../../forms/form.ts'
import { speak } from '../../i18n/translate.ts'
import { parseCustomer } from '../../records/activity/line/parse-customer.ts'
import customerType from '../../records/customer/index.ts'
import { answerNew, findNewName, isAddable } from '../../records/new-name.ts'
import { findRecordType } from '../../records/registry.ts'
import { nameSkeleton } from '../../text/look-alikes.ts'
import { nearNames } from '../../text/near-names.ts'
import { searchKey } from '../../text/rank-matches.ts'
import { readCustomerNames } from '../activity/customer-names.ts'
import type { Office } from '../office.ts'
import { readNamesOf } from '../records/names.ts'
import { searchOptions } from './search-options.ts'

/** What a name means that was typed into a lookup. */
export interface MeantName {
  /** Only where it is sure. */
  value?: string
  /** What stands beside the name, as typed, where something does. */
  rest: string
  /** What it may mean, the likeliest first. */
  known: Option[]
  /** A new one of this name, where the actor may add it. */
  added: Option[]
}

const offeredAtMost = 7
/** Beyond it nobody names anything. */
const longestName = 100
/** A place that stands in a sentence is found in it; a story is not searched. */
const longestTyped = 300

interface NameTyped {
  /** `person`, `team` or a record type's id. */
  of: string
  typed: string
}

/**
 * Finds what was meant by a typed name, wherever forms are filled in by words. A customer is read by the rules of the
 * log's lines; of everything else, and of customers that these do not know, what a typed search finds is offered.
 */
export async function meanName(office: Office, actor: Actor, { of, typed }: NameTyped): Promise<MeantName> {
  if (of === customerType.id && typed.length <= longestTyped) return meanCustomer(office, actor, typed)
  const options = await searchOptions(office, actor, { of, query: typed, limit: offeredAtMost })
  const [one, ...more] = options.filter(({ label }) => searchKey(label) === searchKey(typed))
  const added = one ? [] : offerNew(actor, of, typed)
  const known = options.length > 0 ? options : await searchNear(office, actor, { of, typed })
  return { rest: '', known, added, ...(one && more.length === 0 ? { value: one.value } : {}) }
}

/** Nobody has the name as it was typed: who may be meant. */
async function searchNear(office: Office, actor: Actor, { of, typed }: NameTyped): Promise<Option[]> {
  const all = await searchOptions(office, actor, { of, query: '', limit: Number.POSITIVE_INFINITY })
  return nearNames(typed, all).slice(0, offeredAtMost)
}

async function meanCustomer(office: Office, actor: Actor, typed: string): Promise<MeantName> {
  const { db } = office.store
  const customers = await readCustomerNames(office.store)
  const { id, name, candidates, rest } = parseCustomer(typed, {
    now: office.clock.now(),
    zone: actor.zone,
    customers,
  })
  const likely = id === undefined ? candidates.slice(0, offeredAtMost) : [id]
  const names = await readNamesOf(db, customerType.id, likely)
  const likeliest = likely.map((value) => ({ value, label: names.get(value) ?? name }))
  if (id !== undefined) return { value: id, rest, known: likeliest, added: [] }
  const found = await searchOptions(office, actor, {
    of: customerType.id,
    query: name,
    limit: offeredAtMost,
  })
  const known = [...likeliest, ...found.filter(({ value }) => !likely.includes(value))]
  const wanted = nameSkeleton(searchKey(name))
  const isThere = known.some(({ label }) => nameSkeleton(searchKey(label)) === wanted)
  const added = isThere ? [] : offerNew(actor, customerType.id, name)
  return { rest, known: known.slice(0, offeredAtMost), added }
}

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a lookup's answer is an id, or the name of something new that was chosen as such; else it is to be found. */
export const isSettled = (answer: string): boolean =>
  idPattern.test(answer) || findNewName(answer) !== undefined

function offerNew(actor: Actor, of: string, typed: string): Option[] {
  const name = typed.trim()
  if (name === '' || name.length > longestName || !isAddable(findRecordType(of), actor)) return []
  const label = speak(actor.language)('lines.addCustomer', { name })
  return [{ value: answerNew(name), label }]
}

/**
 * What a picker offers while somebody types: what fits, else what may be meant and a new one. The beginning of a name
 * that is there is a search, and nobody's new name.
 */
export async function offerNames(
  office: Office,
  actor: Actor,
  { of, query, limit }: { of: string; query: string; limit: number },
): Promise<Option[]> {
  const found = await searchOptions(office, actor, { of, query, limit })
  if (found.length > 0 || searchKey(query).length < 2) return found
  const { known, added } = await meanName(office, actor, { of, typed: query })
  return [...known.slice(0, limit - added.length), ...added]
}
