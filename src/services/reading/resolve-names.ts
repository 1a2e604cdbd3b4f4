import type { Actor } from '../../access/actor.ts'
import type { Answer, Answers, Fields } from '../../fields/field.ts'
import type { Option } from '../../forms/form.ts'
import { isSettled, meanName } from '../forms/mean-name.ts'
import type { Office } from '../office.ts'

export interface ResolvedNames {
  answers: Answers
  /** By path: what a name may have meant that fits none, or more than one. */
  candidates: Map<string, Option[]>
}

/**
 * Puts ids in the place of names that were typed into lookups. Only a name that one thing alone has is taken, and
 * nothing that stands beside it; any other stays as it was typed and comes with what it may have meant, for the person
 * to choose.
 */
export async function resolveNames(
  office: Office,
  actor: Actor,
  fields: Fields,
  answers: Answers,
): Promise<ResolvedNames> {
  const candidates = new Map<string, Option[]>()
  const resolve = async (of: string, text: string, path: string): Promise<string> => {
    const { value, rest, known, added } = await meanName(office, actor, { of, typed: text })
    if (value !== undefined && rest === '') return value
    const options = [...known, ...added]
    if (options.length > 0) candidates.set(path, options)
    return text
  }
  const walk = async (within: Fields, given: Answers, prefix: string): Promise<Answers> => {
    const done: Record<string, Answer> = { ...given }
    for (const [name, { input }] of Object.entries(within)) {
      const answer = given[name]
      const path = prefix + name
      if (input.shape === 'lookup' && typeof answer === 'string' && !isSettled(answer)) {
        done[name] = await resolve(input.of, answer, path)
      }
      if (input.shape === 'rows' && Array.isArray(answer)) {
        const rows: Answers[] = []
        for (const [index, row] of (answer as readonly Answers[]).entries()) {
          rows.push(await walk(input.fields, row, `${path}.${index}.`))
        }
        done[name] = rows
      }
    }
    return done
  }
  return { answers: await walk(fields, answers, ''), candidates }
}
