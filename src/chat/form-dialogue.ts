import type { Actor } from '../access/actor.ts'
import { ValidationError } from '../errors.ts'
import type { Answers } from '../fields/field.ts'
import type { Card, PressOf } from '../forms/card.ts'
import { answersOf, type Form, type FormWanted, formKey, parseFormKey } from '../forms/form.ts'
import { answerOne } from '../forms/message/answer-one.ts'
import { askFor } from '../forms/message/ask-for.ts'
import { parseTemplate } from '../forms/message/parse-template.ts'
import { renderTemplate } from '../forms/message/render-template.ts'
import type { TemplateReading } from '../forms/message/template-reading.ts'
import { languages, speak } from '../i18n/translate.ts'
import { readDraft, saveDraft } from '../services/forms/drafts.ts'
import { openForm } from '../services/forms/open-form.ts'
import { submitForm } from '../services/forms/submit-form.ts'
import { todayOf } from '../services/office.ts'
import { dropQuestion, keepQuestion, type Question } from '../services/questions.ts'
import { isWorthRepeating } from '../services/say-failure.ts'
import { formCard } from './cards.ts'
import { type Chat, type Reply, say } from './chat.ts'
import { questionCard, shownCard, titleOf, unreadCard } from './form-cards.ts'
import { findField, putAnswer } from './form-paths.ts'
import { aboutOf, wantedOf } from './form-wanted.ts'
import { findMeant, type Meant } from './look-up.ts'

/** A form in words: a template that is already filled in, or its one question. */
export async function beginForm(chat: Chat, actor: Actor, wanted: FormWanted): Promise<Reply> {
  const { office, platform } = chat
  const form = await openForm(office, actor, wanted)
  const about = aboutOf(form)
  const [only, ...more] = openFields(form)
  if (only && more.length === 0) {
    await keepQuestion(office, actor, platform, { about, field: only.name })
    return say({ title: titleOf(form), sections: [{ text: askFor(only, actor.language) }] })
  }
  await keepQuestion(office, actor, platform, { about })
  const parts = renderTemplate(form, actor.language).map((title): Card => ({ title }))
  return say(...parts, await formCard(chat, actor, wantedOf(about), speak(actor.language)('chat.orOnPage')))
}

/**
 * `sure`: a field was asked for, or the text is marked as a form's. `loose`: words without marks, which may as well be
 * about something else, and are taken for a form only when nothing else claims them.
 */
export type Sureness = 'sure' | 'loose'

/** `目标：…`, `visits = 10`, or several lines. */
const isMarked = (text: string) => /[:：=＝\n]/.test(text)

/**
 * Takes what was said for what is still to be filled in; undefined when it does not read as that. What is understood
 * is kept as a draft, what is missing is asked for, one thing at a time; when nothing is, it is shown to be sent.
 */
export async function continueForm(
  chat: Chat,
  actor: Actor,
  { about, field }: Question & { about: PressOf<'file' | 'act'> },
  text: string,
  sureness: Sureness,
): Promise<Reply | undefined> {
  if ((field === undefined && !isMarked(text)) !== (sureness === 'loose')) return undefined
  const form = await openForm(chat.office, actor, wantedOf(about)).catch(async (error: unknown) => {
    // Somebody else has done meanwhile what it was for; what is said now means something else.
    if (isWorthRepeating(error)) throw error
    await dropQuestion(chat.office, actor, chat.platform)
    return undefined
  })
  if (!form) return undefined
  return field === undefined ? readWhole(chat, actor, form, text) : readAnswer(chat, actor, form, field, text)
}

/** Sends what was shown. Pressed twice it is sent once. */
export async function sendForm(chat: Chat, actor: Actor, key: string): Promise<Reply> {
  const form = await openForm(chat.office, actor, parseFormKey(key))
  const draft = await readDraft(chat.office, actor, form.purpose)
  if (!draft) return { pressed: { title: speak(actor.language)('chat.sentAlready') }, says: [] }
  const { pressed, says } = await submit(chat, actor, form, draft.answers, draft.typedAt)
  return { ...(pressed ? { pressed } : {}), says }
}

async function readWhole(chat: Chat, actor: Actor, form: Form, text: string): Promise<Reply | undefined> {
  const { office } = chat
  const other = languages.find((language) => language !== actor.language) ?? actor.language
  const twin = await openForm(office, { ...actor, language: other }, wantedOf(aboutOf(form)))
  const reading = parseTemplate(form, text, { today: todayOf(office, actor), twin, looks: looksOf(form) })
  const isRead = Object.keys(reading.answers).length > 0 || reading.lookups.length > 0
  if (!reading.isLabelled || !isRead) return undefined
  const answers = { ...answersOf(form.fields), ...reading.answers }
  return goOn(chat, actor, form, answers, reading)
}

