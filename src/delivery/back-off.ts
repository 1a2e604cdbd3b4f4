const firstMs = 2_000
const longestMs = 15 * 60_000

/** 2 s, 4 s, 8 s … up to a quarter of an hour. `attempts` counts the ones made. */
export function backOffMs(attempts: number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.max(0, attempts - 1))
}
