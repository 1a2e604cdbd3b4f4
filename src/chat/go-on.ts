import type { Actor } from '../access/actor.ts'
import type { Answers } from '../fields/field.ts'
import type { Card } from '../forms/card.ts'
import type { Form } from '../forms/form.ts'
import type { Doubt, TemplateReading } from '../forms/message/template-reading.ts'
import { speak, type Translate } from '../i18n/translate.ts'
import { checkForm } from '../services/forms/check-form.ts'
import { saveDraft } from '../services/forms/drafts.ts'
import { openForm } from '../services/forms/open-form.ts'
import { keepQuestion } from '../services/questions.ts'
import { askOne } from './ask-one.ts'
import { type Chat, type Reply, say } from './chat.ts'
import { findUnreadable } from './find-unreadable.ts'
import { rowsStayCards, sayWrong, shownCard, unreadCard } from './form-cards.ts'
import { findField, findMissing, isMissing, putAnswer } from './form-paths.ts'
import { aboutOf } from './form-wanted.ts'
import { findUnclear, settleNames } from './settle-names.ts'

/** Keeps what is known and asks for what is not, or shows all of it. */
export async function goOn(
  chat: Chat,
  actor: Actor,
  form: Form,
  known: Answers,
  reading: TemplateReading,
): Promise<Reply> {
  const { office, platform } = chat
  const { purpose } = form
  const named = reading.lookups.reduce((kept, { path, typed }) => putAnswer(kept, path, typed), known)
  const { answers, left } = await settleNames(chat, actor, form, keepDoubtful(form, named, reading))
  await saveDraft(office, actor, { purpose, answers })
  const now = await openForm(office, actor, purpose, { isAskedInTurn: true })
  // What cannot be is said before anything else is asked; what could not be read is asked in its turn.
  const [wrong] = await checkForm(office, actor, now.purpose, answers)
  const wrongField = wrong && findField(now, wrong.field)
  if (wrong && wrongField && reading.doubtful.every(({ field }) => field !== wrong.field)) {
    const again = await askOne(chat, actor, now, wrong.field, sayWrong(actor, wrongField, wrong))
    if (again) return say(...toldOf(actor, now, reading, left), again)
  }
  const unreadable = findUnreadable(office, actor, now)
  const asked =
    findUnclear(now) ??
    reading.missing.find((path) => isStillMissing(now, path, reading)) ??
    reading.doubtful[0]?.field ??
    findMissing(now) ??
    unreadable?.path
  const told = toldOf(actor, now, reading, left)
  const doubt = reading.doubtful.find((each) => each.field === asked)
  const t = speak(actor.language)
  let why = doubt && sayDoubt(t, now, doubt)
  if (unreadable && asked === unreadable.path)
    why ??= t('chat.ofWords', { text: unreadable.text, why: t(unreadable.why) })
  const question = asked === undefined ? undefined : await askOne(chat, actor, now, asked, why)
  if (question) return say(...told, question)
  await keepQuestion(office, actor, platform, { about: aboutOf(form) })
  return say(...told, shownCard(actor, now))
}

/** What a day or a number was typed as stands before what is wrong with it. */
function sayDoubt(t: Translate, form: Form, { field, text, why, params }: Doubt): string {
  const said = t(why, params)
  const isDay = findField(form, field)?.input.shape === 'date'
  return isDay && text.trim() !== '' && text.length <= 40
    ? t('chat.ofWords', { text: text.trim(), why: said })
    : said
}

const toldOf = (actor: Actor, form: Form, reading: TemplateReading, left: readonly string[]): Card[] => {
  const unread = [...reading.unread, ...left]
  return [...(unread.length > 0 ? [unreadCard(actor, unread)] : []), ...rowsStayCards(actor, form, reading)]
}

/** What was said besides may have filled it in, or made it needless. */
function isStillMissing(form: Form, path: string, { doubtful }: TemplateReading): boolean {
  const field = findField(form, path)
  if (!field || doubtful.some((each) => each.field === path)) return true
  return field.input.shape === 'rows' ? field.input.rows.length === 0 : isMissing(field)
}

/**
 * What cannot be read stays as it was typed, and is asked about when its turn comes, at the latest by whoever checks
 * what is sent: one question at a time must not lose the others.
 */
function keepDoubtful(form: Form, answers: Answers, { doubtful }: TemplateReading): Answers {
  return doubtful.reduce((kept, { field: path, text }) => {
    const shape = findField(form, path)?.input.shape
    const isMeasure = shape === 'date' || shape === 'time' || shape === 'number'
    return isMeasure ? putAnswer(kept, path, text.trim()) : kept
  }, answers)
}
