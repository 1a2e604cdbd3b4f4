import { describe, expect, it } from 'vitest'
import { readDemoFixture } from '../../fixture.ts'
import { field } from '../../testing/tiny-wecom-app.ts'
import { START, useWecomWorld } from '../../testing/use-wecom-world.ts'

const { world, words, events } = useWecomWorld()
const chen = () => world().wecom.as('chen')

describe('messages and events', () => {
  it('are encrypted, signed and stamped with real time, which apps compare; message ids are beyond 2^53', async () => {
    await chen().say('周计划 <1> & ]]> 完')
    await chen().say('二')
    const [first, second] = world().received
    expect(first).toMatchObject({ isSigned: true, receiveId: world().sandbox.wecom.corpId })
    expect(Math.abs(Number(first?.query.timestamp) * 1000 - Date.now())).toBeLessThan(60_000)
    expect(field(first?.envelope ?? '', 'AgentID')).toBe('1000002')
    expect(field(first?.envelope ?? '', 'ToUserName')).toBe(world().sandbox.wecom.corpId)
    const xml = first?.xml ?? ''
    expect(field(xml, 'FromUserName')).toBe('ChenXiaoman')
    expect(field(xml, 'CreateTime')).toBe(String(START.getTime() / 1000))
    const ids = [xml, second?.xml ?? ''].map((each) => field(each, 'MsgId'))
    expect(BigInt(ids[1] ?? 0) - BigInt(ids[0] ?? 0)).toBe(1n)
    expect(String(Number(ids[0]) + 1)).not.toBe(ids[1])
    expect(await words('chen')).toEqual(['周计划 <1> & ]]> 完', '二'])
  })

  it('come for entering, the menu, and pages of the menu', async () => {
    await world().wecom.app.configure({
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
    expect(world().received.map(({ xml }) => field(xml, 'EventKey'))).toEqual([
      '',
      'plan',
      'https://fieldpost.example/mine',
    ])
    await world().wecom.app.configure({ menu: null })
  })

  it('differ in time when the same is done twice on a frozen clock', async () => {
    await chen().pressMenu('plan')
    await chen().pressMenu('plan')
    await chen().pressMenu('report')
    const times = world().received.map(({ xml }) => Number(field(xml, 'CreateTime')) - START.getTime() / 1000)
    expect(times).toEqual([0, 1, 0])
  })

  it('come when the directory changes', async () => {
    await world().wecom.members.add({ userid: 'NewOne', name: '新人', departments: [3] })
    await world().wecom.members.change('NewOne', { name: '新来的', departments: [4] })
    await world().wecom.members.change('NewOne', { visible: false })
    await world().wecom.members.remove('NewOne')
    await world().client.idle()
    const changes = world().received.filter(({ xml }) => field(xml, 'Event') === 'change_contact')
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
    const before = (await world().wecom.state()).app.callbackUrl
    await world().wecom.app.configure({ callbackUrl: null })
    expect((await chen().say('在吗')).callback).toMatchObject({ error: 'not_configured', attempts: 0 })
    await world().wecom.app.configure({ callbackUrl: before })
    await world().wecom.members.change('fang', { visible: false })
    await expect(world().wecom.as('fang').say('在吗')).rejects.toThrow('cannot_act')
  })

  it('are found by a scan in plain, and can be made by hand', async () => {
    await chen().say('甲的电话')
    expect(await world().wecom.traffic.scan('甲的电话')).toMatchObject([
      { kind: 'wecom_callback', where: 'request' },
    ])
    await world().wecom.app.sendEvent('chen', 'location', { Latitude: '23.1' })
    expect(events()).toEqual(['text', 'location'])
  })
})

it('callbacks come from the members of a fixture of one’s own, with their handles for userids', async () => {
  const person = {
    handle: 'mei',
    real_name: '梅',
    email: 'mei@fieldpost.example',
    tz: 'UTC',
    locale: 'zh-CN',
  }
  await world().client.reset({
    team: { id: 'T0OWN', name: '小公司', domain: 'small' },
    bot: { userId: 'U0BOT', botId: 'B0BOT', appId: 'A0BOT', name: 'Fieldpost' },
    users: [
      { id: 'U0MEI', ...person },
      { id: 'U0LAN', ...person, handle: 'lan', userid: 'Lan.2', email: 'lan@fieldpost.example' },
    ],
    channels: [],
  })
  await world().wecom.as('mei').say('早')
  await world().wecom.as('lan').say('早')
  expect(world().received.map(({ xml }) => field(xml, 'FromUserName'))).toEqual(['mei', 'Lan.2'])
  const { members, departments, corp } = await world().wecom.state()
  expect([corp.name, departments.length, members.map((each) => each.departments)]).toEqual([
    '小公司',
    1,
    [[1], [1]],
  ])
  await expect(world().wecom.as('chen').say('早')).rejects.toThrow('no_such_member')
  await world().client.reset(readDemoFixture())
})

it('callbacks share the clock, the quiet and the start anew with the local Slack', async () => {
  await chen().say('一', { wait: false })
  await world().client.idle()
  expect(world().received).toHaveLength(1)
  await world().client.reset()
  expect(await words('chen')).toEqual([])
  const [first] = (await world().client.state()).users
  expect(await chen().messages()).toEqual([])
  expect(first?.handle).toBe('shen')
})
