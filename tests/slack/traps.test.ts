import { describe, expect, it } from 'vitest'
import { PlatformUnreachable, RateLimited } from '../../src/errors.ts'
import { useTrapWorld } from './trap-world.ts'

/** What else goes wrong on the way in and out; how submissions get lost stands in submissions.test.ts. */
const { world, as, unfinished, fillDisk } = useTrapWorld()

describe('a command', () => {
  it('is not acknowledged when it cannot be kept', async () => {
    fillDisk(true)
    const { userSees } = await as('rep').command('/log', '电话 康民诊所')
    fillDisk(false)
    expect(userSees).toContain('/log 失败，错误为“http_service_error”')
  })

  it('that fails is told once, kept, and worked by the next process', async () => {
    const { services, clock, office } = world()
    const texts: string[] = []
    services.logLine = async () => {
      throw new Error('boom')
    }
    expect((await as('rep').command('/log', '拜访 康民诊所')).outcome).toBe('acked')
    const told = await as('rep').message({ ephemeral: true, contains: '编号' })
    expect(told.words).toContain('请稍后重试')
    await world().slack.idle()
    expect((await unfinished()).filter(({ kind }) => kind === '/log')).toHaveLength(1)
    clock.advance(60_000)
    services.logLine = async (_, { text }) => void texts.push(text)
    await world().restart()
    await expect.poll(async () => (await unfinished()).filter(({ kind }) => kind === '/log')).toEqual([])
    expect(texts).toEqual(['拜访 康民诊所'])
    const rows = await office.store.db.inbox.findMany({ where: { kind: '/log' } })
    expect(JSON.stringify(rows)).not.toContain('"token"')
  })

  it('whose trigger has died offers the form by DM, and the button opens it', async () => {
    const { slack } = world()
    await slack.faults.add({ on: 'api', method: 'views.open', effect: 'error', error: 'expired_trigger_id' })
    await as('outsider').command('/report')
    const offer = await as('outsider').message({ contains: 'could not be opened in time' })
    await offer.press('report')
    expect((await as('outsider').modal()).title).toContain('Weekly report')
    await (await as('outsider').modal()).close()
  })

  it('whose loading view is closed early is nobody’s trouble', async () => {
    const { slack, logged } = world()
    const before = logged.length
    await slack.faults.add({ on: 'api', method: 'views.update', effect: 'error', error: 'not_found' })
    await as('rep').command('/plan')
    await slack.idle()
    expect(logged.slice(before).filter((line) => /"level":[56]0/.test(line))).toEqual([])
    await (await as('rep').modal({ contains: '正在打开' })).close()
  })
})

describe('an event', () => {
  it('delivered again, or under another event_id, is worked once', async () => {
    const { slack, services } = world()
    let read = 0
    const real = services.readHome
    services.readHome = (...args) => {
      read += 1
      return real(...args)
    }
    await slack.faults.add({ on: 'delivery', kind: 'event', effect: 'ack-lost' })
    await as('rep').openHome()
    await as('rep').home({ contains: '陈小满' })
    await slack.idle()
    expect(read).toBe(1)
    const event = { type: 'app_home_opened', user: 'U0REP', channel: 'D1', tab: 'home', event_ts: '1.1' }
    await slack.app.sendEvent(event)
    await slack.app.sendEvent(event)
    await slack.idle()
    expect(read).toBe(2)
  })
})

describe('a message that delivery sends', () => {
  const card = { title: '卡片', sections: [{ text: '内容' }] }
  const message = (dedupeKey: string) => ({
    to: { kind: 'person' as const, platformUserId: 'U0FINANCE' },
    card,
    language: 'zh-CN' as const,
    dedupeKey,
  })

  it('is not sent twice when Slack’s answer is lost, and is found by its key', async () => {
    const { slack, bot, clock } = world()
    const since = clock.now()
    await bot.sender.send(message('before'))
    await slack.faults.add({ on: 'api', method: 'chat.postMessage', effect: 'drop-after' })
    await expect(bot.sender.send(message('lost'))).rejects.toThrow(PlatformUnreachable)
    const found = await bot.sender.findSent(message('lost').to, 'lost', since)
    const sent = (await as('finance').messages()).filter(({ words }) => words.includes('卡片'))
    const [, second, ...others] = sent
    expect(others).toEqual([])
    expect(found).toEqual({ channel: second?.channel, ts: second?.ts })
    expect(await bot.sender.findSent(message('lost').to, 'never sent', since)).toBeUndefined()
  })

  it('that is rate-limited holds up no modal', async () => {
    const { slack, bot } = world()
    await slack.faults.add({
      on: 'api',
      method: 'chat.postMessage',
      effect: 'rate-limited',
      retryAfterS: 30,
      times: 1,
    })
    const refused = await bot.sender.send(message('limited')).catch((error) => error)
    expect(refused).toBeInstanceOf(RateLimited)
    expect(refused.retryAfterMs).toBe(30_000)
    await as('reception').command('/fieldpost', '请假')
    expect((await as('reception').modal({ timeoutMs: 20_000 })).words).toContain('开始日期')
    await (await as('reception').modal()).close()
  })
})
