import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from './server.ts'

const POLICY = "default-src 'none'; script-src 'self'; form-action 'self'; frame-ancestors 'none'"

let sandbox: Sandbox
let site: FastifyInstance
let siteUrl: string
const posts: { origin: string | undefined; host: string | undefined; body: string }[] = []

beforeAll(async () => {
  sandbox = await startSandbox()
  site = Fastify({ forceCloseConnections: true })
  site.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  const forbid = { 'content-security-policy': POLICY, 'x-frame-options': 'SAMEORIGIN' }
  site.get('/who', (request, reply) =>
    reply
      .headers(forbid)
      .type('text/html')
      .send(`<title>谁 &amp; 谁</title>${request.headers.cookie ?? '无'}`),
  )
  site.get('/in', (request, reply) => {
    const { code } = request.query as { code?: string }
    if (code) return reply.header('set-cookie', `who=${code.length > 0}; Path=/; HttpOnly`).redirect('/who')
    const back = encodeURIComponent(`${siteUrl}/in`)
    const query = `appid=${sandbox.wecom.corpId}&redirect_uri=${back}&response_type=code&scope=snsapi_base&state=s`
    return reply.redirect(`https://open.weixin.qq.com/connect/oauth2/authorize?${query}#wechat_redirect`)
  })
  site.get('/browser', (request) => request.headers['user-agent'])
  site.post('/form', (request) => {
    const { origin, host } = request.headers
    posts.push({ origin, host, body: String(request.body) })
    return 'ok'
  })
  await site.listen({ host: '127.0.0.1', port: 0 })
  siteUrl = `http://127.0.0.1:${(site.server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await site.close()
  await sandbox.close()
})

async function open(user: string, url: string) {
  const answer = await fetch(`${sandbox.url}/control/wecom/as/${user}/webview`, {
    method: 'POST',
    body: JSON.stringify({ url }),
  })
  return (await answer.json()) as { frameUrl: string; error?: { code: string } }
}

describe('the browser inside of a phone', () => {
  it('is known as WeCom’s own', async () => {
    const { frameUrl } = await open('chen', `${siteUrl}/browser`)
    expect(await (await fetch(frameUrl)).text()).toMatch(/ wxwork\/[\d.]+$/)
  })

  it('shows a page that forbids frames, and leaves what else it asks of browsers', async () => {
    const { frameUrl } = await open('chen', `${siteUrl}/who?a=1`)
    expect(new URL(frameUrl).origin).not.toBe(siteUrl)
    const answer = await fetch(frameUrl)
    expect(answer.headers.get('x-frame-options')).toBeNull()
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; form-action 'self'",
    )
    const seen = await fetch(`${sandbox.url}/control/wecom/as/chen/webview`)
    expect(await seen.json()).toMatchObject({
      page: { url: `${siteUrl}/who?a=1`, title: '谁 & 谁', frameUrl },
    })
  })

  it('logs in by the platform, each phone for itself, and keeps cookies from the browser around it', async () => {
    const { frameUrl } = await open('chen', `${siteUrl}/in`)
    const answer = await fetch(frameUrl)
    expect(await answer.text()).toContain('who=true')
    expect(answer.headers.get('set-cookie')).toBeNull()
    const { frameUrl: other } = await open('xu', `${siteUrl}/who`)
    expect(await (await fetch(other)).text()).toContain('无')
  })

  it('sends a form as the site’s own', async () => {
    const { frameUrl } = await open('chen', `${siteUrl}/form`)
    const own = new URL(frameUrl).origin
    await fetch(frameUrl, { method: 'POST', headers: { origin: own, referer: `${own}/who` }, body: 'a=1' })
    expect(posts).toEqual([{ origin: siteUrl, host: new URL(siteUrl).host, body: 'a=1' }])
  })

  it('opens nothing of another machine, and says when nobody answers', async () => {
    expect((await open('chen', 'https://example.com/')).error?.code).toBe('foreign_page')
    const { frameUrl } = await open('chen', 'http://127.0.0.1:1/')
    expect((await fetch(frameUrl)).status).toBe(502)
  })
})
