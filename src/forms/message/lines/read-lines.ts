import { type FoldedText, foldWithOffsets } from '../../../text/fold-text.ts'
import { type Frame, isFrame } from './frame.ts'
import { GOES_ON, joinParts } from './parts.ts'

export interface Line {
  typed: string
  text: FoldedText
  /** Begins with `>`: it goes on with the text above, whatever it looks like. The mark is not part of `typed`. */
  isQuoted: boolean
  /** Its end stands in a message that has not come. */
  isCut: boolean
}

const QUOTE = /^[>＞] ?/
const OPENING = /^\s*[「『]/
const RULE = /^[\s\-–—─]{5,}$/

/** The lines that somebody wrote or changed: no header, no footer, no greeting, nothing of a message replied to. */
export function readLines(text: string, frame: Frame): Line[] {
  const typed = withoutQuoteMarks(withoutReply(text.replace(/\r\n?/g, '\n').split('\n')))
  if (!text.includes(GOES_ON)) return typed.flatMap((line) => readLine(line, frame, false) ?? [])
  // A header of the next part stands between the two halves of a line.
  const own = typed.filter((line) => readLine(line, frame, false))
  return joinParts(own).flatMap(({ text: line, isCut }) => readLine(line, frame, isCut) ?? [])
}

function readLine(line: string, frame: Frame, isCut: boolean): Line | undefined {
  const quoted = isQuoted(line)
  const typed = quoted ? line.replace(QUOTE, '') : line
  const text = foldWithOffsets(typed)
  return !quoted && isFrame(frame, text.folded) ? undefined : { typed, text, isQuoted: quoted, isCut }
}

const isQuoted = (line: string) => QUOTE.test(line)

/** The mark under which a line of a longer text cannot be taken for anything else. */
export const quoteLine = (line: string): string => `> ${line}`

/** `「…」` and a rule of dashes stand above an answer to a message: what they quote is not said again. */
function withoutReply(lines: readonly string[]): readonly string[] {
  if (!OPENING.test(lines[0] ?? '')) return lines
  const rule = lines.findIndex((line) => RULE.test(line))
  const rest = rule < 0 ? [] : lines.slice(rule + 1)
  return rest.some((line) => line.trim() !== '') ? rest : lines
}

/** Everything quoted says no more than nothing quoted. */
function withoutQuoteMarks(lines: readonly string[]): readonly string[] {
  const isAll = lines.every((line) => line.trim() === '' || isQuoted(line))
  return isAll ? lines.map((line) => line.replace(QUOTE, '')) : lines
}
