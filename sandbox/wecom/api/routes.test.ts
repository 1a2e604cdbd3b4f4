import { describe, expect, it } from 'vitest'
import { useWecomWorld } from '../../testing/use-wecom-world.ts'

const { world, sendText, words, raw, getToken } = useWecomWorld()
const HOUR_MS = 3_600_000

describe('tokens', () => {
  it('are the same for two hours, and every wrong credential has its name', async () => {
    const { corpId, secret } = world().sandbox.wecom
    const first = await getToken()
    expect(first).toMatchObject({ errcode: 0, expires_in: 7200 })
    await world().client.clock.advance(1_000_000)
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
    await world().client.clock.advance(2 * HOUR_MS)
    expect(await ask(access_token)).toMatchObject({ errcode: 42001 })
    const second = (await getToken()).access_token
    expect(second).not.toBe(access_token)
    await world().wecom.revokeToken()
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
    expect(await world().wecom.traffic.scan(access_token)).toEqual([])
    expect(await world().wecom.traffic.scan(world().sandbox.wecom.secret)).toEqual([])
  })
})

describe('faults', () => {
  const send = async (init: RequestInit = {}) => {
    const { access_token } = await getToken()
    const { agentId } = world().sandbox.wecom
    const text = { content: '一' }
    const body = JSON.stringify({ touser: 'ChenXiaoman', msgtype: 'text', agentid: agentId, text })
    const url = `${world().sandbox.wecom.apiUrl}cgi-bin/message/send?access_token=${access_token}`
    return fetch(url, { method: 'POST', body, ...init })
  }
  const fail = (
    effect: 'timeout-before' | 'timeout-after' | 'drop' | 'drop-after' | 'http-500' | 'malformed',
  ) => world().wecom.faults.add({ on: 'api', method: 'message/send', effect })

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
    await world().wecom.faults.add({ on: 'api', method: 'message/send', effect: 'errcode', times: 2 })
    expect(await (await send()).json()).toMatchObject({
      errcode: -1,
      errmsg: expect.stringContaining('busy'),
    })
    expect(await world().wecom.faults.list()).toMatchObject([{ left: 1, hits: 1 }])
    expect(await (await send()).json()).toMatchObject({ errcode: -1 })
    expect(await world().wecom.faults.list()).toEqual([])
    await world().wecom.faults.add({ on: 'api', effect: 'errcode', errcode: 60020, times: null })
    expect(await sendText('ChenXiaoman')).toMatchObject({ errcode: 60020 })
    await world().wecom.faults.clear()
    expect(await sendText('ChenXiaoman')).toMatchObject({ errcode: 0 })
  })
})

it('keeps the menu that the app makes', async () => {
  const { agentId } = world().sandbox.wecom
  const agentid = { agentid: String(agentId) }
  await world().wecom.app.configure({ menu: null })
  expect(await world().call('menu/get', undefined, agentid)).toMatchObject({ errcode: 46003 })
  const menu = {
    button: [
      { type: 'click', name: '周计划', key: 'plan' },
      { name: '更多', sub_button: [{ type: 'view', name: '我的', url: 'https://fieldpost.example/mine' }] },
    ],
  }
  expect(await world().call('menu/create', menu, agentid)).toMatchObject({ errcode: 0 })
  expect(await world().call('menu/get', undefined, agentid)).toMatchObject(menu)
  const four = { button: Array.from({ length: 4 }, () => menu.button[0]) }
  expect(await world().call('menu/create', four, agentid)).toMatchObject({ errcode: 40054 })
  await world().wecom.app.configure({ menu: null })
})
