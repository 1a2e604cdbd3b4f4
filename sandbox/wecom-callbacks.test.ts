import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { WecomMember } from './client.ts'
import { readDemoFixture } from './fixture.ts'
import { field, replyTo, startWecomWorld, type TinyWecomWorld } from './testing/tiny-wecom-app.ts'

const START = new Date('2026-11-18T08:00:00Z')

/** What WeCom sends to the app, and what it makes of the answers. */
describe('callbacks of the local WeCom', () => {
  let world: TinyWecomWorld

  beforeAll(async () => {
    world = await startWecomWorld({ now: START, clockRate: 0, callbackTimeoutMs: 700 })
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    await world.client.reset()
    await world.client.clock.set(START)
    world.received = []
    world.answer = () => undefined
  })

  const chen = (): WecomMember => world.wecom.as('chen')
  const events = () => world.received.map(({ xml }) => field(xml, 'Event') || field(xml, 'MsgType'))
  const words = async () => (await chen().messages()).map((each) => each.words)
  const text = (content: string) =>
    `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content>`

  describe('the check of the address', () => {
    it('passes for the bare plain text', async () => {
      expect(await world.wecom.app.verifyUrl()).toMatchObject({ ok: true, httpStatus: 200, problem: null })
    })

    const answering = async (body: string, delayMs = 0) => {
      const { createServer } = await import('node:http')
      const { decryptMessage } = await import('./wecom/crypto.ts')
      const server = createServer((request, response) => {
        const echo = new URL(request.url ?? '', 'http://x').searchParams.get('echostr') ?? ''
        const { message } = decryptMessage(world.sandbox.wecom.encodingAesKey, echo)
        setTimeout(() => response.end(body.replace('ECHO', message)), delayMs)
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const address = server.address()
      const before = (await world.wecom.state()).app.callbackUrl
      const callbackUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`
      await world.wecom.app.configure({ callbackUrl })
      const result = await world.wecom.app.verifyUrl()
      await world.wecom.app.configure({ callbackUrl: before })
      server.close()
      return result
    }
    it.each([
      ['"ECHO"', 'quotes'],
      ['ECHO\n', 'line breaks'],
      ['{"echostr":1}', 'not the decrypted echostr'],
    ])('fails for %j', async (body, problem) => {
      expect(await answering(body)).toMatchObject({ ok: false, problem: expect.stringContaining(problem) })
    })

    it('fails after one second', async () => {
      expect(await answering('ECHO', 1300)).toMatchObject({
        ok: false,
        problem: 'no answer within one second',
      })
    })

    it('needs an address of this machine', async () => {
      const callbackUrl = 'https://elsewhere.example/'
      await expect(world.wecom.app.configure({ callbackUrl })).rejects.toThrow('this machine')
    })
  })

  describe('messages and events', () => {
    it('are encrypted, signed and stamped with real time, which apps compare; message ids are beyond 2^53', async () => {
      await chen().say('周计划 <1> & ]]> 完')
      await chen().say('二')
      const [first, second] = world.received
      expect(first).toMatchObject({ isSigned: true, receiveId: world.sandbox.wecom.corpId })
      expect(Math.abs(Number(first?.query.timestamp) * 1000 - Date.now())).toBeLessThan(60_000)
      expect(field(first?.envelope ?? '', 'AgentID')).toBe('1000002')
      expect(field(first?.envelope ?? '', 'ToUserName')).toBe(world.sandbox.wecom.corpId)
      const xml = first?.xml ?? ''
      expect(field(xml, 'FromUserName')).toBe('ChenXiaoman')
      expect(field(xml, 'CreateTime')).toBe(String(START.getTime() / 1000))
      const ids = [xml, second?.xml ?? ''].map((each) => field(each, 'MsgId'))
      expect(BigInt(ids[1] ?? 0) - BigInt(ids[0] ?? 0)).toBe(1n)
      expect(String(Number(ids[0]) + 1)).not.toBe(ids[1])
      expect(await words()).toEqual(['周计划 <1> & ]]> 完', '二'])
    })

    it('come for entering, the menu, and pages of the menu', async () => {
      await world.wecom.app.configure({
        menu: {
          button: [
            { type: 'click', name: '周计划', key: 'plan' },
            {
              name: '更多',
              sub_button: [{ type: 'view', name: '我的', url: 'https://fieldpost.example/mine' }],
            },
          ],
        },
      })
      await chen().enter()
      await chen().pressMenu('plan')
      expect(await chen().pressMenu('我的')).toMatchObject({ openUrl: 'https://fieldpost.example/mine' })
      await expect(chen().pressMenu('report')).rejects.toThrow('no_such_target')
      expect(events()).toEqual(['enter_agent', 'click', 'view'])
      expect(world.received.map(({ xml }) => field(xml, 'EventKey'))).toEqual([
        '',
        'plan',
        'https://fieldpost.example/mine',
      ])
      await world.wecom.app.configure({ menu: null })
    })

    it('differ in time when the same is done twice on a frozen clock', async () => {
      await chen().pressMenu('plan')
      await chen().pressMenu('plan')
      await chen().pressMenu('report')
      const times = world.received.map(({ xml }) => Number(field(xml, 'CreateTime')) - START.getTime() / 1000)
      expect(times).toEqual([0, 1, 0])
    })

    it('come when the directory changes', async () => {
      await world.wecom.members.add({ userid: 'NewOne', name: '新人', departments: [3] })
      await world.wecom.members.change('NewOne', { name: '新来的', departments: [4] })
      await world.wecom.members.change('NewOne', { visible: false })
      await world.wecom.members.remove('NewOne')
      await world.client.idle()
      const changes = world.received.filter(({ xml }) => field(xml, 'Event') === 'change_contact')
      expect(
        changes.map(({ xml }) => [field(xml, 'ChangeType'), field(xml, 'UserID'), field(xml, 'Name')]),
      ).toEqual([
        ['create_user', 'NewOne', '新人'],
        ['update_user', 'NewOne', '新来的'],
        ['delete_user', 'NewOne', ''],
      ])
      expect(changes.map(({ xml }) => field(xml, 'FromUserName'))).toEqual(['sys', 'sys', 'sys'])
      expect(changes[1]?.xml).toContain('<Department><![CDATA[4]]></Department>')
      expect(events().toSorted()).toEqual([...Array(3).fill('change_contact'), 'subscribe', 'unsubscribe'])
    })

    it('reach nobody before an address is configured, or from outside of the range', async () => {
      const before = (await world.wecom.state()).app.callbackUrl
      await world.wecom.app.configure({ callbackUrl: null })
      expect((await chen().say('在吗')).callback).toMatchObject({ error: 'not_configured', attempts: 0 })
      await world.wecom.app.configure({ callbackUrl: before })
      await world.wecom.members.change('fang', { visible: false })
      await expect(world.wecom.as('fang').say('在吗')).rejects.toThrow('cannot_act')
    })

    it('are found by a scan in plain, and can be made by hand', async () => {
      await chen().say('甲的电话')
      expect(await world.wecom.traffic.scan('甲的电话')).toMatchObject([
        { kind: 'wecom_callback', where: 'request' },
      ])
      await world.wecom.app.sendEvent('chen', 'location', { Latitude: '23.1' })
      expect(events()).toEqual(['text', 'location'])
    })
  })

  describe('retries', () => {
    it('are three after a status that is not 200, with the same message in a new envelope', async () => {
      world.answer = (_callback, reply) => reply.code(204).send()
      const { callback } = await chen().say('一')
      expect(callback).toMatchObject({ attempts: 4, error: 'http_error', httpStatus: 204 })
      expect(new Set(world.received.map(({ xml }) => xml)).size).toBe(1)
      expect(new Set(world.received.map(({ query }) => query.nonce)).size).toBe(4)
      const attempts = await world.wecom.traffic.callbacks('text')
      expect(attempts.map(({ retryNum }) => retryNum)).toEqual([undefined, 1, 2, 3])
    })

    it('stop once the app answers', async () => {
      world.answer = (_callback, reply) => (world.received.length < 3 ? reply.code(500).send() : undefined)
      expect((await chen().say('一')).callback).toMatchObject({ attempts: 3, error: null })
      expect(world.received).toHaveLength(3)
    })

    it('come when the answer takes too long, whatever it would have been', async () => {
      const late = new Promise((resolve) => setTimeout(resolve, 900))
      world.answer = async (callback) => {
        if (world.received.length > 1) return undefined
        await late
        return replyTo(callback, text('太晚了'))
      }
      expect((await chen().say('一')).callback).toMatchObject({ attempts: 2, error: null, reply: 'none' })
      expect(await words()).toEqual(['一'])
    })

    it('come when nobody listens', async () => {
      const before = (await world.wecom.state()).app.callbackUrl
      await world.wecom.app.configure({ callbackUrl: 'http://127.0.0.1:9/' })
      expect((await chen().say('一')).callback).toMatchObject({ attempts: 4, error: 'unreachable' })
      await world.wecom.app.configure({ callbackUrl: before })
    })
  })

  describe('a passive reply', () => {
    it('lies in the member’s chat', async () => {
      world.answer = (callback) => replyTo(callback, text('已收到：周计划 & 其他'))
      expect((await chen().say('周计划')).callback).toMatchObject({ reply: 'text', problem: null })
      expect(await chen().message({ from: 'app' })).toMatchObject({
        words: '已收到：周计划 & 其他',
        via: 'reply',
      })
    })

    it.each<[string, (xml: string) => string, string]>([
      ['too long', () => text('周'.repeat(683)), '2049 bytes'],
      ['empty', () => text(''), 'Content is empty'],
      ['of a type nobody knows', () => '<MsgType><![CDATA[markdown]]></MsgType>', 'markdown'],
      [
        'an update without a card',
        () => '<MsgType>update_button</MsgType><Button><ReplaceName>好</ReplaceName></Button>',
        'no card',
      ],
    ])('is thrown away when %s', async (_name, inner, problem) => {
      world.answer = (callback) => replyTo(callback, inner(callback.xml))
      const { callback } = await chen().say('一')
      expect(callback).toMatchObject({
        attempts: 1,
        reply: 'refused',
        problem: expect.stringContaining(problem),
      })
      expect(await words()).toEqual(['一'])
    })

    it('is thrown away when it is for somebody else, in plain, or signed wrongly', async () => {
      const problem = async () => (await chen().say('一')).callback?.problem
      world.answer = ({ xml }) => `${xml.replace('</xml>', '')}</xml>`
      expect(await problem()).toContain('ToUserName is not the member')
      world.answer = (callback, reply) => reply.send(replyTo(callback, text('明文')))
      expect(await problem()).toContain('no Encrypt')
      world.answer = (callback, reply) =>
        reply.send(world.seal(replyTo(callback, text('好'))).replace('<TimeStamp>1', '<TimeStamp>2'))
      expect(await problem()).toContain('signature')
      world.answer = (_callback, reply) => reply.send({ ok: true })
      expect(await problem()).toBeTruthy()
      expect(await words()).toEqual(['一', '一', '一', '一'])
    })
  })

  describe('faults', () => {
    const contents = () => world.received.map(({ xml }) => field(xml, 'Content'))

    it('deliver twice, thrice, or behind the next one', async () => {
      await world.wecom.faults.add({ on: 'callback', event: 'text', effect: 'duplicate' })
      await chen().say('一')
      expect(new Set(world.received.map(({ xml }) => xml)).size).toBe(1)
      expect(world.received).toHaveLength(2)
      await world.wecom.faults.add({ on: 'callback', effect: 'duplicate', copies: 3 })
      await chen().enter()
      expect(world.received).toHaveLength(5)
      world.received = []
      await world.wecom.faults.add({ on: 'callback', effect: 'out-of-order' })
      expect((await chen().say('先')).callback).toMatchObject({ attempts: 0 })
      await chen().say('后')
      await world.client.idle()
      expect(contents()).toEqual(['后', '先'])
    })

    it('deliver late by the sandbox’s clock, or slowly by the wall’s', async () => {
      await world.wecom.faults.add({ on: 'callback', effect: 'late', delayMs: 3_600_000 })
      await chen().say('一')
      expect(world.received).toEqual([])
      await world.client.clock.advance(3_600_000)
      await world.client.idle()
      expect(contents()).toEqual(['一'])
      expect(field(world.received[0]?.xml ?? '', 'CreateTime')).toBe(String(START.getTime() / 1000))
      await world.wecom.faults.add({ on: 'callback', effect: 'delay', delayMs: 20 })
      expect((await chen().say('二')).callback).toMatchObject({ attempts: 1, error: null })
    })

    it('lose the answer or the delivery, once or until the end', async () => {
      world.answer = (callback) => replyTo(callback, text('好'))
      await world.wecom.faults.add({ on: 'callback', effect: 'ack-lost' })
      expect((await chen().say('一')).callback).toMatchObject({ attempts: 2, reply: 'text' })
      expect(world.received).toHaveLength(2)
      expect(await words()).toEqual(['一', '好'])
      world.received = []
      await world.wecom.faults.add({ on: 'callback', effect: 'drop', times: null })
      expect((await chen().say('二')).callback).toMatchObject({ attempts: 4, error: 'unreachable' })
      expect(world.received).toEqual([])
    })

    it('forge the signature or the company, or come with an old stamp', async () => {
      await world.wecom.faults.add({ on: 'callback', effect: 'bad-signature' })
      await chen().say('一')
      await world.wecom.faults.add({ on: 'callback', effect: 'wrong-corp' })
      await chen().say('二')
      await world.wecom.faults.add({ on: 'callback', effect: 'stale' })
      await chen().say('三')
      const { corpId } = world.sandbox.wecom
      expect(world.received.map(({ isSigned, receiveId }) => [isSigned, receiveId])).toEqual([
        [false, corpId],
        [true, 'ww0000000000000000'],
        [true, corpId],
      ])
      expect(Date.now() / 1000 - Number(world.received[2]?.query.timestamp)).toBeGreaterThan(86_000)
      world.answer = (_callback, reply) => reply.code(403).send()
      await world.wecom.faults.add({ on: 'callback', effect: 'bad-signature' })
      expect((await chen().say('四')).callback).toMatchObject({ attempts: 1, error: 'http_error' })
    })
  })

  it('come from the members of a fixture of one’s own, with their handles for userids', async () => {
    const person = {
      handle: 'mei',
      real_name: '梅',
      email: 'mei@fieldpost.example',
      tz: 'UTC',
      locale: 'zh-CN',
    }
    await world.client.reset({
      team: { id: 'T0OWN', name: '小公司', domain: 'small' },
      bot: { userId: 'U0BOT', botId: 'B0BOT', appId: 'A0BOT', name: 'Fieldpost' },
      users: [
        { id: 'U0MEI', ...person },
        { id: 'U0LAN', ...person, handle: 'lan', userid: 'Lan.2', email: 'lan@fieldpost.example' },
      ],
      channels: [],
    })
    await world.wecom.as('mei').say('早')
    await world.wecom.as('lan').say('早')
    expect(world.received.map(({ xml }) => field(xml, 'FromUserName'))).toEqual(['mei', 'Lan.2'])
    const { members, departments, corp } = await world.wecom.state()
    expect([corp.name, departments.length, members.map((each) => each.departments)]).toEqual([
      '小公司',
      1,
      [[1], [1]],
    ])
    await expect(world.wecom.as('chen').say('早')).rejects.toThrow('no_such_member')
    await world.client.reset(readDemoFixture())
  })

  it('share the clock, the quiet and the start anew with the local Slack', async () => {
    await chen().say('一', { wait: false })
    await world.client.idle()
    expect(world.received).toHaveLength(1)
    await world.client.reset()
    expect(await words()).toEqual([])
    const [first] = (await world.client.state()).users
    expect(await chen().messages()).toEqual([])
    expect(first?.handle).toBe('shen')
  })
})
