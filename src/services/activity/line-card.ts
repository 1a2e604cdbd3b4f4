import type { Actor } from '../../access/actor.ts'
import type { Button, Card } from '../../forms/card.ts'
import { joinLabel } from '../../i18n/join-label.ts'
import { showDay } from '../../i18n/show-day.ts'
import { speak, type Translate } from '../../i18n/translate.ts'
import activityType, { activityKinds } from '../../records/activity/index.ts'
import { factLabelOf, optionOf } from '../../records/build-form.ts'
import type { Tx } from '../../store/open-store.ts'
import { noNames, readNamesOf } from '../records/names.ts'
import { showMeasured } from '../records/show-value.ts'
import type { LineActivity, LineDraft } from './line-draft.ts'

const buttonsAtMost = 5

/** What was understood of a line, and the first thing that is not sure as a question with its likely answers. */
export async function buildLineCard(db: Tx, actor: Actor, draftKey: string, draft: LineDraft): Promise<Card> {
  const t = speak(actor.language)
  const ids = draft.activities.flatMap((a) => [...(a.customerId ? [a.customerId] : []), ...a.candidates])
  const names = await readNamesOf(db, 'customer', ids)
  const isOpen = (a: LineActivity) => a.recordId === undefined
  const index = draft.activities.findIndex((a) => isOpen(a) && a.asks.length > 0)
  const open = draft.activities[index]
  const left = draft.activities.filter(isOpen)
  const sections = left.map((a, i) => ({
    ...(left.length > 1 ? { heading: `${i + 1}` } : {}),
    text: describe(a, actor, names, t),
  }))
  const question = open ? ask(open, t) : undefined
  return {
    title: question ? t('lines.askTitle') : t('lines.confirmTitle'),
    sections: [...sections, ...describeUnread(draft, t), ...(question ? [{ text: question }] : [])],
    buttons: [
      ...(open ? answersTo(open, index, draftKey, actor, names) : [confirmButton(draftKey, t)]),
      { label: t('lines.correct'), press: { do: 'correct-line', draftKey } },
      { label: t('lines.discard'), press: { do: 'discard-line', draftKey } },
    ],
    footer: t('lines.typed', { text: draft.text.slice(0, 200) }),
  }
}

const describeUnread = ({ unread = [] }: LineDraft, t: Translate) =>
  unread.length > 0 ? [{ text: t('lines.unread', { lines: unread.join('\n') }) }] : []

const confirmButton = (draftKey: string, t: Translate): Button => ({
  label: t('lines.confirm'),
  tone: 'primary',
  press: { do: 'confirm-line', draftKey },
})

function describe(a: LineActivity, actor: Actor, names: ReadonlyMap<string, string>, t: Translate): string {
  const customer = a.customerId
    ? names.get(a.customerId)
    : a.newCustomer
      ? t('lines.newCustomer', { name: a.newCustomer })
      : a.customerTyped
  const wording = { language: actor.language, names: noNames }
  const values = {
    kind: a.kind && optionOf(activityType, 'kind', a.kind, actor.language),
    customer,
    contact: a.contact,
    minutes: a.minutes && showMeasured(activityType, 'minutes', a.minutes, wording),
    day: a.day && showDay(a.day, actor.language),
    note: a.notes,
  }
  const said = Object.entries(values).flatMap(([name, value]) =>
    value ? [joinLabel(factLabelOf(activityType, name, actor.language), value)] : [],
  )
  if (a.count) said.push(t('lines.several', { count: a.count }))
  return said.length > 0 ? said.join('\n') : t('lines.nothing')
}

function ask(a: LineActivity, t: Translate): string {
  switch (a.asks[0]) {
    case 'kind':
      return t('lines.askKind')
    case 'customer':
      if (a.customerTyped) return t('lines.askWhichCustomer', { name: a.customerTyped })
      return a.count ? t('lines.askCustomers', { count: a.count }) : t('lines.askCustomer')
    case 'day':
      return t('lines.askDay')
    default:
      return t('lines.askFuture')
  }
}

/** Likely answers as buttons; whatever is not among them is given in the form. */
function answersTo(
  a: LineActivity,
  index: number,
  draftKey: string,
  actor: Actor,
  names: ReadonlyMap<string, string>,
): Button[] {
  const question = a.asks[0]
  const answer = (value: string, label: string): Button => ({
    label,
    press: { do: 'answer-line', draftKey, question: `${index}.${question}`, value },
  })
  if (question === 'kind') {
    const kinds = a.kindOptions.length > 0 ? a.kindOptions : activityKinds
    return kinds.map((kind) => answer(kind, optionOf(activityType, 'kind', kind, actor.language)))
  }
  if (question === 'customer') {
    const known = a.candidates.slice(0, buttonsAtMost).flatMap((id) => {
      const name = names.get(id)
      return name ? [answer(id, name)] : []
    })
    const isNamed = a.customerTyped !== undefined && a.customerTyped !== a.contact
    return isNamed
      ? [...known, answer('new', speak(actor.language)('lines.addCustomer', { name: a.customerTyped ?? '' }))]
      : known
  }
  if (question === 'day')
    return a.dayOptions.slice(0, buttonsAtMost).map((day) => answer(day, showDay(day, actor.language)))
  return []
}
