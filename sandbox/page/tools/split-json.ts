interface JsonPiece {
  kind: 'key' | 'string' | 'number' | 'word' | 'other'
  text: string
}

const TOKEN = /("(?:\\.|[^"\\])*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g

/** Pretty-printed JSON cut into pieces to colour; text that is no JSON comes back as it is. */
export function splitJson(text: string): JsonPiece[] {
  const pieces: JsonPiece[] = []
  let at = 0
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > at) pieces.push({ kind: 'other', text: text.slice(at, match.index) })
    pieces.push({ kind: kindOf(match), text: match[0] })
    at = match.index + match[0].length
  }
  if (at < text.length) pieces.push({ kind: 'other', text: text.slice(at) })
  return pieces
}

function kindOf([token, string, colon]: RegExpExecArray): JsonPiece['kind'] {
  if (string !== undefined) return colon === undefined ? 'string' : 'key'
  return /^[tfn]/.test(token) ? 'word' : 'number'
}
