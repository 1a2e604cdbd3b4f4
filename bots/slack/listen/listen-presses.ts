import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import type { Actor } from '../../../src/access/actor.ts'
import { NotFound } from '../../../src/errors.ts'
import type { Card, Press, PressOf } from '../../../src/forms/card.ts'
import { parseFormKey } from '../../../src/forms/form.ts'
import { readPress } from '../../../src/forms/press-value.ts'
import { speak } from '../../../src/i18n/translate.ts'
import type { LinePress, LinePressed } from '../../../src/services/activity/press-line.ts'
import { isExcusable } from '../../../src/services/duties/deciding/is-excusable.ts'
import type { LinkAim } from '../../../src/services/links/link-aim.ts'
import type { Pressed } from '../../../src/services/records/press-action.ts'
import { type Ask, type Desk, deliveryOf, platform } from '../desk.ts'
import { findHome, messageCallback } from '../render/find-home.ts'
import { renderCard } from '../render/render-card.ts'
import { renderHomeBlocks } from '../render/render-home.ts'
import { calling } from '../send/slack-error.ts'
import { askForExcuse } from './excuse-duty.ts'
import { askForPerson } from './link-person.ts'
import { publishHome } from './listen-home.ts'
import { serve } from './serve.ts'
import { showForm, showReadyForm } from './show-form.ts'
import { offerAgain, tellUser } from './tell-user.ts'
import { blocksView, cardView, linkView, openView, updateView } from './views.ts'

type Body = BlockAction<ButtonAction>

/** One press, with where it came from. */
interface Pressing {
  desk: Desk
  ask: Ask
  actor: Actor
  body: Body
  /** What stands on the button. */
  label(): string
}

/** Buttons of cards, of Home and of modals: they all carry a press. */
export function listenToPresses(app: App, desk: Desk): void {
  app.action<Body>(/^press:/, async ({ ack, action, body, context, respond }) => {
    await ack()
    const ask: Ask = {
      userId: body.user.id,
      delivery: deliveryOf(context),
      triggerId: body.trigger_id,
      isInModal: body.view?.type === 'modal',
      home: findHome(body.view),
      // Only a message has a response_url.
      ...(body.response_url ? { respond } : {}),
    }
    await serve(desk, ask, async (actor) => {
      const press = readPress(action.value)
      await take(press, { desk, ask, actor, body, label: () => action.text.text })
    })
  })
  // A button that opens a page is told to us as well; there is nothing to do.
  app.action(/^link:/, ({ ack }) => ack())
}

async function take(press: Press, pressing: Pressing): Promise<void> {
  const { desk, ask, actor, label } = pressing
  const { services } = desk
  switch (press.do) {
    case 'act': {
      const { recordId, revision, action } = press
      const pressed = await services.pressAction(actor, { recordId, revision, action, platform })
      return follow(pressed, press, pressing)
    }
    case 'file':
      return showForm(desk, ask, { kind: 'file', ...press }, { label, press })
    // Asked only where there are no windows; here the form itself is the answer.
    case 'answer':
    case 'resume-draft':
    case 'on-page':
    case 'send-draft':
      return showForm(desk, ask, parseFormKey(press.formKey), { label, press })
    case 'show':
      return showCard(await services.describeRecord(actor, press), press, pressing)
    case 'confirm-line':
    case 'correct-line':
    case 'discard-line':
    case 'answer-line':
      return follow(await services.pressLine(actor, press, platform), press, pressing)
    case 'duty': {
      const { dutyId, decision } = press
      if (decision === 'excuse') {
        const shown = await services.decideDuty(actor, { dutyId, decision: 'show', platform })
        if (isExcusable(shown)) return askForExcuse(desk, ask, actor, press, shown.title, label)
      }
      const card = await services.decideDuty(actor, { dutyId, decision, platform })
      return decision === 'show' ? showCard(card, press, pressing) : replaceCard(card, pressing)
    }
    case 'reveal':
      return showLink(press, pressing)
    case 'link-person':
      return askForPerson(desk, ask, actor, press, label)
    case 'link-namesakes':
      return replaceCard(await services.linkNamesakes(actor, press), pressing)
    case 'requeue':
      await services.requeueMessage(actor, press)
      await tellUser(desk, ask, { text: speak(actor.language)('slack.requeued') }, actor.language)
      return refreshHome(pressing)
    case 'page':
      return turnPage(press, pressing)
  }
}

