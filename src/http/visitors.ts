import type { FastifyRequest } from 'fastify'
import { findLanguage, type Language } from '../i18n/translate.ts'
import { admitVisitor } from '../services/links/admit-visitor.ts'
import { sessionCookie } from '../services/links/session-cookie.ts'
import { findVisitor, type Visitor } from '../services/links/sessions.ts'
import type { Office } from '../services/office.ts'

export const sessionTokenOf = (office: Office, request: FastifyRequest): string | undefined =>
  request.cookies[sessionCookie(office).name]

/**
 * Whoever is logged in. A request that changes something must bring their session's own token: `given`, which pages
 * and the API carry in different places.
 * @throws AppError `unknown_person`, NotPermitted
 */
export function admit(office: Office, request: FastifyRequest, given: string | undefined): Promise<Visitor> {
  const csrf = request.method === 'GET' ? null : given
  return admitVisitor(office, { sessionToken: sessionTokenOf(office, request), csrf })
}

/** The same for what is there for everybody. */
export async function findVisitorOf(office: Office, request: FastifyRequest): Promise<Visitor | undefined> {
  const token = sessionTokenOf(office, request)
  return token ? findVisitor(office, token) : undefined
}

/** What the browser asks for, for those we do not know yet; Chinese where it asks for nothing we have. */
export function browserLanguage(request: FastifyRequest): Language {
  const wanted = (request.headers['accept-language'] ?? '').split(',')
  return wanted.map((part) => findLanguage(part.trim())).find((found) => found !== undefined) ?? 'zh-CN'
}
