import type { Actor } from '../access/actor.ts'
import type { LogLineInput } from '../services/activity/line-draft.ts'
import { logIfSurely } from '../services/activity/log-line.ts'
import type { Chat } from './chat.ts'
import { findAsked } from './find-asked.ts'

/**
 * Logs what is surely a line of the log though something was asked for, which stays asked (decision 13); false, and
 * nothing done, where nothing was, or where it may be the answer.
 */
export async function logBeside(chat: Chat, actor: Actor, line: LogLineInput): Promise<boolean> {
  const asked = await findAsked(chat, actor)
  return asked !== undefined && logIfSurely(chat.office, actor, line, asked === 'which' ? 'name' : asked)
}
