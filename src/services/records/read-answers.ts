import type { Actor } from '../../access/actor.ts'
import { parsePeriod } from '../../calendar/periods.ts'
import { localOf } from '../../calendar/zones.ts'
import { type FieldError, ValidationError } from '../../errors.ts'
import type { Answers, Fields, Values } from '../../fields/field.ts'
import { parseAnswers } from '../../fields/parse-answers.ts'
import type { CheckContext, RecordType } from '../../records/record-type.ts'
import { findRecordType } from '../../records/registry.ts'
import { walkLookups } from '../../records/walk-lookups.ts'
import type { Tx } from '../../store/open-store.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import { type Office, todayOf } from '../office.ts'

/** Of which week's record, or of which record as it stands, the answers are. */
interface AnswersOf {
  periodKey?: string | null
  before?: StoredRecord
}

/**
 * Typed values of what somebody answered.
 * @throws ValidationError with every problem together
 */
export async function readAnswers(
  office: Office,
  actor: Actor,
  type: RecordType,
  fields: Fields,
  answers: Answers,
  { periodKey, before }: AnswersOf = {},
): Promise<Values> {
  const today = todayOf(office, actor)
  const parsed = parseAnswers(fields, answers, { today })
  if (!parsed.ok) throw new ValidationError(parsed.problems.map(toFieldError))
  const week = type.period && (periodKey ?? before?.periodKey)
  const context: CheckContext = {
    today,
    ...(week ? { week: parsePeriod(week) } : {}),
    ...(before ? { before: { ...before, filedOn: localOf(before.createdAt, actor.zone).day } } : {}),
  }
  const whole = { ...withBlanks(type, before?.values ?? {}), ...parsed.values }
  const crossed = (type.check?.(whole, context) ?? []).filter(({ path }) => isAsked(fields, path))
  const errors = [
    ...crossed.map(toFieldError),
    ...(await findLostReferences(office.store.db, fields, parsed.values)),
  ]
  if (errors.length > 0) throw new ValidationError(errors)
  return parsed.values
}

const toFieldError = (p: {
  path: string
  key: FieldError['say']['key']
  params?: FieldError['say']['params']
}): FieldError => ({
  field: p.path,
  say: { key: p.key, ...(p.params ? { params: p.params } : {}) },
})

/** Nobody is told of what they were not asked and cannot mend here. */
const isAsked = (fields: Fields, path: string) => Object.hasOwn(fields, path.split('.', 1)[0] ?? '')

const withBlanks = (type: RecordType, values: Values): Values => ({
  ...Object.fromEntries(Object.keys(type.fields).map((name) => [name, null])),
  ...values,
})

/** References to what does not exist, or no longer: the id came from a list that has aged. */
async function findLostReferences(db: Tx, fields: Fields, values: Values): Promise<FieldError[]> {
  const wanted = [...walkLookups(fields, values)]
  const found = new Map<string, Set<string>>()
  for (const of of new Set(wanted.map((w) => w.of))) {
    const ids = wanted.filter((w) => w.of === of).map((w) => w.id)
    found.set(of, new Set(await findExisting(db, of, ids)))
  }
  return wanted
    .filter((w) => !found.get(w.of)?.has(w.id))
    .map((w) => ({ field: w.path, say: { key: 'fields.notFound' } }))
}

async function findExisting(db: Tx, of: string, ids: string[]): Promise<string[]> {
  const where = { id: { in: ids } }
  if (of === 'person')
    return (await db.person.findMany({ where: { ...where, isActive: true } })).map((p) => p.id)
  if (of === 'team') return (await db.team.findMany({ where })).map((t) => t.id)
  if (!findRecordType(of)) return []
  return (await db.record.findMany({ where: { ...where, type: of }, select: { id: true } })).map((r) => r.id)
}
