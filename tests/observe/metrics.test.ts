import { expect, it } from 'vitest'
import { fileRecord } from '../journeys/support/file-record.ts'
import { useWorld } from '../journeys/world.ts'

const token = 'a-token-of-the-monitoring'
const world = useWorld('sqlite', {
  team: 'mixed',
  mode: 'socket',
  env: async () => ({ METRICS_TOKEN: token }),
})

const ask = (authorization?: string) =>
  fetch(`${world().url}/metrics`, { headers: authorization ? { authorization } : {} })
const read = async () => (await ask(`Bearer ${token}`)).text()
const numberOf = (text: string, name: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length) ?? Number.NaN,
  )

it('are for whoever shows the token, and for nobody else', async () => {
  for (const wrong of [undefined, 'Bearer', `Bearer ${token}x`, `Basic ${token}`, token])
    expect((await ask(wrong)).status).toBe(404)
  const right = await ask(`Bearer ${token}`)
  expect([right.status, right.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ])
})

it('tell of deliveries, acknowledgements, messages, jobs and connections, and name nobody', async () => {
  const [chen, lin] = [world().person('chen'), world().person('lin')]
  await fileRecord(chen, '计划', { 本周目标: '回访南湾一院' })
  await (await lin.awaitsButton('批准', '回访南湾一院', '待审批')).press('批准')
  await chen.awaits('周计划', '已批准')
  const refused = await fetch(`${world().url}/wecom/callback`, { method: 'POST', body: '<xml/>' })
  expect(refused.status).toBe(403)
  const text = await read()
  const counted = (name: string) => expect.soft(numberOf(text, `fieldpost_${name}`), name)
  counted('deliveries_total{platform="slack",kind="block_actions",outcome="kept"}').toBe(1)
  counted('deliveries_total{platform="wecom",kind="text",outcome="kept"}').toBeGreaterThan(0)
  counted('refusals_total{platform="wecom",reason="form"}').toBe(1)
  for (const platform of ['slack', 'wecom']) {
    counted(`acknowledgement_seconds_count{platform="${platform}"}`).toBeGreaterThan(0)
    counted(`sending_seconds_count{platform="${platform}"}`).toBeGreaterThan(0)
    counted(`pace_wait_seconds_count{platform="${platform}"}`).toBeGreaterThan(0)
  }
  counted('job_late_seconds{job="climb-ladder"}').toBe(0)
  counted('job_seconds_count{job="climb-ladder",outcome="done"}').toBeGreaterThan(0)
  counted('job_last_success_timestamp_seconds{job="make-duties"}').toBeGreaterThan(1.7e9)
  counted('duties_open{kind="other"}').toBeGreaterThanOrEqual(0)
  counted('connected{platform="slack",way="socket-mode"}').toBe(1)
  counted('readings_ok').toBe(1)
  expect(text).toContain('nodejs_eventloop_lag_p99_seconds')
  const ours = text.split('\n').filter((line) => /^fieldpost_/.test(line))
  expect(ours.join('\n')).not.toMatch(/chen|lin|回访|[0-9a-f]{8}-[0-9a-f]{4}-|\bU0\w+/)
})
