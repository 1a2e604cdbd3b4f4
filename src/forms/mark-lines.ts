import type { Card } from './card.ts'

/**
 * The card with a mark before each line that is looked for. `unmarked`: which of the marks found no line, or looked for
 * none. Of equal lines each is marked once, in their order.
 */
export function markLines(
  card: Card,
  marks: readonly { line: string | undefined; mark: string }[],
): { card: Card; unmarked: readonly number[] } {
  const waiting = new Map<string, number[]>()
  for (const [at, { line }] of marks.entries())
    if (line !== undefined) waiting.set(line, [...(waiting.get(line) ?? []), at])
  const marked = new Set<number>()
  const markLine = (line: string): string => {
    const at = waiting.get(line)?.shift()
    if (at === undefined) return line
    marked.add(at)
    return `${marks[at]?.mark}${line}`
  }
  const sections = card.sections?.map(({ heading, text }) => ({
    ...(heading === undefined ? {} : { heading: markLine(heading) }),
    text: text.split('\n').map(markLine).join('\n'),
  }))
  return {
    card: { ...card, ...(sections ? { sections } : {}) },
    unmarked: marks.flatMap((_, at) => (marked.has(at) ? [] : [at])),
  }
}
