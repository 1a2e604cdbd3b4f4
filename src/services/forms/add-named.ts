import type { Actor } from '../../access/actor.ts'
import { ValidationError } from '../../errors.ts'
import type { Answer, Answers, Fields } from '../../fields/field.ts'
import { findNewName, isAddable } from '../../records/new-name.ts'
import { findRecordType } from '../../records/registry.ts'
import { walkLookups } from '../../records/walk-lookups.ts'
import { searchKey } from '../../text/rank-matches.ts'
import type { Office } from '../office.ts'
import { fileRecord } from '../records/file-record.ts'
import { findCalled } from '../records/find-called.ts'

interface Adding {
  /** By it what is added is added once, however often the form comes. */
  submissionKey: string
  platform: string
}

/**
 * The answers with ids in the place of what they name as new: what has that very name by now is taken, anything else
 * is added.
 * @throws ValidationError where such a thing is not made by its name, or not by this person
 */
export async function addNamed(
  office: Office,
  actor: Actor,
  fields: Fields,
  answers: Answers,
  adding: Adding,
): Promise<Answers> {
  let known = answers
  for (const { path, of, id: answer } of walkLookups(fields, answers)) {
    const name = findNewName(answer)
    if (name === undefined) continue
    if (!isAddable(findRecordType(of), actor))
      throw new ValidationError([{ field: path, say: { key: 'fields.notFound' } }])
    const submissionKey = `${adding.submissionKey}:${searchKey(name)}`
    known = putAt(known, path, await addByName(office, actor, of, { ...adding, name, submissionKey }))
  }
  return known
}

/** The id of what is called so; added where nothing is. `more` is what else is known of a new one. */
export async function addByName(
  office: Office,
  actor: Actor,
  of: string,
  { name, more = {}, ...adding }: Adding & { name: string; more?: Answers },
): Promise<string> {
  const [same] = (await findCalled(office, actor, { of, name })).byName
  if (same) return same.id
  const answers = { ...findRecordType(of)?.fromName?.(name), ...more }
  return (await fileRecord(office, actor, { type: of, answers, ...adding })).id
}

function putAt(answers: Answers, path: string, value: Answer): Answers {
  const [name = '', at, inner] = path.split('.')
  if (inner === undefined) return { ...answers, [name]: value }
  const rows = answers[name] as readonly Answers[]
  return {
    ...answers,
    [name]: rows.map((row, each) => (each === Number(at) ? { ...row, [inner]: value } : row)),
  }
}
