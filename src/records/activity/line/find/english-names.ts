import { surnameAt } from '../../../../text/surnames.ts'
import type { Span } from '../spans.ts'

const NOT_LATIN_NAMES = new Set(
  'the a an and or with at to of in for from by on about new old existing customer client visit visited call called met saw today yesterday tomorrow was is not no about re their his her our my we he she they there here after before who did had has will min mins minutes hour hours ok'.split(
    ' ',
  ),
)
const LATIN_TITLES = 'professor|prof|doctor|dr|mrs|mr|ms|miss|director|head nurse|nurse|chief|manager'

function isLatinTitle(word: string): boolean {
  return LATIN_TITLES.split('|').includes(word)
}

export function englishNames(open: string, cased: string): Span[] {
  const pattern = new RegExp(
    `(?<![a-z])(?:${LATIN_TITLES})\\.? ?([\\u3400-\\u9fff]{1,3}(?![\\u3400-\\u9fff])|(?<=[. ])[a-z][a-z'-]{0,20})( [a-z][a-z'-]{0,20})?`,
    'g',
  )
  return [...open.matchAll(pattern)].flatMap((match) => {
    const [whole, name = '', more] = match
    // Dr. He is a name, "dr he said" is not.
    const capital = /^[A-Z]/.test(cased.slice(match.index + whole.length - (more?.length ?? 0) - name.length))
    if (NOT_LATIN_NAMES.has(name) && !capital) return []
    if (/[\u3400-\u9fff]/.test(name) && surnameAt(name, 0) === null) return []
    const end = match.index + whole.length - (more?.length ?? 0)
    const second = more?.trim() ?? ''
    // A second word belongs to the name when it is written like one.
    const takesSecond =
      second !== '' &&
      !NOT_LATIN_NAMES.has(second) &&
      /^[A-Z]/.test(cased.slice(end + 1)) &&
      /^[A-Z]/.test(cased.slice(end - name.length))
    return [{ start: match.index, end: takesSecond ? end + (more?.length ?? 0) : end }]
  })
}

/** Zhao教授, Li 主任 */
export function latinNameBefore(open: string, end: number): number | undefined {
  const match = /(?<![a-z])([a-z]{2,12}) ?$/.exec(open.slice(Math.max(0, end - 14), end))
  return match && !NOT_LATIN_NAMES.has(match[1] ?? '') ? end - match[0].length : undefined
}

/** met John Smith, call with Anna */
export function bareEnglishNames(open: string, cased: string, anchors: ReadonlySet<number>): Span[] {
  return [
    ...cased.matchAll(/(?<![A-Za-z0-9])[A-Z][a-z]{1,15}(?: [A-Z][a-z]{1,15})?(?![A-Za-z0-9])/g),
  ].flatMap((match) => {
    const [text] = match
    if (open.slice(match.index, match.index + text.length) !== text.toLowerCase()) return []
    const first = text.split(' ')[0]?.toLowerCase() ?? ''
    return anchors.has(match.index - 1) && !NOT_LATIN_NAMES.has(first) && !isLatinTitle(first)
      ? [{ start: match.index, end: match.index + text.length }]
      : []
  })
}
