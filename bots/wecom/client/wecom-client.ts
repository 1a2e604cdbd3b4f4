import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import type { WecomConfig } from '../../../src/config/wecom.ts'
import { createPace, type MakePace } from '../../../src/delivery/pace.ts'
import { PlatformRefused, type RefusalKind } from '../../../src/errors.ts'
import { platform } from '../desk.ts'
import { type Answer, createCaller } from './call-wecom.ts'
import { createGroupChats, type GroupChats } from './group-chats.ts'
import { toAppError } from './wecom-error.ts'

/** A message to members, as `message/send` takes it (developer.work.weixin.qq.com 90236), without what is the same of all. */
export type Message =
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'template_card'; template_card: Record<string, unknown> }
  | { msgtype: 'image'; image: { media_id: string } }

export interface Sent {
  msgId: string
  /** With which an interactive card may be changed, once and within 72 hours. */
  responseCode?: string
}

const departments = z.object({
  department: z.array(z.object({ id: z.number(), name: z.string(), parentid: z.number() })),
})
const members = z.object({
  userlist: z.array(
    z.object({ userid: z.string(), name: z.string(), department: z.array(z.number()).default([]) }),
  ),
})
export type Department = z.infer<typeof departments>['department'][number]
export type Member = z.infer<typeof members>['userlist'][number]

