import { isObject, type JsonObject } from '../../world/json.ts'
import { sayAs } from '../client-words.ts'
import type { LocalSlack } from '../local-slack.ts'
import { SlackError } from '../slack-error.ts'
import { readView } from '../validation/views.ts'
import { hasImageFile } from '../workspace/files.ts'
import { closeAllModals, closeModal, pushModal, updateModal, viewWithState } from '../workspace/modals.ts'
import type { ModalState } from '../workspace/model.ts'
import { checkInputs, isInputBlock } from './check-inputs.ts'
import { type DeliveryOutcome, deliver } from './deliver.ts'
import { type ActOutcome, actOutcome } from './outcome.ts'
import { payloadHead } from './payloads.ts'

/**
 * Presses a modal's submit button. Whatever goes wrong, the modal stays open with what was typed; only an empty 200
 * (or `clear`) closes it.
 */
export async function submitModal(slack: LocalSlack, modal: ModalState): Promise<ActOutcome> {
  const { user } = modal
  const show = (errors: ModalState['errors'], notice: string | null) => {
    modal.errors = errors
    modal.notice = notice
    slack.changes.emit('modal', { user, viewId: modal.viewId })
  }
  const say = sayAs(slack, user)
  const missing = checkInputs(modal.view, modal.values, say)
  if (Object.keys(missing).length > 0) {
    show(missing, null)
    return actOutcome('incomplete', null, { errors: missing })
  }
  modal.busy = true
  show({}, null)
  const delivery = await deliver(slack, {
    kind: 'view_submission',
    method: 'view_submission',
    user,
    payload: {
      ...payloadHead(slack, 'view_submission', user),
      trigger_id: slack.triggers.issue({ user, channel: null, viewId: modal.viewId }),
      view: viewWithState(modal),
      response_urls: [],
    },
  })
  modal.busy = false
  const trouble = (outcome: DeliveryOutcome) => {
    const userSees = say('trouble')
    show({}, userSees)
    return actOutcome('trouble', outcome, { userSees })
  }
  if (delivery.error) return trouble(delivery)
  try {
    return applyResponse(slack, modal, delivery, show)
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    return trouble({ ...delivery, error: 'invalid_response' })
  }
}

/** @throws SlackError when the answer is not one Slack understands */
function applyResponse(
  slack: LocalSlack,
  modal: ModalState,
  delivery: DeliveryOutcome,
  show: (errors: ModalState['errors'], notice: string | null) => void,
): ActOutcome {
  const { body } = delivery
  if (body.kind === 'empty') {
    closeModal(slack, modal)
    return actOutcome('closed', delivery)
  }
  const answer: JsonObject = body.kind === 'json' && isObject(body.value) ? body.value : {}
  switch (answer.response_action) {
    case 'clear':
      closeAllModals(slack, modal.user)
      return actOutcome('cleared', delivery)
    case 'errors': {
      const errors = readErrors(modal, answer.errors)
      show(errors, null)
      return actOutcome('errors', delivery, { errors })
    }
    case 'update':
      updateModal(slack, modal, readView(answer.view, 'modal', hasImageFile(slack)))
      return actOutcome('updated', delivery)
    case 'push': {
      const trigger = { user: modal.user, channel: null, viewId: modal.viewId }
      pushModal(slack, trigger, readView(answer.view, 'modal', hasImageFile(slack)))
      return actOutcome('pushed', delivery)
    }
    default:
      throw new SlackError('invalid_response_action')
  }
}

function readErrors(modal: ModalState, raw: unknown): { [blockId: string]: string } {
  if (!isObject(raw) || Object.keys(raw).length === 0) throw new SlackError('invalid_errors')
  const errors: { [blockId: string]: string } = {}
  for (const [key, sentence] of Object.entries(raw)) {
    if (typeof sentence !== 'string' || sentence === '' || !isInputBlock(modal.view, key)) {
      throw new SlackError('invalid_errors')
    }
    errors[key] = sentence
  }
  return errors
}

/** Closes a modal with its cross or Cancel; the app hears of it when the view has notify_on_close. */
export async function dismissModal(slack: LocalSlack, modal: ModalState, all: boolean): Promise<ActOutcome> {
  const isCleared = all || modal.view.clear_on_close
  const closed = isCleared ? closeAllModals(slack, modal.user) : closeModal(slack, modal)
  let last: DeliveryOutcome | null = null
  for (const each of closed.reverse()) {
    if (!each.view.notify_on_close) continue
    last = await deliver(slack, {
      kind: 'view_closed',
      method: 'view_closed',
      user: modal.user,
      payload: {
        ...payloadHead(slack, 'view_closed', modal.user),
        view: viewWithState(each),
        is_cleared: isCleared,
      },
    })
  }
  return actOutcome(isCleared ? 'cleared' : 'closed', last)
}
