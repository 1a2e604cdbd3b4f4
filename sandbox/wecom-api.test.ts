import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startWecomWorld, type TinyWecomWorld } from './testing/tiny-wecom-app.ts'

const START = new Date('2026-11-18T08:00:00Z')
const HOUR_MS = 3_600_000

/** Every call that the product makes to WeCom's server, and how it is refused. */
describe('the local WeCom’s server API', () => {
  let world: TinyWecomWorld

  beforeAll(async () => {
    world = await startWecomWorld({ now: START, clockRate: 0 })
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    await world.client.reset()
    await world.client.clock.set(START)
    await world.wecom.revokeToken()
  })

  const sendText = (touser: string, content = '早', more = {}) =>
    world.call('message/send', { touser, msgtype: 'text', text: { content }, ...more })
  const words = async (user: string) => (await world.wecom.as(user).messages()).map((each) => each.words)
  const raw = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${world.sandbox.wecom.apiUrl}cgi-bin/${path}`, init)
    expect(response.status).toBe(200)
    return (await response.json()) as { errcode: number; errmsg: string; access_token: string }
  }
  const getToken = () => {
    const { corpId, secret } = world.sandbox.wecom
    return raw(`gettoken?corpid=${corpId}&corpsecret=${secret}`)
  }

  describe('tokens', () => {
    it('are the same for two hours, and every wrong credential has its name', async () => {
      const { corpId, secret } = world.sandbox.wecom
      const first = await getToken()
      expect(first).toMatchObject({ errcode: 0, expires_in: 7200 })
      await world.client.clock.advance(1_000_000)
      expect(await getToken()).toMatchObject({ access_token: first.access_token, expires_in: 6200 })
      expect(await raw('gettoken')).toMatchObject({ errcode: 41002 })
      expect(await raw(`gettoken?corpid=${corpId}`)).toMatchObject({ errcode: 41004 })
      expect(await raw(`gettoken?corpid=ww1&corpsecret=${secret}`)).toMatchObject({ errcode: 40013 })
      expect(await raw(`gettoken?corpid=${corpId}&corpsecret=x`)).toMatchObject({ errcode: 40001 })
    })

    it('missing, unknown, revoked and expired are told apart, all with HTTP 200', async () => {
      const ask = (token: string) => raw(`user/get?access_token=${token}&userid=ChenXiaoman`)
      const { access_token } = await getToken()
      expect(await ask(access_token)).toMatchObject({ errcode: 0 })
      expect(await ask('')).toMatchObject({ errcode: 41001 })
      expect(await ask('nonsense')).toMatchObject({ errcode: 40014 })
      await world.client.clock.advance(2 * HOUR_MS)
      expect(await ask(access_token)).toMatchObject({ errcode: 42001 })
      const second = (await getToken()).access_token
      expect(second).not.toBe(access_token)
      await world.wecom.revokeToken()
      expect(await ask(second)).toMatchObject({ errcode: 40014 })
      expect(await ask((await getToken()).access_token)).toMatchObject({ errcode: 0 })
    })

    it('do not help against the wrong verb, or a body that is no JSON', async () => {
      const { access_token } = await getToken()
      const post = { method: 'POST', body: '{"touser"' }
      expect(await raw(`message/send?access_token=${access_token}`)).toMatchObject({ errcode: 43002 })
      expect(await raw(`message/send?access_token=${access_token}`, post)).toMatchObject({ errcode: 47001 })
      expect(await raw(`user/get?access_token=${access_token}`, post)).toMatchObject({ errcode: 43001 })
    })

    it('stay out of the traffic log', async () => {
      const { access_token } = await getToken()
      await raw(`user/get?access_token=${access_token}&userid=ChenXiaoman`)
      expect(await world.wecom.traffic.scan(access_token)).toEqual([])
      expect(await world.wecom.traffic.scan(world.sandbox.wecom.secret)).toEqual([])
    })
  })

  describe('message/send', () => {
    it('reaches each member, and says who could not be reached', async () => {
      await world.wecom.members.change('xu', { licensed: false })
      await world.wecom.members.change('fang', { visible: false })
      const answer = await sendText('ChenXiaoman|XuJiamu|FangQing|nobody|LinZhixia', '周计划今天到期')
      expect(answer).toMatchObject({
        errcode: 0,
        errmsg: 'ok',
        invaliduser: 'FangQing|nobody',
        unlicenseduser: 'XuJiamu',
        msgid: expect.any(String),
      })
      expect(answer).not.toHaveProperty('response_code')
      expect(await words('chen')).toEqual(['周计划今天到期'])
      expect(await words('LinZhixia')).toEqual(['周计划今天到期'])
      expect(await words('xu')).toEqual([])
    })

    it('reaches departments with all below them, and everybody', async () => {
      const { departments } = await world.wecom.state()
      const team = departments.find(({ name }) => name === '南湾一组')
      const body = { toparty: `${team?.id}|99`, msgtype: 'text', text: { content: '开会' } }
      expect(await world.call('message/send', { touser: '', ...body })).toMatchObject({ invalidparty: '99' })
      expect(await words('fang')).toEqual(['开会'])
      expect(await words('tang')).toEqual([])
      await sendText('@all', '放假')
      expect(await words('tang')).toEqual(['放假'])
    })

    it.each([
      [{ touser: 'nobody' }, 81013, 'all invalid'],
      [{ touser: '' }, 82001, 'empty'],
      [{ touser: Array.from({ length: 1001 }, (_, n) => `u${n}`).join('|') }, 40058, 'at most 1000'],
      [{ touser: 'LuoMin', agentid: 7 }, 301002, 'agentid 7'],
      [{ touser: 'LuoMin', agentid: '1000002' }, 40056, 'must be an integer'],
      [{ touser: 'LuoMin', msgtype: 'markdown_v2' }, 40008, 'markdown_v2'],
      [{ touser: 'LuoMin', text: { content: '' } }, 44004, 'text.content is empty'],
      [{ touser: 'LuoMin', text: { content: '周'.repeat(683) } }, 45002, '2049 bytes, at most 2048'],
      [{ touser: 'LuoMin', text: undefined }, 40058, 'text is missing'],
      [{ touser: 'LuoMin', text: { content: '早', color: 1 } }, 40058, 'color'],
      [{ touser: 'LuoMin', to_user: 'x' }, 40058, 'to_user'],
      [
        { touser: 'LuoMin', enable_duplicate_check: 1, duplicate_check_interval: 14_401 },
        40058,
        'duplicate_check_interval',
      ],
      [{ touser: 'LuoMin', enable_duplicate_check: true }, 40058, 'must be 0 or 1'],
      [
        { touser: 'LuoMin', msgtype: 'markdown', markdown: { content: 'a'.repeat(2049) }, text: undefined },
        45002,
        'markdown.content has 2049 bytes',
      ],
      [
        {
          touser: 'LuoMin',
          msgtype: 'textcard',
          text: undefined,
          textcard: { title: '周'.repeat(129), description: '', url: 'fieldpost.example' },
        },
        40058,
        'textcard.title at most 128 characters; textcard.description must not be empty; textcard.url must be',
      ],
      [{ touser: 'LuoMin', msgtype: 'image', image: { media_id: 'x' }, text: undefined }, 40007, 'unknown'],
    ])('refuses %j with %i', async (wrong, errcode, reason) => {
      const answer = await world.call('message/send', { msgtype: 'text', text: { content: '早' }, ...wrong })
      expect(answer.errcode).toBe(errcode)
      expect(answer.errmsg).toContain(reason)
      expect(answer.errmsg).toContain(`devtool/query?e=${errcode}`)
      expect(await words('LuoMin')).toEqual([])
    })

    it('shows text, Markdown and text cards as they are read', async () => {
      const to = { touser: 'ChenXiaoman' }
      await world.call('message/send', { ...to, msgtype: 'markdown', markdown: { content: '**排行** 第一' } })
      await world.call('message/send', {
        ...to,
        msgtype: 'textcard',
        textcard: {
          title: '周报',
          description: '<div class="gray">11月18日</div>请填写<br>周报',
          url: 'https://fieldpost.example/forms/1',
          btntxt: '填写',
        },
      })
      await sendText('ChenXiaoman', '请<a href="https://fieldpost.example/s/x?t=1">登录</a>')
      expect(await words('chen')).toEqual(['**排行** 第一', '周报\n11月18日\n请填写\n周报\n填写', '请登录'])
      const [, textcard, withLink] = await world.wecom.as('chen').messages()
      expect(await textcard?.press('填写')).toMatchObject({ openUrl: 'https://fieldpost.example/forms/1' })
      expect(withLink?.links).toEqual(['https://fieldpost.example/s/x?t=1'])
      await expect(withLink?.press('登录')).rejects.toThrow('not_a_card')
    })

    it('drops in silence what goes beyond thirty a minute for one member', async () => {
      for (let n = 0; n < 32; n++) {
        expect(await sendText('ChenXiaoman|XuJiamu', `第${n}条`)).toMatchObject({ errcode: 0 })
      }
      expect(await words('chen')).toHaveLength(30)
      expect((await world.wecom.state()).dropped).toEqual({ ChenXiaoman: 2, XuJiamu: 2 })
      await world.client.clock.advance(60_001)
      await sendText('ChenXiaoman', '过了一分钟')
      expect((await words('chen')).at(-1)).toBe('过了一分钟')
      await world.wecom.rateLimits(false)
      for (let n = 0; n < 40; n++) await sendText('FangQing', `第${n}条`)
      expect(await words('fang')).toHaveLength(40)
      await world.wecom.rateLimits(true)
    })

    it('drops in silence what goes beyond a thousand an hour', async () => {
      for (let minute = 0; minute < 34; minute++) {
        await Promise.all(Array.from({ length: 30 }, (_, n) => sendText('GuYiming', `${minute}.${n}`)))
        await world.client.clock.advance(60_001)
      }
      expect(await words('gu')).toHaveLength(1000)
    })

    it('sends the same request once within the interval when asked to check', async () => {
      const once = { enable_duplicate_check: 1, duplicate_check_interval: 600 }
      const first = await sendText('ChenXiaoman', '一次', once)
      expect(await sendText('ChenXiaoman', '一次', once)).toEqual(first)
      expect(await words('chen')).toEqual(['一次'])
      await sendText('ChenXiaoman', '另一次', once)
      await sendText('ChenXiaoman', '一次', { ...once, duplicate_check_interval: 601 })
      await sendText('ChenXiaoman', '一次')
      expect(await words('chen')).toHaveLength(4)
      await world.client.clock.advance(600_000)
      await sendText('ChenXiaoman', '一次', once)
      expect(await words('chen')).toHaveLength(5)
    })
  })

  describe('media', () => {
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(20)])
    const upload = (type: string, bytes: Buffer, filename = 'rank.png', part = 'media') => {
      const form = new FormData()
      form.append(part, new Blob([new Uint8Array(bytes)]), filename)
      return world.call('media/upload', form, { type })
    }

    it('is sent by its id for three days', async () => {
      const { media_id } = await upload('image', png)
      const message = { touser: 'ChenXiaoman', msgtype: 'image', image: { media_id } }
      expect(await world.call('message/send', message)).toMatchObject({ errcode: 0 })
      const [shown] = await world.wecom.as('chen').messages()
      expect(shown).toMatchObject({ words: '[图片]', body: { filename: 'rank.png', size: 24 } })
      expect(await world.wecom.mediaContent(String(media_id))).toEqual(png)
      const asFile = { touser: 'ChenXiaoman', msgtype: 'file', file: { media_id } }
      expect(await world.call('message/send', asFile)).toMatchObject({ errcode: 40007 })
      await world.client.clock.advance(72 * HOUR_MS + 1000)
      const late = await world.call('message/send', message)
      expect(late).toMatchObject({ errcode: 40007, errmsg: expect.stringContaining('three days') })
    })

    it('has limits of size and kind', async () => {
      expect(await upload('image', Buffer.from('no picture'))).toMatchObject({ errcode: 40004 })
      expect(await upload('picture', png)).toMatchObject({ errcode: 40004 })
      expect(await upload('file', Buffer.alloc(0))).toMatchObject({ errcode: 44001 })
      expect(await upload('file', Buffer.alloc(5))).toMatchObject({ errcode: 40006 })
      expect(await upload('file', Buffer.alloc(20 * 1024 * 1024 + 1))).toMatchObject({ errcode: 45001 })
      expect(await upload('image', png, 'rank.png', 'file')).toMatchObject({ errcode: 41006 })
    })

    it('is found by a scan of the traffic', async () => {
      await upload('file', Buffer.from('患者,费用\n甲,100'), '费用.csv')
      expect(await world.wecom.traffic.scan('患者,费用')).toMatchObject([{ where: 'file' }])
    })
  })

  describe('contacts', () => {
    it('show names and departments and nothing else', async () => {
      const get = (method: string, query: Record<string, string> = {}) => world.call(method, undefined, query)
      const chen = await get('user/get', { userid: 'ChenXiaoman' })
      expect(chen).toMatchObject({ userid: 'ChenXiaoman', name: '陈小满', is_leader_in_dept: [0] })
      expect(Object.keys(chen)).not.toEqual(expect.arrayContaining(['mobile']))
      expect(JSON.stringify(chen)).not.toContain('@')
      const { department } = await get('department/list')
      expect(department).toEqual([
        { id: 1, name: '南湾医药', parentid: 0, order: 100_000_000 },
        { id: 2, name: '南湾大区', parentid: 1, order: 99_999_998 },
        { id: 3, name: '南湾一组', parentid: 2, order: 99_999_997 },
        { id: 4, name: '清溪二组', parentid: 2, order: 99_999_996 },
        { id: 5, name: '支持', parentid: 2, order: 99_999_995 },
      ])
      const { userlist } = await get('user/simplelist', { department_id: '3' })
      expect(userlist).toEqual([
        { userid: 'LinZhixia', name: '林知夏', department: [3] },
        { userid: 'ChenXiaoman', name: '陈小满', department: [3] },
        { userid: 'XuJiamu', name: '许嘉木', department: [3] },
        { userid: 'FangQing', name: '方晴', department: [3] },
      ])
      const all = await get('user/simplelist', { department_id: '1', fetch_child: '1' })
      expect(all.userlist).toHaveLength(13)
      expect((await get('department/simplelist', { id: '3' })).department_id).toHaveLength(1)
    })

    it('hide whoever is outside of the app’s range', async () => {
      await world.wecom.members.change('fang', { visible: false })
      const get = (method: string, query: Record<string, string>) => world.call(method, undefined, query)
      expect(await get('user/get', { userid: 'FangQing' })).toMatchObject({ errcode: 60011 })
      expect(await get('user/get', { userid: 'nobody' })).toMatchObject({ errcode: 60111 })
      expect(await get('user/get', {})).toMatchObject({ errcode: 41009 })
      expect(await get('user/simplelist', { department_id: '77' })).toMatchObject({ errcode: 60003 })
      expect((await get('user/simplelist', { department_id: '3' })).userlist).toHaveLength(3)
    })
  })

  describe('OAuth', () => {
    const link = (more: Record<string, string> = {}) => {
      const { apiUrl, corpId, agentId } = world.sandbox.wecom
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
    const whoIs = (code: string) => world.call('auth/getuserinfo', undefined, { code })

    it('sends a member back with a code that works once, for five minutes', async () => {
      const chen = world.wecom.as('chen')
      const { redirectUrl, code, state } = await chen.openLink(link())
      expect(redirectUrl).toBe(`http://127.0.0.1:3000/wecom/enter?next=%2Fmine&code=${code}&state=abc123`)
      expect(state).toBe('abc123')
      expect(await whoIs(code)).toEqual({ errcode: 0, errmsg: 'ok', userid: 'ChenXiaoman' })
      expect(await whoIs(code)).toMatchObject({ errcode: 40029 })
      const second = await chen.openLink(link())
      await world.client.clock.advance(5 * 60_000 + 1)
      expect(await whoIs(second.code)).toMatchObject({ errcode: 40029 })
      expect(await whoIs('made-up')).toMatchObject({ errcode: 40029 })
      expect(await whoIs('')).toMatchObject({ errcode: 41008 })
    })

    it('gives an openid, not a userid, for somebody from outside', async () => {
      const { code } = await world.wecom.openLinkAsStranger(link())
      const answer = await whoIs(code)
      expect(answer).toMatchObject({ errcode: 0, openid: expect.any(String) })
      expect(answer).not.toHaveProperty('userid')
    })

    it('redirects a real browser for whoever holds the phone', async () => {
      const open = (url: string) => fetch(url, { redirect: 'manual' })
      expect(await (await open(link())).text()).toContain('60111')
      await world.wecom.holdPhone('chen')
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
      await world.wecom.app.configure({ oauthDomain: '127.0.0.1:3000' })
      await expect(world.wecom.as('chen').openLink(link(wrong))).rejects.toThrow(errcode)
      await world.wecom.app.configure({ oauthDomain: null })
    })

    it('refuses a link without its #wechat_redirect', async () => {
      const bare = link().replace('#wechat_redirect', '')
      await expect(world.wecom.as('chen').openLink(bare)).rejects.toThrow('#wechat_redirect')
    })
  })

  describe('faults', () => {
    const send = async (init: RequestInit = {}) => {
      const { access_token } = await getToken()
      const { agentId } = world.sandbox.wecom
      const text = { content: '一' }
      const body = JSON.stringify({ touser: 'ChenXiaoman', msgtype: 'text', agentid: agentId, text })
      const url = `${world.sandbox.wecom.apiUrl}cgi-bin/message/send?access_token=${access_token}`
      return fetch(url, { method: 'POST', body, ...init })
    }
    const fail = (
      effect: 'timeout-before' | 'timeout-after' | 'drop' | 'drop-after' | 'http-500' | 'malformed',
    ) => world.wecom.faults.add({ on: 'api', method: 'message/send', effect })

    it('can leave a send without an answer, before or after it took effect', async () => {
      await fail('timeout-before')
      await expect(send({ signal: AbortSignal.timeout(300) })).rejects.toThrow()
      expect(await words('chen')).toEqual([])
      await fail('timeout-after')
      await expect(send({ signal: AbortSignal.timeout(300) })).rejects.toThrow()
      expect(await words('chen')).toEqual(['一'])
      await fail('drop')
      await expect(send()).rejects.toThrow()
      expect(await words('chen')).toHaveLength(1)
      await fail('drop-after')
      await expect(send()).rejects.toThrow()
      expect(await words('chen')).toHaveLength(2)
    })

    it('can answer nonsense, HTTP 500, or any errcode, as often as wanted', async () => {
      await fail('http-500')
      expect((await send()).status).toBe(500)
      await fail('malformed')
      await expect((await send()).json()).rejects.toThrow()
      await world.wecom.faults.add({ on: 'api', method: 'message/send', effect: 'errcode', times: 2 })
      expect(await (await send()).json()).toMatchObject({
        errcode: -1,
        errmsg: expect.stringContaining('busy'),
      })
      expect(await (await send()).json()).toMatchObject({ errcode: -1 })
      await world.wecom.faults.add({ on: 'api', effect: 'errcode', errcode: 60020, times: null })
      expect(await sendText('ChenXiaoman')).toMatchObject({ errcode: 60020 })
      await world.wecom.faults.clear()
      expect(await sendText('ChenXiaoman')).toMatchObject({ errcode: 0 })
    })
  })

  it('keeps the menu that the app makes', async () => {
    const { agentId } = world.sandbox.wecom
    const agentid = { agentid: String(agentId) }
    await world.wecom.app.configure({ menu: null })
    expect(await world.call('menu/get', undefined, agentid)).toMatchObject({ errcode: 46003 })
    const menu = {
      button: [
        { type: 'click', name: '周计划', key: 'plan' },
        { name: '更多', sub_button: [{ type: 'view', name: '我的', url: 'https://fieldpost.example/mine' }] },
      ],
    }
    expect(await world.call('menu/create', menu, agentid)).toMatchObject({ errcode: 0 })
    expect(await world.call('menu/get', undefined, agentid)).toMatchObject(menu)
    const four = { button: Array.from({ length: 4 }, () => menu.button[0]) }
    expect(await world.call('menu/create', four, agentid)).toMatchObject({ errcode: 40054 })
    await world.wecom.app.configure({ menu: null })
  })
})
