import type { FastifyInstance } from 'fastify'
import { searchOptions } from '../../services/forms/search-options.ts'
import type { Office } from '../../services/office.ts'
import { getVisitor } from '../visits.ts'

const offeredAtMost = 8

/** What the page's script offers below a lookup while somebody types. */
export function searchRoutes(app: FastifyInstance, office: Office): void {
  app.get<{ Params: { of: string }; Querystring: { q?: string } }>('/search/:of', async (request) => {
    const { actor } = await getVisitor(office, request)
    const query = String(request.query.q ?? '').slice(0, 100)
    return searchOptions(office, actor, { of: request.params.of, query, limit: offeredAtMost })
  })
}
