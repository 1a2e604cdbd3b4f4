import { readNumeral } from '../../../text/read-numeral.ts'

/** 1. 1、 1) （1） ① 一、 （一） 第一、 - • at a line's beginning. */
const NUMBERING = new RegExp(
  `^[\\s\\u200b]{0,20}(?:${[
    String.raw`\d{1,2}(?:[.．](?!\d)|[、)）])`,
    String.raw`[（(][\d一二三四五六七八九十]{1,3}[)）]`,
    '[①-⑳⑴-⒛㈠-㈩]',
    '第?[一二三四五六七八九十]{1,3}(?:[、．]|[.,，](?![0-9]))',
    String.raw`[-–—](?=[\s\u3400-\u9fff])`,
    '[•·*●○▪■◆□►▶✅👉](?:\\ufe0f)?',
  ].join('|')})[\\s]{0,20}`,
  'u',
)
/** `1 南湾一院`: only where lines are numbered anyway. */
const BARE_NUMBER = /^\s{0,20}\d{1,2}\s{1,20}(?=\D)/

/** Which row a line's numbering names: 3 of `3. …`, `（三）…` and `③ …`; undefined where it has none, or a mere mark. */
export function rowNumber(line: string): number | undefined {
  const numbering = line.slice(0, numberingLength(line, { bare: true })).normalize('NFKC')
  const number = readNumeral(numbering.replace(/[^\d一二三四五六七八九十]/g, ''))
  return number === null || number < 1 ? undefined : number
}

/** How many UTF-16 units of a typed line number it; 0 where nothing does. */
export function numberingLength(line: string, { bare = false }: { bare?: boolean } = {}): number {
  const match = NUMBERING.exec(line) ?? (bare ? BARE_NUMBER.exec(line) : null)
  return match?.[0].length ?? 0
}
