import type { AckFn, App, ViewOutput, ViewResponseAction } from '@slack/bolt'
import { type FieldError, StaleRevision, ValidationError } from '../../../src/errors.ts'
import { formKey } from '../../../src/forms/form.ts'
import { type Language, speak } from '../../../src/i18n/translate.ts'
import { isWorthRepeating } from '../../../src/services/say-failure.ts'
import { type Ask, type Desk, deliveryOf, getActor, guessLanguage, platform } from '../desk.ts'
import { findHome } from '../render/find-home.ts'
import { readNote } from '../render/form-note.ts'
import type { Pages } from '../render/home-pages.ts'
import { isTouched, keepTyped } from '../render/keep-typed.ts'
import { placeErrors } from '../render/place-errors.ts'
import { richText } from '../render/plain-text.ts'
import { readForm } from '../render/read-form.ts'
import { formCallback } from '../render/render-form.ts'
import { publishHome } from './listen-home.ts'
import { attempt, serve } from './serve.ts'
import { tellUser } from './tell-user.ts'
import { closing, messageView, updateView } from './views.ts'

type Outcome = { language: Language } & (
  | { kind: 'saved'; text: string }
  | { kind: 'refused'; fieldErrors: readonly FieldError[]; text: string }
  | { kind: 'stale'; text: string; revision: number; recordId: string }
  | { kind: 'failed'; text: string }
)

export function listenToViews(app: App, desk: Desk): void {
  app.view({ callback_id: formCallback, type: 'view_submission' }, async ({ ack, view, body, context }) => {
    const ask = { userId: body.user.id, delivery: deliveryOf(context) }
    const outcome = await answerSubmission(desk, ask, view, ack)
    if (outcome.kind === 'saved') await redrawHome(desk, ask, findHome(view))
  })
  // A modal of an older program: never a silent 200, and nothing typed is lost.
  app.view(
    { callback_id: /^(?!(form|link-person|excuse-duty)$)/, type: 'view_submission' },
    async ({ ack, view, body }) => {
      const language = guessLanguage(desk, body.user.id)
      await ack({ response_action: 'update', view: keepTyped(view, speak(language)('slack.form.unknown')) })
    },
  )
  app.view({ callback_id: formCallback, type: 'view_closed' }, async ({ ack, view, body, context }) => {
    await ack()
    // A form that was only looked at leaves no draft behind: it would hide what is pre-filled later.
    if (!isTouched(view)) return
    const ask = { userId: body.user.id, delivery: deliveryOf(context) }
    const { purpose, answers } = readForm(view)
    await serve(desk, ask, (actor) => desk.services.saveDraft(actor, { purpose, answers }))
  })
}

/**
 * Saves before it acknowledges, and closes the modal only when it is saved. What takes too long is answered "still
 * working" if the inbox holds it; how it ended is then shown in the modal, or by DM when that is closed.
 */
async function answerSubmission(
  desk: Desk,
  ask: Ask,
  view: ViewOutput,
  ack: AckFn<void> | AckFn<ViewResponseAction>,
): Promise<Outcome> {
  const answer = ack as (response?: ViewResponseAction) => Promise<void>
  const saving = submit(desk, ask, view)
  const { isReplay, isKept } = ask.delivery
  if (isReplay) {
    await answer()
    const outcome = await saving
    if (outcome.kind !== 'saved') await tellNotSaved(desk, ask, view, outcome)
    return outcome
  }
  const first = isKept ? await Promise.race([saving, after(desk.answerWithinMs)]) : await saving
  if (first) {
    await answer(await toResponse(desk, ask, view, first))
    return first
  }
  const language = guessLanguage(desk, ask.userId)
  await answer({
    response_action: 'update',
    view: messageView(speak(language)('slack.form.stillWorking'), language),
  })
  const outcome = await saving
  if (outcome.kind === 'saved') {
    await updateView(desk, { viewId: view.id }, messageView(outcome.text, outcome.language))
    return outcome
  }
  const isShown = await updateView(desk, { viewId: view.id }, keepTyped(view, outcome.text)).catch(
    () => false,
  )
  if (!isShown) await tellNotSaved(desk, ask, view, outcome)
  return outcome
}

