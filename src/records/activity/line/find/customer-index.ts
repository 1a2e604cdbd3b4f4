import { distance } from 'fastest-levenshtein'
import { foldText } from '../../../../text/fold-text.ts'
import { isAbbreviation, searchKey } from '../../../../text/rank-matches.ts'
import type { CustomerName } from '../activity-line-reading.ts'
import { isHanAt } from '../spans.ts'
import { COMMON_NAME_PIECES } from '../words/customer-words.ts'
import { makeWordTable, type WordTable } from './find-words.ts'

export interface IndexedContact {
  customer: IndexedCustomer
  /** Folded name and title, e.g. 李建国 and 骨科主任. */
  name: string
  title: string
}

export interface IndexedCustomer {
  id: string
  kind: string
  /** Folded name first, then the folded aliases. */
  names: string[]
  /** The same without blanks and punctuation. */
  keys: string[]
}

export interface CustomerIndex {
  all: IndexedCustomer[]
  byName: WordTable<IndexedCustomer[]>
  contacts: WordTable<IndexedContact[]>
  contactList: IndexedContact[]
}

/** More customers than these behind one piece of a name make it no hint. */
const MAX_SHARING = 3

const indexes = new WeakMap<readonly CustomerName[], CustomerIndex>()
const entries = new WeakMap<CustomerName, IndexedCustomer>()

/**
 * The index of a list, made once as long as the list lives: with thousands of customers it costs more than a line. A
 * list in which one customer has changed shares the others with the one before, and folds that one alone.
 */
export function indexCustomers(customers: readonly CustomerName[]): CustomerIndex {
  const index = indexes.get(customers) ?? buildIndex(customers)
  indexes.set(customers, index)
  return index
}

function buildIndex(customers: readonly CustomerName[]): CustomerIndex {
  const all: IndexedCustomer[] = []
  const byName = new Map<string, IndexedCustomer[]>()
  const contacts = new Map<string, IndexedContact[]>()
  for (const customer of customers) {
    const indexed = entries.get(customer) ?? toEntry(customer)
    entries.set(customer, indexed)
    all.push(indexed)
    for (const name of indexed.names) add(byName, name, indexed)
    for (const { name, title } of customer.contacts) {
      const folded = foldText(name)
      if (folded.length > 1)
        add(contacts, folded, { customer: indexed, name: folded, title: foldText(title ?? '') })
    }
  }
  return {
    all,
    byName: makeWordTable(byName),
    contacts: makeWordTable(contacts),
    contactList: [...contacts.values()].flat(),
  }
}

function toEntry(customer: CustomerName): IndexedCustomer {
  const names = namesOf(customer)
  const keys = names.map(searchKey)
  // Nearly always the same: one list of the two is kept.
  const isSame = keys.every((key, at) => key === names[at])
  return { id: customer.id, kind: customer.kind, names, keys: isSame ? names : keys }
}

/** With a short name that its full name goes on after (仁爱门诊 of 坡塘仁爱门诊部), the rest may be said too: 仁爱门诊部. */
function namesOf({ name, aliases }: CustomerName): string[] {
  const full = foldText(name)
  const short = aliases.map(foldText).filter((alias) => alias.length > 1)
  const tails = short.filter((alias) => full.includes(alias)).map((alias) => full.slice(full.indexOf(alias)))
  return [...new Set([full, ...short, ...tails])].filter((each) => each.length > 1)
}

/**
 * Two-character pieces of a text that a few customers alone have in their names, with these. Looked for anew in each
 * line that names no customer: the pieces of all names would be many times the names.
 */
export function findSharing(text: string, index: CustomerIndex): Map<string, Set<IndexedCustomer>> {
  const pieces = new Map(pairsOf(text).map((piece) => [piece, new Set<IndexedCustomer>()]))
  for (const customer of index.all) {
    for (const name of customer.names) {
      for (let at = 0; at + 2 <= name.length; at++) pieces.get(name.slice(at, at + 2))?.add(customer)
    }
  }
  for (const [piece, { size }] of pieces) if (size === 0 || size > MAX_SHARING) pieces.delete(piece)
  return pieces
}

const commonPieces: ReadonlySet<string> = new Set(COMMON_NAME_PIECES)

function pairsOf(text: string): string[] {
  const pairs: string[] = []
  for (let at = 0; at + 2 <= text.length; at++) {
    const pair = text.slice(at, at + 2)
    if (!commonPieces.has(pair) && isHanAt(text, at) && isHanAt(text, at + 1)) pairs.push(pair)
  }
  return pairs
}

/**
 * Customers that an inexact name could mean, likeliest first: those that contain it, those it abbreviates, those
 * it contains, and those one or two letters away (康明诊所 for 康民诊所).
 */
export function findSimilar(typed: string, index: CustomerIndex): IndexedCustomer[] {
  const wanted = searchKey(typed)
  if (wanted.length < 2) return []
  const ranked = index.all.flatMap((customer) => {
    const rank = Math.min(...customer.keys.map((key) => similarity(wanted, key)))
    return rank < FAR ? [{ customer, rank }] : []
  })
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_CANDIDATES)
    .map(({ customer }) => customer)
}

const FAR = 9
const MAX_CANDIDATES = 10

function similarity(wanted: string, name: string): number {
  if (name.endsWith(wanted)) return 1
  if (name.includes(wanted)) return 2
  if (isAbbreviation(wanted, name)) return 3
  if (wanted.includes(name)) return 4
  const distance = lettersApart(wanted, name)
  if (distance === 1 && differsInKind(wanted, name)) return FAR
  if (distance === 1 && Math.min(wanted.length, name.length) >= 3) return 5
  if (distance === 2 && Math.min(wanted.length, name.length) >= 6) return 6
  return FAR
}

/** 南湾二院 is no slip for 南湾一院, nor 清溪中医院 for 清溪县医院: such letters tell places apart. */
function differsInKind(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  const at = [...a].findIndex((char, i) => char !== b[i])
  return TELLING.includes(a[at] ?? ' ') || TELLING.includes(b[at] ?? ' ')
}

const TELLING = '一二三四五六七八九十东南西北中市县区省镇乡新老妇儿'

/** Edit distance, given up at three. */
function lettersApart(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2 || a.length > 40) return 3
  return distance(a, b)
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
