import type { types } from '@slack/bolt'
import type { Actor } from '../../../src/access/actor.ts'
import { PlatformRefused } from '../../../src/errors.ts'
import type { Press } from '../../../src/forms/card.ts'
import type { Form, FormWanted } from '../../../src/forms/form.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'
import { isWorthRepeating } from '../../../src/services/say-failure.ts'
import { type Ask, type Desk, getActor } from '../desk.ts'
import { renderForm } from '../render/render-form.ts'
import { attempt } from './serve.ts'
import { offerAgain, tellUser } from './tell-user.ts'
import { loadingView, messageView, openView, updateView } from './views.ts'

/** How to ask for the same again, for a trigger that has died. */
export interface Again {
  label(language: Language): string
  press: Press
}

/**
 * Opens a form: a loading view first, because the trigger lives three seconds, then what the person is to fill in.
 * Whoever closes it meanwhile has changed their mind; who comes too late gets a button.
 */
export async function showForm(desk: Desk, ask: Ask, wanted: FormWanted, again: Again): Promise<void> {
  const opened = await openView(desk, ask, loadingView(desk.profiles.peek(ask.userId)?.language))
  if (!opened) return offerAgain(desk, ask, again, (await getActor(desk, ask.userId)).language)
  // What fails from here on is told in the window.
  const tried = await attempt(desk, ask, async (meet) => {
    const actor = await meet()
    const form = await desk.services.openForm(actor, wanted)
    await showOrBare(desk, ask, actor, form, (view) => updateView(desk, opened, view))
  })
  if (tried.ok) return
  const { error, text, language } = tried
  if (isWorthRepeating(error))
    desk.log.error({ deliveryId: ask.delivery.id, err: error }, 'a form failed to open')
  await updateView(desk, { viewId: opened.viewId }, messageView(text, language)).catch(() =>
    tellUser(desk, ask, { text }, language),
  )
}

/** A form at hand, shown at once. */
export async function showReadyForm(
  desk: Desk,
  ask: Ask,
  actor: Actor,
  form: Form,
  again: Again,
): Promise<void> {
  const opened = await showOrBare(desk, ask, actor, form, (view) => openView(desk, ask, view))
  if (!opened) await offerAgain(desk, ask, again, actor.language)
}

/**
 * A draft may come from elsewhere and hold what Slack refuses. Nobody is locked out of a form by that: it is shown
 * without the draft, and says so.
 */
async function showOrBare<Shown>(
  desk: Desk,
  ask: Ask,
  actor: Actor,
  form: Form,
  show: (view: types.ModalView) => Promise<Shown>,
): Promise<Shown> {
  const { language } = actor
  const look = { language, home: ask.home }
  try {
    return await show(renderForm(form, look))
  } catch (error) {
    if (!(error instanceof PlatformRefused)) throw error
    desk.log.error(
      { deliveryId: ask.delivery.id, err: error },
      'a form was refused, and is shown without its draft',
    )
    const bare = await desk.services.openForm(actor, form.purpose, { withoutDraft: true })
    const alert = speak(language)('slack.form.noDraft')
    return show(renderForm({ ...bare, purpose: form.purpose }, { ...look, alert }))
  }
}
