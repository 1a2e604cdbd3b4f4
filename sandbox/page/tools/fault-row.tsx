import { useEffect, useRef, useState } from 'preact/hooks'
import { useSession, useText } from '../session/use-page.ts'
import { type AnyFault, type FaultChoice, isSameFault } from './fault-menu.ts'
import { addFault, removeFault } from './switch-fault.ts'

interface Props {
  choice: FaultChoice
  faults: AnyFault[]
  times: number | null
  isDisabled: boolean
}

/** A switch for one fault, with how often it has happened; one that is spent goes off by itself. */
export function FaultRow({ choice, faults, times, isDisabled }: Props) {
  const session = useSession()
  const say = useText()
  const [wasDone, setDone] = useState(false)
  const stored = faults.find((fault) => isSameFault(choice, fault))
  const on = stored?.fault
  const spent = useSpent(on)
  if (choice.isImmediate) {
    const act = async () => {
      const done = await session.attempt(addFault(session.api, choice, 1))
      setDone(done !== null)
    }
    return (
      <div class="fault-row">
        <span>{say(choice.label)}</span>
        {wasDone && <small>{say('done')}</small>}
        <button type="button" class="button" disabled={isDisabled} onClick={act}>
          {say('doNow')}
        </button>
      </div>
    )
  }
  const toggle = (isOn: boolean) =>
    session.attempt(
      isOn
        ? addFault(session.api, choice, times)
        : stored
          ? removeFault(session.api, stored)
          : Promise.resolve(),
    )
  const hits = on ? on.hits : spent
  return (
    <label class={`fault-row ${on ? 'is-on' : ''}`}>
      <span>
        {say(choice.label)}
        <small>
          {hits > 0 && say('faultHits', { n: hits })}
          {on && on.left !== null && ` ${say('faultLeft', { n: on.left })}`}
        </small>
      </span>
      <input
        type="checkbox"
        class="switch"
        checked={on !== undefined}
        disabled={isDisabled}
        onChange={(event) => toggle(event.currentTarget.checked)}
      />
    </label>
  )
}

/** How often a fault had happened when it was used up: the workspace forgets it then. */
function useSpent(on: AnyFault['fault'] | undefined): number {
  const last = useRef<AnyFault['fault'] | undefined>(undefined)
  const [spent, setSpent] = useState(0)
  useEffect(() => {
    const before = last.current
    if (!on && before?.left !== null && before?.left !== undefined) setSpent(before.hits + before.left)
    if (on && !before) setSpent(0)
    last.current = on
  }, [on])
  return spent
}
