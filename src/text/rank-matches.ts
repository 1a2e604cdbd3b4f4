import { foldText } from './fold-text.ts'
import { foldLookAlikes } from './look-alikes.ts'

export interface SearchableName {
  name: string
  aliases: readonly string[]
  /** By `searchKeysOf`, where a list is searched more than once: folding costs ten times the comparing. */
  keys?: SearchKeys
}

export interface SearchKeys {
  name: string
  aliases: readonly string[]
}

/** What two spellings of one name share: folded, letters of other scripts that look like Latin ones too, without spaces and punctuation. */
export function searchKey(text: string): string {
  const key = foldLookAlikes(foldText(text)).replace(/[\s\p{P}\p{S}]+/gu, '')
  // The very text where nothing was folded: long lists of names and keys keep one string of the two.
  return key === text ? text : key
}

export const searchKeysOf = (item: Omit<SearchableName, 'keys'>): SearchKeys => ({
  name: searchKey(item.name),
  aliases: item.aliases.map(searchKey),
})

/**
 * The names that fit what was typed so far, best first: the whole name or alias, a name's beginning, an alias's
 * beginning, inside a name, inside an alias, then abbreviations (the letters in order, first letter equal).
 * Equal ranks put the shorter name first. An empty query keeps all, in their own order.
 */
export function rankMatches<T extends SearchableName>(query: string, names: readonly T[]): T[] {
  const wanted = searchKey(query)
  if (wanted === '') return [...names]
  return names
    .map((item, index) => ({ item, index, rank: rankOf(wanted, item), length: item.name.length }))
    .filter((entry) => entry.rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank || a.length - b.length || a.index - b.index)
    .map((entry) => entry.item)
}

const NO_MATCH = 6

function rankOf(wanted: string, item: SearchableName): number {
  const { name, aliases } = item.keys ?? searchKeysOf(item)
  if (name === wanted || aliases.includes(wanted)) return 0
  if (name.startsWith(wanted)) return 1
  if (aliases.some((alias) => alias.startsWith(wanted))) return 2
  if (name.includes(wanted)) return 3
  if (aliases.some((alias) => alias.includes(wanted))) return 4
  return isAbbreviation(wanted, name) ? 5 : NO_MATCH
}

/** Whether `short` keeps letters of `long` in their order, beginning with the same one (清溪人医 of 清溪县人民医院). */
export function isAbbreviation(short: string, long: string): boolean {
  if (short.length < 2 || short[0] !== long[0]) return false
  let at = 0
  for (const char of long) {
    if (short.startsWith(char, at)) at += char.length
    if (at === short.length) return true
  }
  return false
}
