import { describe, expect, it } from 'vitest'
import { field, replyTo } from '../../testing/tiny-wecom-app.ts'
import { START, useWecomWorld } from '../../testing/use-wecom-world.ts'

const { world, words } = useWecomWorld({ callbackTimeoutMs: 2_000 })
const chen = () => world().wecom.as('chen')
const text = (content: string) =>
  `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content>`

describe('retries', () => {
  it('are three after a status that is not 200, with the same message in a new envelope', async () => {
    world().answer = (_callback, reply) => reply.code(204).send()
    const { callback } = await chen().say('一')
    expect(callback).toMatchObject({ attempts: 4, error: 'http_error', httpStatus: 204 })
    expect(new Set(world().received.map(({ xml }) => xml)).size).toBe(1)
    expect(new Set(world().received.map(({ query }) => query.nonce)).size).toBe(4)
    const attempts = await world().wecom.traffic.callbacks('text')
    expect(attempts.map(({ retryNum }) => retryNum)).toEqual([undefined, 1, 2, 3])
  })

  it('stop once the app answers', async () => {
    world().answer = (_callback, reply) => (world().received.length < 3 ? reply.code(500).send() : undefined)
    expect((await chen().say('一')).callback).toMatchObject({ attempts: 3, error: null })
    expect(world().received).toHaveLength(3)
  })

  it('come when the answer takes too long, whatever it would have been', async () => {
    const late = new Promise((resolve) => setTimeout(resolve, 2_500))
    world().answer = async (callback) => {
      if (world().received.length > 1) return undefined
      await late
      return replyTo(callback, text('太晚了'))
    }
    expect((await chen().say('一')).callback).toMatchObject({ attempts: 2, error: null, reply: 'none' })
    expect(await words('chen')).toEqual(['一'])
  })

  it('come when nobody listens', async () => {
    const before = (await world().wecom.state()).app.callbackUrl
    await world().wecom.app.configure({ callbackUrl: 'http://127.0.0.1:9/' })
    expect((await chen().say('一')).callback).toMatchObject({ attempts: 4, error: 'unreachable' })
    await world().wecom.app.configure({ callbackUrl: before })
  })
})

describe('faults', () => {
  const contents = () => world().received.map(({ xml }) => field(xml, 'Content'))

  it('deliver twice, thrice, or behind the next one', async () => {
    await world().wecom.faults.add({ on: 'callback', event: 'text', effect: 'duplicate' })
    await chen().say('一')
    expect(new Set(world().received.map(({ xml }) => xml)).size).toBe(1)
    expect(world().received).toHaveLength(2)
    await world().wecom.faults.add({ on: 'callback', effect: 'duplicate', copies: 3 })
    await chen().enter()
    expect(world().received).toHaveLength(5)
    world().received = []
    await world().wecom.faults.add({ on: 'callback', effect: 'out-of-order' })
    expect((await chen().say('先')).callback).toMatchObject({ attempts: 0 })
    await chen().say('后')
    await world().client.idle()
    expect(contents()).toEqual(['后', '先'])
  })

  it('deliver late by the sandbox’s clock, or slowly by the wall’s', async () => {
    await world().wecom.faults.add({ on: 'callback', effect: 'late', delayMs: 3_600_000 })
    await chen().say('一')
    expect(world().received).toEqual([])
    await world().client.clock.advance(3_600_000)
    await world().client.idle()
    expect(contents()).toEqual(['一'])
    expect(field(world().received[0]?.xml ?? '', 'CreateTime')).toBe(String(START.getTime() / 1000))
    await world().wecom.faults.add({ on: 'callback', effect: 'delay', delayMs: 20 })
    expect((await chen().say('二')).callback).toMatchObject({ attempts: 1, error: null })
  })

  it('lose the answer or the delivery, once or until the end', async () => {
    world().answer = (callback) => replyTo(callback, text('好'))
    await world().wecom.faults.add({ on: 'callback', effect: 'ack-lost' })
    expect((await chen().say('一')).callback).toMatchObject({ attempts: 2, reply: 'text' })
    expect(world().received).toHaveLength(2)
    expect(await words('chen')).toEqual(['一', '好'])
    world().received = []
    await world().wecom.faults.add({ on: 'callback', effect: 'drop', times: null })
    expect((await chen().say('二')).callback).toMatchObject({ attempts: 4, error: 'unreachable' })
    expect(world().received).toEqual([])
  })

  it('forge the signature or the company, or come with an old stamp', async () => {
    await world().wecom.faults.add({ on: 'callback', effect: 'bad-signature' })
    await chen().say('一')
    await world().wecom.faults.add({ on: 'callback', effect: 'wrong-corp' })
    await chen().say('二')
    await world().wecom.faults.add({ on: 'callback', effect: 'stale' })
    await chen().say('三')
    const { corpId } = world().sandbox.wecom
    expect(world().received.map(({ isSigned, receiveId }) => [isSigned, receiveId])).toEqual([
      [false, corpId],
      [true, 'ww0000000000000000'],
      [true, corpId],
    ])
    expect(Date.now() / 1000 - Number(world().received[2]?.query.timestamp)).toBeGreaterThan(86_000)
    world().answer = (_callback, reply) => reply.code(403).send()
    await world().wecom.faults.add({ on: 'callback', effect: 'bad-signature' })
    expect((await chen().say('四')).callback).toMatchObject({ attempts: 1, error: 'http_error' })
  })
})
