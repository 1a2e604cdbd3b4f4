import type fc from 'fast-check'

/** A decoder of what comes from outside, and what it is given. */
export interface FuzzTarget {
  name: string
  /** Its part of all cases, against the others’: what is slow gets fewer. */
  share: number
  input: fc.Arbitrary<unknown>
  /** Throws, or rejects, for what must not be; refusals in our own words are swallowed here. */
  decode(input: never): unknown
}

/** What a decoder may refuse with; every other exception is a crash. */
export function tolerate(names: readonly string[], decode: () => unknown): unknown {
  try {
    return decode()
  } catch (error) {
    if (error instanceof Error && names.includes(error.name)) return undefined
    throw error
  }
}
