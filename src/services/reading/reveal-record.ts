import type { Actor } from '../../access/actor.ts'
import { NotPermitted } from '../../errors.ts'
import { labelOf } from '../../records/build-form.ts'
import { appendEvent } from '../../store/events.ts'
import type { Office } from '../office.ts'
import { getRecord } from '../records/get-record.ts'
import { noNames } from '../records/names.ts'
import { openAnswers } from '../records/seal-answers.ts'
import { showingFor } from '../records/show-value.ts'

export interface Revealed {
  number: string
  answers: readonly { label: string; value: string }[]
}

/**
 * A record's sealed answers, for the eyes of one who has the right. Every reading is an event, written in the same
 * transaction: what could not be recorded is not shown.
 * @throws NotFound, NotPermitted
 */
export async function revealRecord(
  office: Office,
  actor: Actor,
  input: { recordId: string; platform: string },
): Promise<Revealed> {
  const { type, record } = await getRecord(office.store.db, actor, input.recordId)
  if (!type.access.reveal?.allows(actor, record)) throw new NotPermitted('reveal')
  const sealed = Object.entries(type.fields).filter(([name]) => record.sealed.has(name))
  const opened = await office.store.transaction(async (tx) => {
    const answers = await openAnswers(office, tx, record.id)
    await appendEvent(tx, {
      at: office.clock.now(),
      actorId: actor.personId,
      platform: input.platform,
      kind: 'record.revealed',
      recordId: record.id,
      diff: { fields: sealed.map(([name]) => name) },
    })
    return answers
  })
  return {
    number: record.number,
    answers: sealed.map(([name, field]) => ({
      label: labelOf(type, name, actor.language),
      value: field.show(
        opened[name] ?? '',
        showingFor(type, name, { language: actor.language, names: noNames }),
      ),
    })),
  }
}
