import { describe, expect, it } from 'vitest'
import { useWecomWorld } from '../../testing/use-wecom-world.ts'

const { world, sendText, words } = useWecomWorld()

describe('message/send', () => {
  it('reaches each member, and says who could not be reached', async () => {
    await world().wecom.members.change('xu', { licensed: false })
    await world().wecom.members.change('fang', { visible: false })
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
    const { departments } = await world().wecom.state()
    const team = departments.find(({ name }) => name === '南湾一组')
    const body = { toparty: `${team?.id}|99`, msgtype: 'text', text: { content: '开会' } }
    expect(await world().call('message/send', { touser: '', ...body })).toMatchObject({ invalidparty: '99' })
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
    const answer = await world().call('message/send', { msgtype: 'text', text: { content: '早' }, ...wrong })
    expect(answer.errcode).toBe(errcode)
    expect(answer.errmsg).toContain(reason)
    expect(answer.errmsg).toContain(`devtool/query?e=${errcode}`)
    expect(await words('LuoMin')).toEqual([])
  })

  it('shows text, Markdown and text cards as they are read', async () => {
    const to = { touser: 'ChenXiaoman' }
    await world().call('message/send', { ...to, msgtype: 'markdown', markdown: { content: '**排行** 第一' } })
    await world().call('message/send', {
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
    const [, textcard, withLink] = await world().wecom.as('chen').messages()
    expect(await textcard?.press('填写')).toMatchObject({ openUrl: 'https://fieldpost.example/forms/1' })
    expect(withLink?.links).toEqual(['https://fieldpost.example/s/x?t=1'])
    await expect(withLink?.press('登录')).rejects.toThrow('not_a_card')
  })

  it('drops in silence what goes beyond thirty a minute for one member', async () => {
    for (let n = 0; n < 32; n++) {
      expect(await sendText('ChenXiaoman|XuJiamu', `第${n}条`)).toMatchObject({ errcode: 0 })
    }
    expect(await words('chen')).toHaveLength(30)
    expect((await world().wecom.state()).dropped).toEqual({ ChenXiaoman: 2, XuJiamu: 2 })
    await world().client.clock.advance(60_001)
    await sendText('ChenXiaoman', '过了一分钟')
    expect((await words('chen')).at(-1)).toBe('过了一分钟')
    await world().wecom.rateLimits(false)
    for (let n = 0; n < 40; n++) await sendText('FangQing', `第${n}条`)
    expect(await words('fang')).toHaveLength(40)
    await world().wecom.rateLimits(true)
  })

  it('drops in silence what goes beyond a thousand an hour', async () => {
    for (let minute = 0; minute < 34; minute++) {
      await Promise.all(Array.from({ length: 30 }, (_, n) => sendText('GuYiming', `${minute}.${n}`)))
      await world().client.clock.advance(60_001)
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
    await world().client.clock.advance(600_000)
    await sendText('ChenXiaoman', '一次', once)
    expect(await words('chen')).toHaveLength(5)
  })
})
