import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'

/**
 * What no page of ours would ask for: a parameter given twice has no one meaning, and no database finds a NUL.
 * @throws AppError `bad_request`
 */
export function refuseOddAddress({ query, params }: FastifyRequest): void {
  const given = [query, params].flatMap((part) => Object.values((part ?? {}) as Record<string, unknown>))
  if (given.some((value) => typeof value !== 'string' || value.includes('\u0000')))
    throw new AppError('bad_request', 'an address that is none', { key: 'errors.badAddress' })
}
