import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSandboxClient } from '../../sandbox/client.ts'
import type { WecomFaultInput } from '../../sandbox/wecom/faults.ts'
import { msPerMinute } from '../../src/clock.ts'
import type { Card } from '../../src/forms/card.ts'
import { useWecomOffice } from '../wecom/wecom-office.ts'

/** Whatever WeCom does to whichever call of a message: it stands there once, and nothing has to be sent by hand. */
const faults = {
  'too often': { effect: 'errcode', errcode: 45009 },
  'too many side by side': { effect: 'errcode', errcode: 45033 },
  'a 500': { effect: 'http-500' },
  'a time-out before': { effect: 'timeout-before' },
  'a time-out after': { effect: 'timeout-after' },
  'a socket dropped before': { effect: 'drop' },
  'a socket dropped after': { effect: 'drop-after' },
  'no JSON': { effect: 'malformed' },
  'half an answer': { effect: 'cut' },
  'a revoked token': { effect: 'errcode', errcode: 40014 },
  'a token that has run out': { effect: 'errcode', errcode: 42001 },
  'a secret that is refused': { effect: 'errcode', errcode: 40001 },
  'an address that is not trusted': { effect: 'errcode', errcode: 60020 },
} as const satisfies Record<string, Partial<WecomFaultInput>>
/** Of these a second one comes in the same breath: a new token does not help. */
const lasting: ReadonlySet<string> = new Set(['a revoked token', 'a token that has run out'])

const press = { do: 'act', recordId: 'r1', revision: 1, action: 'approve' } as const
const button = { label: '批准', tone: 'primary', press } as const
const draft: Card = { title: '一稿', buttons: [button] }

describe('WeCom', () => {
  const world = useWecomOffice('sqlite')
  const { timeout } = AbortSignal
  /** Nobody waits long for the answer that never comes; for all others as long as a busy machine may take. */
  let isHasty = false
  beforeAll(() => {
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(isHasty ? 250 : ms))
  })
  afterAll(() => vi.restoreAllMocks())
  /** A case whose fault was met by nobody proves nothing. */
  afterEach(async () => expect(await world().wecom.faults.list(), 'faults that nobody met').toEqual([]))

  const chat = async () => (await world().wecom.as('lin').messages()).map(({ words }) => words)
  const states = async () =>
    (await world().office.store.db.outbox.findMany({ orderBy: { id: 'asc' } })).map(({ state }) => state)
  const fail = async (name: keyof typeof faults, method: string) => {
    isHasty = faults[name].effect.startsWith('timeout')
    const times = lasting.has(name) && method !== 'gettoken' ? 2 : 1
    await world().wecom.faults.add({ ...faults[name], on: 'api', method, times } as WecomFaultInput)
  }
  const aMinuteLater = async () => {
    isHasty = false
    world().clock.advance(msPerMinute)
    await createSandboxClient(new URL(world().config.apiUrl).origin).clock.advance(msPerMinute)
    await world().deliver()
  }
  const names = Object.keys(faults) as (keyof typeof faults)[]

  it.each(names.flatMap((name) => ['message/send', 'gettoken'].map((method) => ({ name, method }))))(
    'shows one card in spite of $name in $method',
    async ({ name, method }) => {
      const { actors, say, wecom } = world()
      // A token that is held would not be asked for.
      if (method === 'gettoken')
        await wecom.faults.add({ on: 'api', method: 'message/send', effect: 'errcode', errcode: 40014 })
      await fail(name, method)
      await say({ to: { personId: actors.supervisor.personId }, slotKey: 'record:r1', card: draft })
      await aMinuteLater()
      expect(await chat()).toEqual(['一稿\n批准'])
      expect(await states()).toEqual(['sent'])
    },
  )

  it.each(names)('changes a card where it stands in spite of %s', async (name) => {
    const { actors, say } = world()
    const to = { personId: actors.supervisor.personId }
    await say({ to, slotKey: 'record:r1', card: draft })
    await fail(name, 'message/update_template_card')
    await say({ to, slotKey: 'record:r1', card: { title: '二稿', badge: { text: '已批准', tone: 'good' } } })
    await aMinuteLater()
    expect(await chat()).toEqual(['二稿\n已批准'])
    expect(await states()).toEqual(['sent', 'sent'])
  })
})
