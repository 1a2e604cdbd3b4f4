import type { SandboxClient } from '../../sandbox/client.ts'
import type { TrafficEntry } from '../../sandbox/world/traffic.ts'
import { inWecom } from './in-wecom.ts'

/** All that the platforms have of us once nothing waits any more, and what they took on the way there. */
export interface AllTold {
  slack: readonly SlackMessage[]
  slackCalls: readonly SlackCall[]
  chats: readonly WecomMessage[]
  wecomSends: readonly WecomSend[]
  /** What the app has said in groups of WeCom, by the group's name. */
  groups: ReadonlyMap<string, readonly string[]>
  /** False when the oldest calls are not remembered any more. */
  isWhole: boolean
}

/** As it stands in Slack. */
export interface SlackMessage {
  /** Under which it stands in the outbox; empty of what was answered on the spot. */
  key: string
  channel: string
  ts: string
  words: string
  /** What its buttons carry. */
  presses: readonly string[]
}

/** Each time that Slack took a message or a change of one, whether its answer arrived or not. */
export interface SlackCall extends SlackMessage {
  isPost: boolean
  atMs: number
}

/** As it stands in a member's chat. */
export interface WecomMessage {
  /** The member's userid. */
  to: string
  msgId: string
  /** Of a text, as it was sent. */
  content: string
  words: string
  isChanged: boolean
  atMs: number
}

/** Each message that WeCom took and did not know for one that it has. */
export interface WecomSend {
  to: string
  msgId: string
  /** Of a card. */
  taskId: string
  atMs: number
}

/** More than a house makes. */
export const keptTraffic = 200_000

export async function readTold(client: SandboxClient): Promise<AllTold> {
  const entries = await client.traffic.find({ limit: keptTraffic })
  return {
    slack: await readSlack(client),
    slackCalls: entries.flatMap(readSlackCall),
    chats: await readChats(client),
    wecomSends: readSends(entries),
    groups: await readGroups(client),
    // Of too many, the oldest tenth is let go at once.
    isWhole: entries.length < keptTraffic * 0.9,
  }
}

async function readSlack(client: SandboxClient): Promise<SlackMessage[]> {
  const { users, channels, app } = await client.state()
  const told = new Map<string, SlackMessage>()
  for (const { id: channel, kind, members, withUser } of channels) {
    const [reader] = kind === 'dm' ? [withUser] : members.filter((member) => member !== app.botUserId)
    if (!reader || !users.some((user) => user.id === reader && !user.deleted)) continue
    const actor = client.as(reader)
    for (const message of await actor.messages(channel)) {
      const isParent = (message.reply_count ?? 0) > 0
      for (const each of isParent ? await actor.messages(channel, message.ts) : [message]) {
        if (each.user !== app.botUserId && each.bot_id === undefined) continue
        const { ts, words } = each
        told.set(`${channel} ${ts}`, {
          key: keyOf(each),
          channel,
          ts,
          words,
          presses: pressesOf(each.blocks),
        })
      }
    }
  }
  return [...told.values()]
}

function readSlackCall({ kind, method, ok, request, response }: TrafficEntry): SlackCall[] {
  const isPost = method === 'chat.postMessage'
  if (kind !== 'api' || !ok || !(isPost || method === 'chat.update')) return []
  const { body } = request as { body: { text?: string; blocks?: unknown; metadata?: unknown } }
  const { channel, ts } = response as { channel: string; ts: string }
  const words = [body.text ?? '', ...textsIn(body.blocks)].join('\n')
  const said = { key: keyOf(body), channel, ts, words, presses: pressesOf(body.blocks) }
  return [{ ...said, isPost, atMs: Number(ts) * 1000 }]
}

const keyOf = ({ metadata }: { metadata?: unknown }): string =>
  (metadata as { event_payload?: { key?: string } } | undefined)?.event_payload?.key ?? ''

const textsIn = (blocks: unknown): string[] => valuesOf(blocks, 'text')
const pressesOf = (blocks: unknown): string[] => valuesOf(blocks, 'value')

/** Texts under a name, wherever they stand. */
function valuesOf(part: unknown, name: string): string[] {
  if (Array.isArray(part)) return part.flatMap((each) => valuesOf(each, name))
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) =>
    key === name && typeof value === 'string' ? [value] : valuesOf(value, name),
  )
}

/** Of the app, each member's oldest first. */
async function readChats(client: SandboxClient): Promise<WecomMessage[]> {
  const { members } = await client.wecom.state()
  const chats = await Promise.all(
    inWecom.map(async (handle) => {
      const to = members.find((member) => member.handle === handle)?.userid ?? handle
      const messages = await client.wecom.as(handle).messages()
      return messages.map(({ via, msgid: msgId, body, words, at, card }) => ({
        via,
        to,
        msgId,
        content: typeof body.content === 'string' ? body.content : '',
        words,
        isChanged: card?.isChanged ?? false,
        atMs: new Date(at).getTime(),
      }))
    }),
  )
  return chats.flat().filter(({ via }) => via !== 'typed')
}

function readSends(entries: readonly TrafficEntry[]): WecomSend[] {
  const sends = new Map<string, WecomSend>()
  for (const { kind, method, ok, at, request, response } of entries) {
    if (kind !== 'wecom_api' || method !== 'message/send' || !ok) continue
    const { body } = request as { body: { touser?: string; template_card?: { task_id?: string } } }
    const { msgid: msgId } = response as { msgid: string }
    const taskId = body.template_card?.task_id ?? ''
    // One that WeCom knew for the same has the first one's id.
    if (!sends.has(msgId))
      sends.set(msgId, { to: body.touser ?? '', msgId, taskId, atMs: new Date(at).getTime() })
  }
  return [...sends.values()]
}

async function readGroups(client: SandboxClient): Promise<Map<string, string[]>> {
  const groups = (await client.wecom.groups()).filter(({ isAppChat }) => isAppChat)
  const said = groups.map(async ({ id, name }): Promise<[string, string[]]> => {
    const messages = await (await client.wecom.group(id)).messages()
    return [name, messages.map(({ words }) => words)]
  })
  return new Map(await Promise.all(said))
}
