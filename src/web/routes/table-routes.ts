import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { getNamedType, queryOf, readFilters, readPage } from '../../http/read-query.ts'
import type { Office } from '../../services/office.ts'
import { exportFormats, exportRecords } from '../../services/reading/export-records.ts'
import { listTable } from '../../services/reading/list-table.ts'
import { renderTablePage } from '../pages/table-page.tsx'
import { bodyOf, getVisitor } from '../visits.ts'

type ByType = { Params: { type: string } }

/** Nobody needs more files by hand; a script that copies the house out is stopped. */
const exporting = { timesAMinute: 20 }

export function tableRoutes(app: FastifyInstance, office: Office): void {
  app.get<ByType>('/tables/:type', async (request, reply) => {
    const visitor = await getVisitor(office, request)
    const type = getNamedType(request.params.type)
    const query = queryOf(request)
    const filters = readFilters(query)
    const table = await listTable(office, visitor.actor, { type, filters, page: readPage(query) })
    return reply
      .type('text/html; charset=utf-8')
      .send(renderTablePage({ visitor, typeId: type.id, table, filters }))
  })

  app.post<ByType>('/tables/:type/export', { config: exporting }, async (request, reply) => {
    const { actor } = await getVisitor(office, request)
    const type = getNamedType(request.params.type)
    const body = bodyOf(request)
    const format = exportFormats.find((known) => known === body.get('format')) ?? 'csv'
    const filters = readFilters(body)
    const file = await exportRecords(office, actor, { type, filters, format, platform: 'web' })
    return reply
      .type(file.contentType)
      .header('content-disposition', `attachment; filename="${file.name}"`)
      .send(Buffer.isBuffer(file.content) ? file.content : Readable.from(file.content))
  })
}
