const LINE_END = /(?<=[\n\r\u0085\u2028\u2029])/u
const MARKS = /[\u202a-\u202e\u2066-\u2069]/
const POP_EMBEDDING = '\u202c'
const POP_ISOLATE = '\u2069'
const ENDED_BY: Readonly<Record<string, string>> = {
  '\u202a': POP_EMBEDDING,
  '\u202b': POP_EMBEDDING,
  '\u202d': POP_EMBEDDING,
  '\u202e': POP_EMBEDDING,
  '\u2066': POP_ISOLATE,
  '\u2067': POP_ISOLATE,
  '\u2068': POP_ISOLATE,
}
const isOverride = (mark: string): boolean => mark === '\u202d' || mark === '\u202e'

/**
 * The text without marks of direction that reach beyond it: those that nobody closes on their line would turn around
 * whatever a card, a list or a page writes behind it, and an override (LRO, RLO) shows other letters than there are, as
 * in `外科\u202e.gpj` (Unicode TR 36, 2.5). Hebrew or Arabic within Chinese, properly closed, stays as it was typed.
 */
export const settleDirection = (text: string): string =>
  MARKS.test(text) ? text.split(LINE_END).map(settleLine).join('') : text

function settleLine(line: string): string {
  const letters = line.split('')
  const kept = new Set<number>()
  let open: { at: number; mark: string }[] = []
  for (const [at, letter] of letters.entries()) {
    if (ENDED_BY[letter]) open.push({ at, mark: letter })
    else if (letter === POP_EMBEDDING || letter === POP_ISOLATE) {
      const from = findOpen(open, letter)
      const begun = open[from]
      if (!begun) continue
      open = open.slice(0, from)
      if (!isOverride(begun.mark)) kept.add(begun.at).add(at)
    }
  }
  return letters.filter((letter, at) => !MARKS.test(letter) || kept.has(at)).join('')
}

/** What a closing mark closes: of embeddings the innermost of all, of isolates the innermost of its kind. */
function findOpen(open: readonly { mark: string }[], closing: string): number {
  const from = open.findLastIndex(({ mark }) => ENDED_BY[mark] === closing)
  return closing === POP_ISOLATE || from === open.length - 1 ? from : -1
}
