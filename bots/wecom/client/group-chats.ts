import { z } from 'zod'
import { createPace, type MakePace } from '../../../src/delivery/pace.ts'
import { PlatformRefused } from '../../../src/errors.ts'
import { platform } from '../desk.ts'
import type { Caller } from './call-wecom.ts'
import { toAppError } from './wecom-error.ts'

/** A group that the app has made; `userlist` are all its members, invited ones included. */
export interface GroupChat {
  owner: string
  userlist: readonly string[]
}

export interface NewGroup extends GroupChat {
  /** At most 50 characters; WeCom cuts what is longer. */
  name: string
  chatid: string
}

export interface GroupChange {
  chatid: string
  owner?: string
  add_user_list?: readonly string[]
  del_user_list?: readonly string[]
}

export type GroupMessage =
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'image'; image: { media_id: string } }

/** Groups of a self-built app (90245, 98913, 98914, 90248). @throws PlatformRefused, RateLimited, PlatformUnreachable */
export interface GroupChats {
  find(chatid: string): Promise<GroupChat | undefined>
  /** False when it is there already, as after an answer that was lost or beside another process. */
  create(group: NewGroup): Promise<boolean>
  change(change: GroupChange): Promise<void>
  /** @param readers how many members it counts for */
  send(chatid: string, message: GroupMessage, readers: number): Promise<void>
}

/**
 * All apps of a company may send 20,000 a minute and 300,000 an hour to groups, where a message to a group of a hundred
 * counts as a hundred (90454). Of readers 5,000 go at once and 80 a second after that: 9,800 a minute, 293,000 an hour.
 */
const readerPace = { gapMs: 12.5, burst: 5_000 }
const missing: ReadonlySet<number> = new Set([86001, 86003])
const isThere = 86215
/** No privilege: what a group needs is an app that everybody can see. */
const notAtRoot = 60011

const chatAnswer = z.object({ chat_info: z.object({ owner: z.string(), userlist: z.array(z.string()) }) })

export function createGroupChats(
  { call, post }: Pick<Caller, 'call' | 'post'>,
  makePace: MakePace = createPace,
): GroupChats {
  const pace = makePace(readerPace)
  const refuse = (path: string, errcode: number) =>
    errcode === notAtRoot
      ? new PlatformRefused(`${path} ${errcode}`, { kind: 'channel-range' })
      : toAppError(path, errcode, 'place')
  return {
    find: async (chatid) => {
      const answer = await call('appchat/get', {}, { chatid })
      if (missing.has(answer.errcode)) return undefined
      if (answer.errcode !== 0) throw refuse('appchat/get', answer.errcode)
      return chatAnswer.parse(answer).chat_info
    },
    create: async (group) => {
      const { errcode } = await post('appchat/create', group)
      if (errcode === isThere) return false
      if (errcode !== 0) throw refuse('appchat/create', errcode)
      return true
    },
    change: async (change) => {
      const { errcode } = await post('appchat/update', change)
      if (errcode !== 0) throw refuse('appchat/update', errcode)
    },
    send: async (chatid, message, readers) => {
      await pace.wait(platform, 'groups', readers)
      const { errcode } = await post('appchat/send', { chatid, ...message })
      if (errcode !== 0) throw refuse('appchat/send', errcode)
    },
  }
}
