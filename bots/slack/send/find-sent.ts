import type { WebClient } from '@slack/web-api'
import { msPerDay } from '../../../src/clock.ts'
import type { Receipt } from '../../../src/delivery/sender.ts'
import { calling } from './slack-error.ts'

/** Clocks differ; Slack's stamps its messages. */
const skewMs = 60_000
/** How old a message may be whose thread is looked into. */
const threadAgeMs = msPerDay
const pageSize = 200
const maxPages = 10

interface Seen {
  ts?: string
  latest_reply?: string
  metadata?: { event_payload?: object }
}

/** The message that carries `dedupeKey` in its metadata, in the channel or in a thread of its last day. */
export async function findSentMessage(
  reads: WebClient,
  channel: string,
  dedupeKey: string,
  since: Date,
): Promise<Receipt | undefined> {
  const oldestMs = since.getTime() - skewMs
  const threads: string[] = []
  for await (const message of history(reads, channel, toTs(oldestMs - threadAgeMs))) {
    if (message.ts && keyOf(message) === dedupeKey) return { channel, ts: message.ts }
    if (message.ts && Number(message.latest_reply ?? 0) * 1000 >= oldestMs) threads.push(message.ts)
  }
  for (const parent of threads) {
    const replies = await calling(
      reads.conversations.replies({
        channel,
        ts: parent,
        oldest: toTs(oldestMs),
        limit: pageSize,
        include_all_metadata: true,
      }),
    )
    const found = (replies.messages as Seen[] | undefined)?.find((reply) => keyOf(reply) === dedupeKey)
    if (found?.ts) return { channel, ts: found.ts }
  }
  return undefined
}

async function* history(reads: WebClient, channel: string, oldest: string): AsyncGenerator<Seen> {
  let cursor = ''
  for (let page = 0; page < maxPages; page += 1) {
    const answer = await calling(
      reads.conversations.history({
        channel,
        oldest,
        limit: pageSize,
        include_all_metadata: true,
        ...(cursor ? { cursor } : {}),
      }),
    )
    yield* (answer.messages as Seen[] | undefined) ?? []
    cursor = answer.response_metadata?.next_cursor ?? ''
    if (!cursor) return
  }
}

const toTs = (ms: number) => (ms / 1000).toFixed(6)

const keyOf = ({ metadata }: Seen): unknown =>
  metadata?.event_payload && 'key' in metadata.event_payload ? metadata.event_payload.key : undefined
