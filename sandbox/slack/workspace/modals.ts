import type { JsonObject } from '../../world/json.ts'
import { makeId } from '../ids.ts'
import type { LocalSlack } from '../local-slack.ts'
import { SlackError } from '../slack-error.ts'
import type { Trigger } from '../triggers.ts'
import type { ViewContent } from '../validation/views.ts'
import type { HomeState, ModalState, SlackView, StateValues } from './model.ts'
import { initialState, mergeState } from './view-state.ts'

const MOST_MODALS = 3

export function modalsOf(slack: LocalSlack, user: string): ModalState[] {
  return slack.workspace.modals.get(user) ?? []
}

export function findModal(slack: LocalSlack, viewId: string): ModalState | undefined {
  for (const stack of slack.workspace.modals.values()) {
    const found = stack.find((modal) => modal.viewId === viewId)
    if (found) return found
  }
  return undefined
}

/** Opens a view for the person of a trigger; modals of this app that were open before give way. */
export function openModal(slack: LocalSlack, trigger: Trigger, content: ViewContent): ModalState {
  const modal = makeModal(slack, trigger, content, null)
  setStack(slack, trigger.user, [modal], modal.viewId)
  return modal
}

/** @throws SlackError not_found when nothing is open any more, push_limit_reached above three */
export function pushModal(slack: LocalSlack, trigger: Trigger, content: ViewContent): ModalState {
  const stack = modalsOf(slack, trigger.user)
  const top = stack.at(-1)
  if (!top) throw new SlackError('not_found')
  if (stack.length >= MOST_MODALS) throw new SlackError('push_limit_reached')
  const modal = makeModal(slack, trigger, content, top.view)
  setStack(slack, trigger.user, [...stack, modal], modal.viewId)
  return modal
}

export function updateModal(slack: LocalSlack, modal: ModalState, content: ViewContent): void {
  checkExternalId(slack, content.external_id, modal.viewId)
  modal.values = mergeState(modal.values, content.blocks, null)
  modal.view = { ...modal.view, ...viewFields(content), hash: makeHash(slack) }
  modal.errors = {}
  modal.notice = null
  slack.changes.emit('modal', { user: modal.user, viewId: modal.viewId })
}

/** Takes a view (and whatever lies on top of it) off the person's screen. */
export function closeModal(slack: LocalSlack, modal: ModalState): ModalState[] {
  const stack = modalsOf(slack, modal.user)
  const at = stack.indexOf(modal)
  if (at < 0) return []
  setStack(slack, modal.user, stack.slice(0, at), modal.viewId)
  return stack.slice(at)
}

export function closeAllModals(slack: LocalSlack, user: string): ModalState[] {
  const stack = modalsOf(slack, user)
  setStack(slack, user, [], stack.at(-1)?.viewId)
  return stack
}

/** Sets a person's Home tab; typed text under the same ids stays. */
export function publishHome(slack: LocalSlack, user: string, content: ViewContent): HomeState {
  const before = slack.workspace.homes.get(user)
  checkExternalId(slack, content.external_id, before?.view.id)
  const id = before?.view.id ?? makeId('V')
  const home: HomeState = {
    user,
    view: makeView(slack, content, id, null),
    values: mergeState(before?.values ?? {}, content.blocks, null),
  }
  slack.workspace.homes.set(user, home)
  slack.changes.emit('home', { user, viewId: id })
  return home
}

/** A view as it travels to the app: with what the person has typed so far. */
export function viewWithState(held: { view: SlackView; values: StateValues }): JsonObject {
  return { ...held.view, state: { values: structuredClone(held.values) } }
}

function makeModal(
  slack: LocalSlack,
  trigger: Trigger,
  content: ViewContent,
  previous: SlackView | null,
): ModalState {
  checkExternalId(slack, content.external_id, undefined)
  const viewId = makeId('V')
  return {
    viewId,
    user: trigger.user,
    view: makeView(slack, content, viewId, previous),
    values: initialState(content.blocks, trigger.channel),
    errors: {},
    notice: null,
    busy: false,
  }
}

function makeView(
  slack: LocalSlack,
  content: ViewContent,
  id: string,
  previous: SlackView | null,
): SlackView {
  const { bot, team } = slack.workspace
  return {
    id,
    team_id: team.id,
    ...viewFields(content),
    hash: makeHash(slack),
    previous_view_id: previous?.id ?? null,
    root_view_id: previous?.root_view_id ?? id,
    app_id: bot.appId,
    app_installed_team_id: team.id,
    bot_id: bot.botId,
  }
}

function viewFields(content: ViewContent): Omit<ViewContent, 'usesFiles'> {
  const { usesFiles: _usesFiles, ...fields } = content
  return fields
}

function makeHash(slack: LocalSlack): string {
  return `${slack.nowSeconds()}.${makeId('').toLowerCase()}`
}

function checkExternalId(slack: LocalSlack, externalId: string, own: string | undefined): void {
  if (externalId === '') return
  const held = [...[...slack.workspace.modals.values()].flat(), ...slack.workspace.homes.values()]
  if (held.some(({ view }) => view.external_id === externalId && view.id !== own)) {
    throw new SlackError('duplicate_external_id')
  }
}

function setStack(slack: LocalSlack, user: string, stack: ModalState[], viewId: string | undefined): void {
  slack.workspace.modals.set(user, stack)
  slack.changes.emit('modal', { user, ...(viewId ? { viewId } : {}) })
}