/** Where the form was opened from Home. It is saved already: a Home that stays as it was is no failure of it. */
async function redrawHome(desk: Desk, ask: Ask, home: Pages | undefined): Promise<void> {
  if (!home) return
  const tried = await attempt(desk, ask, async (meet) => publishHome(desk, ask.userId, await meet(), home))
  if (!tried.ok) desk.log.warn({ err: tried.error, deliveryId: ask.delivery.id }, 'Home could not be drawn')
}

const after = (ms: number) => new Promise<undefined>((resolve) => setTimeout(resolve, ms, undefined).unref())

async function submit(desk: Desk, ask: Ask, view: ViewOutput): Promise<Outcome> {
  const tried = await attempt(desk, ask, async (meet) => {
    const { purpose, answers } = readForm(view)
    const submissionKey = `${view.id}:${view.hash}`
    return desk.services.submitForm(await meet(), {
      purpose,
      answers,
      submissionKey,
      platform,
      resent: 'edit',
    })
  })
  const { language } = tried
  if (tried.ok) return { kind: 'saved', text: tried.value.text, language }
  const { error, text } = tried
  if (error instanceof ValidationError) {
    return { kind: 'refused', fieldErrors: error.fieldErrors, text, language }
  }
  if (error instanceof StaleRevision) {
    const { purpose } = readNote(view.private_metadata)
    if (purpose.kind !== 'file')
      return { kind: 'stale', text, revision: error.current, recordId: purpose.recordId, language }
  }
  const level = isWorthRepeating(error) ? 'error' : 'info'
  desk.log[level]({ deliveryId: ask.delivery.id, err: error }, 'a submission was not saved')
  return { kind: 'failed', text, language }
}

async function toResponse(
  desk: Desk,
  ask: Ask,
  view: ViewOutput,
  outcome: Outcome,
): Promise<ViewResponseAction | undefined> {
  switch (outcome.kind) {
    case 'saved':
      return closing(view)
    case 'refused': {
      const errors = placeErrors(view, readNote(view.private_metadata), outcome.fieldErrors, outcome.language)
      if (errors) return { response_action: 'errors', errors }
      return { response_action: 'update', view: keepTyped(view, outcome.text) }
    }
    case 'stale':
      return { response_action: 'update', view: await showBoth(desk, ask, view, outcome) }
    case 'failed':
      return { response_action: 'update', view: keepTyped(view, outcome.text) }
  }
}

/** What stands now beside what was typed; sending again means to put this on top of it. */
async function showBoth(desk: Desk, ask: Ask, view: ViewOutput, stale: Outcome & { kind: 'stale' }) {
  const { text, language, revision, recordId } = stale
  const t = speak(language)
  try {
    const actor = await getActor(desk, ask.userId)
    const { answers } = readForm(view)
    const differences = await desk.services.compareVersions(actor, { recordId, answers })
    const above = differences.map(({ label, now, typed }) =>
      richText([
        { text: `${label}\n`, bold: true },
        {
          text: `${t('forms.standsNow', { value: now })}\n${t('forms.youTyped', { value: typed })}`,
        },
      ]),
    )
    return keepTyped(view, text, { revision, above })
  } catch (error) {
    desk.log.warn({ err: error, deliveryId: ask.delivery.id }, 'the present version could not be shown')
    return keepTyped(view, text)
  }
}

/** What was typed is kept as a draft; the button opens it again. */
async function tellNotSaved(desk: Desk, ask: Ask, view: ViewOutput, outcome: Outcome): Promise<void> {
  const { language } = outcome
  const t = speak(language)
  const { purpose } = readNote(view.private_metadata)
  const text = `${t('slack.form.notSaved', { title: view.title.text })}\n${outcome.kind === 'saved' ? '' : outcome.text}`
  const press = { do: 'resume-draft', formKey: formKey(purpose) } as const
  await tellUser(
    desk,
    ask,
    { text, buttons: [{ label: t('slack.form.resume'), tone: 'primary', press }] },
    language,
  )
}
