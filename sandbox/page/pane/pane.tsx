import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ConfirmObject } from '../control/slack-shapes.ts'
import { ConfirmWindow } from '../modal/confirm-window.tsx'
import { ModalLayer } from '../modal/modal-layer.tsx'
import type { Account } from '../session/accounts.ts'
import { activatePane, goTo, type SlackView } from '../session/layout.ts'
import { usePage, useSession, useViewer } from '../session/use-page.ts'
import type { References } from '../text/text-nodes.tsx'
import { ChatView } from './chat-view.tsx'
import { ConversationList } from './conversation-list.tsx'
import { HomeView } from './home-view.tsx'
import { PaneContext, type PaneScope } from './pane-context.ts'
import { PaneHead } from './pane-head.tsx'

interface Question {
  ask: ConfirmObject
  answer: (isYes: boolean) => void
}

/** One side of the page: everything one person sees. */
export function Pane({ view, index, account }: { view: SlackView; index: number; account: Account }) {
  const session = useSession()
  const { person } = account
  const isActive = usePage((page) => page.layout?.active === index)
  const hasModal = usePage((page) => (page.modals[person.id]?.length ?? 0) > 0)
  const [question, setQuestion] = useState<Question | null>(null)
  const body = useRef<HTMLDivElement>(null)
  const refs = useReferences(index, person)
  const scope = useMemo((): PaneScope => {
    const confirm = (ask: ConfirmObject) =>
      new Promise<boolean>((resolve) => {
        setQuestion({
          ask,
          answer: (isYes) => {
            setQuestion(null)
            resolve(isYes)
          },
        })
      })
    return { index, person, refs, confirm }
  }, [index, person, refs])

  const wasCovered = useRef(false)
  useEffect(() => {
    // What lay behind a modal could not keep the focus; typing goes on in the composer.
    if (wasCovered.current && !hasModal && isActive) body.current?.querySelector('textarea')?.focus()
    wasCovered.current = hasModal
  }, [hasModal, isActive])

  const activate = () => session.arrange((layout) => activatePane(layout, index))
  return (
    <PaneContext.Provider value={scope}>
      <section
        class={`pane ${isActive ? 'is-active' : ''}`}
        aria-label={person.real_name}
        data-person={person.handle}
        onPointerDown={activate}
        onFocusIn={activate}
      >
        <PaneHead account={account} app="slack" index={index} />
        <div ref={body} class="pane-body" inert={hasModal || question !== null}>
          <ConversationList view={view} />
          {view.place.kind === 'home' ? <HomeView /> : <ChatView view={view} />}
        </div>
        <ModalLayer />
        {question && <ConfirmWindow question={question.ask} onAnswer={question.answer} />}
      </section>
    </PaneContext.Provider>
  )
}

function useReferences(index: number, person: Account['person']): References {
  const session = useSession()
  const viewer = useViewer(person.tz)
  const users = usePage((page) => page.workspace?.users)
  const channels = usePage((page) => page.workspace?.channels)
  const { timeZone, locale, nowMs } = viewer
  return useMemo(
    () => ({
      viewer,
      ownId: person.id,
      userName: (id) => users?.find((each) => each.id === id)?.real_name ?? null,
      channelName: (id) => channels?.find((each) => each.id === id)?.name ?? null,
      openChannel: (channelId) =>
        session.arrange((layout) => goTo(layout, index, { kind: 'channel', channelId })),
    }),
    [session, index, person.id, users, channels, timeZone, locale, Math.floor(nowMs / 60_000)],
  )
}
