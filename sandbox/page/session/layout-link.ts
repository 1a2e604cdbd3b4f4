import type { Person } from '../control/control-shapes.ts'
import { DM, HOME, type Layout, type PanePlace, type PaneView, type Tool } from './layout.ts'

const TOOLS: readonly string[] = ['traffic', 'clock', 'faults'] satisfies Tool[]

/** The layout as the address's fragment, `as=chen&in=home&beside=lin&tool=clock`, so that a reload keeps it. */
export function writeLayoutLink(layout: Layout, people: Person[]): string {
  const link = new URLSearchParams()
  const handleOf = (id: string) => people.find((person) => person.id === id)?.handle ?? id
  const [left, right] = layout.panes
  if (left) {
    link.set('as', handleOf(left.personId))
    if (left.place.kind !== 'dm') link.set('in', writePlace(left.place))
  }
  if (right) {
    link.set('beside', handleOf(right.personId))
    if (right.place.kind !== 'dm') link.set('beside-in', writePlace(right.place))
  }
  if (layout.tool) link.set('tool', layout.tool)
  return link.toString()
}

/** Null when the link names nobody of this workspace. */
export function readLayoutLink(fragment: string, people: Person[]): Layout | null {
  const link = new URLSearchParams(fragment.replace(/^#/, ''))
  const left = readPane(link.get('as'), link.get('in'), people)
  if (!left) return null
  const right = readPane(link.get('beside'), link.get('beside-in'), people)
  const tool = link.get('tool')
  return {
    panes: right && right.personId !== left.personId ? [left, right] : [left],
    active: 0,
    tool: tool !== null && TOOLS.includes(tool) ? (tool as Tool) : null,
  }
}

function readPane(handle: string | null, place: string | null, people: Person[]): PaneView | null {
  const person = people.find((each) => each.handle === handle && !each.is_bot)
  return person ? { personId: person.id, place: readPlace(place), threadTs: null } : null
}

function writePlace(place: PanePlace): string {
  return place.kind === 'channel' ? place.channelId : place.kind
}

function readPlace(text: string | null): PanePlace {
  if (text === null || text === 'dm') return DM
  return text === 'home' ? HOME : { kind: 'channel', channelId: text }
}
