/**
 * What the sandbox's control API takes and answers, as its own routes declare it. Types alone: nothing of the server
 * comes into the page's bundle. What Slack itself defines is plain JSON over there; the page reads it as
 * slack-shapes.ts has it.
 */
import type * as acts from '../../control/act-routes.ts'
import type { Target as AnyTarget } from '../../control/find-target.ts'
import type * as states from '../../control/project-state.ts'
import type * as phones from '../../control/wecom/show.ts'
import type { Suggestions as Offered } from '../../slack/delivery/suggestions.ts'
import type { Change as AnyChange } from '../../world/changes.ts'
import type { OptionGroup, OptionObject, SlackMessage, SlackView, StateValues } from './slack-shapes.ts'

export type { PlaceInput as Place } from '../../control/act-routes.ts'
export type { FillValue } from '../../control/choose-value.ts'
export type { Channel, Conversation } from '../../control/project-state.ts'
export type { WorldState as Workspace } from '../../control/view-routes.ts'
export type { WecomActResult } from '../../control/wecom/act-routes.ts'
export type { PhoneChat } from '../../control/wecom/chats.ts'
export type { WecomState as WecomWorld } from '../../control/wecom/show.ts'
export type { OrgNode } from '../../fixture.ts'
export type { Fault, FaultInput } from '../../slack/faults.ts'
export type { WebPage } from '../../webview/webviews.ts'
export type { Member } from '../../wecom/corp/model.ts'
export type { WecomFault, WecomFaultInput } from '../../wecom/faults.ts'
export type { Menu, MenuItem } from '../../wecom/validation/menu.ts'
export type { ClockReading as Clock } from '../../world/clock.ts'
export type { TrafficEntry } from '../../world/traffic.ts'

export type Change = Omit<AnyChange, 'at'>
export type Person = Omit<states.Person, 'email' | 'locale' | 'is_admin' | 'roles' | 'orgTeam'>
export type CommandInfo = Omit<NonNullable<states.AppInfo['commands']>[number], 'shouldEscape'>
export type Message = SlackMessage & Pick<states.Message, 'channel' | 'ephemeral' | 'notice'>
/** A message on a phone; what WeCom defines in it is read as wecom-shapes.ts has it. */
export type PhoneMessage = phones.WecomMessage
export type Modal = Omit<states.Modal, 'view' | 'values'> & Shown
export type Home = Omit<states.Home, 'view' | 'values'> & Shown
export type ActResult = Omit<acts.ActResult, 'modals' | 'message'> & { modals: Modal[] }
export type Suggestions = Omit<Offered, 'options' | 'groups'> & {
  options: OptionObject[]
  groups: OptionGroup[] | null
}
/** The page knows every element by its ids. */
export type Target = Pick<Exclude<AnyTarget, string>, 'actionId' | 'blockId'>

interface Shown {
  view: SlackView
  values: StateValues
}
