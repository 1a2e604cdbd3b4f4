import { describe, expect, it } from 'vitest'
import { unhurried } from '../../src/compose.ts'
import { requeueMessage } from '../../src/services/delivery/requeue-message.ts'
import { readHome } from '../../src/services/home/read-home.ts'
import { listTeamChannels } from '../../src/services/metrics/team-channels.ts'
import type { Office } from '../../src/services/office.ts'
import { tell } from '../../src/services/tell.ts'
import { databases } from '../support/databases.ts'
import { useWecomOffice } from './wecom-office.ts'

const group = '南湾一组'
const robot = { to: { channel: 'robot:nanwan' } }
const own = { to: { channel: `group:${group}` } }
const png = (bytes: number) => {
  const picture = new Uint8Array(bytes)
  picture.set([0x89, 0x50, 0x4e, 0x47])
  return { name: 'leaderboard.png', png: picture }
}

describe.each(databases)('a team’s group in WeCom, on %s', (provider) => {
  const world = useWecomOffice(provider)
  const posted = async (name: string) =>
    (await (await world().wecom.group(name)).messages()).map(({ msgtype, words }) => [msgtype, words])
  const membersOf = async (name: string) => {
    const { members, owner } = await world().wecom.group(name)
    return { members: members.toSorted(), owner }
  }
  const homeOfAdmin = async () => {
    const { office, actors } = world()
    const { sections } = await readHome(office, actors.admin)
    return sections.find(({ id }) => id === 'undelivered' || id === 'unreachable')
  }
  const sendAgain = async () => {
    const { office, actors, deliver } = world()
    const [button] = (await homeOfAdmin())?.items[0]?.buttons ?? []
    if (!button || !('press' in button) || button.press.do !== 'requeue') throw new Error('no button')
    await requeueMessage(office, actors.admin, button.press)
    await deliver()
  }
  const callsOf = (method: string) => world().wecom.traffic.calls(method)

  describe('with a robot', () => {
    const card = {
      title: '小结 [1]',
      facts: [{ label: '周计划', value: '已交 1/3' }],
      sections: [{ heading: '新客户', text: '*康民*诊所\n# 不是标题' }],
      buttons: [{ label: '打开', url: 'https://fieldpost.example/r' }],
      footer: '政策 1a2b',
    }

    it('is told in Markdown in which nobody’s words are markup', async () => {
      await world().say({ ...robot, card })
      expect(await posted('sales-nanwan')).toEqual([
        [
          'markdown_v2',
          '### 小结 ［1］\n\n- **周计划**：已交 1/3\n\n**新客户**\n＊康民＊诊所\n＃ 不是标题\n\n[打开](https://fieldpost.example/r)\n\n> 政策 1a2b',
        ],
      ])
    })

    it('is told in text where Markdown is refused', async () => {
      await world().wecom.faults.add({ on: 'api', method: 'webhook/send', effect: 'errcode', errcode: 40008 })
      await world().say({ ...robot, card })
      expect(await posted('sales-nanwan')).toEqual([
        [
          'text',
          '小结 ［1］\n\n- 周计划：已交 1/3\n\n新客户\n＊康民＊诊所\n＃ 不是标题\n\n打开 https://fieldpost.example/r\n\n政策 1a2b',
        ],
      ])
    })

    it('gets what is long in several messages, in order and whole', async () => {
      const lines = Array.from({ length: 400 }, (_, n) => `第 ${n} 行：回访老客户`)
      await world().say({ ...robot, card: { title: '小结', sections: [{ text: lines.join('\n') }] } })
      const messages = await posted('sales-nanwan')
      expect(messages.length).toBeGreaterThan(2)
      expect(messages.map(([, words]) => words).join('\n')).toBe(`### 小结\n\n${lines.join('\n')}`)
      expect(world().paced).toEqual(messages.map(() => 'robot nanwan'))
    })

    it('gets a picture, and one of more than 2 MB in words', async () => {
      const shown = { title: '排行', picture: { name: 'leaderboard.png', alt: '1. 陈小满 88%' } }
      await world().say({ ...robot, card: shown, picture: png(2 * 1024 * 1024) })
      await world().say({ ...robot, card: shown, picture: png(2 * 1024 * 1024 + 1) })
      expect(await posted('sales-nanwan')).toEqual([
        ['markdown_v2', '### 排行'],
        ['image', '[图片]'],
        ['markdown_v2', '### 排行'],
        ['text', '图片发不出来，内容如下\n\n1. 陈小满 88%'],
      ])
    })

    it('goes on after a break where it stopped, and holds up nobody else', async () => {
      const { wecom, say, clock, deliver } = world()
      await wecom.faults.add({ on: 'api', method: 'webhook/send', effect: 'delay', delayMs: 1 })
      await wecom.faults.add({ on: 'api', method: 'webhook/send', effect: 'errcode', errcode: 45009 })
      await say({ ...robot, card: { title: '排行', picture: { name: 'a.png', alt: '' } }, picture: png(99) })
      await say({ to: { channel: `group:${group}` }, card: { title: '别处' } })
      expect(await posted('sales-nanwan')).toEqual([['markdown_v2', '### 排行']])
      expect(await posted(group)).toEqual([['text', '别处']])
      clock.advance(60_000)
      await deliver()
      expect(await posted('sales-nanwan')).toEqual([
        ['markdown_v2', '### 排行'],
        ['image', '[图片]'],
      ])
    })

    it('whose key is wrong leaves a letter for the administrator, who mends it and sends it again', async () => {
      const { wecom, say, config, logged, office } = world()
      await wecom.faults.add({ on: 'api', method: 'webhook/send', effect: 'errcode', errcode: 93000 })
      await say({ ...robot, card: { title: '小结' } })
      const section = await homeOfAdmin()
      expect(section?.id).toBe('undelivered')
      expect(section?.items[0]?.title).toContain('robot:nanwan')
      expect(section?.items[0]?.detail).toContain('密钥')
      await sendAgain()
      expect(await posted('sales-nanwan')).toEqual([['markdown_v2', '### 小结']])
      expect(await homeOfAdmin()).toBeUndefined()
      const kept = JSON.stringify(await office.store.db.outbox.findMany())
      for (const key of config.robots.values()) expect(logged.join('') + kept).not.toContain(key)
    })

    it('says so when the policy names one that has no key', async () => {
      await world().say({ to: { channel: 'robot:nobody' }, card: { title: '小结' } })
      expect((await homeOfAdmin())?.items[0]?.detail).toContain('环境变量')
      expect(await callsOf('webhook/send')).toEqual([])
    })
  })

  describe('that the app makes', () => {
    it('is made once, of the team’s people, with the supervisor as its owner', async () => {
      await world().say({ ...own, card: { title: '一' } })
      await world().say({ ...own, card: { title: '二' } })
      expect(await membersOf(group)).toEqual({
        members: ['ChenXiaoman', 'LinZhixia', 'XuJiamu'],
        owner: 'LinZhixia',
      })
      expect(await callsOf('appchat/create')).toHaveLength(1)
      expect(await callsOf('appchat/update')).toEqual([])
      expect(await posted(group)).toEqual([
        ['text', '一'],
        ['text', '二'],
      ])
    })

    it('is not made twice when the first answer is lost', async () => {
      const { wecom, say, clock, deliver } = world()
      await wecom.faults.add({ on: 'api', method: 'appchat/create', effect: 'drop-after' })
      await say({ ...own, card: { title: '一' } })
      clock.advance(10_000)
      await deliver()
      expect(await posted(group)).toEqual([['text', '一']])
      expect((await wecom.groups()).filter(({ name }) => name === group)).toHaveLength(1)
    })

    it('is kept in step with its team by one call, and keeps a guest and whoever leads', async () => {
      const { say, office, teamIds, actors, config } = world()
      await say({ ...own, card: { title: '一' } })
      const { id } = await world().wecom.group(group)
      // Somebody of the group invites a guest and the director by hand.
      const tokens = new URLSearchParams({ corpid: config.corpId, corpsecret: config.secret })
      const issued = await fetch(`${config.apiUrl}cgi-bin/gettoken?${tokens}`).then((r) => r.json())
      await fetch(`${config.apiUrl}cgi-bin/appchat/update?access_token=${issued.access_token}`, {
        method: 'POST',
        body: JSON.stringify({ chatid: id, add_user_list: ['FangQing', 'ShenRuolan'] }),
      })
      const move = (personId: string, data: { teamId?: string; isActive?: boolean }) =>
        office.store.db.person.update({ where: { id: personId }, data })
      const regrant = (personId: string, teamId: string) =>
        office.store.db.roleGrant.updateMany({ where: { personId }, data: { teamId } })
      try {
        await move(actors.rep.personId, { isActive: false })
        await move(actors.colleague.personId, { teamId: teamIds.qingxi })
        await regrant(actors.colleague.personId, teamIds.qingxi)
        await move(actors.outsider.personId, { teamId: teamIds.nanwan })
        await say({ ...own, card: { title: '二' } })
        expect((await membersOf(group)).members).toEqual(['FangQing', 'LinZhixia', 'LuSiyuan', 'ShenRuolan'])
        expect(await callsOf('appchat/update')).toHaveLength(2)
        await say({ ...own, card: { title: '三' } })
        expect(await callsOf('appchat/update')).toHaveLength(2)
      } finally {
        await move(actors.rep.personId, { isActive: true })
        await move(actors.colleague.personId, { teamId: teamIds.nanwan })
        await regrant(actors.colleague.personId, teamIds.nanwan)
        await move(actors.outsider.personId, { teamId: teamIds.qingxi })
      }
    })

    it('leaves out whom the app cannot see, and has two members at least', async () => {
      const { wecom, say } = world()
      await wecom.members.change('XuJiamu', { visible: false })
      await say({ ...own, card: { title: '一' } })
      expect((await membersOf(group)).members).toEqual(['ChenXiaoman', 'LinZhixia'])
    })

    it('waits for a second member, and is made when the administrator sends again', async () => {
      const { wecom, say } = world()
      for (const user of ['XuJiamu', 'ChenXiaoman']) await wecom.members.change(user, { visible: false })
      await say({ ...own, card: { title: '一' } })
      expect((await homeOfAdmin())?.items[0]?.detail).toContain('2 到 2000 人')
      await wecom.members.change('ChenXiaoman', { visible: true })
      await sendAgain()
      expect(await posted(group)).toEqual([['text', '一']])
    })

    it('cannot be made by an app that not everybody sees: the administrator reads what to do', async () => {
      const { wecom, say } = world()
      await wecom.faults.add({ on: 'api', method: 'appchat/get', effect: 'errcode', errcode: 60011 })
      await say({ ...own, card: { title: '一' } })
      expect((await homeOfAdmin())?.items[0]?.detail).toContain('根部门')
    })

    it('shows pictures, and says in words what is refused', async () => {
      const { wecom, say } = world()
      const card = { title: '排行', picture: { name: 'a.png', alt: '1. 陈小满' } }
      await say({ ...own, card, picture: png(99) })
      await wecom.faults.add({ on: 'api', method: 'media/upload', effect: 'errcode', errcode: 40009 })
      await say({ ...own, card, picture: png(99) })
      expect(await posted(group)).toEqual([
        ['text', '排行'],
        ['image', '[图片]'],
        ['text', '排行'],
        ['text', '图片发不出来，内容如下\n\n1. 陈小满'],
      ])
    })

    it('has details under the name of what they are about, and a line that changes only once', async () => {
      const { say } = world()
      await say({ ...own, card: { title: '南湾一组小结' }, slotKey: 's' })
      await say({ ...own, card: { title: '明细' }, threadOf: 's' })
      await say({ ...own, card: { title: '南湾一组小结（改）' }, slotKey: 's' })
      expect(await posted(group)).toEqual([
        ['text', '南湾一组小结'],
        ['text', '南湾一组小结 · 明细'],
      ])
    })
  })

  it('is refused with what to do when an older policy names none', async () => {
    await world().say({ to: { channel: 'sales-all' }, card: { title: '一' } })
    expect((await homeOfAdmin())?.items[0]?.detail).toContain('channels')
  })

  it('stands beside the channel in Slack where a team talks on both', async () => {
    const { office, teamIds } = world()
    const channels = await listTeamChannels(office.store.db, office.policies.now().policy)
    const own = channels.filter((each) => each.teamIds.includes(teamIds.nanwan))
    expect(own.map(({ platform, channel }) => [platform, channel])).toEqual([
      ['slack', 'sales-nanwan'],
      ['wecom', 'group:南湾一组'],
    ])
  })

  it('gets what a job says away from the full hour, and what an act brings about at once', async () => {
    const { office, clock } = world()
    clock.set('2026-11-18T10:00:10Z')
    const say = (from: Office, dedupeKey: string) =>
      office.store.transaction((tx) =>
        tell(from, tx, { platform: 'wecom', ...robot, card: { title: dedupeKey }, dedupeKey }),
      )
    await say({ ...office, unhurried }, 'job')
    await say(office, 'act')
    await world().deliver()
    expect(await posted('sales-nanwan')).toEqual([['markdown_v2', '### act']])
    clock.set('2026-11-18T10:05:00Z')
    await world().deliver()
    expect((await posted('sales-nanwan')).map(([, words]) => words)).toEqual(['### act', '### job'])
  })

  describe('a colleague who cannot be reached', () => {
    it.each([
      ['who is out of the app’s range', { visible: false }, '可见范围'],
      ['without a licence', { licensed: false }, '许可'],
    ] as const)(
      '%s is named to the administrator, and reached once it is mended',
      async (_, change, what) => {
        const { wecom, say, actors } = world()
        await wecom.members.change('ChenXiaoman', change)
        await say({ to: { personId: actors.rep.personId }, card: { title: '早' } })
        const section = await homeOfAdmin()
        expect(section?.id).toBe('unreachable')
        expect(section?.items[0]?.title).toContain('陈小满')
        expect(section?.items[0]?.detail).toContain(what)
        await wecom.members.change('ChenXiaoman', { visible: true, licensed: true })
        await sendAgain()
        expect(await wecom.as('ChenXiaoman').message({ contains: '早' })).toBeDefined()
        expect(await homeOfAdmin()).toBeUndefined()
      },
    )

    it('who has left is said to have left', async () => {
      const { wecom, say, actors } = world()
      await wecom.members.remove('ChenXiaoman')
      await say({ to: { personId: actors.rep.personId }, card: { title: '早' } })
      expect((await homeOfAdmin())?.items[0]?.detail).toContain('离职')
    })
  })
})
