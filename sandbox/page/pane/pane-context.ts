import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Person } from '../control/control-shapes.ts'
import type { ConfirmObject } from '../control/slack-shapes.ts'
import type { References } from '../text/text-nodes.tsx'

/** One side of the page: whose eyes it shows, and how it asks "are you sure?". */
export interface PaneScope {
  index: number
  person: Person
  refs: References
  confirm(question: ConfirmObject): Promise<boolean>
}

export const PaneContext = createContext<PaneScope | null>(null)

export function usePane(): PaneScope {
  const pane = useContext(PaneContext)
  if (!pane) throw new Error('no pane around this component')
  return pane
}
