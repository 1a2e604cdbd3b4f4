import { type ControlApi, ControlError } from '../control/control-api.ts'
import { watchChanges } from '../control/watch-changes.ts'
import { type Account, listAccounts, whoAtHome } from './accounts.ts'
import { APP_CHAT, BOT_CHAT, isSame, type Layout, type PaneView, startLayout, type Who } from './layout.ts'
import { readLayoutLink, writeLayoutLink } from './layout-link.ts'
import { loadPart, partsOfPane, partsShown } from './load-parts.ts'
import { createObservable, type Observable } from './observable.ts'
import { messagesKey, type PageState, startState } from './page-state.ts'
import { channelOf, type Part, planReload } from './plan-reload.ts'
import { readPreferences, savePreferences } from './preferences.ts'
import { createCoalescer } from './run-coalesced.ts'

export interface Session {
  api: ControlApi
  state: Observable<PageState>
  arrange(change: (layout: Layout) => Layout): void
  /** Runs something asked of the sandbox; what goes wrong is told to the reader, and null is the answer. */
  attempt<T>(job: Promise<T>): Promise<T | null>
  notify(text: string): void
  dismiss(noticeId: number): void
  prefer(preferences: Partial<Pick<PageState, 'language' | 'welcomeOpen'>>): void
}

const NOTICE_MS = 8000
/** Changes come in bursts (a card edited, its traffic, the unread counts): they are read together. */
const GATHER_MS = 40

