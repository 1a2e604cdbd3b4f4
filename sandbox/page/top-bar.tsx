import { Icon, type IconName } from './parts/icon.tsx'
import { IconButton } from './parts/icon-button.tsx'
import { type Tool, toggleTool } from './session/layout.ts'
import { useNow, usePage, useSession, useText } from './session/use-page.ts'
import { useActiveZone } from './tools/clock-panel.tsx'

const TOOLS: [Tool, IconName][] = [
  ['traffic', 'traffic'],
  ['faults', 'fault'],
]

/** What this is, what time it is in here, and the tools. */
export function TopBar({ onPeople }: { onPeople: () => void }) {
  const session = useSession()
  const say = useText()
  const team = usePage((page) => page.workspace?.team.name)
  const appName = usePage((page) => page.workspace?.app.name)
  const tool = usePage((page) => page.layout?.tool)
  const language = usePage((page) => page.language)
  const faultCount = usePage(
    (page) => (page.workspace?.faults.length ?? 0) + (page.wecom?.faults.length ?? 0),
  )
  const welcomeOpen = usePage((page) => page.welcomeOpen)
  const toggle = (wanted: Tool) => session.arrange((layout) => toggleTool(layout, wanted))
  return (
    <header class="top">
      <IconButton icon="people" label={say('people')} onPress={onPeople} class="top-people" />
      <h1>
        <span class="top-app">{appName}</span>
        <span class="top-place">
          {say('title')}
          {team && ` · ${team}`}
        </span>
      </h1>
      <button type="button" class="top-clock" aria-pressed={tool === 'clock'} onClick={() => toggle('clock')}>
        <Icon name="clock" />
        <TopClock />
      </button>
      <div class="top-tools">
        {TOOLS.map(([name, icon]) => (
          <button
            key={name}
            type="button"
            class="top-tool"
            aria-pressed={tool === name}
            aria-label={say(name)}
            title={say(name)}
            onClick={() => toggle(name)}
          >
            <Icon name={icon} />
            <span class="top-tool-name">{say(name)}</span>
            {name === 'faults' && faultCount > 0 && <span class="badge">{faultCount}</span>}
          </button>
        ))}
        <IconButton
          icon="help"
          label={say('showWelcome')}
          pressed={welcomeOpen}
          onPress={() => session.prefer({ welcomeOpen: !welcomeOpen })}
        />
        <button
          type="button"
          class="top-language"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => session.prefer({ language: language === 'zh' ? 'en' : 'zh' })}
        >
          {say('language')}
        </button>
      </div>
    </header>
  )
}

function TopClock() {
  const say = useText()
  const nowMs = useNow(1000)
  const zone = useActiveZone()
  const locale = usePage((page) => (page.language === 'zh' ? 'zh-CN' : 'en-GB'))
  const rate = usePage((page) => page.workspace?.clock.rate)
  if (nowMs === 0) return null
  const write = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...style, timeZone: zone }).format(nowMs)
  return (
    <span>
      <span class="top-day">{write({ month: 'short', day: 'numeric', weekday: 'short' })} </span>
      {write({ hour: '2-digit', minute: '2-digit', hour12: false })}
      {rate === 0 && <small> {say('paused')}</small>}
    </span>
  )
}
