/** Days are ISO strings, which sort as time does. */
export function earlierDay(a: string, b: string): string {
  return a <= b ? a : b
}

export function laterDay(a: string, b: string): string {
  return a >= b ? a : b
}