/** Reads the workspace, shows who the address names or the first person, and follows every change. */
export function startSession(api: ControlApi): Session {
  const preferences = readPreferences()
  const state = createObservable(startState(preferences.language, preferences.welcomeOpen))
  const coalesce = createCoalescer()
  const waiting = new Map<string, Part>()
  let noticeCount = 0

  const session: Session = {
    api,
    state,
    arrange(change) {
      const before = state.read().layout
      const after = before && change(before)
      if (!after || after === before) return
      state.update((page) => ({ ...page, layout: after }))
      keepLink(state.read())
      for (const pane of after.panes) arrive(pane, before)
      if (after.tool === 'traffic' && before?.tool !== 'traffic') gather([{ of: 'traffic' }])
    },
    async attempt(job) {
      try {
        return await job
      } catch (error) {
        const text = error instanceof ControlError ? `${error.message} (${error.code})` : String(error)
        session.notify(text)
        return null
      }
    },
    notify(text) {
      const id = ++noticeCount
      state.update((page) => ({ ...page, notices: [...page.notices.slice(-2), { id, text }] }))
      window.setTimeout(() => session.dismiss(id), NOTICE_MS)
    },
    dismiss(noticeId) {
      state.update((page) => ({ ...page, notices: page.notices.filter((notice) => notice.id !== noticeId) }))
    },
    prefer(changed) {
      state.update((page) => ({ ...page, ...changed }))
      savePreferences(state.read())
    },
  }

  function gather(parts: Part[]): void {
    if (waiting.size === 0 && parts.length > 0) window.setTimeout(flush, GATHER_MS)
    for (const part of parts) waiting.set(JSON.stringify(part), part)
  }

  function flush(): void {
    const parts = [...waiting]
    waiting.clear()
    for (const [key, part] of parts) {
      const load = part.of === 'everything' ? loadEverything() : coalesce(key, () => loadAndFollow(part))
      // A lost connection is shown by the event stream; the next change or reconnection reads again.
      load.catch(() => undefined)
    }
  }

  async function loadAndFollow(part: Part): Promise<void> {
    await loadPart(api, state, part)
    if (part.of !== 'conversations') return
    // Which conversation a pane shows may only now be known: the app has just opened it.
    const page = state.read()
    for (const pane of page.layout?.panes ?? []) {
      if (pane.app !== 'slack') continue
      const channel = channelOf(pane, page.conversations[pane.personId])
      const isMissing = channel !== null && !page.messages[messagesKey(pane.personId, channel, null)]
      if (pane.personId === part.user && isMissing) gather(partsOfPane(page, pane))
    }
  }

  /** A pane that shows someone or something new: read it, and tell the app as Slack would. */
  function arrive(pane: PaneView, before: Layout | null): void {
    const old = before?.panes.find((each) => isSame(each, pane))
    if (old === pane) return
    gather(partsOfPane(state.read(), pane))
    const user = pane.personId
    if (pane.app === 'wecom') {
      if (old?.app === 'wecom' && old.chatId === pane.chatId) return
      if (pane.chatId === APP_CHAT) void session.attempt(api.enterApp(user))
      if (pane.chatId === BOT_CHAT) void session.attempt(api.enterBot(user))
      return
    }
    if (old?.app === 'slack' && old.place === pane.place) return
    if (pane.place.kind === 'home') void session.attempt(api.openHome(user))
    if (pane.place.kind === 'dm') void session.attempt(openDm(user))
  }

  async function openDm(user: string): Promise<void> {
    await api.openDm(user)
    gather([{ of: 'conversations', user }])
  }

  async function loadWorlds(): Promise<void> {
    await Promise.all([loadPart(api, state, { of: 'state' }), loadPart(api, state, { of: 'wecom' })])
  }

  async function loadEverything(): Promise<void> {
    state.update((page) => ({
      ...page,
      messages: {},
      modals: {},
      homes: {},
      phoneMessages: {},
      webPages: {},
      traffic: [],
    }))
    await loadWorlds()
    const parts = partsShown(state.read())
    // Conversations first: which DM a pane shows is found in them.
    await Promise.all(
      parts.filter(({ of }) => of === 'conversations').map((part) => loadPart(api, state, part)),
    )
    await Promise.all(
      partsShown(state.read())
        .filter(({ of }) => of !== 'conversations')
        .map((part) => loadPart(api, state, part)),
    )
  }

  async function begin(): Promise<void> {
    await loadWorlds()
    const { workspace, wecom } = state.read()
    if (!workspace) return
    const accounts = listAccounts(workspace, wecom)
    const layout =
      readLayoutLink(location.hash, accounts) ?? startLayout(firstPerson(workspace.organisation, accounts))
    state.update((page) => ({ ...page, layout, link: 'live' }))
    watchChanges(api.changesUrl, workspace.seq, {
      change: (change) => gather(planChange(change)),
      link: (link) => state.update((page) => ({ ...page, link })),
    })
    await loadEverything()
    for (const pane of layout.panes) arrive(pane, null)
  }

  function planChange(change: Parameters<typeof planReload>[0]): Part[] {
    const { workspace, layout, conversations } = state.read()
    if (!workspace || !layout) return []
    const humans = workspace.users.filter((user) => !user.is_bot && !user.deleted).map((user) => user.id)
    return planReload(change, { panes: layout.panes, conversations, channels: workspace.channels, humans })
  }

  void beginUntilThere(begin)
  return session
}

/** The page may be open before the sandbox is: it looks again every second. */
async function beginUntilThere(begin: () => Promise<void>): Promise<void> {
  try {
    await begin()
  } catch {
    window.setTimeout(() => void beginUntilThere(begin), 1000)
  }
}

function keepLink(page: PageState): void {
  if (!page.layout || !page.workspace) return
  history.replaceState(null, '', `#${writeLayoutLink(page.layout, listAccounts(page.workspace, page.wecom))}`)
}

/** Someone who files, not someone who leads: the product is for reps first. */
function firstPerson(organisation: { children: { members: string[] }[] } | null, accounts: Account[]): Who {
  const rep = organisation?.children.find((team) => team.members.length > 0)?.members[0]
  const first = accounts.find(({ person }) => person.id === rep) ?? accounts[0]
  return first ? whoAtHome(first) : { app: 'slack', personId: '' }
}
