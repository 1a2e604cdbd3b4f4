import type { Actor } from '../access/actor.ts'
import type { PressOf } from '../forms/card.ts'
import { answersOf, type Form, formKey } from '../forms/form.ts'
import { answerOne } from '../forms/message/answer-one.ts'
import { findBareOption } from '../forms/message/find-bare-option.ts'
import { parseTemplate } from '../forms/message/parse-template.ts'
import type { TemplateReading } from '../forms/message/template-reading.ts'
import { otherLanguage, speak } from '../i18n/translate.ts'
import { openForm } from '../services/forms/open-form.ts'
import { findQuestion } from '../services/questions.ts'
import { askOne } from './ask-one.ts'
import { type Chat, type Reply, say } from './chat.ts'
import { findForm } from './find-form.ts'
import { secureCard } from './form-cards.ts'
import { findField, openFields, putAnswer } from './form-paths.ts'
import { submit } from './form-sending.ts'
import { goOn } from './go-on.ts'
import { leaveOutPeople } from './leave-out-people.ts'
import { findChosen, findMeant } from './look-up.ts'
import { readAtOf } from './read-at.ts'
import { findTypedName, putRest } from './settle-names.ts'

/**
 * Takes what was said for what is still to be filled in; undefined when it does not read as that. What is understood
 * is kept as a draft, what is missing is asked for, one thing at a time; when nothing is, it is shown to be sent.
 */
export async function continueForm(
  chat: Chat,
  actor: Actor,
  { form, field }: { form: Form; field?: string | undefined },
  typed: string,
): Promise<Reply | undefined> {
  const { text, isLeftOut } = leaveOutPeople(form, typed)
  if (!isLeftOut) return fillIn(chat, actor, { form, field }, text)
  const reply = text.trim() === '' ? say() : await fillIn(chat, actor, { form, field }, text)
  return { ...reply, says: [secureCard(actor), ...(reply?.says ?? [])] }
}

async function fillIn(
  chat: Chat,
  actor: Actor,
  { form, field }: { form: Form; field?: string | undefined },
  text: string,
): Promise<Reply | undefined> {
  if (field === undefined || text.includes('\n')) {
    const reading = await readTemplate(chat, actor, form, text)
    if (field === undefined)
      return (await readWhole(chat, actor, form, reading)) ?? readBare(chat, actor, form, text)
    if (isAllAgain(form, field, reading, text)) return readWhole(chat, actor, form, reading)
  }
  return readAnswer(chat, actor, form, field, text)
}

/** Whoever is asked for one thing may send the whole form again; only a longer text may hold other labels by chance. */
function isAllAgain(
  form: Form,
  asked: string,
  { isLabelled, answers, lookups }: TemplateReading,
  text: string,
) {
  const isLong = findField(form, asked)?.input.shape === 'lines'
  const isOther = (path: string) => path !== asked
  const isElse = Object.keys(answers).some(isOther) || lookups.some(({ path }) => isOther(path))
  return isLabelled && isElse && (!isLong || text.trimStart().startsWith('【'))
}

/** One of the options that were offered: the same as typing it, as long as that is what is asked. */
export async function chooseAnswer(chat: Chat, actor: Actor, press: PressOf<'answer'>): Promise<Reply> {
  const { office, platform } = chat
  const question = await findQuestion(office, actor, platform)
  const about = question?.about
  const isForm = about?.do === 'file' || about?.do === 'act'
  const form = isForm && question?.field === press.field ? await findForm(chat, actor, about) : undefined
  const isAsked = form !== undefined && formKey(form.purpose) === press.formKey
  const reply = isAsked ? await readAnswer(chat, actor, form, press.field, press.text) : undefined
  const t = speak(actor.language)
  if (!form || !reply) return { pressed: { title: t('chat.notAsked') }, says: [] }
  const label = findField(form, press.field)?.label ?? ''
  return { pressed: { title: t('chat.chosen', { label, answer: press.text }) }, says: reply.says }
}

/** The form in the other language: it is understood as well. */
const openTwin = ({ office }: Chat, actor: Actor, { purpose }: Form): Promise<Form> =>
  openForm(office, { ...actor, language: otherLanguage(actor.language) }, purpose)

/** An option that is said alone, as if it had been asked for. */
async function readBare(chat: Chat, actor: Actor, form: Form, text: string): Promise<Reply | undefined> {
  const bare = findBareOption(form, text, await openTwin(chat, actor, form))
  if (!bare) return undefined
  const known = { ...answersOf(form.fields), [bare.field]: bare.value }
  return goOn(chat, actor, form, known, { ...nothingElse, isLabelled: true, answers: {} })
}

async function readTemplate(chat: Chat, actor: Actor, form: Form, text: string): Promise<TemplateReading> {
  const { office } = chat
  const twin = await openTwin(chat, actor, form)
  return parseTemplate(form, text, { ...readAtOf(office, actor, form), twin })
}

async function readWhole(
  chat: Chat,
  actor: Actor,
  form: Form,
  reading: TemplateReading,
): Promise<Reply | undefined> {
  const isRead = Object.keys(reading.answers).length > 0 || reading.lookups.length > 0
  if (!reading.isLabelled || !isRead) return undefined
  return goOn(chat, actor, form, { ...answersOf(form.fields), ...reading.answers }, reading)
}

/** Takes the answer of whoever may have meant something else: it is shown to be sent, and never sent at once. */
export const keepAnswer = (
  chat: Chat,
  actor: Actor,
  { form, field }: { form: Form; field: string },
  text: string,
): Promise<Reply | undefined> => readAnswer(chat, actor, form, field, text, { isSentAtOnce: false })

async function readAnswer(
  chat: Chat,
  actor: Actor,
  form: Form,
  path: string,
  text: string,
  { isSentAtOnce = true }: { isSentAtOnce?: boolean } = {},
): Promise<Reply | undefined> {
  const { office } = chat
  const field = findField(form, path)
  if (!field) return undefined
  const name = findTypedName(field)
  const of = field.input.shape === 'lookup' ? field.input.of : ''
  const before = name === undefined ? undefined : await findMeant(chat, actor, of, name)
  const chosen = before && findChosen(before, text)
  const at = readAtOf(office, actor, form)
  const read = chosen
    ? { ok: true as const, answer: chosen.value, ...nothingElse }
    : answerOne(field, text, at)
  if (!read.ok) {
    const question = await askOne(chat, actor, form, path, speak(actor.language)(read.why))
    return question && say(question)
  }
  const answered = putAnswer(answersOf(form.fields), path, read.answer)
  // What stood beside the name that was not found belongs to the one that is meant.
  const { answers, left } = putRest(form, answered, path, before?.rest ?? '')
  // Of a cell the paths begin with its own name; the row stands before it.
  const row = path.slice(0, path.length - field.name.length)
  const reading: TemplateReading = {
    isLabelled: true,
    answers,
    lookups: read.lookups.map((each) => ({ ...each, path: row + each.path })),
    missing: read.missing.map((each) => row + each),
    unread: [...read.unread, ...left],
    doubtful: read.doubtful.map((each) => ({ ...each, field: row + each.field })),
  }
  const isWhole = openFields(form).length === 1 && read.lookups.length === 0 && read.unread.length === 0
  return isWhole && isSentAtOnce
    ? say((await submit(chat, actor, form, answers, office.clock.now())).card)
    : goOn(chat, actor, form, answers, reading)
}

const nothingElse = { lookups: [], missing: [], unread: [], doubtful: [] }
