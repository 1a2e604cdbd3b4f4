import { describe, expect, it } from 'vitest'
import { openBrowser } from './support/browser.ts'
import { useWorld } from './world.ts'

const wxwork = 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 MicroMessenger/7.0.1 wxwork/4.1.30 Language/zh'

/** Where a proof may come twice at once: on the database that several processes share. */
describe('logging in on the pages by WeCom', () => {
  const world = useWorld('postgresql', { team: 'wecom', without: ['清溪二组'] })
  const hold = (user: string | null) => world().wecom.holdPhone(user)
  const browser = (userAgent = wxwork) => openBrowser(world().url, userAgent)

  /** Goes to WeCom and stops there: the address it was sent to, with the browser that went. */
  const begin = async (to = '/') => {
    const jar = new Map<string, string>()
    const ask = async (path: string) => {
      const response = await fetch(new URL(path, world().url), {
        redirect: 'manual',
        headers: {
          'user-agent': wxwork,
          accept: 'text/html',
          cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        },
      })
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        jar.set(name, value)
      }
      return {
        status: response.status,
        location: response.headers.get('location') ?? '',
        setCookies: response.headers.getSetCookie(),
        body: await response.text(),
      }
    }
    const gone = await ask(`/login/wecom?to=${encodeURIComponent(to)}`)
    return { ask, jar, gone }
  }
  const proofFor = async (user: string, address: string) =>
    (await world().wecom.as(user).openLink(address)).redirectUrl

  it('brings a member to the page that was wanted, without a word', async () => {
    await hold('chen')
    const page = await browser().get('/new/leave?x=1')
    expect(page.path).toBe('/new/leave?x=1')
    expect(page.status).toBe(200)
    expect(page.body).toContain('陈小满')
  })

  it('keeps the session in a cookie that no script reads and no other site sends', async () => {
    const { ask, gone } = await begin()
    expect(gone.setCookies[0]).toMatch(
      /^fieldpost-login=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const { setCookies } = await ask(await proofFor('chen', gone.location))
    expect(setCookies[0]).toMatch(/^fieldpost=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    const address = new URL(gone.location)
    expect(address.searchParams.get('scope')).toBe('snsapi_base')
    expect(address.searchParams.get('state')).toMatch(/^[0-9a-f]{64}$/)
    expect(address.hash).toBe('#wechat_redirect')
  })

  it('says elsewhere how to come in, and lets a code be scanned', async () => {
    await hold('lin')
    const outside = browser('Mozilla/5.0 (X11; Linux x86_64) Chrome/140')
    const refused = await outside.get('/tables/weekly-plan')
    expect(refused.status).toBe(401)
    const [, link = ''] = /href="(\/login\/wecom[^"]*)"/.exec(refused.body) ?? []
    const page = await outside.get(link)
    expect({ status: page.status, path: page.path }).toEqual({ status: 200, path: '/tables/weekly-plan' })
  })

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/..//evil.example',
    '/./\\evil.example',
    'javascript:alert(1)',
    'evil.example',
    '/login/wecom?to=/',
    '/logout',
    '/s/x',
    `/${'x'.repeat(1000)}`,
  ])('leads to the first page, not to %.20s', async (to) => {
    const { ask, gone } = await begin(to)
    const back = await ask(await proofFor('chen', gone.location))
    expect({ status: back.status, location: back.location }).toEqual({ status: 303, location: '/' })
  })

  it('takes a state once, from the browser that got it, and loses nothing by a second tap', async () => {
    const { ask, jar, gone } = await begin('/tables/leave')
    const proof = await proofFor('chen', gone.location)
    const thief = await begin()
    const stolen = await thief.ask(proof)
    expect(stolen.status).toBe(410)
    expect(stolen.body).toContain('这个浏览器')
    expect(thief.jar.has('fieldpost')).toBe(false)
    const [first, second] = await Promise.all([ask(proof), ask(proof)])
    expect([first?.status, second?.status].toSorted()).toEqual([303, 410])
    // By now the browser has its session: the arrow back, or one more tap, leads on.
    expect(await ask(proof)).toMatchObject({ status: 303, location: '/tables/leave' })
    jar.delete('fieldpost')
    const replayed = await ask(proof)
    expect(replayed.status).toBe(410)
    expect(replayed.body).toContain('to=%2Ftables%2Fleave')
    expect(
      (await world().wecom.traffic.calls('auth/getuserinfo')).filter(({ url }) =>
        url.includes(new URL(proof).searchParams.get('code') ?? '?'),
      ),
    ).toHaveLength(1)
  })

  it('refuses a code that was used, is made up, or is missing, and lets one try again', async () => {
    for (const spoil of [
      (url: URL) => url.searchParams.set('code', 'made-up'),
      (url: URL) => url.searchParams.delete('code'),
    ]) {
      const { ask, gone } = await begin('/new/leave')
      const back = new URL(await proofFor('chen', gone.location))
      spoil(back)
      const page = await ask(back.href)
      expect(page.status).toBe(410)
      expect(page.body).toContain('/login/wecom?to=%2Fnew%2Fleave')
      expect(page.setCookies).toEqual([])
    }
    const one = await begin()
    const proof = new URL(await proofFor('chen', one.gone.location))
    expect((await one.ask(proof.href)).status).toBe(303)
    const two = await begin()
    const other = new URL(await proofFor('lin', two.gone.location))
    other.searchParams.set('code', proof.searchParams.get('code') ?? '')
    expect((await two.ask(other.href)).status).toBe(410)
  })

  it('refuses a state after ten minutes, a made-up one and a forged cookie', async () => {
    const { ask, jar, gone } = await begin('/tables/leave')
    const proof = await proofFor('chen', gone.location)
    const kept = jar.get('fieldpost-login') ?? ''
    jar.set('fieldpost-login', 'x'.repeat(43))
    expect((await ask(proof)).status).toBe(410)
    jar.set('fieldpost-login', kept)
    const made = new URL(proof)
    made.searchParams.set('state', '0'.repeat(64))
    expect((await ask(made.href)).status).toBe(410)
    expect((await ask(`${proof}&state=${'0'.repeat(64)}`)).status).toBe(400)
    jar.set('fieldpost', 'f'.repeat(43))
    expect((await ask('/')).location).toBe('/login/wecom?to=%2F')
    jar.delete('fieldpost')
    const now = await world().slack.clock.now()
    await world().goTo(new Date(now.getTime() + 10 * 60_000 + 1_000).toISOString())
    const late = await ask(proof)
    expect(late.status).toBe(410)
    expect(late.body).toContain('已过期')
    expect(late.body).toContain('to=%2Ftables%2Fleave')
  })

  it('refuses who is no member, and who is not known yet, kindly, and ends the session that was there', async () => {
    const { ask, jar, gone } = await begin()
    await ask(await proofFor('chen', gone.location))
    expect((await ask('/')).body).toContain('陈小满')
    const again = await ask('/login/wecom?to=/')
    const stranger = await ask((await world().wecom.openLinkAsStranger(again.location)).redirectUrl)
    expect(stranger.status).toBe(403)
    expect(stranger.body).toContain('不是本公司成员')
    expect(jar.get('fieldpost')).toBe('')
    await world().wecom.members.add({ userid: 'WeiQinghe', name: '韦青禾' })
    const third = await ask('/login/wecom?to=/')
    const unknown = await ask(await proofFor('WeiQinghe', third.location))
    expect(unknown.status).toBe(401)
    expect(unknown.body).toContain('已通知管理员')
    await world().wecom.as('song').message({ contains: '韦青禾' })
  })

  it('replaces the session of somebody else, and keeps the forms that one’s own tabs have open', async () => {
    await hold('chen')
    const tab = browser()
    const form = await tab.get('/new/leave')
    await hold('chen')
    await tab.get('/login/wecom?to=/')
    const leave = { kind: 'personal', start: '2026-12-01', end: '2026-12-01', reason: '探亲' }
    expect((await form.send(leave)).body).not.toContain('页面已过期')
    await hold('lin')
    const other = await tab.get('/login/wecom?to=/')
    expect(other.body).toContain('林知夏')
    expect(other.body).not.toContain('陈小满</span>')
    const refused = await form.send(leave)
    expect(refused.status).toBe(403)
  })

  it.each([
    ['gives no answer', { effect: 'drop' }, 503],
    ['is busy, asked again and again', { effect: 'errcode', errcode: -1, times: 4 }, 503],
    ['does not know the address', { effect: 'errcode', errcode: 50001 }, 502],
    ['does not trust this machine', { effect: 'errcode', errcode: 60020 }, 502],
  ] as const)('says so when WeCom %s, and the page wanted is not forgotten', async (_, fault, status) => {
    const { ask, gone } = await begin('/new/leave')
    const proof = await proofFor('chen', gone.location)
    await world().wecom.faults.add({ on: 'api', method: 'auth/getuserinfo', ...fault })
    const page = await ask(proof)
    expect(page.status).toBe(status)
    const [, again = ''] = /href="(\/login\/wecom[^"]*)"/.exec(page.body) ?? []
    const second = await ask(again)
    expect(await ask(await proofFor('chen', second.location))).toMatchObject({
      status: 303,
      location: '/new/leave',
    })
  })

  it('does not send a script’s question or a form to WeCom', async () => {
    const { url } = world()
    const headers = { 'user-agent': wxwork }
    expect((await fetch(`${url}/search/customer?q=x`, { headers, redirect: 'manual' })).status).toBe(401)
    const body = new URLSearchParams({
      _purpose: JSON.stringify({ kind: 'file', type: 'leave' }),
      reason: '探亲',
    })
    const sent = await fetch(`${url}/forms`, { method: 'POST', headers, body, redirect: 'manual' })
    expect(sent.status).toBe(401)
    const page = await sent.text()
    expect(page).toContain('这次没有保存')
    expect(page).toContain('/login/wecom?to=%2Fnew%2Fleave')
  })
})
