import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { parseFixture } from '../fixture.ts'
import { readManifest } from '../slack/app-config.ts'
import { emitEvent, sendEvent } from '../slack/delivery/events.ts'
import { verifyUrl } from '../slack/delivery/verify-url.ts'
import { faultInput } from '../slack/faults.ts'
import { makeId } from '../slack/ids.ts'
import type { LocalSlack } from '../slack/local-slack.ts'
import { loadWorkspace } from '../slack/workspace/load-workspace.ts'
import type { UserState } from '../slack/workspace/model.ts'
import { userObject } from '../slack/workspace/users.ts'
import type { LocalWecom } from '../wecom/local-wecom.ts'
import { ControlError } from './control-error.ts'
import { localUrl } from './local-url.ts'
import { getChannel, getUser } from './lookups.ts'
import { showApp, showChannel, showPerson } from './project-state.ts'
import { readBody, readParam, readUser } from './read-request.ts'
import { showWorld } from './view-routes.ts'

const command = z.strictObject({
  command: z.string().regex(/^\/\S+$/),
  description: z.string().default(''),
  usageHint: z.string().default(''),
  shouldEscape: z.boolean().default(false),
})
const shortcut = z.strictObject({
  callbackId: z.string(),
  name: z.string().max(24),
  type: z.enum(['global', 'message']).default('global'),
})
const schemas = {
  app: z.strictObject({
    name: z.string().optional(),
    mode: z.enum(['http', 'socket']).optional(),
    requestUrl: localUrl.optional(),
    eventsUrl: localUrl.optional(),
    commandsUrl: localUrl.optional(),
    interactivityUrl: localUrl.optional(),
    optionsUrl: localUrl.optional(),
    manifest: z.record(z.string(), z.unknown()).optional(),
    commands: z.array(command).nullable().optional(),
    shortcuts: z.array(shortcut).optional(),
    botEvents: z.array(z.string()).optional(),
    scopes: z.array(z.string()).optional(),
    homeTab: z.boolean().optional(),
  }),
  event: z.strictObject({ event: z.looseObject({ type: z.string() }) }),
  clockSet: z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  clockAdvance: z.strictObject({ ms: z.number() }),
  clockRate: z.strictObject({ rate: z.number().nonnegative().max(100_000) }),
  limits: z.strictObject({ enabled: z.boolean() }),
  reset: z.strictObject({ fixture: z.unknown().optional() }),
  newUser: z.strictObject({
    id: z
      .string()
      .regex(/^U[A-Z0-9]+$/)
      .optional(),
    handle: z.string().regex(/^[a-z0-9._-]+$/),
    real_name: z.string().min(1),
    email: z.string().default(''),
    tz: z.string().default('Asia/Shanghai'),
    locale: z.string().default('zh-CN'),
    title: z.string().default(''),
  }),
  changedUser: z.strictObject({
    handle: z.string().optional(),
    real_name: z.string().optional(),
    email: z.string().optional(),
    tz: z.string().optional(),
    locale: z.string().optional(),
    title: z.string().optional(),
    deleted: z.boolean().optional(),
  }),
  newChannel: z.strictObject({
    name: z.string().min(1),
    private: z.boolean().default(false),
    members: z.array(z.string()).default([]),
  }),
  changedChannel: z.strictObject({
    name: z.string().optional(),
    topic: z.string().optional(),
    isArchived: z.boolean().optional(),
  }),
}

export type AppInput = z.input<typeof schemas.app>

/** Time, faults, limits, the app's own settings, and who is in the workspace. */
export function registerWorldRoutes(app: FastifyInstance, slack: LocalSlack, wecom: LocalWecom): void {
  registerClockAndFaults(app, slack)
  registerAppRoutes(app, slack)
  registerPeopleRoutes(app, slack)

  app.post('/reset', (request) => {
    const { fixture } = readBody(request, schemas.reset)
    if (fixture !== undefined) slack.fixture = parse(fixture)
    // Retries of events of the old workspace would reach the new one.
    slack.clock.cancelAll()
    slack.workspace = loadWorkspace(slack.fixture, slack.clock.nowMs())
    wecom.reset(slack.fixture)
    slack.faults.clear()
    slack.limits.reset()
    slack.traffic.clear()
    slack.changes.emit('reset')
    return showWorld(slack)
  })
}

function parse(fixture: unknown): LocalSlack['fixture'] {
  try {
    return parseFixture(fixture)
  } catch (error) {
    if (error instanceof z.ZodError) throw new ControlError(400, 'bad_fixture', z.prettifyError(error))
    throw error
  }
}

