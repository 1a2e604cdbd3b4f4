/** Where somebody talks: Slack in a window, WeCom on a phone. */
export type AppName = 'slack' | 'wecom'

/** A person at one of their apps; `personId` is that app's own id, a Slack id or a userid. */
export interface Who {
  app: AppName
  personId: string
}

/** One side of the page. */
export type PaneView = SlackView | PhoneView

/** A person at Slack: the place they look at, the thread they have open. */
export interface SlackView extends Who {
  app: 'slack'
  place: PanePlace
  threadTs: string | null
}

/** A person's phone: the conversation that is open, null for the list of them. */
export interface PhoneView extends Who {
  app: 'wecom'
  chatId: string | null
}

export type PanePlace = { kind: 'dm' } | { kind: 'home' } | { kind: 'channel'; channelId: string }

export type Tool = 'traffic' | 'clock' | 'faults'

export interface Layout {
  /** One, or two side by side. */
  panes: PaneView[]
  active: number
  tool: Tool | null
}

export const DM: PanePlace = { kind: 'dm' }
export const HOME: PanePlace = { kind: 'home' }
/** The conversation with the app on every phone. */
export const APP_CHAT = 'app'
/** The member's conversation with the smart bot. */
export const BOT_CHAT = 'bot'

export function isSame(one: Who, other: Who): boolean {
  return one.app === other.app && one.personId === other.personId
}

export function startView({ app, personId }: Who): PaneView {
  return app === 'slack' ? { app, personId, place: DM, threadTs: null } : { app, personId, chatId: APP_CHAT }
}

export function startLayout(who: Who): Layout {
  return { panes: [startView(who)], active: 0, tool: null }
}

/** Shows a person in the active pane; someone shown already is only made active. */
export function showPerson(layout: Layout, who: Who): Layout {
  const shown = layout.panes.findIndex((pane) => isSame(pane, who))
  if (shown >= 0) return { ...layout, active: shown }
  return showInstead(layout, layout.active, who)
}

/** Puts somebody, or the same person at another app, into a pane. */
export function showInstead(layout: Layout, index: number, who: Who): Layout {
  if (layout.panes.some((pane) => isSame(pane, who))) return showPerson(layout, who)
  return {
    ...layout,
    active: index,
    panes: layout.panes.map((pane, at) => (at === index ? startView(who) : pane)),
  }
}

/** Puts a person beside the one in the left pane. */
export function showBeside(layout: Layout, who: Who): Layout {
  const [left, beside] = layout.panes
  if (!left || isSame(left, who)) return layout
  const right = beside && isSame(beside, who) ? beside : startView(who)
  return { ...layout, panes: [left, right], active: 1 }
}

export function closePane(layout: Layout, index: number): Layout {
  if (layout.panes.length < 2) return layout
  return { ...layout, panes: layout.panes.filter((_, at) => at !== index), active: 0 }
}

export function activatePane(layout: Layout, index: number): Layout {
  return layout.active === index || !layout.panes[index] ? layout : { ...layout, active: index }
}

export function goTo(layout: Layout, index: number, place: PanePlace): Layout {
  return changePane(layout, index, (pane) =>
    pane.app === 'slack' ? { ...pane, place, threadTs: null } : pane,
  )
}

export function showThread(layout: Layout, index: number, threadTs: string | null): Layout {
  return changePane(layout, index, (pane) => (pane.app === 'slack' ? { ...pane, threadTs } : pane))
}

/** @param chatId null goes back to the list */
export function openChat(layout: Layout, index: number, chatId: string | null): Layout {
  return changePane(layout, index, (pane) => (pane.app === 'wecom' ? { ...pane, chatId } : pane))
}

export function toggleTool(layout: Layout, tool: Tool): Layout {
  return { ...layout, tool: layout.tool === tool ? null : tool }
}

function changePane(layout: Layout, index: number, change: (pane: PaneView) => PaneView): Layout {
  return {
    ...layout,
    active: index,
    panes: layout.panes.map((pane, at) => (at === index ? change(pane) : pane)),
  }
}
