/**
 * A message carries so many bytes and no more. A line that is longer goes on in the next message: `⤵` stands at its
 * end and `>>` where it goes on, so that nothing is cut and put together it is what it was.
 */
export const GOES_ON = '⤵'
const GOES_ON_HERE = '>>'
/** What the first line of a further part and the marks may take. */
const RESERVED = 200

/** Lines in parts of at most `maxBytes` bytes of UTF-8; each further part begins with what `begin` gives. */
export function toParts(
  lines: readonly string[],
  maxBytes: number,
  begin: (part: number, parts: number) => string,
): string[] {
  const marked = lines.flatMap((line) =>
    line.endsWith(GOES_ON) ? [`${line}${GOES_ON}`, GOES_ON_HERE] : [line],
  )
  const whole = marked.join('\n')
  if (bytesOf(whole) <= maxBytes) return [whole]
  const parts: string[][] = [[]]
  let left = maxBytes - RESERVED
  for (const line of marked) {
    let rest = line
    while (bytesOf(rest) + 1 > left) {
      const current = parts.at(-1) ?? []
      // A line that fits into a part of its own is not broken for the sake of a few bytes.
      const fits = bytesOf(rest) + 1 <= maxBytes - RESERVED
      if (!fits && left > RESERVED) {
        const head = headOf(rest, left)
        current.push(head + GOES_ON)
        rest = GOES_ON_HERE + rest.slice(head.length)
      }
      parts.push([])
      left = maxBytes - RESERVED
    }
    parts.at(-1)?.push(rest)
    left -= bytesOf(rest) + 1
  }
  return parts.map((part, index) =>
    [...(index > 0 ? [begin(index + 1, parts.length)] : []), ...part].join('\n'),
  )
}

/** Lines as they were before they were broken; `isCut` where the rest of one is not there. */
export function joinParts(lines: readonly string[]): { text: string; isCut: boolean }[] {
  const joined: { text: string; isCut: boolean }[] = []
  let pieces: string[] | undefined
  for (const line of lines) {
    const goesOn = line.endsWith(GOES_ON)
    const own = goesOn ? line.slice(0, -GOES_ON.length) : line
    if (pieces && own.startsWith(GOES_ON_HERE)) pieces.push(own.slice(GOES_ON_HERE.length))
    else {
      if (pieces) joined.push({ text: pieces.join(''), isCut: true })
      pieces = [own]
    }
    if (goesOn) continue
    joined.push({ text: pieces.join(''), isCut: false })
    pieces = undefined
  }
  if (pieces) joined.push({ text: pieces.join(''), isCut: true })
  return joined
}

const bytesOf = (text: string): number => Buffer.byteLength(text)

/** As many whole characters as fit into so many bytes. */
function headOf(text: string, maxBytes: number): string {
  let bytes = 0
  let end = 0
  for (const char of text) {
    bytes += bytesOf(char)
    if (bytes > maxBytes) break
    end += char.length
  }
  return text.slice(0, end)
}
