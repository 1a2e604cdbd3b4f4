/**
 * A text in pieces of at most so many bytes of UTF-8, in order, cut at lines where that is possible and never within a
 * character: WeCom cuts longer ones itself, and anywhere.
 */
export function splitText(text: string, maxBytes: number): string[] {
  const pieces: string[] = []
  let piece = ''
  const flush = () => {
    if (piece.trim() !== '') pieces.push(piece)
    piece = ''
  }
  for (const line of text.split(/(?<=\n)/)) {
    if (bytesOf(piece + line) <= maxBytes) {
      piece += line
      continue
    }
    flush()
    for (const part of splitLine(line, maxBytes)) {
      flush()
      piece = part
    }
  }
  flush()
  return pieces.map((each) => each.replace(/\n$/, ''))
}

function splitLine(line: string, maxBytes: number): string[] {
  const parts: string[] = []
  let part = ''
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (bytesOf(part + segment) > maxBytes && part !== '') {
      parts.push(part)
      part = ''
    }
    part += segment
  }
  return part === '' ? parts : [...parts, part]
}

const bytesOf = (text: string): number => Buffer.byteLength(text)
