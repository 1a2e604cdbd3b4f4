import type { FastifyRequest } from 'fastify'
import { admit } from '../http/visitors.ts'
import type { Visitor } from '../services/links/sessions.ts'
import type { Office } from '../services/office.ts'
import { controls } from './form/names.ts'

/**
 * Whoever is logged in. A request that changes something must come from a form of their session.
 * @throws AppError `unknown_person`, NotPermitted
 */
export const getVisitor = (office: Office, request: FastifyRequest): Promise<Visitor> =>
  admit(office, request, bodyOf(request).get(controls.csrf) ?? undefined)

/** The fields that a form sent; none where nothing was sent. */
export const bodyOf = (request: FastifyRequest): URLSearchParams =>
  request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
