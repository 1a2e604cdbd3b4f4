import { useState } from 'preact/hooks'
import type { Fault } from '../control/control-shapes.ts'
import { IconButton } from '../parts/icon-button.tsx'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { FAULT_MENU, findOtherFaults, nameVictim } from './fault-menu.ts'
import { FaultRow } from './fault-row.tsx'

const TIMES = [
  ['once', 1],
  ['thrice', 3],
  ['always', null],
] as const

const NONE: Fault[] = []

export function FaultsPanel() {
  const session = useSession()
  const say = useText()
  const [times, setTimes] = useState<number | null>(1)
  const faults = usePage((page) => page.workspace?.faults) ?? NONE
  const isLimiting = usePage((page) => page.workspace?.rateLimits.enabled ?? false)
  const usesSocket = usePage((page) => page.workspace?.app.mode === 'socket')
  const others = findOtherFaults(faults)
  return (
    <div>
      <p class="tool-about">{say('faultsAbout')}</p>
      <div class="fault-bar">
        <span>{say('faultTimes')}</span>
        <fieldset class="segments" aria-label={say('faultTimes')}>
          {TIMES.map(([label, count]) => (
            <button key={label} type="button" aria-pressed={times === count} onClick={() => setTimes(count)}>
              {say(label)}
            </button>
          ))}
        </fieldset>
        {faults.length > 0 && (
          <button
            type="button"
            class="link-button"
            onClick={() => session.attempt(session.api.clearFaults())}
          >
            {say('clearFaults')}
          </button>
        )}
      </div>
      {FAULT_MENU.map((section) => (
        <section key={section.title} class="fault-section">
          <h3>
            {say(section.title)}
            {section.title === 'faultsSocket' && !usesSocket && <small>{say('socketOnly')}</small>}
          </h3>
          {section.choices.map((choice) => (
            <FaultRow
              key={choice.label}
              choice={choice}
              faults={faults}
              times={times}
              isDisabled={choice.fault.on === 'socket' && !usesSocket}
            />
          ))}
        </section>
      ))}
      <section class="fault-section">
        <h3>{say('rateLimits')}</h3>
        <label class="fault-row">
          <span>{say('rateLimitsAbout')}</span>
          <input
            type="checkbox"
            class="switch"
            checked={isLimiting}
            onChange={(event) => session.attempt(session.api.setRateLimits(event.currentTarget.checked))}
          />
        </label>
      </section>
      {others.length > 0 && (
        <section class="fault-section">
          <h3>{say('otherFaults')}</h3>
          {others.map((fault) => (
            <div key={fault.id} class="fault-row is-on">
              <code>{`${nameVictim(fault)} · ${fault.effect}`}</code>
              <small>{say('faultHits', { n: fault.hits })}</small>
              <IconButton
                icon="close"
                label={say('remove')}
                onPress={() => session.attempt(session.api.removeFault(fault.id))}
              />
            </div>
          ))}
        </section>
      )}
    </div>
  )
}
