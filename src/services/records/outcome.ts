import type { Actor } from '../../access/actor.ts'
import { localOf } from '../../calendar/zones.ts'
import type { Button, Card } from '../../forms/card.ts'
import { showMoment } from '../../i18n/show-day.ts'
import { type MessageKey, speak } from '../../i18n/translate.ts'
import type { RecordType } from '../../records/record-type.ts'
import { findReachableIdentities, readPersonNames, readTeamTree } from '../../store/people.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import { findAnswerer, findEdit, listExcepted } from '../../workflow/workflow.ts'
import { readLateness, showLateness } from '../duties/read-lateness.ts'
import type { Office } from '../office.ts'
import { findAnswerers } from '../people/find-answerers.ts'
import { getRecord } from './get-record.ts'
import { readings } from './last-note.ts'
import { findNextStep, isTaken, leadingSteps } from './next-step.ts'
import { sayEvent } from './say-event.ts'

/** Beyond it a line is no line any more. */
const namedAtMost = 3

/** What somebody has just done: the id of an action, or that they filed or edited it. */
export type Done = { filed: true } | { edited: true } | { action: string }

/**
 * What came of it, for whoever did it: which record, its state, and what follows, in a line or two. The whole record
 * is a press away.
 */
export async function buildOutcome(
  office: Office,
  actor: Actor,
  { type, record }: { type: RecordType; record: StoredRecord },
  done: Done,
): Promise<Card> {
  const t = speak(actor.language)
  const name = await nameRecord(office, actor, type, record)
  const state = stateOf(type, record, actor)
  const action = 'action' in done ? sayEvent(type, done.action, actor.language) : ''
  const late = 'filed' in done ? await sayLate(office, actor, type, record) : []
  const next = await sayNext(office, actor, type, record)
  const lines = [...late, ...(next === '' ? [] : [next])]
  return {
    title: t(keyOf(type, done), { record: name, state, action }),
    ...(lines.length > 0 ? { sections: [{ text: lines.join('\n') }] } : {}),
    buttons: buttonsOf(type, record, actor, done),
  }
}

/** Whoever filed or edited it has a card of its own, but for types of which nobody is told. */
function buttonsOf(type: RecordType, record: StoredRecord, actor: Actor, done: Done): Button[] {
  const { id: recordId, revision, status } = record
  if ('action' in done)
    return [{ label: speak(actor.language)('outcomes.open'), press: { do: 'show', recordId } }]
  const edit = type.audience.length === 0 ? findEdit(type.workflow, status) : undefined
  if (edit === undefined || !type.workflow.actions[edit]?.by.allows(actor, record)) return []
  const label = type.texts[actor.language].actions[edit] ?? edit
  return [{ label, press: { do: 'act', recordId, revision, action: edit } }]
}

/**
 * Why a press changed nothing: how the record stands, who brought it there and when. Whoever may read a record may read
 * its history, so nothing is told here that the reader may not know.
 * @throws NotFound
 */
export async function sayOvertaken(
  office: Office,
  actor: Actor,
  input: { recordId: string },
): Promise<string> {
  const { db } = office.store
  const { type, record } = await getRecord(db, actor, input.recordId)
  const { language, zone } = actor
  const t = speak(language)
  const event = await db.event.findFirst({
    where: { recordId: record.id, kind: { notIn: readings } },
    orderBy: { seq: 'desc' },
  })
  const by = event?.actorId
    ? ((await readPersonNames(db, [event.actorId])).get(event.actorId) ?? t('cards.unnamed'))
    : t('web.history.clock')
  const change = event && {
    name: by,
    when: showMoment(event.at, language, zone),
    what: sayEvent(type, event.kind, language),
  }
  const isOwn = event?.actorId === actor.personId
  return [
    t('outcomes.stale', {
      record: await nameRecord(office, actor, type, record),
      state: stateOf(type, record, actor),
    }),
    ...(change ? [t(isOwn ? 'outcomes.changedByYou' : 'outcomes.changedBy', change)] : []),
    ...(findNextStep(type, record, actor) ? [t('outcomes.lookAgain')] : []),
  ].join('\n')
}

const stateOf = (type: RecordType, { status }: StoredRecord, { language }: Actor): string =>
  type.texts[language].states[status] ?? status

function keyOf({ workflow }: RecordType, done: Done): MessageKey {
  if ('filed' in done) return 'outcomes.filed'
  if ('edited' in done) return 'outcomes.edited'
  const action = workflow.actions[done.action]
  return action?.from.includes(action.to) ? 'outcomes.kept' : 'outcomes.moved'
}

async function nameRecord(
  office: Office,
  { personId, language }: Actor,
  type: RecordType,
  { ownerId, number: inSeries, values }: StoredRecord,
): Promise<string> {
  const t = speak(language)
  const { label } = type.texts[language]
  // What has a name is known by it; the number tells it from others of that name.
  const number = type.nameField === undefined ? inSeries : `${inSeries} ${values[type.nameField]}`
  if (ownerId === personId) return t('outcomes.own', { label, number })
  const name = (await readPersonNames(office.store.db, [ownerId])).get(ownerId) ?? t('cards.unnamed')
  return t('outcomes.of', { name, label, number })
}

/** By how much it came after its deadline, and what that means. */
async function sayLate(
  office: Office,
  { language }: Actor,
  type: RecordType,
  record: StoredRecord,
): Promise<string[]> {
  const late = await readLateness(office.store.db, type, record)
  if (!late) return []
  const key = late.isTooLate ? 'duties.tooLateKindly' : 'duties.lateKindly'
  return [speak(language)(key, { time: showLateness(late, language) })]
}

/** Whose turn it is, or who hears of it. */
async function sayNext(
  office: Office,
  { personId, language }: Actor,
  type: RecordType,
  record: StoredRecord,
): Promise<string> {
  const { status, ownerId, teamId, sealed } = record
  const { db } = office.store
  const t = speak(language)
  const isOwn = ownerId === personId
  const name = (await readPersonNames(db, [ownerId])).get(ownerId) ?? t('cards.unnamed')
  const { actions } = type.texts[language]
  if (type.workflow.states[status]?.awaits === 'owner' && !isOwn) return t('outcomes.nextOwner', { name })
  const role = findAnswerer(type.workflow, status)
  if (role !== undefined) {
    // What is to be decided is not named by the one decision that leads on.
    const tree = await readTeamTree(db)
    const today = localOf(office.clock.now(), office.policies.current().zone).day
    const ids = await findAnswerers(db, tree, role, {
      teamId,
      today,
      except: listExcepted(type.workflow, role, record),
    })
    const names = [...(await readPersonNames(db, ids)).values()].slice(0, namedAtMost)
    if (names.length > 0) return t('outcomes.nextDecides', { names: names.join(t('chat.comma')) })
  }
  const next = leadingSteps(type).find(
    ({ id, action }) => action.from.includes(status) && !isTaken(type, id, { status, sealed }),
  )
  if (next) return t('outcomes.nextStep', { action: actions[next.id] ?? next.id })
  const isTold = !isOwn && type.audience.includes('owner')
  if (!isTold || !(await findReachableIdentities(db, [ownerId])).has(ownerId)) return ''
  return t('outcomes.isTold', { name })
}
