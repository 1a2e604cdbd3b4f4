import { afterAll, beforeAll, beforeEach } from 'vitest'
import { createRobots } from '../../bots/wecom/client/robot-client.ts'
import { createWecomClient } from '../../bots/wecom/client/wecom-client.ts'
import { createChannelPoster } from '../../bots/wecom/send/post-to-channel.ts'
import { createWecomSender } from '../../bots/wecom/send/sender.ts'
import { createSandboxClient, type SandboxClient } from '../../sandbox/client.ts'
import { type Sandbox, startSandbox } from '../../sandbox/server.ts'
import { systemClock } from '../../src/clock.ts'
import type { WecomConfig } from '../../src/config/wecom.ts'
import { deliverRipe } from '../../src/delivery/deliver-outbox.ts'
import { createPace, type MakePace } from '../../src/delivery/pace.ts'
import { readAudience } from '../../src/services/people/channel-audience.ts'
import { type Telling, tell } from '../../src/services/tell.ts'
import type { DatabaseName } from '../support/databases.ts'
import { start, type TestOffice, useTestOffice } from '../support/office.ts'
import { wecomConfigOf } from '../support/wecom-config.ts'

export interface WecomOffice extends TestOffice {
  wecom: SandboxClient['wecom']
  config: WecomConfig
  /** What kept a distance from what, in the order of sending. */
  paced: string[]
  /** Puts something into the outbox and delivers all that is ripe. */
  say(telling: Omit<Telling, 'platform' | 'dedupeKey'> & { dedupeKey?: string }): Promise<void>
  deliver(): Promise<void>
}

/** WeCom’s sender on an office and the local WeCom, with nothing in between; all ten have an account. */
export function useWecomOffice(provider: DatabaseName): () => WecomOffice {
  const opened = useTestOffice(provider)
  const paced: string[] = []
  let sandbox: Sandbox
  let world: WecomOffice
  let said = 0
  beforeAll(async () => {
    sandbox = await startSandbox({ rateLimited: false })
    const { wecom } = createSandboxClient(sandbox.url)
    const { office } = opened()
    const { members } = await wecom.state()
    const at = office.clock.now()
    for (const { userid, name } of members) {
      const person = await office.store.db.person.findFirst({ where: { name } })
      if (!person) continue
      const identity = { platform: 'wecom', workspace: sandbox.wecom.corpId, platformUserId: userid }
      const dates = { createdAt: at, updatedAt: at }
      await office.store.db.identity.create({
        data: { ...identity, ...dates, displayName: name, personId: person.id },
      })
    }
    const config = wecomConfigOf(sandbox, [['nanwan', keyOf((await wecom.group('sales-nanwan')).webhookUrl)]])
    const makePace: MakePace = () => ({ wait: async (_platform, place) => void paced.push(place) })
    const client = createWecomClient(config, systemClock, makePace)
    const sender = createWecomSender({
      client,
      postToChannel: createChannelPoster({
        robots: createRobots(config, makePace),
        groups: { client, app: config },
        audienceOf: (channel) => readAudience(office, 'wecom', channel),
        log: office.log,
      }),
      pagesUrl: office.publicUrl,
      log: office.log,
    })
    const deliver = async () => {
      const parts = {
        store: office.store,
        clock: office.clock,
        senders: new Map([['wecom', sender]]),
        pace: createPace({ gapMs: 0, burst: 1 }),
        channelLanguage: () => 'zh-CN' as const,
        log: office.log,
        owner: 'test',
      }
      while ((await deliverRipe(parts)) > 0);
    }
    world = {
      ...opened(),
      wecom,
      config,
      paced,
      deliver,
      say: async (telling) => {
        said += 1
        const whole: Telling = { platform: 'wecom', dedupeKey: `said ${said}`, ...telling }
        await office.store.transaction((tx) => tell(office, tx, whole))
        await deliver()
      },
    }
  })
  afterAll(() => sandbox.close())
  beforeEach(async () => {
    const { office, clock } = opened()
    clock.set(start)
    paced.length = 0
    await createSandboxClient(sandbox.url).reset()
    await office.store.db.outbox.deleteMany()
    await office.store.db.sentMessage.deleteMany()
  })
  return () => world
}

const keyOf = (webhookUrl: string | null): string =>
  new URL(webhookUrl ?? 'http://none').searchParams.get('key') ?? ''
