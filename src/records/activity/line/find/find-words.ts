import { isLatin, type Span } from '../spans.ts'

export interface FoundWord<T> extends Span {
  text: string
  value: T
}

/** Words by their text, with the lengths that occur, so that a look-up at one place costs a few map reads. */
export interface WordTable<T> {
  byText: Map<string, T>
  lengths: number[]
}

export function makeWordTable<T>(entries: Iterable<readonly [string, T]>): WordTable<T> {
  const byText = new Map<string, T>()
  for (const [text, value] of entries) if (text !== '') byText.set(text, value)
  const lengths = [...new Set([...byText.keys()].map((text) => text.length))].sort((a, b) => b - a)
  return { byText, lengths }
}

/** Leftmost words first, the longest at each place, none overlapping. Linear in the text for a given table. */
export function findWords<T>(text: string, table: WordTable<T>): FoundWord<T>[] {
  const found: FoundWord<T>[] = []
  for (let at = 0; at < text.length; ) {
    const word = wordAt(text, at, table)
    if (word) found.push(word)
    at = word ? word.end : at + 1
  }
  return found
}

function wordAt<T>(text: string, at: number, table: WordTable<T>): FoundWord<T> | null {
  for (const length of table.lengths) {
    const end = at + length
    if (end > text.length) continue
    const piece = text.slice(at, end)
    const value = table.byText.get(piece)
    if (value !== undefined && standsAlone(text, at, end)) return { start: at, end, text: piece, value }
  }
  return null
}

/** A Latin word must not be cut out of a longer one; Chinese has no such edges. */
export function standsAlone(text: string, start: number, end: number): boolean {
  if (isLatin(text[start]) && isLatin(text[start - 1])) return false
  return !(isLatin(text[end - 1]) && isLatin(text[end]))
}

/** One entry a line: Chinese words separated by spaces, English ones by bars. */
export function splitWordList(lists: readonly string[]): string[] {
  return lists.flatMap((list) => list.split(list.includes('|') || /^[a-z' -]+$/.test(list) ? '|' : ' '))
}
