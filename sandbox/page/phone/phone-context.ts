import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Person } from '../control/control-shapes.ts'
import type { References } from '../text/text-nodes.tsx'

/** One phone: whose it is, and its browser. */
export interface PhoneScope {
  index: number
  userid: string
  person: Person
  refs: References
  /** Opens a page inside of the phone. */
  browse(url: string): void
}

export const PhoneContext = createContext<PhoneScope | null>(null)

export function usePhone(): PhoneScope {
  const phone = useContext(PhoneContext)
  if (!phone) throw new Error('no phone around this component')
  return phone
}
