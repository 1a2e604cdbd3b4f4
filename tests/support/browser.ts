import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { Actor } from '../../src/access/actor.ts'
import { apiPlugin } from '../../src/api/plugin.ts'
import { createHttpApp } from '../../src/http-app.ts'
import { issueLink } from '../../src/services/links/issue-link.ts'
import type { LinkAim } from '../../src/services/links/link-aim.ts'
import type { Office } from '../../src/services/office.ts'
import { webPlugin } from '../../src/web/plugin.ts'
import type { MemberKey, TestOffice } from './office.ts'

export const openPages = (office: Office): Promise<FastifyInstance> =>
  createHttpApp(office, [webPlugin(office), apiPlugin(office)], ['127.0.0.1'])

type Payload = URLSearchParams | Readonly<Record<string, string>>

/** A browser that belongs to one person: keeps the cookie, and knows the token that its forms carry. */
export interface Browser {
  cookie: string
  csrf: string
  get(url: string): Promise<LightMyRequestResponse>
  /** Posts a form with the session's token in it. */
  post(url: string, fields: Payload): Promise<LightMyRequestResponse>
}

/** Comes in by a link, as everybody does. */
export async function logIn(
  app: FastifyInstance,
  office: Office,
  actor: Actor,
  aim: LinkAim = { purpose: 'login' },
  userAgent = '',
): Promise<Browser> {
  const url = new URL(await issueLink(office, actor, aim))
  const opened = await app.inject({
    method: 'POST',
    url: url.pathname,
    headers: { 'user-agent': userAgent },
  })
  const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? ''
  const page = await app.inject({ url: '/', headers: { cookie } })
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  return {
    cookie,
    csrf,
    get: (to) => app.inject({ url: to, headers: { cookie } }),
    post: (to, fields) => {
      const body = new URLSearchParams(fields as Record<string, string>)
      if (!body.has('_csrf')) body.set('_csrf', csrf)
      return app.inject({
        method: 'POST',
        url: to,
        headers: { cookie, ...formType },
        payload: body.toString(),
      })
    },
  }
}

/** A browser for each member of the office, by their part. */
export async function logInEverybody(
  app: FastifyInstance,
  { office, actors }: Pick<TestOffice, 'office' | 'actors'>,
): Promise<(key: MemberKey) => Browser> {
  const browsers = new Map<MemberKey, Browser>()
  for (const [key, actor] of Object.entries(actors) as [MemberKey, Actor][])
    browsers.set(key, await logIn(app, office, actor))
  return (key) => browsers.get(key) as Browser
}

const formType = { 'content-type': 'application/x-www-form-urlencoded' }
