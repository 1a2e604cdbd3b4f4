import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandboxClient, type SandboxClient } from '../../sandbox/client.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { openBrowser } from './support/browser.ts'
import { findTraces } from './support/find-traces.ts'
import { answerSafely, giveNotice } from './support/refer.ts'
import { useWorld } from './world.ts'

const patient = { patientName: '孟晓棠', patientPhone: '139 0000 1234', patientBirthDate: '1961-03-05' }
const arrival = { arrivedOn: '2026-11-18', disease: '混合痔', attendingDoctor: '罗仲文' }
const secrets = ['孟晓棠', '13900001234', '1961-03-05', '1961年3月5日', '混合痔', '罗仲文']

describe('a patient, from the notice to the next Monday, in a company of both platforms', () => {
  const world = useWorld('sqlite', { team: 'mixed' })
  const person = (handle: string) => world().person(handle)
  const answersOf = async (
    handle: string,
    number: string,
    button: string,
    answers: Record<string, string>,
  ) => {
    const form = await (await person(handle).awaitsButton(button, number)).asks(button)
    await (await form.fill(answers)).send()
  }

  it('is known to no platform', async () => {
    const { url, calm, goTo } = world()
    const number = await giveNotice(person('chen'))
    const browser = openBrowser(url)
    const asked = await person('chen').awaitsButton('填写患者身份', number)
    const form = await browser.open(await asked.link('填写患者身份'))
    // Refused once, with everything typed, and sent again.
    expect((await form.send({ ...patient, patientPhone: 'none' })).status).toBe(422)
    expect((await form.send(patient)).status).toBe(200)
    const at = form.path.replace(/\/do\/.*/, '')
    // Her card as it stands since: on the one from before, a press would only be told that it has aged.
    const awaited = await person('luo').awaitsButton('确认到院', number, '已填写 3 项')
    await answerSafely(url, awaited, '确认到院', arrival)
    // Read on the page, and exported: by then it must not be in what jobs and cards are made of either.
    const sealed = await browser.get(`${at}/sealed`)
    for (const secret of ['孟晓棠', '混合痔', '罗仲文']) expect(sealed.body).toContain(secret)
    for (const path of [at, '/tables/referral', '/', '/api/v1/records/referral'])
      expect((await browser.get(path)).body).not.toContain('孟晓棠')
    // The same patient once more, by another team.
    const second = await giveNotice(person('tang'), '同和')
    await answerSafely(
      url,
      await person('tang').awaitsButton('填写患者身份', second),
      '填写患者身份',
      patient,
    )
    await person('lin').awaits('可能重复的转诊通知')
    await answersOf('han', number, '录入费用', { 出院日期: '2026-11-18', '总费用（元）': '3280.5' })
    await (await person('deng').awaitsButton('确认费用', '待财务确认', number)).press('确认费用')
    await person('chen').awaits(number, '可结算')
    // Friday's digests, boards and pictures, and Monday morning.
    for (const instant of ['2026-11-20T10:31:00Z', '2026-11-23T01:01:00Z']) await goTo(instant)
    await calm()

    const { found, searched } = await findTraces(world(), secrets)
    expect(found).toEqual([])
    // The whole of it was there to be searched, on both.
    for (const kind of ['api', 'interaction', 'wecom_api', 'wecom_callback'])
      expect(searched[kind], kind).toBeGreaterThan(3)
  }, 360_000)
})

describe('the search for traces', () => {
  let sandbox: Sandbox
  let client: SandboxClient
  beforeAll(async () => {
    sandbox = await startSandbox({ rateLimited: false })
    client = createSandboxClient(sandbox.url)
  })
  afterAll(() => sandbox.close())

  const slackCall = (method: string, body: object) =>
    fetch(`${sandbox.slackApiUrl}${method}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${sandbox.botToken}`,
        'content-type': 'application/json; charset=utf-8',
      },
      body: JSON.stringify(body),
    })
  const wecomCall = (query: string, body = '{}') =>
    fetch(`${sandbox.wecom.apiUrl}cgi-bin/message/send?${query}`, { method: 'POST', body })

  it.each<[string, () => Promise<unknown>]>([
    ['the text of a message', () => slackCall('chat.postMessage', { channel: 'C1', text: '患者孟晓棠' })],
    ['metadata', () => slackCall('chat.postMessage', { metadata: { event_payload: { 'k 孟晓棠': 1 } } })],
    ['an address', () => wecomCall(`access_token=x&q=${encodeURIComponent('孟晓棠')}`)],
    ['base64', () => slackCall('chat.postMessage', { text: Buffer.from('x 孟晓棠 y').toString('base64') })],
    [
      'a value of a button, in JSON',
      () => slackCall('chat.postMessage', { v: '{"n":"\\u5b5f\\u6653\\u68e0"}' }),
    ],
    ['a body of the other platform', () => wecomCall('access_token=x', '{"text":{"content":"孟晓棠"}}')],
  ])('finds a name in %s', async (_, call) => {
    await client.traffic.clear()
    await call()
    const entries = await client.traffic.find()
    expect(entries).toHaveLength(1)
    const { found } = await findTraces(
      { slack: { ...client, traffic: fromOne(client) }, wecom: client.wecom },
      ['孟晓棠'],
    )
    expect(found).toHaveLength(1)
  })

  it('finds a number however it is written', async () => {
    await slackCall('chat.postMessage', { text: '电话（+86）139-0000 1234' })
    const one = { slack: { ...client, traffic: fromOne(client) }, wecom: client.wecom }
    expect((await findTraces(one, ['13900001234'])).found).toHaveLength(1)
    await expect(findTraces({ slack: client, wecom: client.wecom }, ['x'])).rejects.toThrow('is gone')
  })
})

/** After clearing the numbers go on: as if the record began here. */
const fromOne = (client: SandboxClient): SandboxClient['traffic'] => ({
  ...client.traffic,
  find: async () => (await client.traffic.find()).map((entry, index) => ({ ...entry, seq: index + 1 })),
})