async function readAnswer(
  chat: Chat,
  actor: Actor,
  form: Form,
  path: string,
  text: string,
): Promise<Reply | undefined> {
  const { office, platform } = chat
  const t = speak(actor.language)
  const field = findField(form, path)
  if (!field) return undefined
  const meant = await pickMeant(chat, actor, form, path, text)
  const at = { today: todayOf(office, actor), looks: looksOf(form) }
  const read = meant ? { ok: true as const, answer: meant, ...nothingElse } : answerOne(field, text, at)
  if (!read.ok) {
    await keepQuestion(office, actor, platform, { about: aboutOf(form), field: path })
    return say({ title: t(read.why), sections: [{ text: askFor(field, actor.language) }] })
  }
  const answers = putAnswer(answersOf(form.fields), path, read.answer)
  // Of a cell the paths begin with its own name; the row stands before it.
  const row = path.slice(0, path.length - field.name.length)
  const reading: TemplateReading = {
    isLabelled: true,
    answers,
    lookups: read.lookups.map((each) => ({ ...each, path: row + each.path })),
    missing: read.missing.map((each) => row + each),
    unread: read.unread,
    doubtful: read.doubtful.map((each) => ({ ...each, field: row + each.field })),
  }
  const isWhole = openFields(form).length === 1 && read.lookups.length === 0 && read.unread.length === 0
  return isWhole
    ? submit(chat, actor, form, answers, office.clock.now())
    : goOn(chat, actor, form, answers, reading)
}

const nothingElse = { lookups: [], missing: [], unread: [], doubtful: [] }

/** A number or a name, where names were offered for what had been typed before. */
async function pickMeant(chat: Chat, actor: Actor, form: Form, path: string, text: string) {
  const field = findField(form, path)
  if (field?.input.shape !== 'lookup' || typeof field.answer !== 'string') return undefined
  const offered = await findMeant(chat, actor, field.input.of, field.answer)
  return offered.options[Number(text.trim()) - 1]?.value
}

/** Keeps what is known and asks for what is not, or shows all of it. */
async function goOn(
  chat: Chat,
  actor: Actor,
  form: Form,
  known: Answers,
  reading: TemplateReading,
): Promise<Reply> {
  const { office, platform } = chat
  const { purpose } = form
  const { answers, unclear } = await resolve(chat, actor, known, reading)
  await saveDraft(office, actor, { purpose, answers })
  const now = await openForm(office, actor, wantedOf(aboutOf(form)))
  const asked = unclear?.path ?? reading.missing[0] ?? reading.doubtful[0]?.field ?? findMissing(now)
  const field = asked === undefined ? undefined : findField(now, asked)
  const unread = reading.unread.length > 0 ? [unreadCard(actor, reading.unread)] : []
  if (asked !== undefined && field) {
    await keepQuestion(office, actor, platform, { about: aboutOf(form), field: asked })
    const doubt = reading.doubtful.find((each) => each.field === asked)
    return say(...unread, questionCard(actor, askFor(field, actor.language), { unclear, doubt }))
  }
  await keepQuestion(office, actor, platform, { about: aboutOf(form) })
  return say(...unread, shownCard(actor, now))
}

/** Puts ids where names are known; what could be several, or nothing, stays as it was typed. */
async function resolve(chat: Chat, actor: Actor, known: Answers, { lookups }: TemplateReading) {
  let answers = known
  let unclear: (Meant & { path: string }) | undefined
  for (const { path, of, typed } of lookups) {
    const meant = await findMeant(chat, actor, of, typed)
    answers = putAnswer(answers, path, meant.value ?? typed)
    if (meant.value === undefined) unclear ??= { ...meant, path }
  }
  return { answers, unclear }
}

async function submit(
  { office, platform }: Chat,
  actor: Actor,
  form: Form,
  answers: Answers,
  typedAt: Date,
): Promise<Reply> {
  const { purpose } = form
  const submissionKey = `chat:${platform}:${actor.personId}:${formKey(purpose)}:${typedAt.getTime()}`
  try {
    const { text } = await submitForm(office, actor, { purpose, answers, submissionKey, platform })
    await dropQuestion(office, actor, platform)
    return { pressed: { title: text }, says: [{ title: text }] }
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error
    const [first] = error.fieldErrors
    const field = first && findField(form, first.field)
    if (!first || !field) throw error
    await keepQuestion(office, actor, platform, { about: aboutOf(form), field: first.field })
    const t = speak(actor.language)
    const title = `${field.label}：${t(first.say.key, first.say.params)}`
    return say({ title, sections: [{ text: askFor(field, actor.language) }] })
  }
}

const openFields = ({ fields }: Form) => fields.filter(({ input }) => input.shape !== 'secure')
/** A log tells of what was; a plan and a notice of what will be. */
const looksOf = ({ purpose }: Form) => (purpose.type === 'activity' ? ('back' as const) : ('ahead' as const))

const findMissing = (form: Form): string | undefined =>
  openFields(form).find(
    ({ required, answer, input }) => required && input.shape !== 'rows' && isNothing(answer),
  )?.name

const isNothing = (answer: unknown) => answer === null || answer === '' || answer === undefined
