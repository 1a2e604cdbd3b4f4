import { useMemo, useState } from 'preact/hooks'
import { IconButton } from '../parts/icon-button.tsx'
import type { AppName } from '../session/layout.ts'
import { usePage, useSession, useText } from '../session/use-page.ts'
import { type AnyFault, FAULT_MENU, findOtherFaults, nameVictim } from './fault-menu.ts'
import { FaultRow } from './fault-row.tsx'
import { removeFault } from './switch-fault.ts'

const TIMES = [
  ['once', 1],
  ['thrice', 3],
  ['always', null],
] as const
const APPS = ['slack', 'wecom'] as const

/** What can be made to go wrong, of the platform that is being played unless another is chosen. */
export function FaultsPanel() {
  const session = useSession()
  const say = useText()
  const [times, setTimes] = useState<number | null>(1)
  const activeApp = usePage((page) => page.layout?.panes[page.layout.active]?.app) ?? 'slack'
  const [app, setApp] = useState<AppName>(activeApp)
  const all = useFaults()
  const faults = all.filter((each) => each.app === app)
  const usesSocket = usePage((page) => page.workspace?.app.mode === 'socket')
  const others = findOtherFaults(faults)
  const clear = () =>
    session.attempt(Promise.all([session.api.clearFaults(), session.api.clearWecomFaults()]))
  return (
    <div>
      <p class="tool-about">{say('faultsAbout')}</p>
      <fieldset class="segments fault-apps" aria-label={say('whichApp')}>
        {APPS.map((each) => {
          const count = all.filter((fault) => fault.app === each).length
          return (
            <button key={each} type="button" aria-pressed={app === each} onClick={() => setApp(each)}>
              {say(each)}
              {count > 0 && <span class="badge">{count}</span>}
            </button>
          )
        })}
      </fieldset>
      <div class="fault-bar">
        <span>{say('faultTimes')}</span>
        <fieldset class="segments" aria-label={say('faultTimes')}>
          {TIMES.map(([label, count]) => (
            <button key={label} type="button" aria-pressed={times === count} onClick={() => setTimes(count)}>
              {say(label)}
            </button>
          ))}
        </fieldset>
        {all.length > 0 && (
          <button type="button" class="link-button" onClick={clear}>
            {say('clearFaults')}
          </button>
        )}
      </div>
      {FAULT_MENU.filter((section) => section.app === app).map((section) => (
        <section key={`${app} ${section.title}`} class="fault-section">
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
      <RateLimits app={app} />
      {others.length > 0 && (
        <section class="fault-section">
          <h3>{say('otherFaults')}</h3>
          {others.map((each) => (
            <div key={each.fault.id} class="fault-row is-on">
              <code>{`${nameVictim(each)} · ${each.fault.effect}`}</code>
              <small>{say('faultHits', { n: each.fault.hits })}</small>
              <IconButton
                icon="close"
                label={say('remove')}
                onPress={() => session.attempt(removeFault(session.api, each))}
              />
            </div>
          ))}
        </section>
      )}
    </div>
  )
}

function useFaults(): AnyFault[] {
  const ofSlack = usePage((page) => page.workspace?.faults)
  const ofWecom = usePage((page) => page.wecom?.faults)
  return useMemo(
    () => [
      ...(ofSlack ?? []).map((fault): AnyFault => ({ app: 'slack', fault })),
      ...(ofWecom ?? []).map((fault): AnyFault => ({ app: 'wecom', fault })),
    ],
    [ofSlack, ofWecom],
  )
}

function RateLimits({ app }: { app: AppName }) {
  const session = useSession()
  const say = useText()
  const isLimiting = usePage(
    (page) => (app === 'slack' ? page.workspace : page.wecom)?.rateLimits.enabled ?? false,
  )
  const limit = app === 'slack' ? session.api.setRateLimits : session.api.setWecomRateLimits
  return (
    <section class="fault-section">
      <h3>{say('rateLimits')}</h3>
      <label class="fault-row">
        <span>{say(app === 'slack' ? 'rateLimitsAbout' : 'rateLimitsWecom')}</span>
        <input
          type="checkbox"
          class="switch"
          checked={isLimiting}
          onChange={(event) => session.attempt(limit(event.currentTarget.checked))}
        />
      </label>
    </section>
  )
}
