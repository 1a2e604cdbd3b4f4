/** A callback's XML with a line for each element, as it is easiest read; anything else comes back as it is. */
export function writeXmlLines(text: string): string {
  if (!/^\s*<xml>/.test(text)) return text
  const lines: string[] = []
  let depth = 0
  for (const [token] of text.matchAll(/<!\[CDATA\[[\s\S]*?\]\]>|<[^>]+>|[^<]+/g)) {
    const isClosing = token.startsWith('</')
    const isOpening = token.startsWith('<') && !isClosing && !token.startsWith('<!')
    const last = lines.at(-1) ?? ''
    if (isClosing) depth -= 1
    // A value stands between its tags on one line.
    const staysOnLine =
      !isOpening &&
      (!isClosing || (!last.trimStart().startsWith('</') && last.includes(`<${token.slice(2, -1)}>`)))
    if (staysOnLine && lines.length > 0) lines[lines.length - 1] = last + token.trim()
    else if (token.trim() !== '') lines.push('  '.repeat(depth) + token.trim())
    if (isOpening) depth += 1
  }
  return lines.join('\n')
}
