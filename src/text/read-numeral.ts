const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}

/** The characters of a Chinese numeral below a thousand, for use inside a regular expression's class. */
export const NUMERAL_CHARS = '零〇一二两三四五六七八九十百'

/**
 * A number written in digits (30, 1.5) or Chinese (三十, 二十五, 一百二, 一点五). Null for what only looks like one
 * or says two numbers at once (两三, 三四十).
 */
export function readNumeral(text: string): number | null {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text)
  const [whole = '', fraction, ...more] = text.split('点')
  if (more.length > 0) return null
  const value = readWhole(whole)
  if (value === null || fraction === undefined) return value
  const digits = [...fraction].map((char) => DIGITS[char])
  if (digits.length === 0 || digits.includes(undefined)) return null
  return Number(`${value}.${digits.join('')}`)
}

function readWhole(text: string): number | null {
  const match =
    /^(?:([一二两三四五六七八九])百)?零?(?:([一二两三四五六七八九])?(十))?([零〇一二两三四五六七八九])?$/.exec(
      text,
    )
  if (text === '' || !match) return null
  const [, hundreds, tens, ten, ones] = match
  const below = ten ? (tens ? (DIGITS[tens] ?? 0) : 1) * 10 : 0
  // 一百二 is 120, not 102.
  const last = ones ? (DIGITS[ones] ?? 0) * (hundreds && !ten && !text.includes('零') ? 10 : 1) : 0
  return (hundreds ? (DIGITS[hundreds] ?? 0) * 100 : 0) + below + last
}
