import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Member, ROOT_DEPARTMENT } from '../../wecom/corp/model.ts'
import { tellContactChange, tellEvent } from '../../wecom/delivery/events.ts'
import { type CallbackOutcome, sendCallback } from '../../wecom/delivery/send-callback.ts'
import { verifyCallbackUrl } from '../../wecom/delivery/verify-url.ts'
import { wecomFaultInput } from '../../wecom/faults.ts'
import type { LocalWecom } from '../../wecom/local-wecom.ts'
import { menuSchema } from '../../wecom/validation/menu.ts'
import type { XmlFields } from '../../wecom/xml.ts'
import { ControlError } from '../control-error.ts'
import { localUrl } from '../local-url.ts'
import { readBody, readParam } from '../read-request.ts'
import { getMember, readMember } from './lookups.ts'
import { showWecom } from './show.ts'

const xmlFields: z.ZodType<XmlFields> = z.record(z.string(), z.union([z.string(), z.number()]))
const schemas = {
  app: z.strictObject({
    callbackUrl: localUrl.nullable().optional(),
    token: z
      .string()
      .regex(/^[0-9A-Za-z]{1,32}$/)
      .optional(),
    encodingAesKey: z
      .string()
      .regex(/^[0-9A-Za-z]{43}$/)
      .optional(),
    oauthDomain: z.string().nullable().optional(),
    menu: menuSchema.nullable().optional(),
  }),
  event: z.strictObject({ event: z.string(), user: z.string(), fields: xmlFields.default({}) }),
  limits: z.strictObject({ enabled: z.boolean() }),
  phone: z.strictObject({ user: z.string().nullable() }),
  newMember: z.strictObject({
    userid: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$/),
    name: z.string().min(1),
    departments: z.array(z.int()).min(1).default([ROOT_DEPARTMENT]),
    isLeader: z.boolean().default(false),
    locale: z.string().default('zh-CN'),
    visible: z.boolean().default(true),
    licensed: z.boolean().default(true),
  }),
  changedMember: z.strictObject({
    name: z.string().min(1).optional(),
    departments: z.array(z.int()).min(1).optional(),
    isLeader: z.boolean().optional(),
    visible: z.boolean().optional(),
    licensed: z.boolean().optional(),
  }),
}

export type WecomAppInput = z.input<typeof schemas.app>
export type NewMember = z.input<typeof schemas.newMember>
export type MemberChanges = z.input<typeof schemas.changedMember>

/** The app's settings, faults, limits, tokens, and who is in the company. */
export function registerWecomWorldRoutes(app: FastifyInstance, wecom: LocalWecom): void {
  app.put('/app', (request) => {
    const given = readBody(request, schemas.app)
    const own = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    wecom.app = { ...wecom.app, ...own }
    wecom.changes.emit('wecom-app')
    return showWecom(wecom)
  })
  app.post('/app/verify-url', () => verifyCallbackUrl(wecom))
  app.post('/app/event', async (request): Promise<CallbackOutcome> => {
    const { event, user, fields } = readBody(request, schemas.event)
    const userid = user === 'sys' ? user : getMember(wecom.corp, user).userid
    const name: XmlFields = event === 'text' ? { MsgType: event } : { MsgType: 'event', Event: event }
    return sendCallback(wecom, { event, userid, fields: { ...name, ...fields } })
  })
  app.post('/tokens/revoke', () => {
    wecom.tokens.revoke()
    return { ok: true }
  })
  app.put('/phone', (request) => {
    const { user } = readBody(request, schemas.phone)
    wecom.phone = user === null ? null : getMember(wecom.corp, user).userid
    wecom.changes.emit('wecom-app')
    return { phone: wecom.phone }
  })
  app.post('/rate-limits', (request) => {
    wecom.quotas.enabled = readBody(request, schemas.limits).enabled
    wecom.quotas.reset()
    wecom.changes.emit('wecom-app')
    return { enabled: wecom.quotas.enabled }
  })
  app.post('/faults', (request) => ({ fault: wecom.faults.add(readBody(request, wecomFaultInput)) }))
  app.delete('/faults/:id', (request) => ({ ok: wecom.faults.remove(readParam(request, 'id')) }))
  app.delete('/faults', () => {
    wecom.faults.clear()
    return { ok: true }
  })
  registerMemberRoutes(app, wecom)
}

/** Changes of the directory, each told to the app in the background. */
function registerMemberRoutes(app: FastifyInstance, wecom: LocalWecom): void {
  const tell = (work: Promise<unknown>) => {
    void wecom.activity.track(work)
  }
  const noteChange = (member: Member) => {
    wecom.changes.emit('wecom-corp', { user: member.userid })
    return { member }
  }

  app.post('/members', (request) => {
    const given = readBody(request, schemas.newMember)
    if (wecom.corp.members.has(given.userid)) {
      throw new ControlError(409, 'exists', `${given.userid} is a member already`)
    }
    checkDepartments(wecom, given.departments)
    const member: Member = { ...given, handle: given.userid, talksIn: 'wecom' }
    wecom.corp.members.set(member.userid, member)
    if (member.visible) {
      tell(tellContactChange(wecom, 'create_user', member))
      tell(tellEvent(wecom, member.userid, 'subscribe', ''))
    }
    return noteChange(member)
  })
  app.patch('/members/:user', (request) => {
    const member = readMember(wecom, request)
    const changes = readBody(request, schemas.changedMember)
    if (changes.departments) checkDepartments(wecom, changes.departments)
    const wasVisible = member.visible
    Object.assign(member, changes)
    if (changes.name !== undefined || changes.departments !== undefined) {
      tell(tellContactChange(wecom, 'update_user', member))
    }
    if (member.visible !== wasVisible) {
      tell(tellEvent(wecom, member.userid, member.visible ? 'subscribe' : 'unsubscribe', ''))
    }
    return noteChange(member)
  })
  app.delete('/members/:user', (request) => {
    const member = readMember(wecom, request)
    wecom.corp.members.delete(member.userid)
    for (const group of wecom.corp.groups.values()) {
      group.members = group.members.filter((userid) => userid !== member.userid)
    }
    if (wecom.phone === member.userid) wecom.phone = null
    tell(tellContactChange(wecom, 'delete_user', member))
    return noteChange(member)
  })
}

function checkDepartments(wecom: LocalWecom, ids: number[]): void {
  const stranger = ids.find((id) => !wecom.corp.departments.has(id))
  if (stranger === undefined) return
  throw new ControlError(404, 'no_such_department', `there is no department ${stranger}`, {
    available: [...wecom.corp.departments.values()].map(({ id, name }) => ({ id, name })),
  })
}
