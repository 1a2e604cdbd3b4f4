import type { LineTokens } from '../read-line.ts'

/** Some of the typed lines, read together. */
export interface Entry {
  /** where it begins in what was typed */
  start: number
  line: LineTokens
}

/**
 * A list with one visit or call on each line: a line that names its own customer and says what was done there, or how
 * long, shares nothing with the line before but the day. Any other line goes on with what was begun.
 */
export function splitEntries(text: string, read: (typed: string) => LineTokens): Entry[] {
  if (!text.trim().includes('\n')) return [{ start: 0, line: read(text) }]
  const pieces: { start: number; end: number; names: boolean }[] = []
  let start = 0
  for (const typed of text.split('\n')) {
    const end = start + typed.length
    const line = read(typed)
    const names = line.mentions.some(({ aside }) => !aside)
    const tells = line.heads.length + line.statuses.length + line.durations.length > 0
    const last = pieces.at(-1)
    if (last && !(last.names && names && tells)) {
      last.end = end
      last.names ||= names
    } else pieces.push({ start, end, names })
    start = end + 1
  }
  return pieces.map((piece) => ({ start: piece.start, line: read(text.slice(piece.start, piece.end)) }))
}
