import type { types, ViewOutput, ViewResponseAction } from '@slack/bolt'
import { PlatformRefused } from '../../../src/errors.ts'
import type { Card } from '../../../src/forms/card.ts'
import { type Language, languages, speak } from '../../../src/i18n/translate.ts'
import type { Ask, Desk } from '../desk.ts'
import { messageCallback } from '../render/find-home.ts'
import { type Pages, writePages } from '../render/home-pages.ts'
import { limits } from '../render/limits.ts'
import { paragraph, plain } from '../render/plain-text.ts'
import { renderCard } from '../render/render-card.ts'
import { calling } from '../send/slack-error.ts'

export interface OpenedView {
  viewId: string
  hash?: string
}

/** The trigger is older than three seconds or has been used. */
const deadTrigger = new Set([
  'expired_trigger_id',
  'exchanged_trigger_id',
  'invalid_trigger_id',
  'trigger_expired',
  'trigger_exchanged',
])

/** Opens a modal, on top of the one it came from; undefined when the trigger has died. */
export async function openView(desk: Desk, ask: Ask, view: types.ModalView): Promise<OpenedView | undefined> {
  const { triggerId } = ask
  if (triggerId === undefined || ask.delivery.isReplay) return undefined
  const { views } = desk.clients.quick
  try {
    const call = { trigger_id: triggerId, view }
    const opened = await calling(ask.isInModal ? views.push(call) : views.open(call))
    const { id, hash } = opened.view ?? {}
    return id ? { viewId: id, ...(hash ? { hash } : {}) } : undefined
  } catch (error) {
    if (error instanceof PlatformRefused && deadTrigger.has(error.reason)) return undefined
    throw error
  }
}

/** False when the person has closed it, or it has been changed since `hash`: both are their right. */
export async function updateView(
  desk: Desk,
  { viewId, hash }: OpenedView,
  view: types.ModalView,
): Promise<boolean> {
  try {
    await calling(desk.clients.quick.views.update({ view_id: viewId, view, ...(hash ? { hash } : {}) }))
    return true
  } catch (error) {
    if (error instanceof PlatformRefused && ['not_found', 'hash_conflict'].includes(error.reason))
      return false
    throw error
  }
}

/** Closes a modal that was answered, and those it was opened from: they show how things stood before. */
export const closing = ({ previous_view_id }: ViewOutput): ViewResponseAction | undefined =>
  previous_view_id ? { response_action: 'clear' } : undefined

/** Shown at once, while the form is fetched; in both languages until it is known who asks. */
export function loadingView(language: Language | undefined): types.ModalView {
  const text = (language ? [language] : languages).map((each) => speak(each)('slack.loading')).join(' / ')
  return messageView(text, language ?? 'zh-CN')
}

/** A modal that only says something. */
export function messageView(text: string, language: Language): types.ModalView {
  return blocksView([paragraph(text)], language)
}

/** @param home the pages of the Home behind it, to be drawn anew with what is done here */
export function cardView(card: Card, language: Language, home: Pages | undefined): types.ModalView {
  const view = blocksView(renderCard(card, { language, surface: 'view' }).blocks, language)
  return home ? { ...view, private_metadata: writePages(home) } : view
}

export function blocksView(blocks: types.KnownBlock[], language: Language): types.ModalView {
  const t = speak(language)
  return {
    type: 'modal',
    callback_id: messageCallback,
    title: plain(t('slack.appName'), limits.viewTitle),
    close: plain(t('slack.form.close'), limits.viewTitle),
    blocks,
  }
}

/** A link that opens as this person: the button opens the browser. */
export function linkView(text: string, label: string, url: string, language: Language): types.ModalView {
  const button: types.Button = {
    type: 'button',
    action_id: 'link:0',
    style: 'primary',
    text: plain(label, limits.buttonText),
    url,
  }
  return blocksView([paragraph(text), { type: 'actions', block_id: 'link', elements: [button] }], language)
}
