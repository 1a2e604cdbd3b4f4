/**
 * A text in pieces of at most so many bytes of UTF-8, in order, cut at lines where that is possible and never within a
 * character: WeCom cuts longer ones itself, and anywhere.
 */
export function splitText(text: string, maxBytes: number): string[] {
  const pieces: string[] = []
  let piece = ''
  let bytes = 0
  const add = (part: string, size: number) => {
    if (bytes + size > maxBytes) {
      if (piece.trim() !== '') pieces.push(piece)
      piece = ''
      bytes = 0
    }
    piece += part
    bytes += size
  }
  for (const line of text.split(/(?<=\n)/)) {
    const size = Buffer.byteLength(line)
    if (size <= maxBytes) add(line, size)
    else for (const part of cutLine(line, maxBytes)) add(part, Buffer.byteLength(part))
  }
  if (piece.trim() !== '') pieces.push(piece)
  return pieces.map((each) => each.replace(/\n$/, ''))
}

/** A letter with its marks, an emoji of several parts: what nobody wants to see cut. */
const letters = new Intl.Segmenter()

function* cutLine(line: string, maxBytes: number): Generator<string> {
  for (const { segment } of letters.segment(line)) {
    // Somebody piled up marks without end.
    if (Buffer.byteLength(segment) > maxBytes) yield* segment
    else yield segment
  }
}
