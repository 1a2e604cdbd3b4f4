import { z } from 'zod'
import type { LocalSlack } from '../slack/local-slack.ts'
import { placedElements } from '../slack/workspace/view-state.ts'
import { hasText, isObject, stringOf } from '../world/json.ts'
import type { ChangeSeqs } from './change-seqs.ts'
import { getChannel, getUser } from './lookups.ts'
import { type Message, messagesSeenBy, showHome, showModals } from './project-state.ts'
import type { Met } from './wait-until.ts'

const afterSeq = z.number().int().optional()

export const conditionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('message'),
    user: z.string(),
    channel: z.string().default('dm'),
    contains: z.string().optional(),
    withAction: z.string().optional(),
    threadTs: z.string().optional(),
    from: z.string().optional(),
    ephemeral: z.boolean().optional(),
    afterSeq,
  }),
  z.strictObject({
    type: z.literal('modal'),
    user: z.string(),
    title: z.string().optional(),
    callbackId: z.string().optional(),
    contains: z.string().optional(),
    hasInput: z.literal(true).optional(),
    depth: z.number().int().optional(),
  }),
  z.strictObject({ type: z.literal('no-modal'), user: z.string() }),
  z.strictObject({ type: z.literal('home'), user: z.string(), contains: z.string().optional(), afterSeq }),
  z.strictObject({
    type: z.literal('file'),
    contains: z.string().optional(),
    channel: z.string().optional(),
    afterSeq,
  }),
  z.strictObject({
    type: z.literal('traffic'),
    method: z.string().optional(),
    kind: z.string().optional(),
    error: z.string().optional(),
    direction: z.enum(['in', 'out']).optional(),
    contains: z.string().optional(),
    count: z.number().int().positive().default(1),
    done: z.boolean().default(true),
    afterSeq,
  }),
  z.strictObject({ type: z.literal('connections'), atLeast: z.number().int() }),
  z.strictObject({ type: z.literal('idle'), quietMs: z.number().int().nonnegative().default(80) }),
])

export type Condition = z.output<typeof conditionSchema>
export type ConditionInput = z.input<typeof conditionSchema>

/** Looks once whether a condition holds now. */
export function evaluate(slack: LocalSlack, seqs: ChangeSeqs, condition: Condition): Met {
  switch (condition.type) {
    case 'message':
      return findMessage(slack, seqs, condition)
    case 'modal':
      return findModal(slack, condition)
    case 'no-modal': {
      const modals = showModals(slack, getUser(slack, condition.user).id)
      return modals.length === 0 ? met(null) : { met: false, lastSeen: modals.map(({ view }) => view.title) }
    }
    case 'home': {
      const user = getUser(slack, condition.user).id
      const home = showHome(slack, user)
      const isNew = seqs.ofHome(user) > (condition.afterSeq ?? -1)
      if (home && isNew && hasText(home.view.blocks, condition.contains ?? '')) return met(home)
      return { met: false, lastSeen: home?.view.blocks ?? null }
    }
    case 'file':
      return findFile(slack, seqs, condition)
    case 'traffic':
      return findTraffic(slack, condition)
    case 'connections':
      return slack.socket.connections >= condition.atLeast
        ? met(slack.socket.connections)
        : { met: false, lastSeen: slack.socket.connections }
    case 'idle': {
      const { inFlight } = slack.activity
      const quietMs = slack.activity.quietMs()
      if (inFlight === 0 && quietMs >= condition.quietMs) return met(null)
      return {
        met: false,
        lastSeen: { inFlight },
        ...(inFlight === 0 ? { againInMs: condition.quietMs - quietMs } : {}),
      }
    }
  }
}

function met(value: unknown): Met {
  return { met: true, value }
}

type Only<T extends Condition['type']> = Extract<Condition, { type: T }>

function findMessage(slack: LocalSlack, seqs: ChangeSeqs, condition: Only<'message'>): Met {
  const user = getUser(slack, condition.user).id
  const channel = getChannel(slack, user, condition.channel)
  const seen = messagesSeenBy(slack, channel, user, condition.threadTs)
  const author = condition.from && getUser(slack, condition.from).id
  const found = seen.findLast(
    (message) =>
      (!author || message.user === author) &&
      (condition.ephemeral === undefined || message.ephemeral === condition.ephemeral) &&
      seqs.ofMessage(channel.id, message.ts) > (condition.afterSeq ?? -1) &&
      hasText([message.text, message.blocks, message.attachments, message.files], condition.contains ?? '') &&
      (!condition.withAction || hasAction(message, condition.withAction)),
  )
  return found
    ? met(found)
    : { met: false, lastSeen: seen.slice(-3).map(({ user: by, text }) => ({ by, text })) }
}

function hasAction(message: Message, wanted: string): boolean {
  return placedElements([...(message.blocks ?? [])]).some(
    ({ element }) =>
      element.action_id === wanted ||
      (isObject(element.text) && stringOf(element.text.text).includes(wanted)),
  )
}

function findModal(slack: LocalSlack, condition: Only<'modal'>): Met {
  const stack = showModals(slack, getUser(slack, condition.user).id)
  const top = stack.at(-1)
  const lastSeen = stack.map(({ view }) => ({ title: view.title?.text, callback_id: view.callback_id }))
  if (!top) return { met: false, lastSeen }
  const { view } = top
  const isIt =
    (!condition.title || stringOf(view.title?.text).includes(condition.title)) &&
    (!condition.callbackId || view.callback_id === condition.callbackId) &&
    hasText(view, condition.contains ?? '') &&
    (!condition.hasInput || view.blocks.some((block) => block.type === 'input')) &&
    (condition.depth === undefined || stack.length === condition.depth)
  return isIt ? met(top) : { met: false, lastSeen }
}

function findFile(slack: LocalSlack, seqs: ChangeSeqs, condition: Only<'file'>): Met {
  const channel = condition.channel && getChannel(slack, slack.workspace.bot.userId, condition.channel).id
  const files = [...slack.workspace.files.values()].map(({ file }) => file)
  const found = files.findLast(
    (file) =>
      seqs.ofFile(file.id) > (condition.afterSeq ?? -1) &&
      hasText([file.name, file.title], condition.contains ?? '') &&
      (!channel || [...file.channels, ...file.groups, ...file.ims].includes(channel)),
  )
  return found ? met(found) : { met: false, lastSeen: files.map(({ name }) => name) }
}

function findTraffic(slack: LocalSlack, condition: Only<'traffic'>): Met {
  const { contains, done, count, afterSeq: after, type: _type, ...rest } = condition
  const filter = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const found = slack.traffic
    .find({ ...filter, ...(after === undefined ? {} : { after }), ...(contains ? { text: contains } : {}) })
    .filter((entry) => !done || !entry.pending)
  if (found.length >= count) return met(found)
  return {
    met: false,
    lastSeen: slack.traffic.find({ limit: 5 }).map(({ method, error }) => ({ method, error })),
  }
}
