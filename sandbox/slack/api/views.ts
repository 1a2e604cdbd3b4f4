import type { LocalSlack } from '../local-slack.ts'
import { SlackError } from '../slack-error.ts'
import type { Trigger } from '../triggers.ts'
import { readView, type ViewContent } from '../validation/views.ts'
import { hasImageFile } from '../workspace/files.ts'
import {
  findModal,
  openModal,
  publishHome,
  pushModal,
  updateModal,
  viewWithState,
} from '../workspace/modals.ts'
import type { ModalState } from '../workspace/model.ts'
import { type Arguments, invalid } from './arguments.ts'
import { type ApiMethod, knownUser, requireScope } from './method.ts'

/** The view is checked before the trigger is used up: a refused view may be mended and sent again in time. */
function readModal(slack: LocalSlack, args: Arguments): ViewContent {
  const content = readView(args.raw('view'), 'modal', hasImageFile(slack))
  if (content.usesFiles) requireScope(slack, 'files:read')
  return content
}

function exchangeTrigger(slack: LocalSlack, args: Arguments): Trigger {
  const id = args.text('trigger_id') || args.text('interactivity_pointer')
  if (id === '') throw invalid('missing required field: trigger_id [json-pointer:]')
  return slack.triggers.exchange(id)
}

const open: ApiMethod = {
  tier: 'tier4',
  token: 'bot',
  scopes: [],
  args: ['view', 'trigger_id', 'interactivity_pointer'],
  run(slack, args) {
    const content = readModal(slack, args)
    return { view: viewWithState(openModal(slack, exchangeTrigger(slack, args), content)) }
  },
}

const push: ApiMethod = {
  tier: 'tier4',
  token: 'bot',
  scopes: [],
  args: ['view', 'trigger_id', 'interactivity_pointer'],
  run(slack, args) {
    const content = readModal(slack, args)
    const trigger = exchangeTrigger(slack, args)
    if (!trigger.viewId) throw new SlackError('not_found')
    return { view: viewWithState(pushModal(slack, trigger, content)) }
  },
}

function namedModal(slack: LocalSlack, args: Arguments): ModalState {
  const [viewId, externalId] = [args.text('view_id'), args.text('external_id')]
  if ((viewId === '') === (externalId === '')) {
    throw invalid('must define exactly one of `view_id`, `external_id` [json-pointer:]')
  }
  const all = [...slack.workspace.modals.values()].flat()
  const modal = viewId ? findModal(slack, viewId) : all.find((each) => each.view.external_id === externalId)
  // The person has closed it, or it never was.
  if (!modal) throw new SlackError('not_found')
  return modal
}

const update: ApiMethod = {
  tier: 'tier4',
  token: 'bot',
  scopes: [],
  args: ['view', 'view_id', 'external_id', 'hash'],
  run(slack, args) {
    const content = readModal(slack, args)
    const modal = namedModal(slack, args)
    if (args.has('hash') && args.text('hash') !== modal.view.hash) throw new SlackError('hash_conflict')
    updateModal(slack, modal, content)
    return { view: viewWithState(modal) }
  },
}

const publish: ApiMethod = {
  tier: 'tier4',
  token: 'bot',
  scopes: [],
  args: ['user_id', 'view', 'hash'],
  run(slack, args) {
    if (!slack.app.homeTab) throw new SlackError('not_enabled')
    const user = knownUser(slack, args.required('user_id'))
    const content = readView(args.raw('view'), 'home', hasImageFile(slack))
    const before = slack.workspace.homes.get(user.id)
    if (args.has('hash') && args.text('hash') !== before?.view.hash) throw new SlackError('hash_conflict')
    return { view: viewWithState(publishHome(slack, user.id, content)) }
  },
}

export const viewMethods: Record<string, ApiMethod> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
}
