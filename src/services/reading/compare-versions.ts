import type { Actor } from '../../access/actor.ts'
import type { Answers } from '../../fields/field.ts'
import { toAnswers } from '../../fields/show-values.ts'
import { factLabelOf } from '../../records/build-form.ts'
import type { Office } from '../office.ts'
import { todayOf } from '../office.ts'
import { getRecord } from '../records/get-record.ts'
import { readNames } from '../records/names.ts'
import { showAnswer } from './show-answer.ts'

/** A field in which what stands now differs from what somebody was about to send. */
export interface VersionDifference {
  label: string
  now: string
  typed: string
}

/**
 * Both versions of a record side by side, for one whose edit was overtaken: only where they differ.
 * @throws NotFound
 */
export async function compareVersions(
  office: Office,
  actor: Actor,
  input: { recordId: string; answers: Answers },
): Promise<VersionDifference[]> {
  const { db } = office.store
  const { type, record } = await getRecord(db, actor, input.recordId)
  const asked = Object.keys(input.answers).filter((name) => type.fields[name]?.sensitive === false)
  const now = toAnswers(type.fields, record.values)
  const names = await readNames(db, type.fields, [now, input.answers])
  const to = { language: actor.language, names, today: todayOf(office, actor) }
  return asked
    .map((name) => ({
      label: factLabelOf(type, name, actor.language),
      now: showAnswer(type, name, now[name] ?? null, to),
      typed: showAnswer(type, name, input.answers[name] ?? null, to),
    }))
    .filter((difference) => difference.now !== difference.typed)
}
