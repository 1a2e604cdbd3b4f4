import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { ActResult, FillValue, Suggestions, Target } from '../control/control-shapes.ts'
import type { BlockElement, StateValue, StateValues } from '../control/slack-shapes.ts'

/** What elements stand on, a message, a modal or Home: how they tell Slack what the person does. */
export interface Surface {
  kind: 'message' | 'modal' | 'home'
  values: StateValues
  errors: Record<string, string>
  disabled: boolean
  act(target: Target, value?: FillValue): Promise<ActResult | null>
  suggest(target: Target, query: string): Promise<Suggestions | null>
  /** Typed text on its way: awaited before a form is submitted. */
  unsent: Set<() => Promise<void>>
}

export const SurfaceContext = createContext<Surface | null>(null)

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext)
  if (!surface) throw new Error('no surface around this element')
  return surface
}

/** What every element component takes. */
export interface ElementProps {
  element: BlockElement
  blockId: string
  /** Inside an input block: its label names the field, its hint and error describe it. */
  field?: FieldAnchors | undefined
  /** An input block's own wish to send each change. */
  dispatches?: boolean | undefined
}

interface FieldAnchors {
  inputId: string
  labelId: string
  describedBy: string
  isInvalid: boolean
}

export function targetOf({ element, blockId }: ElementProps): Target {
  return element.action_id === undefined ? { blockId } : { actionId: element.action_id, blockId }
}

export function stateOf(surface: Surface, { element, blockId }: ElementProps): StateValue | undefined {
  return surface.values[blockId]?.[element.action_id ?? '']
}
