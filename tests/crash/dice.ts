/** Draws that come again the same from the same seed; each person and each process has dice of its own. */
export interface Dice {
  /** From 0 up to, not including, `end`. */
  below(end: number): number
  /** Both ends included. */
  between(first: number, last: number): number
  chance(share: number): boolean
  pick<T>(items: readonly [T, ...T[]]): T
}

/** FNV-1a over the seed, then mulberry32: small, and the same on every machine. */
export function createDice(seed: string): Dice {
  let state = 0x811c9dc5
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  const draw = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(draw() * end)
  return {
    below,
    between: (first, last) => first + below(last - first + 1),
    chance: (share) => draw() < share,
    pick: (items) => items[below(items.length)] ?? items[0],
  }
}
