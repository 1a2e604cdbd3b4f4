import type { Actor } from '../../access/actor.ts'
import { parsePeriod } from '../../calendar/periods.ts'
import { localOf } from '../../calendar/zones.ts'
import { type FieldError, ValidationError } from '../../errors.ts'
import type { Answers, Fields, Value, Values } from '../../fields/field.ts'
import { parseAnswers } from '../../fields/parse-answers.ts'
import type { CheckContext, RecordType } from '../../records/record-type.ts'
import { findRecordType } from '../../records/registry.ts'
import { walkLookups } from '../../records/walk-lookups.ts'
import type { Tx } from '../../store/open-store.ts'
import type { StoredRecord } from '../../store/records/records.ts'
import { type Office, todayOf } from '../office.ts'
import { findCalled } from './find-called.ts'

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
  of: AnswersOf = {},
): Promise<Values> {
  const today = todayOf(office, actor)
  const parsed = parseAnswers(fields, answers, { today })
  if (!parsed.ok) throw new ValidationError(parsed.problems.map(toFieldError))
  const crossed = findCrossed(office, actor, type, parsed.values, of)
  const errors = [
    ...crossed.filter(({ path }) => isAsked(fields, path)).map(toFieldError),
    ...(await findLostReferences(office.store.db, fields, parsed.values)),
    ...(await findTwin(office, actor, type, parsed.values, of.before)),
  ]
  if (errors.length > 0) throw new ValidationError(errors)
  return parsed.values
}

/**
 * What cannot be as far as it is known, such as an end before the beginning: it is said as soon as both are there. What
 * is missing, or cannot be read, is none of its business.
 */
export function checkSoFar(
  office: Office,
  actor: Actor,
  type: RecordType,
  fields: Fields,
  answers: Answers,
  of: AnswersOf = {},
): FieldError[] {
  const today = todayOf(office, actor)
  const read = Object.entries(fields).map(([name, field]) => {
    const parsed = parseAnswers({ [name]: field }, { [name]: answers[name] ?? null }, { today })
    return [name, parsed.ok ? (parsed.values[name] ?? null) : null] as const
  })
  const known: Values = Object.fromEntries(read)
  const crossed = findCrossed(office, actor, type, known, of)
  return crossed.filter(({ path }) => isThere(known[path.split('.', 1)[0] ?? ''])).map(toFieldError)
}

const isThere = (value: Value | undefined) => value !== undefined && value !== null

/** What does not go together in the record as it would stand with these values. */
function findCrossed(
  office: Office,
  actor: Actor,
  type: RecordType,
  values: Values,
  { periodKey, before }: AnswersOf,
): ReturnType<NonNullable<RecordType['check']>> {
  const week = type.period && (periodKey ?? before?.periodKey)
  const context: CheckContext = {
    today: todayOf(office, actor),
    ...(week ? { week: parsePeriod(week) } : {}),
    ...(before ? { before: { ...before, filedOn: localOf(before.createdAt, actor.zone).day } } : {}),
  }
  const blanks = Object.fromEntries(Object.keys(type.fields).map((name) => [name, null]))
  return type.check?.({ ...blanks, ...before?.values, ...values }, context) ?? []
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

/** What others are found by its name has it alone: whoever means two of one name says which in it. */
async function findTwin(
  office: Office,
  actor: Actor,
  { id: of, nameField }: RecordType,
  values: Values,
  before: StoredRecord | undefined,
): Promise<FieldError[]> {
  const name = nameField === undefined ? undefined : values[nameField]
  if (nameField === undefined || typeof name !== 'string' || name === before?.values[nameField]) return []
  const { byName } = await findCalled(office, actor, { of, name })
  const twin = byName.find(({ id }) => id !== before?.id)
  return twin ? [{ field: nameField, say: { key: 'records.nameTaken', params: { name: twin.name } } }] : []
}

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
