import { describe, expect, it } from 'vitest'
import type { MemberMessage } from '../../sandbox/client.ts'
import { useWorld } from './world.ts'

/** What a platform in trouble delivers, and what must come of it all the same. */
describe('WeCom in trouble', () => {
  const world = useWorld('sqlite', { team: 'wecom', without: ['清溪二组'] })
  const as = (user: string) => world().wecom.as(user)
  const wait = (contains: string, afterSeq = 0): Promise<MemberMessage> =>
    as('xu').message({ contains, afterSeq })
  const toldOf = async (words: string) =>
    (await as('xu').messages()).filter((message) => message.from === 'app' && message.words.includes(words))
  /** A typed line as WeCom delivers it, as often as it likes. */
  const deliver = (line: string, msgId: string) =>
    world().wecom.app.sendEvent('xu', 'text', { MsgType: 'text', Content: line, MsgId: msgId })

  it('makes one card of a message that comes before and after a restart', async () => {
    const line = '今天拜访康民诊所 老客户 31分钟'
    await deliver(line, '7300000000000000031')
    await wait('时长：31 分钟')
    await world().restart()
    await deliver(line, '7300000000000000031')
    await world().calm()
    expect(await toldOf('时长：31 分钟')).toHaveLength(1)
  })

  it('makes one card of a message whose first try met a product that was just being restarted', async () => {
    const { stop, start, wecom } = world()
    // How long WeCom waits between its tries is published nowhere; here the product must be up again meanwhile.
    const late = { on: 'callback', event: 'text', effect: 'delay' } as const
    await wecom.faults.add({ ...late, delayMs: 1 })
    await wecom.faults.add({ ...late, delayMs: 6_000, times: 3 })
    await stop()
    const said = as('xu').say('今天拜访康民诊所 老客户 30分钟')
    await expect.poll(async () => (await wecom.traffic.callbacks('text')).at(-2)?.error).toBe('unreachable')
    await start()
    await wait('时长：30 分钟')
    const { callback } = await said
    expect(callback).toMatchObject({ error: null })
    expect(callback?.attempts).toBeGreaterThan(1)
    await wecom.faults.clear()
    await world().calm()
    expect(await toldOf('时长：30 分钟')).toHaveLength(1)
  })

  it('answers the next message after a stop that outlasted the tries, and only that one', async () => {
    await world().stop()
    const lost = await as('xu').say('今天拜访康民诊所 老客户 28分钟')
    expect(lost.callback).toMatchObject({ error: 'unreachable', attempts: 4 })
    await world().start()
    await as('xu').say('今天拜访康民诊所 老客户 29分钟')
    await wait('时长：29 分钟')
    await world().calm()
    expect(await toldOf('时长：28 分钟')).toHaveLength(0)
    expect(await toldOf('时长：29 分钟')).toHaveLength(1)
  })

  it('makes one card each of messages that overtake one another', async () => {
    await world().wecom.faults.add({ on: 'callback', event: 'text', effect: 'out-of-order' })
    await as('xu').say('今天拜访康民诊所 老客户 32分钟')
    await as('xu').say('今天拜访康民诊所 老客户 33分钟')
    await Promise.all([wait('时长：32 分钟'), wait('时长：33 分钟')])
    await world().calm()
    expect(await toldOf('时长：32 分钟')).toHaveLength(1)
    expect(await toldOf('时长：33 分钟')).toHaveLength(1)
  })

  it('makes one card of a message whose acknowledgement WeCom never saw', async () => {
    await world().wecom.faults.add({ on: 'callback', event: 'text', effect: 'ack-lost' })
    await as('xu').say('今天拜访康民诊所 老客户 34分钟')
    await wait('时长：34 分钟')
    await world().calm()
    expect(await toldOf('时长：34 分钟')).toHaveLength(1)
  })

  it.each(['bad-signature', 'wrong-corp', 'stale'] as const)(
    'does nothing for a callback that is forged: %s',
    async (effect) => {
      await world().wecom.faults.add({ on: 'callback', event: 'text', effect })
      const before = (await as('xu').messages()).length
      await deliver('今天拜访康民诊所 老客户 35分钟', '7300000000000000035')
      await world().calm()
      // Nothing but what was typed is there, and the forger learns nothing.
      expect((await as('xu').messages()).length).toBe(before)
      const [last] = (await world().wecom.traffic.callbacks('text')).slice(-1)
      expect(last).toMatchObject({ httpStatus: 403, response: '' })
    },
  )

  it.each([
    ['answers with half a sentence', { effect: 'malformed' }, 37],
    ['answers with an error of its own', { effect: 'http-500' }, 38],
    ['takes the message and never answers', { effect: 'timeout-after' }, 39],
  ] as const)('sends one message where WeCom %s', async (_, fault, minutes) => {
    await world().wecom.faults.add({ on: 'api', method: 'message/send', ...fault })
    await as('xu').say(`今天拜访康民诊所 老客户 ${minutes}分钟`)
    await expect
      .poll(
        async () => {
          // What waits for its next attempt waits by the clock.
          await world().slack.clock.advance(2 * 60_000)
          return (await toldOf(`时长：${minutes} 分钟`)).length
        },
        { timeout: 60_000, interval: 1_500 },
      )
      .toBe(1)
    await world().slack.clock.advance(5 * 60_000)
    await world().calm()
    expect(await toldOf(`时长：${minutes} 分钟`)).toHaveLength(1)
  })
})
