import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createClients } from '../../bots/slack/clients.ts'
import { createChannels } from '../../bots/slack/send/channels.ts'
import { createSlackSender } from '../../bots/slack/send/sender.ts'
import type { FaultInput } from '../../sandbox/slack/faults.ts'
import { msPerMinute } from '../../src/clock.ts'
import { deliverRipe } from '../../src/delivery/deliver-outbox.ts'
import { createPace } from '../../src/delivery/pace.ts'
import { enqueue, type NewMessage } from '../../src/store/outbox.ts'
import { useSlackWorld } from '../slack/slack-world.ts'

/** Whatever Slack does to whichever call of a message: it stands there once, and nothing has to be sent by hand. */
const faults = {
  'a limit': { effect: 'rate-limited', retryAfterS: 20 },
  'a limit that does not say for how long': { effect: 'rate-limited-bare' },
  'a 500': { effect: 'http-500' },
  'a 503': { effect: 'http-503' },
  'a time-out before': { effect: 'timeout-before' },
  'a time-out after': { effect: 'timeout-after' },
  'a socket dropped before': { effect: 'drop' },
  'a socket dropped after': { effect: 'drop-after' },
  'no JSON': { effect: 'malformed' },
  'half an answer': { effect: 'cut' },
  'an error that says nothing': { effect: 'error', error: 'internal_error' },
  'a revoked token': { effect: 'error', error: 'token_revoked' },
  'a wrong token': { effect: 'error', error: 'invalid_auth' },
} as const satisfies Record<string, Partial<FaultInput>>

/** One of a kind each, where more would tell nothing new. */
const few = [
  'a limit',
  'a time-out after',
  'a socket dropped before',
  'half an answer',
  'a revoked token',
] as const

const words = { title: '要送到的' }
const pictured = { ...words, picture: { name: 'board', alt: '前三名' } }
const png = { name: 'board', png: new Uint8Array([0x89, 0x50, 0x4e, 0x47]) }

describe('Slack', () => {
  const world = useSlackWorld()
  /** Nobody waits long for the answer that never comes; for all others as long as a busy machine may take. */
  let isHasty = false
  const { timeout } = AbortSignal
  beforeAll(() => {
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(isHasty ? 250 : ms))
  })
  afterAll(() => vi.restoreAllMocks())
  /** A case whose fault was met by nobody proves nothing. */
  afterEach(async () => expect(await world().slack.faults.list(), 'faults that nobody met').toEqual([]))
  const db = () => world().office.store.db
  beforeEach(async () => {
    await db().outbox.deleteMany()
    await db().sentMessage.deleteMany()
  })

  /** By a process of its own, as after a start: nothing is known of channels. */
  const deliver = async () => {
    const { sandbox, office, clock } = world()
    const config = { botToken: sandbox.botToken, apiUrl: sandbox.slackApiUrl }
    const timeouts = isHasty ? { quick: 250, bulk: 250, reads: 250 } : undefined
    const clients = createClients(config, office.log, timeouts)
    const channels = createChannels(clients.reads, clock)
    const { wait } = createPace({ gapMs: 0, burst: 1000 })
    const parts = {
      store: office.store,
      clock,
      senders: new Map([['slack', createSlackSender({ clients, channels, log: office.log })]]),
      // What is held is waited for by the clock that stands still.
      pace: { wait, hold: async () => undefined },
      channelLanguage: () => 'zh-CN' as const,
      log: office.log,
      owner: 'test',
    }
    while ((await deliverRipe(parts)) > 0);
  }
  const aMinuteLater = () => {
    isHasty = false
    world().clock.advance(msPerMinute)
    return deliver()
  }
  let put = 0
  const enqueueOne = (more: Partial<NewMessage> = {}) => {
    put += 1
    const { office, actors, clock } = world()
    const target = `person:${actors.finance.personId}`
    const message = { platform: 'slack', target, card: words, dedupeKey: `fault ${put}`, ...more }
    return office.store.transaction((tx) => enqueue(tx, message, clock.now()))
  }
  const seen = async () =>
    (await world().slack.as('finance').messages()).filter((each) => each.words.includes('要送到的'))
  const states = async () =>
    (await db().outbox.findMany({ orderBy: { id: 'asc' } })).map(({ state }) => state)
  const failOnce = async (fault: Partial<FaultInput> & { effect: string }, method: string) => {
    isHasty = fault.effect.startsWith('timeout')
    await world().slack.faults.add({ ...fault, on: 'api', method } as FaultInput)
  }

  const posting = ['chat.postMessage', 'conversations.open'] as const
  const uploading = ['files.getUploadURLExternal', 'upload', 'files.completeUploadExternal'] as const
  const cases = [
    ...posting.flatMap((method) =>
      Object.entries(faults).map(([name, fault]) => ({ name, fault, method, message: {} })),
    ),
    ...uploading.flatMap((method) =>
      few
        // The address for the bytes is no method: it takes no token and knows no errors.
        .filter((name) => method !== 'upload' || faults[name].effect !== 'error')
        .map((name) => ({ name, fault: faults[name], method, message: { card: pictured, picture: png } })),
    ),
  ]

  it.each(cases)('sends one message in spite of $name in $method', async ({ fault, method, message }) => {
    const before = (await seen()).length
    await enqueueOne(message)
    await failOnce(fault, method)
    await deliver()
    await aMinuteLater()
    expect(await seen()).toHaveLength(before + 1)
    expect(await states()).toEqual(['sent'])
  })

  it.each(Object.entries(faults))('changes a card where it stands in spite of %s', async (_name, fault) => {
    const before = (await seen()).length
    await enqueueOne({ slotKey: 'record:1' })
    await deliver()
    await enqueueOne({ slotKey: 'record:1', card: { title: '要送到的，改过' } })
    await failOnce(fault, 'chat.update')
    await deliver()
    await aMinuteLater()
    const now = await seen()
    expect(now).toHaveLength(before + 1)
    expect(now.at(-1)?.words).toContain('改过')
    expect(await states()).toEqual(['sent', 'sent'])
  })

  it.each(few.filter((name) => name !== 'a time-out after'))(
    'finds what arrived in spite of %s in the look for it',
    async (name) => {
      const before = (await seen()).length
      await enqueueOne()
      await failOnce(faults['half an answer'], 'chat.postMessage')
      await deliver()
      await failOnce({ ...faults[name], times: 3 }, 'conversations.history')
      for (let minute = 0; minute < 4; minute += 1) {
        await aMinuteLater()
      }
      expect(await seen()).toHaveLength(before + 1)
      expect(await states()).toEqual(['sent'])
    },
  )
})
