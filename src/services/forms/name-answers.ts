import type { Answers, Fields } from '../../fields/field.ts'
import type { Tx } from '../../store/open-store.ts'
import { readNamesOf } from '../records/names.ts'

/** Names of everything that lookups among the answers have chosen, by id. */
export async function nameAnswers(db: Tx, fields: Fields, answers: Answers): Promise<Map<string, string>> {
  const wanted = new Map<string, Set<string>>()
  collect(fields, answers, wanted)
  const found = await Promise.all([...wanted].map(([kind, ids]) => readNamesOf(db, kind, [...ids])))
  return new Map(found.flatMap((names) => [...names]))
}

function collect(fields: Fields, answers: Answers, wanted: Map<string, Set<string>>): void {
  for (const [name, { input }] of Object.entries(fields)) {
    const answer = answers[name]
    if (input.shape === 'lookup' && typeof answer === 'string' && answer !== '') {
      wanted.set(input.of, (wanted.get(input.of) ?? new Set()).add(answer))
    }
    if (input.shape === 'rows' && Array.isArray(answer)) {
      for (const row of answer as readonly Answers[]) collect(input.fields, row, wanted)
    }
  }
}
