import type { Actor } from '../access/actor.ts'
import { openForm } from '../services/forms/open-form.ts'
import { findNumbered } from '../services/records/find-named.ts'
import type { Chat, Reply } from './chat.ts'
import { continueForm } from './continue-form.ts'

/**
 * Takes an edit's template that comes back, `【修改】周计划 WP-2026-0023`, for that record, whatever was asked since.
 * Undefined for any other text.
 * @throws NotFound, NotPermitted and InvalidTransition, which say why it can be changed no more
 */
export async function continueNumbered(chat: Chat, actor: Actor, text: string): Promise<Reply | undefined> {
  const [, number] = header.exec(text) ?? []
  const found = number === undefined ? undefined : await findNumbered(chat.office, number)
  if (!found?.recordId) return undefined
  const wanted = { kind: 'act', recordId: found.recordId, action: 'edit' } as const
  const form = await openForm(chat.office, actor, wanted, { isAskedInTurn: true })
  return continueForm(chat, actor, { form }, text)
}

const header = /^\s*[【[［](?:修改|change|edit)[】\]］][^\n]*?([A-Z]{2}-\d{4}-\d{4,})[^\n]*\n/i
