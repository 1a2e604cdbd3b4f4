import { afterEach, describe, expect, it } from 'vitest'
import type { FaultInput } from '../../sandbox/slack/faults.ts'
import { useSlackWorld } from '../slack/slack-world.ts'

/** What a person waits for is sent on the spot: when Slack fails there, they get it or are told, and never nothing. */
const faults = {
  'a limit': { effect: 'rate-limited', retryAfterS: 20 },
  'a 500': { effect: 'http-500' },
  'a socket dropped before': { effect: 'drop' },
  'a socket dropped after': { effect: 'drop-after' },
  'no JSON': { effect: 'malformed' },
  'half an answer': { effect: 'cut' },
  'a revoked token': { effect: 'error', error: 'token_revoked' },
} as const satisfies Record<string, Partial<FaultInput>>
const cases = Object.entries(faults).map(([name, fault]) => ({ name, fault }))

describe('Slack', () => {
  const world = useSlackWorld()
  /** A case whose fault was met by nobody proves nothing. */
  afterEach(async () => expect(await world().slack.faults.list(), 'faults that nobody met').toEqual([]))
  const as = (handle: string) => world().slack.as(handle)
  const fail = (fault: Partial<FaultInput>, method: string) =>
    world().slack.faults.add({ ...fault, on: 'api', method } as FaultInput)
  const told = async (handle: string) => (await as(handle).messages()).map(({ words }) => words)
  const isCalm = async () => {
    await world().slack.idle()
    await world().inbox.flush()
    // Worked, or waiting for another try.
    const rows = await world().office.store.db.inbox.findMany({ where: { doneAt: null } })
    for (const { retryAt } of rows) expect(retryAt).not.toBeNull()
  }

  it.each(cases)('opens a form or says why not in spite of $name in views.open', async ({ fault }) => {
    const before = await told('rep')
    await fail(fault, 'views.open')
    expect((await as('rep').command('/plan')).outcome).toBe('acked')
    await expect.poll(async () => (await told('rep')).length).toBeGreaterThan(before.length)
    await isCalm()
    await as('rep')
      .modal({ timeoutMs: 100 })
      .then(
        (modal) => modal.close(),
        () => undefined,
      )
  })

  it.each(cases)('fills the window or says why not in spite of $name in views.update', async ({ fault }) => {
    const before = (await told('colleague')).length
    await fail(fault, 'views.update')
    await as('colleague').command('/plan')
    const window = () => as('colleague').modal({ contains: '' })
    const isTold = async () =>
      (await told('colleague')).length > before || !(await window()).words.includes('正在打开')
    await expect.poll(isTold).toBe(true)
    await isCalm()
    await (await window()).close()
  })

  it.each(cases.slice(0, 3))(
    'serves who is linked already in spite of $name in users.info',
    async ({ fault }) => {
      await world().restart()
      await fail(fault, 'users.info')
      await as('rep').command('/plan')
      expect((await as('rep').modal({ contains: '本周目标' })).words).toContain('本周目标')
      await isCalm()
      await (await as('rep').modal()).close()
    },
  )

  it.each(cases)('draws Home the next time after $name in views.publish', async ({ fault }) => {
    await fail(fault, 'views.publish')
    await as('finance').openHome()
    await isCalm()
    await as('finance').openHome()
    expect((await as('finance').home({ contains: '邓文博' })).words).toContain('邓文博')
  })
})