export interface WecomClient {
  /**
   * Sends to one member. The same message sent again within four hours arrives once, whatever became of the first
   * answer; in another `round` it is another message.
   * @throws PlatformRefused, RateLimited, PlatformUnreachable
   */
  send(userId: string, message: Message, round?: number): Promise<Sent>
  /** Changes an interactive card where it stands (94888); false when that cannot be, as once its code was used. */
  updateCard(userId: string, responseCode: string, card: Record<string, unknown>): Promise<boolean>
  /** Takes back a message of the last 24 hours (94867); false when that cannot be. */
  recall(msgId: string): Promise<boolean>
  /** Pictures are kept for three days (90253). */
  uploadPicture(name: string, png: Uint8Array): Promise<string>
  /** Whether a token is to be had. @throws PlatformRefused with the code, PlatformUnreachable */
  checkAccess(): Promise<void>
  /** Any other method, by its path; what stands in `errcode` is the caller's to read. @throws PlatformUnreachable */
  ask(path: string, wanted?: { query?: Record<string, string>; body?: unknown }): Promise<Answer>
  /** As much of a member as a new app may see (90196). */
  findMember(userId: string): Promise<{ name: string } | undefined>
  /** The directory's ids for those that a smart bot was told (95884), by the latter; unknown ones are left out. */
  findUserIds(openUserIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** The departments within what the app may see (90208). @throws PlatformRefused, RateLimited, PlatformUnreachable */
  listDepartments(): Promise<readonly Department[]>
  /** A department's own members (90200). @throws PlatformRefused, RateLimited, PlatformUnreachable */
  listMembers(departmentId: number): Promise<readonly Member[]>
  /** Whether the app sees a member: an active one within its range. @throws RateLimited, PlatformUnreachable, PlatformRefused */
  sees(userId: string): Promise<boolean>
  groups: GroupChats
}

/**
 * WeCom drops what is more than 30 a minute or 1,000 an hour for a member, and says nothing of it (90454). At most 27 a
 * minute and 735 an hour leave: whoever talks with us gets fifteen messages at once, and what is more waits.
 */
export const memberPace = { gapMs: 5_000, burst: 15 }
const duplicateIntervalSeconds = 4 * 60 * 60
/** None of those who were named can get it; the same as `invaliduser` where there is but one. */
const nobodyValid = 81013
/** What user/get says of who has left, and of who is out of the app's range. */
const noSuchMember = 60111
const notForThisApp = 60011

const sentAnswer = z.object({
  msgid: z.string().default(''),
  response_code: z.string().optional(),
  invaliduser: z.string().default(''),
  unlicenseduser: z.string().default(''),
})
const openIds = z.object({
  userid_list: z.array(z.object({ open_userid: z.string(), userid: z.string() })).default([]),
})

/** @param makePace as of one process, or of several that share a database */
export function createWecomClient(
  config: WecomConfig,
  clock: Clock,
  makePace: MakePace = createPace,
): WecomClient {
  const { agentId } = config
  const pace = makePace(memberPace)
  const { call, post, getToken } = createCaller(config, clock)

  /** WeCom says only that it cannot be: whether the member is still there says user/get (90196). */
  const whyNot = async (userId: string): Promise<RefusalKind> =>
    (await call('user/get', {}, { userid: userId })).errcode === noSuchMember ? 'left' : 'not-visible'

  const read = async (path: string, query: Record<string, string> = {}) => {
    const answer = await call(path, {}, query)
    if (answer.errcode !== 0) throw toAppError(path, answer.errcode)
    return answer
  }

  /** Whether WeCom does it; no refusal of what may be too late is told apart from another. */
  const attempt = async (path: string, body: unknown) => {
    const { errcode } = await post(path, body)
    if (errcode === 0) return true
    const error = toAppError(path, errcode)
    if (error instanceof PlatformRefused && !error.isOfHouse) return false
    throw error
  }

  return {
    send: async (userId, message, round = 0) => {
      await pace.wait(platform, userId)
      const answer = await post('message/send', {
        touser: userId,
        agentid: agentId,
        ...message,
        enable_duplicate_check: 1,
        // WeCom compares whole requests: a second less makes another one of it.
        duplicate_check_interval: duplicateIntervalSeconds - round,
      })
      const { msgid, response_code, invaliduser, unlicenseduser } = sentAnswer.parse(answer)
      if (answer.errcode === nobodyValid || invaliduser !== '')
        throw new PlatformRefused('message/send: invaliduser', { kind: await whyNot(userId) })
      if (answer.errcode !== 0) throw toAppError('message/send', answer.errcode)
      if (unlicenseduser !== '')
        throw new PlatformRefused('message/send: unlicenseduser', { kind: 'no-licence' })
      return { msgId: msgid, ...(response_code ? { responseCode: response_code } : {}) }
    },
    updateCard: (userId, responseCode, card) =>
      attempt('message/update_template_card', {
        userids: [userId],
        agentid: agentId,
        response_code: responseCode,
        template_card: card,
      }),
    recall: (msgId) => attempt('message/recall', { msgid: msgId }),
    uploadPicture: async (name, png) => {
      const body = new FormData()
      body.set('media', new Blob([Uint8Array.from(png)], { type: 'image/png' }), name)
      const answer = await call('media/upload', { method: 'POST', body }, { type: 'image' })
      if (answer.errcode !== 0) throw toAppError('media/upload', answer.errcode)
      return z.object({ media_id: z.string() }).parse(answer).media_id
    },
    checkAccess: async () => {
      await getToken()
    },
    ask: (path, { query, body } = {}) =>
      call(path, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }, query),
    findMember: async (userId) => {
      const answer = await call('user/get', {}, { userid: userId })
      if (answer.errcode !== 0) return undefined
      return z.object({ name: z.string() }).parse(answer)
    },
    findUserIds: async (openUserIds) => {
      const answer = await post('batch/openuserid_to_userid', {
        open_userid_list: openUserIds,
        source_agentid: agentId,
      })
      if (answer.errcode !== 0) throw toAppError('batch/openuserid_to_userid', answer.errcode)
      const { userid_list } = openIds.parse(answer)
      return new Map(userid_list.map(({ open_userid, userid }) => [open_userid, userid]))
    },
    listDepartments: async () => departments.parse(await read('department/list')).department,
    listMembers: async (departmentId) =>
      members.parse(await read('user/simplelist', { department_id: String(departmentId) })).userlist,
    sees: async (userId) => {
      const { errcode } = await call('user/get', {}, { userid: userId })
      if (errcode === 0) return true
      if (errcode === noSuchMember || errcode === notForThisApp) return false
      throw toAppError('user/get', errcode)
    },
    groups: createGroupChats({ call, post }, makePace),
  }
}
