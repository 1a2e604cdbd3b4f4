import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { LocalWecom } from '../../wecom/local-wecom.ts'
import type { TrafficMatch } from '../../world/traffic.ts'
import { ControlError } from '../control-error.ts'
import { readBody, readParam, readQuery } from '../read-request.ts'
import { type Met, patienceMs, waitUntil } from '../wait-until.ts'
import { getGroup, getMember, readMember } from './lookups.ts'
import { showChat, showGroup, showMessage, showWecom } from './show.ts'

const condition = z.strictObject({
  /** a member's chat with the app, or a group */
  user: z.string().optional(),
  group: z.string().optional(),
  /** the member's conversation with the smart bot instead of the app's */
  withBot: z.boolean().default(false),
  contains: z.string().optional(),
  msgtype: z.string().optional(),
  from: z.string().optional(),
  withTarget: z.string().optional(),
  afterSeq: z.int().optional(),
})
const waitBody = z.strictObject({
  until: condition,
  timeoutMs: z.number().int().positive().max(120_000).default(patienceMs),
})
const scanQuery = z.strictObject({ text: z.string().min(1) })

type Condition = z.output<typeof condition>

/** Everything there is to see: the company, a member's chat, groups, traffic. */
export function registerWecomViewRoutes(app: FastifyInstance, wecom: LocalWecom): void {
  app.get('/state', () => showWecom(wecom))
  app.get('/as/:user/messages', (request) => ({
    messages: showChat(wecom.corp, readMember(wecom, request).userid),
  }))
  app.get('/groups/:group', (request) => {
    const group = getGroup(wecom.corp, readParam(request, 'group'))
    return { group: showGroup(wecom, group), messages: group.messages.map(showMessage) }
  })
  app.get('/media/:id', async (request, reply) => {
    const media = wecom.corp.media.get(readParam(request, 'id'))
    if (!media) throw new ControlError(404, 'no_such_media', 'there is no such media')
    // Uploaded content is shown, never run.
    return reply
      .type(media.type === 'image' ? 'image/png' : 'application/octet-stream')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .send(media.bytes)
  })
  app.post('/wait', async (request) => {
    const { until, timeoutMs } = readBody(request, waitBody)
    const result = await waitUntil(wecom.changes, () => look(wecom, until), timeoutMs)
    if (result.met) return { value: result.value }
    throw new ControlError(408, 'timed_out', `waited in vain for ${JSON.stringify(until)}`, {
      lastSeen: result.lastSeen,
    })
  })
  app.get('/traffic/scan', (request) => {
    const { text } = readQuery(request, scanQuery)
    const traffic = wecom.traffic.scan(text).filter(({ kind }) => kind.startsWith('wecom_'))
    return { matches: [...traffic, ...scanMedia(wecom, text)] }
  })
}

function look(wecom: LocalWecom, wanted: Condition): Met {
  const seen = wanted.group
    ? getGroup(wecom.corp, wanted.group).messages.map(showMessage)
    : showChat(
        wecom.corp,
        getMember(wecom.corp, wanted.user ?? '').userid,
        wanted.withBot ? 'botChats' : 'chats',
      )
  const found = seen.findLast(
    (message) =>
      message.words.includes(wanted.contains ?? '') &&
      (!wanted.msgtype || message.msgtype === wanted.msgtype) &&
      (!wanted.from || message.from === wanted.from) &&
      (!wanted.withTarget || hasTarget(message.card?.pressables ?? [], wanted.withTarget)) &&
      message.seq > (wanted.afterSeq ?? -1),
  )
  if (found) return { met: true, value: found }
  return { met: false, lastSeen: seen.slice(-3).map(({ from, words }) => ({ from, words })) }
}

function hasTarget(pressables: { key: string; label: string }[], wanted: string): boolean {
  return pressables.some(({ key, label }) => key === wanted || label.includes(wanted))
}

function scanMedia(wecom: LocalWecom, text: string): TrafficMatch[] {
  return [...wecom.corp.media.values()]
    .filter(({ bytes }) => bytes.includes(text))
    .map(({ mediaId, filename }) => ({
      seq: 0,
      kind: 'wecom_api',
      method: 'media/upload',
      direction: 'in',
      where: 'file',
      excerpt: `${mediaId} ${filename}`,
    }))
}
