import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { OrgNode } from '../fixture.ts'
import type { Fault } from '../slack/faults.ts'
import type { LocalSlack } from '../slack/local-slack.ts'
import type { ClockReading } from '../world/clock.ts'
import type { TrafficMatch } from '../world/traffic.ts'
import { ControlError } from './control-error.ts'
import { getOwnChannel } from './lookups.ts'
import {
  type AppInfo,
  type Channel,
  messagesSeenBy,
  type Person,
  showApp,
  showChannel,
  showConversations,
  showHome,
  showModals,
  showPerson,
} from './project-state.ts'
import { readParam, readQuery, readUser } from './read-request.ts'

export interface WorldState {
  seq: number
  clock: ClockReading
  team: { id: string; name: string; domain: string; url: string }
  app: AppInfo
  users: Person[]
  channels: Channel[]
  organisation: OrgNode | null
  faults: Fault[]
  rateLimits: { enabled: boolean }
  inFlight: number
  connections: number
  trafficSeq: number
}

export function showWorld(slack: LocalSlack): WorldState {
  const { workspace } = slack
  return {
    seq: slack.changes.seq,
    clock: slack.clock.reading(),
    team: { ...workspace.team, url: `${slack.baseUrl}/` },
    app: showApp(slack),
    users: [...workspace.users.values()].map((user) => showPerson(workspace, user)),
    channels: [...workspace.channels.values()].map((channel) => showChannel(slack, channel)),
    organisation: workspace.organisation,
    faults: slack.faults.list(),
    rateLimits: { enabled: slack.limits.enabled },
    inFlight: slack.activity.inFlight,
    connections: slack.socket.connections,
    trafficSeq: slack.traffic.lastSeq,
  }
}

const messagesQuery = z.strictObject({
  thread_ts: z.string().optional(),
  limit: z.coerce.number().int().positive().optional(),
})
const trafficQuery = z.strictObject({
  after: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().positive().default(100),
  kind: z.string().optional(),
  method: z.string().optional(),
  direction: z.enum(['in', 'out']).optional(),
  failed: z.enum(['true', 'false']).optional(),
  text: z.string().optional(),
})
const scanQuery = z.strictObject({ text: z.string().min(1) })
const filesQuery = z.strictObject({ channel: z.string().optional() })

/** Everything there is to see: the workspace, a person's screen, the traffic. */
export function registerViewRoutes(app: FastifyInstance, slack: LocalSlack): void {
  app.get('/state', () => showWorld(slack))
  app.get('/clock', () => slack.clock.reading())

  app.get('/as/:user/conversations', (request) => ({
    conversations: showConversations(slack, readUser(slack, request).id),
  }))

  app.get('/as/:user/conversations/:channel/messages', (request) => {
    const user = readUser(slack, request).id
    const { thread_ts: threadTs, limit } = readQuery(request, messagesQuery)
    const channel = getOwnChannel(slack, user, readParam(request, 'channel'))
    const messages = messagesSeenBy(slack, channel, user, threadTs)
    return { channel: showChannel(slack, channel), messages: limit ? messages.slice(-limit) : messages }
  })

  app.post('/as/:user/conversations/:channel/read', (request) => {
    const user = readUser(slack, request).id
    const channel = getOwnChannel(slack, user, readParam(request, 'channel'))
    const last = messagesSeenBy(slack, channel, user).at(-1)
    if (last) channel.reads.set(user, last.ts)
    slack.changes.emit('read', { user, channel: channel.id })
    return { ok: true }
  })

  app.get('/as/:user/modals', (request) => ({ modals: showModals(slack, readUser(slack, request).id) }))
  app.get('/as/:user/home', (request) => ({ home: showHome(slack, readUser(slack, request).id) }))

  app.get('/files', (request) => {
    const { channel } = readQuery(request, filesQuery)
    const files = [...slack.workspace.files.values()].map(({ file }) => file)
    const isIn = (ids: string[]) => channel !== undefined && ids.includes(channel)
    return {
      files: channel ? files.filter((file) => isIn([...file.channels, ...file.groups, ...file.ims])) : files,
    }
  })

  app.get('/files/:id/content', async (request, reply) => {
    const stored = slack.workspace.files.get(readParam(request, 'id'))
    if (!stored) throw new ControlError(404, 'no_such_file', 'there is no such file')
    // Uploaded content is shown, never run.
    return reply
      .type(stored.file.mimetype)
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .send(stored.bytes)
  })

  app.get('/traffic', (request) => {
    const { failed, ...query } = readQuery(request, trafficQuery)
    const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
    return {
      entries: slack.traffic.find({ ...given, failed: failed === 'true' }),
      lastSeq: slack.traffic.lastSeq,
    }
  })

  app.get('/traffic/scan', (request) => {
    const { text } = readQuery(request, scanQuery)
    return { matches: [...slack.traffic.scan(text), ...scanFiles(slack, text)] }
  })

  app.delete('/traffic', () => {
    slack.traffic.clear()
    slack.changes.emit('traffic')
    return { ok: true }
  })
}

function scanFiles(slack: LocalSlack, text: string): TrafficMatch[] {
  return [...slack.workspace.files.values()]
    .filter(({ bytes }) => bytes.includes(text))
    .map(({ file }) => ({
      seq: 0,
      kind: 'upload',
      method: 'upload',
      direction: file.user === slack.workspace.bot.userId ? 'in' : 'out',
      where: 'file',
      excerpt: `${file.id} ${file.name}`,
    }))
}
