import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type BotProgram, type BotWorld, startBotWorld } from '../../testing/bot-program.ts'

const START = new Date('2026-11-18T08:00:00Z')
const card = (taskId: string) => ({
  card_type: 'button_interaction',
  main_title: { title: '周计划' },
  button_list: [{ text: '批准', style: 1, key: 'yes' }],
  task_id: taskId,
})

/** The smart bot's long connection, with the package that Tencent publishes for it. */
describe('the local WeCom’s smart bot', () => {
  let world: BotWorld
  let program: BotProgram
  beforeAll(async () => {
    world = await startBotWorld({ now: START, clockRate: 0 })
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    await world.client.reset()
    program?.client.disconnect()
    program = world.connect()
    await program.tells('authenticated')
  })

  const bot = () => world.client.wecom.bot
  const chen = () => bot().as('chen')
  const refusal = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      ({ errcode }: { errcode: number }) => errcode,
    )
  const send = (chatId: string, content: string) =>
    program.client.sendMessage(chatId, { msgtype: 'markdown', markdown: { content } })

  it('hands over words, voice, pictures and both together, each with an id of its own', async () => {
    await chen().say('周计划')
    await chen().say('今天拜访', { msgtype: 'voice' })
    await chen().say('看', { msgtype: 'mixed' })
    await chen().say('', { msgtype: 'image' })
    await program.callback('messages', 4)
    const [text, voice, mixed, image] = program.messages.map(({ body }) => body)
    expect(text).toMatchObject({
      msgtype: 'text',
      text: { content: '周计划' },
      chattype: 'single',
      from: { userid: 'ChenXiaoman' },
      aibotid: world.sandbox.wecom.bot.id,
    })
    expect(voice).toMatchObject({ msgtype: 'voice', voice: { content: '今天拜访' } })
    expect(mixed).toMatchObject({ mixed: { msg_item: [{ text: { content: '看' } }, { msgtype: 'image' }] } })
    expect(image).toMatchObject({ msgtype: 'image' })
    expect(new Set(program.messages.map(({ body }) => body?.msgid)).size).toBe(4)
  })

  it('lets a stream grow, cumulatively, until it is finished', async () => {
    await chen().say('你好')
    const frame = await program.callback('messages', 1)
    await program.client.replyStream(frame, 's1', '正在', false)
    await program.client.replyStream(frame, 's1', '正在想', true)
    const said = (await chen().messages()).filter(({ from }) => from === 'bot')
    expect(said.map(({ words }) => words)).toEqual(['正在想'])
    expect(await refusal(program.client.replyStream(frame, 's1', '又', true))).toBe(846608)
    expect(await refusal(program.client.replyStream(frame, 's2', '又', true))).toBe(846605)
  })

  it('lets a card be sent, pressed, and changed within five seconds, once', async () => {
    await chen().say('你好')
    await program.client.replyTemplateCard(await program.callback('messages', 1), card('t1') as never)
    const shown = await chen().message({ withTarget: '批准' })
    await shown.press('批准')
    const press = await program.callback('events', 1)
    expect(press.body?.event).toEqual({
      eventtype: 'template_card_event',
      template_card_event: { card_type: 'button_interaction', event_key: 'yes', task_id: 't1' },
    })
    const changed = {
      card_type: 'text_notice',
      main_title: { title: '已批准' },
      card_action: { type: 1, url: 'http://127.0.0.1/' },
      task_id: 't1',
    }
    // A press takes no words.
    expect(await refusal(program.client.replyStream(press, 's', '好', true))).toBe(846605)
    expect(
      await refusal(program.client.updateTemplateCard(press, { ...changed, task_id: 't2' } as never)),
    ).toBe(40058)
    await program.client.updateTemplateCard(press, changed as never)
    expect((await shown.again()).words).toContain('已批准')
    expect(await refusal(program.client.updateTemplateCard(press, changed as never))).toBe(846605)
    await shown.press('批准', { stale: true })
    await world.client.clock.advance(5001)
    const late = await program.callback('events', 2)
    expect(await refusal(program.client.updateTemplateCard(late, changed as never))).toBe(846605)
  })

  it('takes a welcome within five seconds of coming in, and an answer within a day', async () => {
    await chen().enter()
    const enter = await program.callback('events', 1)
    expect(enter.body?.event).toEqual({ eventtype: 'enter_chat' })
    await program.client.replyWelcome(enter, { msgtype: 'text', text: { content: '你好' } })
    expect((await chen().message({ from: 'bot' })).words).toBe('你好')
    await chen().enter()
    await world.client.clock.advance(5001)
    const welcome = { msgtype: 'text' as const, text: { content: '晚了' } }
    expect(await refusal(program.client.replyWelcome(await program.callback('events', 2), welcome))).toBe(
      846605,
    )
    await chen().say('你好')
    await world.client.clock.advance(24 * 3_600_000 + 1)
    const frame = await program.callback('messages', 1)
    expect(await refusal(program.client.replyStream(frame, 's', '晚了', true))).toBe(846605)
  })

  it('lets nobody be written to who has not written first, and takes no bare text', async () => {
    expect(await refusal(send('ChenXiaoman', '早'))).toBe(40058)
    await chen().say('在吗')
    await send('ChenXiaoman', '**早**')
    expect((await chen().message({ from: 'bot' })).words).toBe('**早**')
    expect(await refusal(send('XuZhiyuan', '早'))).toBe(40058)
    const text = { msgtype: 'text', text: { content: '早' } } as never
    expect(await refusal(program.client.sendMessage('ChenXiaoman', text))).toBe(40008)
    expect(await refusal(send('ChenXiaoman', '长'.repeat(6827)))).toBe(45002)
  })

  it('refuses a card that breaks a limit, or has the task_id of another', async () => {
    await chen().say('在吗')
    const push = (template: object) =>
      program.client.sendMessage('ChenXiaoman', {
        msgtype: 'template_card',
        template_card: template as never,
      })
    expect(await refusal(push({ ...card('t1'), button_list: [] }))).toBe(40058)
    await push(card('t1'))
    expect(await refusal(push(card('t1')))).toBe(40058)
  })

  it('refuses what is more than thirty a minute in a conversation', async () => {
    await world.client.wecom.rateLimits(true)
    await chen().say('在吗')
    for (let n = 0; n < 30; n++) await send('ChenXiaoman', `第 ${n} 条`)
    expect(await refusal(send('ChenXiaoman', '太多'))).toBe(45009)
    await world.client.clock.advance(60_000)
    await send('ChenXiaoman', '好了')
  })

  it('answers in a group that calls it', async () => {
    const { groups } = await world.client.wecom.state()
    const [group] = groups.filter(({ members }) => members.includes('ChenXiaoman'))
    await chen().say('周计划', { group: group?.name ?? '' })
    const frame = await program.callback('messages', 1)
    expect(frame.body).toMatchObject({ chattype: 'group', chatid: group?.id })
    await program.client.replyStream(frame, 's', '请私聊', true)
    expect((await (await world.client.wecom.group(group?.name ?? '')).message({ from: 'bot' })).words).toBe(
      '请私聊',
    )
  })

  it('keeps pictures that come in pieces', async () => {
    await chen().say('在吗')
    const bytes = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(600_000, 3)])
    const { media_id } = await program.client.uploadMedia(bytes, { type: 'image', filename: 'a.png' })
    await program.client.sendMediaMessage('ChenXiaoman', 'image', media_id)
    expect((await chen().message({ msgtype: 'image' })).body).toMatchObject({
      filename: 'a.png',
      size: bytes.length,
    })
    expect((await world.client.wecom.mediaContent(media_id)).equals(bytes)).toBe(true)
  })

  it('hides ids, where it is told to, and tells the app whose they are', async () => {
    await bot().configure({ hidesUserIds: true })
    await chen().say('在吗')
    const { body } = await program.callback('messages', 1)
    const userid = (body?.from as { userid: string } | undefined)?.userid ?? ''
    expect(userid).not.toContain('Chen')
    await send(userid, '早')
    const { wecom } = world.sandbox
    const [query, post] = [
      new URLSearchParams({ corpid: wecom.corpId, corpsecret: wecom.secret }),
      { method: 'POST' },
    ]
    const token = (await (await fetch(`${wecom.apiUrl}cgi-bin/gettoken?${query}`)).json()) as {
      access_token: string
    }
    const answer = await fetch(
      `${wecom.apiUrl}cgi-bin/batch/openuserid_to_userid?access_token=${token.access_token}`,
      { ...post, body: JSON.stringify({ open_userid_list: [userid, 'wo?'], source_agentid: wecom.agentId }) },
    )
    expect(await answer.json()).toMatchObject({
      userid_list: [{ open_userid: userid, userid: 'ChenXiaoman' }],
      invalid_open_userid_list: ['wo?'],
    })
  })

  describe('its connection', () => {
    it('is refused with a wrong secret', async () => {
      const stranger = world.connect({ secret: 'not-the-secret' })
      await stranger.tells('code: 40001')
      stranger.client.disconnect()
      expect((await bot().state()).isConnected).toBe(true)
    })

    it('is one: a second takes it, and the first is told and does not come back', async () => {
      const second = world.connect()
      await second.tells('authenticated')
      await program.tells('disconnected')
      expect(program.events.at(-1)?.body?.event).toEqual({ eventtype: 'disconnected_event' })
      await chen().say('在吗')
      await second.callback('messages', 1)
      expect(program.messages).toEqual([])
      expect((await bot().state()).subscribed).toBeGreaterThan(1)
      second.client.disconnect()
    })

    it('comes back after it broke; what was said meanwhile reached nobody', async () => {
      const { subscribed } = await bot().state()
      await bot().connection.drop()
      expect((await chen().say('在吗')).callback).toMatchObject({ error: 'unreachable' })
      await bot().connection.wait({ subscribedOver: subscribed })
      await chen().say('还在吗')
      expect((await program.callback('messages', 1)).body).toMatchObject({ text: { content: '还在吗' } })
    })

    it('dies without a word, which only heartbeats show', async () => {
      const quick = world.connect({ heartbeatMs: 50 })
      await quick.tells('authenticated')
      const { subscribed } = await bot().connection.silence()
      await bot().connection.wait({ subscribedOver: subscribed })
      quick.client.disconnect()
    })

    it('loses its place while heartbeats go on, which only a send shows', async () => {
      await chen().say('在吗')
      await bot().connection.unsubscribe()
      expect(await refusal(send('ChenXiaoman', '早'))).toBe(846609)
      expect(program.client.isConnected).toBe(true)
    })

    it('brings one message twice, loses an acknowledgement, refuses, breaks', async () => {
      const { faults } = world.client.wecom
      await faults.add({ on: 'bot-callback', event: 'text', effect: 'duplicate', copies: 2 })
      await chen().say('在吗')
      await program.callback('messages', 2)
      const [first, second] = program.messages.map(({ body }) => body?.msgid)
      expect(first).toBe(second)
      await faults.add({ on: 'bot', cmd: 'aibot_send_msg', effect: 'errcode', errcode: -1 })
      expect(await refusal(send('ChenXiaoman', '早'))).toBe(-1)
      await faults.add({ on: 'bot', cmd: 'aibot_send_msg', effect: 'close' })
      await expect(send('ChenXiaoman', '早')).rejects.toThrow('closed')
    })
  })
})