function registerClockAndFaults(app: FastifyInstance, slack: LocalSlack): void {
  app.post('/clock/set', (request) => {
    slack.clock.setNow(Date.parse(readBody(request, schemas.clockSet).now))
    return slack.clock.reading()
  })
  app.post('/clock/advance', (request) => {
    slack.clock.advance(readBody(request, schemas.clockAdvance).ms)
    return slack.clock.reading()
  })
  app.post('/clock/rate', (request) => {
    slack.clock.setRate(readBody(request, schemas.clockRate).rate)
    return slack.clock.reading()
  })
  app.get('/faults', () => ({ faults: slack.faults.list() }))
  app.post('/faults', (request) => {
    const input = readBody(request, faultInput)
    if (input.on === 'socket' && input.effect === 'disconnect-now') slack.socket.refreshAll()
    if (input.on === 'socket' && input.effect === 'kill-now') slack.socket.killAll()
    // Disconnecting happens at once and leaves nothing behind.
    if (input.on === 'socket' && input.effect !== 'refuse') {
      return { fault: { ...input, id: 'now', left: 0, hits: 1 } }
    }
    return { fault: slack.faults.add(input) }
  })
  app.delete('/faults/:id', (request) => ({ ok: slack.faults.remove(readParam(request, 'id')) }))
  app.delete('/faults', () => {
    slack.faults.clear()
    return { ok: true }
  })
  app.post('/rate-limits', (request) => {
    slack.limits.enabled = readBody(request, schemas.limits).enabled
    slack.limits.reset()
    slack.changes.emit('rate-limits')
    return { enabled: slack.limits.enabled }
  })
}

function registerAppRoutes(app: FastifyInstance, slack: LocalSlack): void {
  app.put('/app', (request) => {
    const { manifest, ...given } = readBody(request, schemas.app)
    const own = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    const hasUrl = Object.keys(own).some((key) => key.endsWith('Url'))
    const mode = given.mode ?? (hasUrl ? 'http' : slack.app.mode)
    slack.app = { ...slack.app, ...(manifest ? readManifest(manifest) : {}), ...own, mode }
    slack.changes.emit('app')
    return showApp(slack)
  })
  app.post('/app/verify-url', () => verifyUrl(slack))
  app.post('/app/event', (request) => {
    sendEvent(slack, readBody(request, schemas.event).event)
    return { ok: true }
  })
  app.post('/app/uninstall', () => {
    slack.app.installed = false
    emitEvent(slack, { type: 'tokens_revoked', tokens: { bot: [slack.workspace.bot.userId] } })
    emitEvent(slack, { type: 'app_uninstalled' })
    slack.changes.emit('app')
    return showApp(slack)
  })
  app.post('/app/reinstall', () => {
    slack.app.installed = true
    slack.changes.emit('app')
    return showApp(slack)
  })
  app.post('/app/enable-events', () => {
    slack.app.eventsDisabled = false
    slack.changes.emit('app')
    return showApp(slack)
  })
}

function registerPeopleRoutes(app: FastifyInstance, slack: LocalSlack): void {
  const tell = (type: 'team_join' | 'user_change', user: UserState) => {
    slack.changes.emit('user', { user: user.id })
    emitEvent(slack, { type, user: userObject(slack, user, true), cache_ts: slack.nowSeconds() })
    return { user: showPerson(slack.workspace, user) }
  }

  app.post('/users', (request) => {
    const { id = makeId('U'), ...person } = readBody(request, schemas.newUser)
    const base = { image: null, is_admin: false, is_bot: false, deleted: false, roles: [] }
    const user: UserState = { id, ...base, ...person, updated: slack.nowSeconds() }
    slack.workspace.users.set(id, user)
    return tell('team_join', user)
  })
  app.patch('/users/:user', (request) => {
    const user = readUser(slack, request)
    const changed = readBody(request, schemas.changedUser)
    Object.assign(user, changed, { updated: slack.nowSeconds() })
    return tell('user_change', user)
  })
  app.post('/channels', (request) => {
    const { name, private: isPrivate, members } = readBody(request, schemas.newChannel)
    const ids = members.map((member) => getUser(slack, member).id)
    const id = makeId('C')
    slack.workspace.channels.set(id, {
      id,
      kind: isPrivate ? 'private' : 'public',
      name: name.replace(/^#/, ''),
      topic: '',
      members: new Set(ids),
      isArchived: false,
      created: slack.nowSeconds(),
      creator: ids[0] ?? slack.workspace.bot.userId,
      messages: [],
      ephemerals: [],
      reads: new Map(),
    })
    slack.changes.emit('channel', { channel: id })
    return { channel: showChannel(slack, getChannel(slack, '', id)) }
  })
  app.patch('/channels/:channel', (request) => {
    const channel = getChannel(slack, '', readParam(request, 'channel'))
    Object.assign(channel, readBody(request, schemas.changedChannel))
    slack.changes.emit('channel', { channel: channel.id })
    return { channel: showChannel(slack, channel) }
  })
}
