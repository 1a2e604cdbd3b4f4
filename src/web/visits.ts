import type { FastifyRequest } from 'fastify'
import { admitVisitor } from '../services/links/admit-visitor.ts'
import { sessionCookie } from '../services/links/session-cookie.ts'
import { findVisitor, type Visitor } from '../services/links/sessions.ts'
import type { Office } from '../services/office.ts'
import { controls } from './form/names.ts'

export const sessionTokenOf = (office: Office, request: FastifyRequest): string | undefined =>
  request.cookies[sessionCookie(office).name]

/**
 * Whoever is logged in. A request that changes something must come from a form of their session.
 * @throws AppError `unknown_person`, NotPermitted
 */
export function getVisitor(office: Office, request: FastifyRequest): Promise<Visitor> {
  const csrf = request.method === 'GET' ? null : (bodyOf(request).get(controls.csrf) ?? undefined)
  return admitVisitor(office, { sessionToken: sessionTokenOf(office, request), csrf })
}

/** The same for pages that are there for everybody. */
export async function findVisitorOf(office: Office, request: FastifyRequest): Promise<Visitor | undefined> {
  const token = sessionTokenOf(office, request)
  return token ? findVisitor(office, token) : undefined
}

/** The fields that a form sent; none where nothing was sent. */
export const bodyOf = (request: FastifyRequest): URLSearchParams =>
  request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
