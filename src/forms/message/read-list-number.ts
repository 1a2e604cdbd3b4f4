import { readNumeral } from '../../text/read-numeral.ts'

const listed =
  /^(?:打开|open|no\.?|nr\.?)? ?第?(\d{1,2}|[一二两三四五六七八九十]{1,3}) ?(?:个|项|条|号|件)?[.。!)]?$/i

/** Which line of a list is meant by a text that says nothing else: `7`, `第8个`, `打开三`. */
export function readListNumber(text: string): number | undefined {
  const [, number = ''] = listed.exec(text.normalize('NFKC').trim()) ?? []
  return readNumeral(number) ?? undefined
}
