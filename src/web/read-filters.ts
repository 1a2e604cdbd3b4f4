import type { RecordFilters } from '../services/reading/find-page.ts'

/** What a list was asked to be narrowed down to; a filter left at "all" is empty. */
export function readFilters(query: URLSearchParams): RecordFilters {
  return Object.fromEntries(
    (['status', 'period', 'team', 'owner'] as const).flatMap((name) => {
      const value = query.get(name)
      return value ? [[name, value]] : []
    }),
  )
}
