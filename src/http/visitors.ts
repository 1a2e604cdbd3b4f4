import type { FastifyRequest } from 'fastify'
import { AppError } from '../errors.ts'
import { findLanguage, type Language } from '../i18n/translate.ts'
import { admitVisitor } from '../services/links/admit-visitor.ts'
import { sessionCookie } from '../services/links/session-cookie.ts'
import { findVisitor, type OwnBrowser, type Visitor } from '../services/links/sessions.ts'
import type { Office } from '../services/office.ts'
import { readBrowser } from './read-browser.ts'

export const sessionTokenOf = (office: Office, request: FastifyRequest): string | undefined =>
  request.cookies[sessionCookie(office).name]

export const browserOf = (office: Office, request: FastifyRequest): OwnBrowser => ({
  previousToken: sessionTokenOf(office, request),
  name: readBrowser(request.headers['user-agent']),
})

/**
 * Whoever is logged in. A request that changes something must bring their session's own token: `given`, which pages
 * and the API carry in different places.
 * @throws AppError `unknown_person`, NotPermitted, RateLimited
 */
export async function admit(
  office: Office,
  request: FastifyRequest,
  given: string | undefined,
): Promise<Visitor> {
  const csrf = request.method === 'GET' ? null : given
  const visitor = await admitVisitor(office, { sessionToken: sessionTokenOf(office, request), csrf }).catch(
    async (error: unknown) => {
      if (isStranger(error)) await request.server.limitStranger(request)
      throw error
    },
  )
  await request.server.limitPerson(request, visitor.actor.personId)
  return visitor
}

const isStranger = (error: unknown): boolean => error instanceof AppError && error.code === 'unknown_person'

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
