import type { Actor } from '../../access/actor.ts'
import { speak } from '../../i18n/translate.ts'
import { activityKinds } from '../../records/activity/index.ts'
import { newsKeyOf } from '../../store/outbox.ts'
import type { Office } from '../office.ts'
import { findQuestion } from '../questions.ts'
import { tell } from '../tell.ts'
import { buildLineCard } from './line-card.ts'
import { findLastLine, keepLineDraft, type LineActivity, type LogLineInput, tellOne } from './line-draft.ts'
import { readActivities, readLineContext } from './line-reading.ts'

/** Whoever names a customer later than this means something else by it. */
const answeredWithinMs = 60 * 60_000
const longestAnswer = 500

/**
 * Takes the names of customers, and nothing besides, for the answer to the card of a line that asks for them: the first
 * for the one that is asked about, the others for those that are still without; one too many is one more of the kind.
 * False, and nothing done, where none is asked for, something else was asked since, or more than names was said.
 */
export async function nameLine(
  office: Office,
  actor: Actor,
  { text, deliveryId, platform }: LogLineInput,
): Promise<boolean> {
  if (text.length > longestAnswer) return false
  const { store, clock } = office
  const last = await findLastLine(store.db, actor, new Date(clock.now().getTime() - answeredWithinMs))
  if (last?.draft.platform !== platform || !findWaiting(last.draft.activities)) return false
  const question = await findQuestion(office, actor, platform)
  if (question && question.askedAt >= last.updatedAt) return false
  const named = await readNamed(office, actor, text)
  if (named.length === 0) return false
  const { draftKey, draft } = last
  const names = new Intl.ListFormat(actor.language, { type: 'conjunction', style: 'narrow' })
  const news = speak(actor.language)('lines.named', {
    names: names.format(named.map(({ customerTyped = '' }) => customerTyped)),
  })
  const answered = { ...draft, text: `${draft.text} ${text}`, activities: nameAll(draft.activities, named) }
  const dedupeKey = `${draftKey}:${deliveryId}`
  const to = { platform, to: actor }
  await store.transaction(async (tx) => {
    const card = { ...(await buildLineCard(tx, actor, draftKey, answered)), news }
    const isNew = await tell(office, tx, { ...to, slotKey: draftKey, dedupeKey, card })
    // The same message once more would name the next ones.
    if (!isNew) return
    await keepLineDraft(office, tx, actor, draftKey, answered)
    // The card changes where it stands, above what was just typed.
    await tell(office, tx, {
      ...to,
      threadOf: draftKey,
      dedupeKey: newsKeyOf(dedupeKey),
      card: { title: news },
    })
  })
  return true
}

/** The one that the card asks about, where it asks whose it was. */
function findWaiting(activities: readonly LineActivity[]): LineActivity | undefined {
  const asked = activities.find(({ recordId, asks }) => recordId === undefined && asks.length > 0)
  return asked?.asks[0] === 'customer' ? asked : undefined
}

function nameAll(activities: readonly LineActivity[], named: readonly LineActivity[]): LineActivity[] {
  const asked = findWaiting(activities)
  let next = asked
  let all = [...activities]
  for (const name of named) {
    if (next) all = tellOne(all, next, nameOf(name, next))
    else if (asked) all.push({ ...anotherLike(asked), ...nameOf(name, asked) })
    next = all.find((a) => a.recordId === undefined && a.asks[0] === 'customer' && !a.customerTyped)
  }
  return all
}

/** What a name says of an activity that waits for one; a doubtful one is asked about. */
function nameOf(
  { customerId, customerTyped, candidates, contact }: LineActivity,
  { asks }: LineActivity,
): Partial<LineActivity> {
  return {
    candidates,
    asks: customerId ? asks.filter((ask) => ask !== 'customer') : asks,
    ...(customerId ? { customerId } : {}),
    ...(customerTyped ? { customerTyped } : {}),
    ...(contact ? { contact } : {}),
  }
}

const anotherLike = ({ kind, kindOptions, day, dayOptions, asks }: LineActivity): LineActivity => ({
  kindOptions,
  dayOptions,
  asks,
  candidates: [],
  notes: '',
  ...(kind ? { kind } : {}),
  ...(day ? { day } : {}),
})

/** The customers, with whom was met there, of a text that is nothing but a list of them; none where it says more. */
async function readNamed(office: Office, actor: Actor, text: string): Promise<LineActivity[]> {
  const context = await readLineContext(office, actor)
  const pieces = text.split(/[、,，;；/\n]/).filter((piece) => piece.trim() !== '')
  const read = pieces.map((piece) => ({ piece, activities: readActivities(piece, context) }))
  return read.every(({ piece, activities }) => isOnlyNames(piece, activities))
    ? read.flatMap(({ activities }) => activities)
    : []
}

function isOnlyNames(piece: string, activities: readonly LineActivity[]): boolean {
  if (activities.some((a) => !a.customerTyped || a.notes || a.kindOptions.length < activityKinds.length))
    return false
  const said = activities.flatMap(({ customerTyped = '', contact = '' }) => [
    customerTyped,
    ...contact.split('、'),
  ])
  const rest = said.reduce((left, each) => left.replace(each, ''), piece)
  return /^(?:[\s和与跟及&的。.]|and)*$/i.test(rest)
}
