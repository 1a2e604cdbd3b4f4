import type { FastifyRequest } from 'fastify'
import { NotFound } from '../errors.ts'
import type { RecordType } from '../records/record-type.ts'
import { findRecordType } from '../records/registry.ts'
import type { RecordFilters } from '../services/reading/find-page.ts'

export const queryOf = (request: FastifyRequest): URLSearchParams =>
  new URLSearchParams(request.query as Record<string, string>)

/** What a list was asked to be narrowed down to; a filter left at "all" is empty. */
export function readFilters(query: URLSearchParams): RecordFilters {
  return Object.fromEntries(
    (['status', 'period', 'team', 'owner', 'name'] as const).flatMap((name) => {
      const value = query.get(name)
      return value ? [[name, value]] : []
    }),
  )
}

/** From 1; what is no number is the first. */
export const readPage = (query: URLSearchParams): number => Number.parseInt(query.get('page') ?? '1', 10) || 1

/**
 * The record type that an address names.
 * @throws NotFound
 */
export function getNamedType(id: string): RecordType {
  const type = findRecordType(id)
  if (!type) throw new NotFound('record type')
  return type
}
