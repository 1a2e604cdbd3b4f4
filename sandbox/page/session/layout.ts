/** What one side of the page shows: a person, the place they look at, the thread they have open. */
export interface PaneView {
  personId: string
  place: PanePlace
  threadTs: string | null
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

function startView(personId: string): PaneView {
  return { personId, place: DM, threadTs: null }
}

export function startLayout(personId: string): Layout {
  return { panes: [startView(personId)], active: 0, tool: null }
}

/** Shows a person in the active pane; someone shown already is only made active. */
export function showPerson(layout: Layout, personId: string): Layout {
  const shown = layout.panes.findIndex((pane) => pane.personId === personId)
  if (shown >= 0) return { ...layout, active: shown }
  return {
    ...layout,
    panes: layout.panes.map((pane, index) => (index === layout.active ? startView(personId) : pane)),
  }
}

/** Puts a person beside the one in the left pane. */
export function showBeside(layout: Layout, personId: string): Layout {
  const [left] = layout.panes
  if (!left || left.personId === personId) return layout
  const right = layout.panes[1]?.personId === personId ? layout.panes[1] : startView(personId)
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
  return changePane(layout, index, (pane) => ({ ...pane, place, threadTs: null }))
}

export function showThread(layout: Layout, index: number, threadTs: string | null): Layout {
  return changePane(layout, index, (pane) => ({ ...pane, threadTs }))
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