async function follow(
  pressed: Pressed | LinePressed,
  press: PressOf<'act'> | LinePress,
  pressing: Pressing,
): Promise<void> {
  const { desk, ask, actor, label } = pressing
  const { language } = actor
  switch (pressed.kind) {
    case 'ask':
      return showReadyForm(desk, ask, actor, pressed.form, { label, press })
    case 'secure': {
      if (press.do !== 'act') throw new NotFound('link')
      const { recordId, action } = press
      return showLink({ do: 'reveal', recordId, purpose: 'fill', action }, pressing)
    }
    case 'stale':
      await replaceCard(pressed.card, pressing)
      return tellUser(desk, ask, { text: pressed.why }, language)
    case 'done':
      return replaceCard(pressed.card, pressing)
  }
}

/** Shows at once where it was pressed what came of it; delivery edits everybody's card. */
async function replaceCard(card: Card, pressing: Pressing): Promise<void> {
  const { desk, ask, actor, body } = pressing
  const { language } = actor
  const { container, view } = body
  if (view?.type === 'modal' && view.callback_id === messageCallback) {
    await updateView(desk, { viewId: view.id }, cardView(card, language, ask.home))
  } else if (container.type === 'message' && !container.is_ephemeral) {
    const { channel_id: channel, message_ts: ts } = container
    const update = desk.clients.quick.chat.update({ channel, ts, ...renderCard(card, { language }) })
    await calling(update).catch((error) => desk.log.info({ err: error }, 'a card could not be shown anew'))
  }
  await refreshHome(pressing)
}

async function refreshHome({ desk, ask, actor }: Pressing): Promise<void> {
  if (ask.home) await publishHome(desk, ask.userId, actor, ask.home)
}

async function turnPage(press: PressOf<'page'>, pressing: Pressing): Promise<void> {
  const { desk, ask, actor, body } = pressing
  const { view } = body
  if (view?.type === 'modal') {
    const home = await desk.services.readHome(actor, { pages: { [press.of]: press.page } })
    const blocks = renderHomeBlocks(home, actor.language)
    await updateView(desk, { viewId: view.id }, blocksView(blocks, actor.language))
    return
  }
  await publishHome(desk, ask.userId, actor, { ...ask.home, [press.of]: press.page })
}

async function showCard(card: Card, press: Press, pressing: Pressing): Promise<void> {
  const { desk, ask, actor, label } = pressing
  const opened = await openView(desk, ask, cardView(card, actor.language, ask.home))
  if (!opened) await offerAgain(desk, ask, { label, press }, actor.language)
}

/** In a modal, which nobody else sees and which leaves no link behind in a conversation. */
async function showLink(press: PressOf<'reveal'>, pressing: Pressing): Promise<void> {
  const { desk, ask, actor, label } = pressing
  const { language } = actor
  const t = speak(language)
  const { recordId, purpose, action } = press
  const aim: LinkAim =
    purpose === 'fill' && action !== undefined
      ? { purpose, recordId, action }
      : { purpose: 'reveal', recordId }
  const url = await desk.services.issueLink(actor, aim)
  const minutes = desk.services.linkMinutes()
  const text =
    aim.purpose === 'fill'
      ? t('slack.secure.act', { action: label(), minutes })
      : t('slack.secure.text', { minutes })
  const view = linkView(text, t('slack.secure.open'), url, language)
  const opened = await openView(desk, ask, view)
  if (!opened) await offerAgain(desk, ask, { label, press }, language)
}
