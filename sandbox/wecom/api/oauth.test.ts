import { describe, expect, it } from 'vitest'
import { useWecomWorld } from '../../testing/use-wecom-world.ts'

const { world } = useWecomWorld()

describe('OAuth', () => {
  const link = (more: Record<string, string> = {}) => {
    const { apiUrl, corpId, agentId } = world().sandbox.wecom
    const query = new URLSearchParams({
      appid: corpId,
      redirect_uri: 'http://127.0.0.1:3000/wecom/enter?next=%2Fmine',
      response_type: 'code',
      scope: 'snsapi_base',
      state: 'abc123',
      agentid: String(agentId),
      ...more,
    })
    return `${apiUrl}connect/oauth2/authorize?${query}#wechat_redirect`
  }
  const whoIs = (code: string) => world().call('auth/getuserinfo', undefined, { code })

  it('sends a member back with a code that works once, for five minutes', async () => {
    const chen = world().wecom.as('chen')
    const { redirectUrl, code, state } = await chen.openLink(link())
    expect(redirectUrl).toBe(`http://127.0.0.1:3000/wecom/enter?next=%2Fmine&code=${code}&state=abc123`)
    expect(state).toBe('abc123')
    expect(await whoIs(code)).toEqual({ errcode: 0, errmsg: 'ok', userid: 'ChenXiaoman' })
    expect(await whoIs(code)).toMatchObject({ errcode: 40029 })
    const second = await chen.openLink(link())
    await world().client.clock.advance(5 * 60_000 + 1)
    expect(await whoIs(second.code)).toMatchObject({ errcode: 40029 })
    expect(await whoIs('made-up')).toMatchObject({ errcode: 40029 })
    expect(await whoIs('')).toMatchObject({ errcode: 41008 })
  })

  it('gives an openid, not a userid, for somebody from outside', async () => {
    const { code } = await world().wecom.openLinkAsStranger(link())
    const answer = await whoIs(code)
    expect(answer).toMatchObject({ errcode: 0, openid: expect.any(String) })
    expect(answer).not.toHaveProperty('userid')
  })

  it('redirects a real browser for whoever holds the phone', async () => {
    const open = (url: string) => fetch(url, { redirect: 'manual' })
    expect(await (await open(link())).text()).toContain('60111')
    await world().wecom.holdPhone('chen')
    const first = await open(link())
    expect(first.status).toBe(302)
    const code = new URL(first.headers.get('location') ?? '').searchParams.get('code') ?? ''
    expect(await whoIs(code)).toMatchObject({ userid: 'ChenXiaoman' })
    const second = await open(link({ as: 'lin' }))
    const other = new URL(second.headers.get('location') ?? '').searchParams.get('code') ?? ''
    expect(await whoIs(other)).toMatchObject({ userid: 'LinZhixia' })
  })

  it.each([
    [{ redirect_uri: 'http://127.0.0.1:3001/' }, '50001'],
    [{ redirect_uri: 'https://elsewhere.example/' }, '50001'],
    [{ appid: 'ww1' }, '40013'],
    [{ agentid: '7' }, '40056'],
    [{ response_type: 'token' }, '40058'],
    [{ scope: 'openid' }, '40058'],
    [{ state: 'a-b' }, '40058'],
  ])('refuses a link with %j', async (wrong, errcode) => {
    await world().wecom.app.configure({ oauthDomain: '127.0.0.1:3000' })
    await expect(world().wecom.as('chen').openLink(link(wrong))).rejects.toThrow(errcode)
    await world().wecom.app.configure({ oauthDomain: null })
  })

  it('refuses a link without its #wechat_redirect', async () => {
    const bare = link().replace('#wechat_redirect', '')
    await expect(world().wecom.as('chen').openLink(bare)).rejects.toThrow('#wechat_redirect')
  })
})
