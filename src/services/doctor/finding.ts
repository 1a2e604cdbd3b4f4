/** One thing looked at, in the operator's language. */
export interface Finding {
  ok: boolean
  what: string
  /** What to do about it; empty when all is well. */
  mend: string
}

export const well = (what: string): Finding => ({ ok: true, what, mend: '' })
export const ill = (what: string, mend: string): Finding => ({ ok: false, what, mend })
