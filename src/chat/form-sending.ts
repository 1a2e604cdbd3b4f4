import type { Actor } from '../access/actor.ts'
import { StaleRevision, ValidationError } from '../errors.ts'
import type { Answers } from '../fields/field.ts'
import type { Card, PressOf } from '../forms/card.ts'
import { answersOf, type Form, formKey, parseFormKey } from '../forms/form.ts'
import { speak } from '../i18n/translate.ts'
import { readDraft } from '../services/forms/drafts.ts'
import { openForm } from '../services/forms/open-form.ts'
import { submitForm } from '../services/forms/submit-form.ts'
import { dropQuestion, findQuestion } from '../services/questions.ts'
import { compareVersions } from '../services/reading/compare-versions.ts'
import { askOne } from './ask-one.ts'
import { type Chat, type Reply, say } from './chat.ts'
import { overtakenCard, sayWrong } from './form-cards.ts'
import { findField, findMissing } from './form-paths.ts'
import { wantedOf } from './form-wanted.ts'

/** Sends what was shown. Pressed twice it is sent once; what was overtaken is put on top of what was seen beside it. */
export async function sendForm(
  chat: Chat,
  actor: Actor,
  { formKey: key, over }: PressOf<'send-draft'>,
): Promise<Reply> {
  const form = await openForm(chat.office, actor, parseFormKey(key), { isAskedInTurn: true })
  const { purpose } = form
  const draft = (await readDraft(chat.office, actor, purpose)) ?? (await findPrefilled(chat, actor, form))
  if (!draft) return { pressed: { title: speak(actor.language)('chat.sentAlready') }, says: [] }
  const isOver = over !== undefined && purpose.kind !== 'file'
  const sending = isOver ? { ...form, purpose: { ...purpose, revision: over } } : form
  const sent = await submit(chat, actor, sending, draft.answers, draft.typedAt)
  return sent.isSaved ? { pressed: sent.card, says: [] } : say(sent.card)
}

/** What was shown filled in already and nobody has changed: it can be sent for as long as it was not. */
async function findPrefilled({ office, platform }: Chat, actor: Actor, form: Form) {
  const { purpose } = form
  const question = await findQuestion(office, actor, platform)
  if (question?.about.do !== 'file' || purpose.kind !== 'file') return undefined
  const isAsked = formKey(wantedOf(question.about)) === formKey(purpose)
  if (!isAsked || findMissing(form) !== undefined) return undefined
  return { answers: answersOf(form.fields), typedAt: question.askedAt }
}

/** Saves it as a submission of this moment: the same moment twice is one. What cannot be is asked for again. */
export async function submit(
  chat: Chat,
  actor: Actor,
  form: Form,
  answers: Answers,
  typedAt: Date,
): Promise<{ isSaved: boolean; card: Card }> {
  const { office, platform } = chat
  const { purpose } = form
  const submissionKey = `chat:${platform}:${actor.personId}:${formKey(purpose)}:${typedAt.getTime()}`
  try {
    const { outcome } = await submitForm(office, actor, { purpose, answers, submissionKey, platform })
    await dropQuestion(office, actor, platform)
    return { isSaved: true, card: outcome }
  } catch (error) {
    if (error instanceof StaleRevision && purpose.kind !== 'file') {
      const differences = await compareVersions(office, actor, { recordId: purpose.recordId, answers })
      return { isSaved: false, card: overtakenCard(actor, form, error.current, differences) }
    }
    if (!(error instanceof ValidationError)) throw error
    const [first] = error.fieldErrors
    const field = first && findField(form, first.field)
    if (!first || !field) throw error
    // As it was kept a moment ago, with whatever was answered.
    const now = await openForm(office, actor, purpose, { isAskedInTurn: true })
    const why = sayWrong(actor, findField(now, first.field) ?? field, first)
    const card = await askOne(chat, actor, now, first.field, why)
    if (!card) throw error
    return { isSaved: false, card }
  }
}
