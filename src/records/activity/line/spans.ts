/** A stretch of the folded text, in UTF-16 code units, end exclusive. */
export interface Span {
  start: number
  end: number
}

/** Stands for every code unit that some finder has already understood. */
export const TAKEN = '\uFFFC'
/** The same for customers and persons: a planner or a negation does not reach its verb across them. */
export const NAMED = '\uFFFB'

/** The text with the spans understood so far blotted out, so that no later finder reads across them. */
export function hide(open: string, spans: readonly Span[], mark = TAKEN): string {
  if (spans.length === 0) return open
  let out = ''
  let at = 0
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.end <= at) continue
    const start = Math.max(span.start, at)
    out += open.slice(at, start) + mark.repeat(span.end - start)
    at = span.end
  }
  return out + open.slice(at)
}

export function isHanAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0x3400 && code <= 0x9fff
}

/** The unbroken Chinese characters that end at `at`, at most `limit` of them. */
export function hanBefore(text: string, at: number, limit: number): string {
  let start = at
  while (start > 0 && at - start < limit && isHanAt(text, start - 1)) start--
  return text.slice(start, at)
}

export function hanAfter(text: string, at: number, limit: number): string {
  let end = at
  while (end < text.length && end - at < limit && isHanAt(text, end)) end++
  return text.slice(at, end)
}

/** The last few characters before `at`, without the understood ones and spaces that end them. */
export function wordsBefore(text: string, at: number, limit = 16): string {
  let end = at
  while (end > 0 && at - end < 24 && (text[end - 1] === TAKEN || text[end - 1] === ' ')) end--
  return text.slice(Math.max(0, end - limit), end)
}

/** The last few characters before `at`, as they are; a space is dropped only after a Latin word. */
export function textBefore(open: string, at: number, limit = 16): string {
  const text = open.slice(Math.max(0, at - limit), at)
  return /[a-z.] $/.test(text) ? text.trimEnd() : text
}

/** Whether `text` ends with one of `words`; a Latin word has to begin there too. */
export function endsWithWord(text: string, words: readonly string[]): boolean {
  return words.some((word) => {
    if (!text.endsWith(word)) return false
    const before = text[text.length - word.length - 1]
    return !/^[a-z]/.test(word) || before === undefined || !/[a-z0-9]/.test(before)
  })
}

export function startsWithWord(text: string, words: readonly string[]): boolean {
  return words.some((word) => {
    if (!text.startsWith(word)) return false
    const after = text[word.length]
    return !/[a-z]$/.test(word) || after === undefined || !/[a-z0-9]/.test(after)
  })
}

export function isLatin(char: string | undefined): boolean {
  return char !== undefined && /[a-z0-9]/i.test(char)
}
