import { distance } from 'fastest-levenshtein'
import { searchKey } from './rank-matches.ts'

/**
 * Names that may be meant by one that is misspelt, the nearest first: one character of a Chinese name other, too many
 * or missing (许家木 for 许嘉木), its characters in another order, two letters of a longer name in letters. Of two
 * characters the first, the surname, has to be right, or most of a house would be near.
 */
export function nearNames<T extends { label: string }>(typed: string, names: readonly T[]): T[] {
  const wanted = searchKey(typed)
  return names
    .flatMap((item, index) => {
      const apart = apartOf(wanted, searchKey(item.label))
      return apart === undefined ? [] : [{ item, index, apart }]
    })
    .sort((a, b) => a.apart - b.apart || a.index - b.index)
    .map(({ item }) => item)
}

/** How many characters are wrong; undefined where it is another name. */
function apartOf(wanted: string, name: string): number | undefined {
  const length = Math.max(wanted.length, name.length)
  const shortest = Math.min(wanted.length, name.length)
  if (shortest < 2 || length > 40) return undefined
  if (shortest === 2 && wanted[0] !== name[0]) return undefined
  const isMixed = wanted !== name && [...wanted].sort().join('') === [...name].sort().join('')
  const allowed = /^[a-z]/.test(wanted) && length >= 6 ? 2 : 1
  const apart = isMixed ? 1 : distance(wanted, name)
  return apart <= allowed ? apart : undefined
}
