import type { Actor } from '../../access/actor.ts'
import type { Answer, Answers } from '../../fields/field.ts'
import { type Language, type MessageKey, speak } from '../../i18n/translate.ts'
import { factLabelOf } from '../../records/build-form.ts'
import { readPersonNames } from '../../store/people.ts'
import { type Office, todayOf } from '../office.ts'
import { getRecord } from '../records/get-record.ts'
import { readNames } from '../records/names.ts'
import { sayEvent } from '../records/say-event.ts'
import { showAnswer } from './show-answer.ts'

/** One thing that happened to a record, in words. */
export interface HistoryItem {
  at: Date
  by: string
  what: string
  /** Where it was done, in words; empty for what the product did by itself. */
  platform: string
  changes: readonly { label: string; before: string; after: string }[]
  note: string
}

interface EventDiff {
  values?: Record<string, [before: Answer, after: Answer]>
  asked?: Record<string, string>
  sealed?: string[]
}

const shownAtMost = 200

/**
 * What happened to a record, newest first. Sealed answers are not in events, so none can be here.
 * @throws NotFound
 */
export async function readHistory(
  office: Office,
  actor: Actor,
  input: { recordId: string },
): Promise<HistoryItem[]> {
  const { db } = office.store
  const { type, record } = await getRecord(db, actor, input.recordId)
  const events = await db.event.findMany({
    where: { recordId: record.id },
    orderBy: { seq: 'desc' },
    take: shownAtMost,
  })
  const people = await readPersonNames(
    db,
    events.flatMap((e) => e.actorId ?? []),
  )
  const names = await readNames(db, type.fields, answersIn(events.map((e) => e.diff as EventDiff)))
  const t = speak(actor.language)
  const wording = { language: actor.language, names, today: todayOf(office, actor) }
  return events.map((event) => {
    const { values = {}, asked = {}, sealed = [] } = event.diff as EventDiff
    const changes = Object.entries(values)
      .filter(([name]) => type.fields[name] !== undefined)
      .map(([name, [before, after]]) => ({
        label: factLabelOf(type, name, actor.language),
        before: showAnswer(type, name, before, wording),
        after: showAnswer(type, name, after, wording),
      }))
    const hidden = sealed
      .filter((name) => type.fields[name] !== undefined)
      .map((name) => ({
        label: factLabelOf(type, name, actor.language),
        before: '',
        after: t('cards.sealed'),
      }))
    return {
      at: event.at,
      by: event.actorId ? (people.get(event.actorId) ?? t('cards.unnamed')) : t('web.history.clock'),
      what: sayEvent(type, event.kind, actor.language),
      platform: sayPlatform(event.platform, actor.language),
      // The first event of a record changes everything from nothing: the card says it already.
      changes: event.kind === 'record.filed' ? [] : [...changes, ...hidden],
      note: Object.values(asked)
        .filter((text) => typeof text === 'string')
        .join('\n'),
    }
  })
}

/** Each side of every change, as answers. */
const answersIn = (diffs: readonly EventDiff[]): Answers[] =>
  diffs.flatMap(({ values = {} }) =>
    [0, 1].map((side) =>
      Object.fromEntries(Object.entries(values).map(([name, both]) => [name, both[side] ?? null])),
    ),
  )

/** Only people act on a platform; the product's own rooms are nobody's business. */
function sayPlatform(platform: string, language: Language): string {
  const key = platformNames[platform]
  return key ? speak(language)(key) : ''
}

const platformNames: Readonly<Record<string, MessageKey>> = {
  slack: 'web.history.onSlack',
  wecom: 'web.history.onWecom',
  web: 'web.history.onWeb',
  api: 'web.history.onApi',
  import: 'web.history.onImport',
  console: 'web.history.onConsole',
}
