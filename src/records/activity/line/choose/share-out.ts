import type { Span } from '../spans.ts'

/**
 * Gives each customer of a list what is said of it. What stands before the first customer holds for all, what
 * stands behind one holds for that one; behind the last and outside brackets it holds for all that have none.
 * With 'own' nothing is spread: what stands before the first goes to the first.
 */
export function shareOut<T extends Span>(
  tokens: readonly T[],
  customers: readonly Span[],
  line: { open: string },
  mode: 'spread' | 'own' = 'spread',
): T[][] {
  if (customers.length < 2) return [[...tokens]]
  const own = customers.map((customer, at) => {
    const until = customers[at + 1]?.start ?? Number.MAX_SAFE_INTEGER
    return tokens.filter((token) => token.start >= customer.start && token.start < until)
  })
  const leading = tokens.filter((token) => token.start < (customers[0]?.start ?? 0))
  if (mode === 'own') return own.map((list, at) => (at === 0 ? [...leading, ...list] : list))
  const last = own.at(-1) ?? []
  const trailing = last.filter((token) => line.open[token.start - 1] !== '(')
  // A word in the middle of the list is said of one customer; then the last word is said of its own one only.
  const spreads = leading.length === 0 && own.slice(0, -1).every((list) => list.length === 0)
  return own.map((list) => (list.length > 0 ? list : spreads ? trailing : leading))
}
