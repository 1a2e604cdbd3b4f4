const BLANK = /\s/u

/**
 * A text without these marks and blanks at its end, and with `both` at its beginning too. A loop, because `[…]+$` takes
 * the square of a long run of marks.
 */
export function trimMarks(text: string, marks: string, { both = false }: { both?: boolean } = {}): string {
  let end = text.length
  while (end > 0 && isOneOf(marks, text.charAt(end - 1))) end--
  let start = 0
  while (both && start < end && isOneOf(marks, text.charAt(start))) start++
  return text.slice(start, end)
}

function isOneOf(marks: string, char: string): boolean {
  return marks.includes(char) || BLANK.test(char)
}
