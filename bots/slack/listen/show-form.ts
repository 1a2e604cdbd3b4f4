import type { Press } from '../../../src/forms/card.ts'
import type { Form, FormWanted } from '../../../src/forms/form.ts'
import type { Language } from '../../../src/i18n/translate.ts'
import { type Ask, type Desk, getActor } from '../desk.ts'
import { renderForm } from '../render/render-form.ts'
import { attempt } from './serve.ts'
import { offerAgain, tellUser } from './tell-user.ts'
import { isWorthRepeating } from './to-reply.ts'
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
    await updateView(desk, opened, renderForm(form, { language: actor.language, home: ask.home }))
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
  form: Form,
  again: Again,
  language: Language,
): Promise<void> {
  const opened = await openView(desk, ask, renderForm(form, { language, home: ask.home }))
  if (!opened) await offerAgain(desk, ask, again, language)
}
