import { useEffect, useState } from 'preact/hooks'
import { Pane } from './pane/pane.tsx'
import { Icon } from './parts/icon.tsx'
import { IconButton } from './parts/icon-button.tsx'
import { PeopleRail } from './people/people-rail.tsx'
import { PhonePane } from './phone/phone-pane.tsx'
import { findAccount } from './session/accounts.ts'
import { useAccounts, usePage, useSession, useText } from './session/use-page.ts'
import { ToolsDrawer } from './tools/tools-drawer.tsx'
import { TopBar } from './top-bar.tsx'
import { WelcomePanel } from './welcome/welcome-panel.tsx'

export function App() {
  const say = useText()
  const language = usePage((page) => page.language)
  const layout = usePage((page) => page.layout)
  const accounts = useAccounts()
  const welcomeOpen = usePage((page) => page.welcomeOpen)
  const [isRailOpen, setRailOpen] = useState(false)

  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = `Fieldpost · ${say('title')}`
  })
  if (!layout) {
    return (
      <main class="starting">
        <span class="spinner" />
        <p role="status">{say('connecting')}</p>
      </main>
    )
  }
  return (
    <div class={`app ${layout.panes.length > 1 ? 'is-split' : ''} ${layout.tool ? 'has-tool' : ''}`}>
      <TopBar onPeople={() => setRailOpen(!isRailOpen)} />
      <Banners />
      <div class={`rail-frame ${isRailOpen ? 'is-open' : ''}`}>
        <PeopleRail onPicked={() => setRailOpen(false)} />
      </div>
      {isRailOpen && (
        <button
          type="button"
          class="rail-shade"
          aria-label={say('close')}
          onClick={() => setRailOpen(false)}
        />
      )}
      <main class="stage">
        {welcomeOpen && <WelcomePanel />}
        <div class="panes">
          {layout.panes.map((view, index) => {
            const account = findAccount(accounts, view)
            if (!account) return null
            return view.app === 'slack' ? (
              <Pane key={view.personId} view={view} index={index} account={account} />
            ) : (
              <PhonePane key={`phone ${view.personId}`} view={view} index={index} account={account} />
            )
          })}
        </div>
      </main>
      {layout.tool && <ToolsDrawer tool={layout.tool} />}
      <Notices />
    </div>
  )
}

function Banners() {
  const say = useText()
  const isLost = usePage((page) => page.link === 'lost')
  const hasNoApp = usePage((page) => page.workspace?.app.mode === 'none' && !page.wecom?.app.callbackUrl)
  if (!isLost && !hasNoApp) return null
  return (
    <div class={`banner ${isLost ? 'is-bad' : ''}`} role="status">
      <Icon name="warning" />
      {say(isLost ? 'connectionLost' : 'noApp')}
    </div>
  )
}

function Notices() {
  const session = useSession()
  const say = useText()
  const notices = usePage((page) => page.notices)
  return (
    <div class="notices" aria-live="polite">
      {notices.map((notice) => (
        <div key={notice.id} class="notice">
          <p>{notice.text}</p>
          <IconButton icon="close" label={say('dismiss')} onPress={() => session.dismiss(notice.id)} />
        </div>
      ))}
    </div>
  )
}
