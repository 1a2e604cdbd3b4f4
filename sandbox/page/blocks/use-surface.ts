import { useMemo, useRef, useState } from 'preact/hooks'
import type { ActResult, Place } from '../control/control-shapes.ts'
import type { StateValues } from '../control/slack-shapes.ts'
import { usePane } from '../pane/pane-context.ts'
import { useSession } from '../session/use-page.ts'
import type { Surface } from './surface.ts'

interface Options {
  kind: Surface['kind']
  place: Place
  values: StateValues
  errors?: Record<string, string>
  disabled?: boolean
}

const NONE = {}

/** A surface that acts as the pane's person, and what Slack says when an action found no answer. */
export function useSurfaceAt({ kind, place, values, errors = NONE, disabled = false }: Options) {
  const session = useSession()
  const { person } = usePane()
  const [trouble, setTrouble] = useState<string | null>(null)
  const unsent = useRef(new Set<() => Promise<void>>()).current
  const placeKey = JSON.stringify(place)
  const surface = useMemo((): Surface => {
    const at = JSON.parse(placeKey) as Place
    return {
      kind,
      values,
      errors,
      disabled,
      unsent,
      async act(target, value) {
        setTrouble(null)
        const result = await session.attempt(session.api.act(person.id, at, target, value))
        setTrouble(troubleIn(result))
        return result
      },
      suggest: (target, query) => session.attempt(session.api.suggest(person.id, at, target, query)),
    }
  }, [session, person.id, kind, placeKey, values, errors, disabled, unsent])
  return { surface, trouble }
}

function troubleIn(result: ActResult | null): string | null {
  return result?.outcome === 'trouble' ? (result.userSees ?? '') : null
}
