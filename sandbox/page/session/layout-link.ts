import { type Account, findAccount, findWho } from './accounts.ts'
import {
  APP_CHAT,
  type AppName,
  DM,
  HOME,
  isSame,
  type Layout,
  type PanePlace,
  type PaneView,
  startView,
  type Tool,
} from './layout.ts'

const TOOLS: readonly string[] = ['traffic', 'clock', 'faults'] satisfies Tool[]
/** Names of the left and of the right side in the link, by the app that is shown there. */
const SIDES = [
  { slack: 'as', wecom: 'phone', place: 'in' },
  { slack: 'beside', wecom: 'beside-phone', place: 'beside-in' },
] as const
/** A phone that shows its list of conversations. */
const LIST = 'list'

/**
 * The layout as the address's fragment, so that a reload keeps it: `as=chen&in=home` and `phone=chen` stand on the
 * left, `beside=lin` and `beside-phone=xu` on the right, `tool=clock` is open.
 */
export function writeLayoutLink(layout: Layout, accounts: Account[]): string {
  const link = new URLSearchParams()
  for (const [index, pane] of layout.panes.entries()) {
    const side = SIDES[index]
    if (!side) continue
    link.set(side[pane.app], findAccount(accounts, pane)?.person.handle ?? pane.personId)
    const place = writePlace(pane)
    if (place !== null) link.set(side.place, place)
  }
  if (layout.tool) link.set('tool', layout.tool)
  return link.toString()
}

/** Null when the link names nobody of this workspace. `as=lin&phone=chen` is one beside the other as well. */
export function readLayoutLink(fragment: string, accounts: Account[]): Layout | null {
  const link = new URLSearchParams(fragment.replace(/^#/, ''))
  const named = SIDES.flatMap((side) =>
    (['slack', 'wecom'] as const).flatMap((app) => {
      const pane = readPane(app, link.get(side[app]), link.get(side.place), accounts)
      return pane ? [pane] : []
    }),
  )
  const [left, ...others] = named
  if (!left) return null
  const right = others.find((pane) => !isSame(pane, left))
  const tool = link.get('tool')
  return {
    panes: right ? [left, right] : [left],
    active: 0,
    tool: tool !== null && TOOLS.includes(tool) ? (tool as Tool) : null,
  }
}

function readPane(
  app: AppName,
  handle: string | null,
  place: string | null,
  accounts: Account[],
): PaneView | null {
  const account = accounts.find(({ person }) => person.handle === handle)
  const who = account && findWho(account, app)
  if (!who) return null
  const view = startView(who)
  if (view.app === 'slack') return { ...view, place: readPlace(place) }
  return { ...view, chatId: place === LIST ? null : (place ?? APP_CHAT) }
}

/** Null for where a pane begins. */
function writePlace(pane: PaneView): string | null {
  if (pane.app === 'wecom') return pane.chatId === APP_CHAT ? null : (pane.chatId ?? LIST)
  const { place } = pane
  if (place.kind === 'dm') return null
  return place.kind === 'channel' ? place.channelId : place.kind
}

function readPlace(text: string | null): PanePlace {
  if (text === null || text === 'dm') return DM
  return text === 'home' ? HOME : { kind: 'channel', channelId: text }
}
