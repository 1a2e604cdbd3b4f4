import { limits } from './limits.ts'

/** Where a title may go on below: best where a clause ends, else between words. */
const breaks = [/[：；。？！]|[:;.?!](?= )/g, /[，、）]|,(?= )/g, /[（·]| (?=\()/g, / /g]

/**
 * A title as far as a card's own line takes it, and what of it goes on below, so that both together read whole. One
 * without a place to break is cut and stands below in full.
 */
export function splitTitle(title: string): { head: string; rest: string } {
  if (title.length <= limits.titleChars) return { head: title, rest: '' }
  for (const kind of breaks) {
    const ends = [...title.matchAll(kind)]
      .map(({ index, 0: mark }) => (/[ （·]/.test(mark) ? index : index + mark.length))
      .filter((end) => end > 0 && end <= limits.titleChars)
    // A date in brackets stays in one piece where there is another place.
    const at = ends.findLast((end) => !isInBrackets(title.slice(0, end))) ?? ends.at(-1)
    const head = title.slice(0, at).trimEnd()
    const rest = at === undefined ? '' : title.slice(at).trim()
    if (head !== '' && rest !== '') return { head, rest }
  }
  return { head: cut(title, limits.titleChars), rest: title }
}

const isInBrackets = (head: string) => /[(（][^)）]*$/.test(head)

export const cut = (text: string, maxChars: number): string =>
  text.length <= maxChars
    ? text
    : `${text
        .slice(0, maxChars - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`
