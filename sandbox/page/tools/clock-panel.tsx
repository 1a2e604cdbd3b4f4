import { useState } from 'preact/hooks'
import type { Clock } from '../control/control-shapes.ts'
import { Icon } from '../parts/icon.tsx'
import { findAccount, listAccounts } from '../session/accounts.ts'
import { useNow, usePage, useSession, useText } from '../session/use-page.ts'
import { findJump, type Jump, readWallClock, writeWallClock } from './workspace-time.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const RATES = [1, 60, 600]
const JUMPS = [
  ['next-workday', 'nextWorkday'],
  ['friday', 'nextFriday'],
  ['monday', 'nextMonday'],
] as const satisfies [Jump, string][]

/** The workspace's time and every way to move it, in the zone of the active pane's person. */
export function ClockPanel() {
  const session = useSession()
  const say = useText()
  const clock = usePage((page) => page.workspace?.clock)
  const locale = usePage((page) => (page.language === 'zh' ? 'zh-CN' : 'en-GB'))
  const zone = useActiveZone()
  const nowMs = useNow(250)
  const [exact, setExact] = useState<string | null>(null)
  const [goesBack, setGoesBack] = useState(false)
  if (!clock) return null
  const { api } = session
  const move = (job: Promise<Clock>) => void session.attempt(job)
  const write = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...style, timeZone: zone }).format(nowMs)
  const isPaused = clock.rate === 0
  const wanted = exact ?? writeWallClock(nowMs, zone)

  return (
    <div class="clock-panel">
      <p class="tool-about">{say('clockAbout')}</p>
      <div class={`clock-face ${isPaused ? 'is-paused' : ''}`}>
        <p class="clock-day">{write({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' })}</p>
        <p class="clock-time">
          {write({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })}
        </p>
        <p class="clock-note">
          {say('zoneOf', { zone })} · {say(isPaused ? 'paused' : 'running')}
          <br />
          <Offset clock={clock} nowMs={nowMs} />
        </p>
      </div>
      <div class="button-row">
        <button type="button" class="button" onClick={() => move(api.advanceClock(HOUR_MS / 2))}>
          {say('plusMinutes', { n: 30 })}
        </button>
        <button type="button" class="button" onClick={() => move(api.advanceClock(HOUR_MS))}>
          {say('plusHours', { n: 1 })}
        </button>
        <button type="button" class="button" onClick={() => move(api.advanceClock(4 * HOUR_MS))}>
          {say('plusHours', { n: 4 })}
        </button>
        <button type="button" class="button" onClick={() => move(api.advanceClock(DAY_MS))}>
          {say('plusHours', { n: 24 })}
        </button>
      </div>
      <div class="button-column">
        {JUMPS.map(([jump, label]) => (
          <button
            key={jump}
            type="button"
            class="button"
            onClick={() => move(api.setClock(findJump(jump, nowMs, zone)))}
          >
            {say(label)}
          </button>
        ))}
      </div>
      <form
        class="clock-exact"
        onSubmit={(event) => {
          event.preventDefault()
          const instant = readWallClock(wanted, zone)
          const isBack = instant !== null && Date.parse(instant) < nowMs
          setGoesBack(isBack)
          if (isBack) return
          if (instant) move(api.setClock(instant))
          setExact(null)
        }}
      >
        <label>
          {say('setExact')}
          <input
            class="text-field"
            type="datetime-local"
            required
            value={wanted}
            onInput={(event) => setExact(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          {say('save')}
        </button>
        {goesBack && (
          <p class="tool-about" role="alert">
            {say('clockForward')}
          </p>
        )}
      </form>
      <div class="clock-rate">
        <button type="button" class="button" onClick={() => move(api.setClockRate(isPaused ? 1 : 0))}>
          <Icon name={isPaused ? 'play' : 'pause'} />
          {say(isPaused ? 'resume' : 'pause')}
        </button>
        <fieldset class="segments" aria-label={say('speed')}>
          {RATES.map((rate) => (
            <button
              key={rate}
              type="button"
              aria-pressed={clock.rate === rate}
              onClick={() => move(api.setClockRate(rate))}
            >
              {rate === 1 ? say('speedReal') : say('speedTimes', { n: rate })}
            </button>
          ))}
        </fieldset>
      </div>
    </div>
  )
}

/** The zone of whoever is being acted as. */
export function useActiveZone(): string {
  return usePage((page) => {
    const pane = page.layout?.panes[page.layout.active]
    const account = pane && findAccount(listAccounts(page.workspace, page.wecom), pane)
    return account?.person.tz ?? 'Asia/Shanghai'
  })
}

function Offset({ nowMs }: { clock: Clock; nowMs: number }) {
  const say = useText()
  const minutes = Math.round((nowMs - Date.now()) / 60_000)
  if (minutes === 0) return <>{say('inStep')}</>
  const away = Math.abs(minutes)
  const parts = [
    away >= 1440 ? say('days', { n: Math.floor(away / 1440) }) : '',
    away % 1440 >= 60 ? say('hours', { n: Math.floor((away % 1440) / 60) }) : '',
    away < 1440 && away % 60 > 0 ? say('minutes', { n: away % 60 }) : '',
  ]
  return <>{say(minutes > 0 ? 'ahead' : 'behind', { time: parts.filter(Boolean).join(' ') })}</>
}
