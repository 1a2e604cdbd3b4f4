import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readDemoFixture } from '../../fixture.ts'
import { startWecomWorld, type TinyWecomWorld } from '../../testing/tiny-wecom-app.ts'

describe('groups of the local WeCom', () => {
  let world: TinyWecomWorld
  let webhookUrl = ''

  beforeAll(async () => {
    world = await startWecomWorld({ now: new Date('2026-11-18T08:00:00Z'), clockRate: 0 })
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    await world.client.reset()
    webhookUrl = (await world.wecom.group('sales-nanwan')).webhookUrl ?? ''
  })

  describe('a group robot', () => {
    const post = async (body: object, url = webhookUrl) => {
      const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
      expect(answer.status).toBe(200)
      return (await answer.json()) as { errcode: number; errmsg: string }
    }
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(20)])
    const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex')

    it('posts text, Markdown, pictures, news and cards for all in the group to see', async () => {
      const text = { content: '排行榜', mentioned_list: ['LinZhixia', '@all'] }
      expect(await post({ msgtype: 'text', text })).toEqual({ errcode: 0, errmsg: 'ok' })
      await post({ msgtype: 'markdown', markdown: { content: '**一**' } })
      await post({ msgtype: 'markdown_v2', markdown_v2: { content: '| 名次 | 姓名 |\n|---|---|' } })
      await post({ msgtype: 'image', image: { base64: png.toString('base64'), md5: md5(png) } })
      const link = 'https://fieldpost.example/'
      await post({ msgtype: 'news', news: { articles: [{ title: '周报', url: link }] } })
      const card = {
        card_type: 'text_notice',
        main_title: { title: '达成' },
        card_action: { type: 1, url: link },
      }
      await post({ msgtype: 'template_card', template_card: card })
      const group = await world.wecom.group('sales-nanwan')
      expect(group.members).toContain('ChenXiaoman')
      expect((await group.messages()).map(({ msgtype, words }) => [msgtype, words])).toEqual([
        ['text', '排行榜'],
        ['markdown', '**一**'],
        ['markdown_v2', '| 名次 | 姓名 |\n|---|---|'],
        ['image', '[图片]'],
        ['news', '周报'],
        ['template_card', '达成'],
      ])
      expect(await group.message({ contains: '达成', from: 'robot' })).toMatchObject({ via: 'webhook' })
    })

    it.each<[object, number, string]>([
      [{ msgtype: 'text', text: { content: 'a'.repeat(2049) } }, 45002, 'at most 2048'],
      [{ msgtype: 'text', text: {} }, 44004, 'text.content'],
      [{ msgtype: 'markdown', markdown: { content: 'a'.repeat(4097) } }, 45002, 'at most 4096'],
      [{ msgtype: 'markdown_v2', markdown_v2: { content: '周'.repeat(1366) } }, 45002, '4098 bytes'],
      [{ msgtype: 'textcard', textcard: {} }, 40008, 'textcard'],
      [{ msgtype: 'text', text: { content: 'a' }, touser: 'x' }, 40058, 'touser'],
      [
        { msgtype: 'template_card', template_card: { card_type: 'button_interaction' } },
        40058,
        'template_card.card_type',
      ],
      [
        { msgtype: 'image', image: { base64: png.toString('base64'), md5: md5(Buffer.from('x')) } },
        301019,
        'md5',
      ],
      [
        { msgtype: 'image', image: { base64: Buffer.from('x').toString('base64'), md5: md5(png) } },
        40009,
        'PNG',
      ],
    ])('refuses %j', async (body, errcode, reason) => {
      const answer = await post(body)
      expect(answer).toMatchObject({ errcode, errmsg: expect.stringContaining(reason) })
      expect(await (await world.wecom.group('sales-nanwan')).messages()).toEqual([])
    })

    it('refuses a picture of more than 2 MB', async () => {
      const large = Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024)])
      const body = { msgtype: 'image', image: { base64: large.toString('base64'), md5: md5(large) } }
      expect(await post(body)).toMatchObject({ errcode: 40009, errmsg: expect.stringContaining('2 MB') })
    })

    it('may post twenty times a minute', async () => {
      const answers = []
      for (let n = 0; n < 21; n++) answers.push(await post({ msgtype: 'text', text: { content: `${n}` } }))
      expect(answers.map(({ errcode }) => errcode)).toEqual([...Array.from({ length: 20 }, () => 0), 45009])
      await world.client.clock.advance(60_001)
      expect(await post({ msgtype: 'text', text: { content: '又可以了' } })).toMatchObject({ errcode: 0 })
    })

    it('is known by its key alone', async () => {
      const other = webhookUrl.replace(/key=.{4}/, 'key=0000')
      expect(await post({ msgtype: 'text', text: { content: 'a' } }, other)).toMatchObject({ errcode: 93000 })
      expect((await world.wecom.group('leads-private')).webhookUrl).toBeNull()
      await post({ msgtype: 'text', text: { content: 'a' } })
      const key = new URL(webhookUrl).searchParams.get('key') ?? ''
      expect(await world.wecom.traffic.scan(key)).toEqual([])
    })
  })

  describe('a group that the app created', () => {
    const create = (body: object) => world.call('appchat/create', body)
    const userlist = ['LinZhixia', 'ChenXiaoman']

    it('gets the app’s messages, and is described', async () => {
      const chat = { name: '南湾一组', owner: 'LinZhixia', userlist, chatid: 'nanwan1' }
      expect(await create(chat)).toMatchObject({ errcode: 0, chatid: 'nanwan1' })
      const send = { chatid: 'nanwan1', msgtype: 'text', text: { content: '本周排行' } }
      expect(await world.call('appchat/send', send)).toEqual({ errcode: 0, errmsg: 'ok' })
      const group = await world.wecom.group('nanwan1')
      expect(await group.message({ contains: '排行' })).toMatchObject({ from: 'app', via: 'appchat' })
      const { chat_info } = await world.call('appchat/get', undefined, { chatid: 'nanwan1' })
      expect(chat_info).toMatchObject({ chatid: 'nanwan1', owner: 'LinZhixia', userlist })
      expect((await create({ userlist })).chatid).toMatch(/^[0-9A-Za-z]{1,32}$/)
    })

    it.each<[object, number]>([
      [{ userlist: ['LinZhixia'] }, 86006],
      [{ userlist: ['LinZhixia', 'LinZhixia'] }, 86006],
      [{ userlist: Array.from({ length: 2001 }, (_, n) => `u${n}`) }, 86006],
      [{ userlist: ['LinZhixia', 'nobody'] }, 86007],
      [{ userlist, owner: 'XuJiamu' }, 86207],
      [{ userlist, chatid: 'nan-wan' }, 86001],
      [{ userlist, name: '字'.repeat(51) }, 86004],
    ])('is refused as %j', async (body, errcode) => {
      expect(await create(body)).toMatchObject({ errcode })
    })

    it('gains and loses members, and never its owner alone', async () => {
      await create({ userlist, owner: 'LinZhixia', chatid: 'u1' })
      const update = (body: object) => world.call('appchat/update', { chatid: 'u1', ...body })
      expect(await update({ add_user_list: ['XuJiamu'], del_user_list: ['ChenXiaoman'] })).toMatchObject({
        errcode: 0,
      })
      expect(await update({ add_user_list: ['nobody'] })).toMatchObject({ errcode: 86007 })
      expect(await update({ del_user_list: ['LinZhixia'] })).toMatchObject({ errcode: 86006 })
      await update({ add_user_list: ['ChenXiaoman'] })
      expect(await update({ del_user_list: ['LinZhixia'] })).toMatchObject({ errcode: 86207 })
      expect(await update({ del_user_list: ['LinZhixia'], owner: 'XuJiamu' })).toMatchObject({ errcode: 0 })
      const { chat_info } = await world.call('appchat/get', undefined, { chatid: 'u1' })
      expect(chat_info).toMatchObject({ owner: 'XuJiamu', userlist: ['XuJiamu', 'ChenXiaoman'] })
      expect(await world.call('appchat/update', { chatid: 'C0FPNANWAN' })).toMatchObject({ errcode: 86008 })
    })

    it('may be read by 20,000 a minute, all groups together', async () => {
      const demo = readDemoFixture()
      const readers = demo.users.slice(0, 1).flatMap((like) =>
        Array.from({ length: 1_999 }, (_, n) => {
          return { ...like, id: `UREADER${n}`, handle: `reader${n}`, userid: `Reader${n}` }
        }),
      )
      await world.client.reset({ ...demo, users: [...demo.users, ...readers] })
      for (const group of ['many', 'few']) await create({ userlist, chatid: group })
      const many = [...userlist, ...readers.map(({ userid }) => userid)].slice(0, 2_000)
      await world.call('appchat/update', { chatid: 'many', add_user_list: many })
      const send = (chatid: string) =>
        world.call('appchat/send', { chatid, msgtype: 'text', text: { content: '早' } })
      for (let n = 0; n < 10; n += 1) expect(await send('many')).toMatchObject({ errcode: 0 })
      expect(await send('few')).toMatchObject({ errcode: 45009 })
      await world.client.clock.advance(60_001)
      expect(await send('few')).toMatchObject({ errcode: 0 })
    })

    it('takes no cards, and is the only kind the app may write to', async () => {
      await create({ userlist, chatid: 'a1' })
      expect(await create({ userlist, chatid: 'a1' })).toMatchObject({ errcode: 86215 })
      const send = (chatid: string, msgtype = 'text') =>
        world.call('appchat/send', { chatid, msgtype, [msgtype]: { content: '早' } })
      expect(await send('a1', 'template_card')).toMatchObject({ errcode: 40008 })
      expect(await send('a2')).toMatchObject({ errcode: 86003 })
      expect(await send('C0FPNANWAN')).toMatchObject({ errcode: 86008 })
    })
  })
})
