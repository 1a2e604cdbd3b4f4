import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import { PaneHead } from '../pane/pane-head.tsx'
import type { Account } from '../session/accounts.ts'
import { activatePane, type PhoneView } from '../session/layout.ts'
import { useNow, usePage, useSession, useText, useViewer } from '../session/use-page.ts'
import type { References } from '../text/text-nodes.tsx'
import { ChatList } from './chat-list.tsx'
import { ChatScreen } from './chat-screen.tsx'
import { PhoneContext, type PhoneScope } from './phone-context.ts'
import { WebView } from './web-view.tsx'

/** One side of the page: a member's phone with WeCom. */
export function PhonePane({ view, index, account }: { view: PhoneView; index: number; account: Account }) {
  const session = useSession()
  const say = useText()
  const { person } = account
  const isActive = usePage((page) => page.layout?.active === index)
  const [frameUrl, setFrameUrl] = useState<string | null>(null)
  const refs = useReferences(view.personId, account)
  const browse = useCallback(
    async (url: string) => {
      const found = await session.api.openWebPage(view.personId, url).catch(() => null)
      // What is on another machine is no page of the product: it opens beside the phone.
      if (found === null) window.open(url, '_blank', 'noopener')
      else setFrameUrl(found)
    },
    [session, view.personId],
  )
  const scope = useMemo(
    (): PhoneScope => ({ index, userid: view.personId, person, refs, browse }),
    [index, view.personId, person, refs, browse],
  )
  useEffect(() => setFrameUrl(null), [view.personId])

  const activate = () => session.arrange((layout) => activatePane(layout, index))
  /** Links of any message open inside of the phone. */
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="http"]') : null
    if (!(link instanceof HTMLAnchorElement)) return
    event.preventDefault()
    void browse(link.href)
  }
  return (
    <PhoneContext.Provider value={scope}>
      <section
        class={`pane phone-pane ${isActive ? 'is-active' : ''}`}
        aria-label={say('phoneOf', { name: person.real_name })}
        data-person={person.handle}
        data-phone={person.handle}
        onPointerDown={activate}
        onFocusIn={activate}
      >
        <PaneHead account={account} app="wecom" index={index} />
        <div class="phone-stand">
          <div class="phone">
            <StatusBar zone={person.tz} />
            <div class="phone-screen" inert={frameUrl !== null} onClick={follow}>
              {view.chatId === null ? <ChatList /> : <ChatScreen key={view.chatId} chatId={view.chatId} />}
            </div>
            {frameUrl !== null && <WebView start={frameUrl} onClose={() => setFrameUrl(null)} />}
          </div>
        </div>
      </section>
    </PhoneContext.Provider>
  )
}

/** The time where the member is, as every phone shows it. */
function StatusBar({ zone }: { zone: string }) {
  const nowMs = useNow(1000)
  const style = { hour: '2-digit', minute: '2-digit', hour12: false, timeZone: zone } as const
  return (
    <div class="phone-status" aria-hidden="true">
      <span>{nowMs > 0 && new Intl.DateTimeFormat('en-GB', style).format(nowMs)}</span>
      <svg viewBox="0 0 46 12">
        <path d="M1 11V8M5 11V6M9 11V4M13 11V1" />
        <rect x="22" y="1.5" width="19" height="9" rx="2.5" />
        <rect class="is-full" x="24" y="3.5" width="13" height="5" rx="1" />
        <path d="M43.5 4.5v3" />
      </svg>
    </div>
  )
}

function useReferences(userid: string, { person }: Account): References {
  const viewer = useViewer(person.tz)
  const members = usePage((page) => page.wecom?.members)
  const { timeZone, locale, nowMs } = viewer
  return useMemo(
    () => ({
      viewer,
      ownId: userid,
      userName: (id) => members?.find((each) => each.userid === id)?.name ?? null,
      channelName: () => null,
      openChannel: () => undefined,
    }),
    [userid, members, timeZone, locale, Math.floor(nowMs / 60_000)],
  )
}
