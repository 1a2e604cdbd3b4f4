import { WSClient } from '@wecom/aibot-node-sdk'
import { createSandboxClient, type SandboxClient } from '../client.ts'
import { patienceMs } from '../control/wait-until.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../server.ts'

type Frame = { headers: { req_id: string }; body?: Record<string, unknown> }

/** A program that is the smart bot, with Tencent's own package. */
export interface BotProgram {
  client: WSClient
  messages: Frame[]
  events: Frame[]
  /** What became of the connection: `connected`, `authenticated`, `disconnected`, errors. */
  story: string[]
  /** The newest callback, once there are so many. */
  callback(of: 'messages' | 'events', count: number): Promise<Frame>
  tells(what: string): Promise<void>
}

export interface BotWorld {
  sandbox: Sandbox
  client: SandboxClient
  connect(options?: { secret?: string; heartbeatMs?: number }): BotProgram
  close(): Promise<void>
}

export async function startBotWorld(options: SandboxOptions = {}): Promise<BotWorld> {
  const sandbox = await startSandbox(options)
  const programs: BotProgram[] = []
  return {
    sandbox,
    client: createSandboxClient(sandbox.url),
    connect(given = {}) {
      const program = connect(sandbox.wecom.bot, given)
      programs.push(program)
      return program
    },
    async close() {
      for (const { client } of programs) client.disconnect()
      await sandbox.close()
    },
  }
}

function connect(
  bot: Sandbox['wecom']['bot'],
  { secret = bot.secret, heartbeatMs = 30_000 }: { secret?: string; heartbeatMs?: number },
): BotProgram {
  const silent = () => undefined
  const client = new WSClient({
    botId: bot.id,
    secret,
    wsUrl: bot.url,
    heartbeatInterval: heartbeatMs,
    reconnectInterval: 10,
    logger: { debug: silent, info: silent, warn: silent, error: silent },
  })
  const messages: Frame[] = []
  const events: Frame[] = []
  const story: string[] = []
  let look: () => void = silent
  const until = (isMet: () => boolean, what: string) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`waited in vain for ${what}: ${story}`)), patienceMs)
      look = () => {
        if (!isMet()) return
        clearTimeout(timer)
        resolve()
      }
      look()
    })
  const note = (list: unknown[]) => (item: unknown) => {
    list.push(item)
    look()
  }
  client.on('message', note(messages))
  client.on('event', note(events))
  client.on('connected', () => note(story)('connected'))
  client.on('authenticated', () => note(story)('authenticated'))
  client.on('disconnected', () => note(story)('disconnected'))
  client.on('error', ({ message }) => note(story)(message))
  client.connect()
  return {
    client,
    messages,
    events,
    story,
    callback: async (of, count) => {
      const list = { messages, events }[of]
      await until(() => list.length >= count, `${count} ${of}`)
      return list[count - 1] as Frame
    },
    tells: (what) => until(() => story.some((each) => each.includes(what)), what),
  }
}
