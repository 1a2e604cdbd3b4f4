import { SURNAMES } from '../words/contact-words.ts'

const surnames = new Set(SURNAMES.split(' '))
// The list is ordered by how common a name is; rarer ones are believed only beside a title.
const commonSurnames = new Set(SURNAMES.split(' ').slice(0, 110))

export function surnameAt(text: string, at: number): string | null {
  const two = text.slice(at, at + 2)
  if (surnames.has(two)) return two
  const one = text.slice(at, at + 1)
  return surnames.has(one) ? one : null
}

export function isCommonSurname(surname: string | null): boolean {
  return surname !== null && commonSurnames.has(surname)
}
