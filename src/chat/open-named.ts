import type { Actor } from '../access/actor.ts'
import { findCommand } from '../commands/find-command.ts'
import type { Option } from '../forms/form.ts'
import { speak } from '../i18n/translate.ts'
import { meanName } from '../services/forms/mean-name.ts'
import { dropQuestion, findQuestion, keepQuestion } from '../services/questions.ts'
import { describeRecord } from '../services/records/describe-record.ts'
import { findCustomer, findNumbered, lastCustomers } from '../services/records/find-named.ts'
import { type Chat, type Reply, say } from './chat.ts'
import { findAsked, whichField } from './find-asked.ts'

const offeredAtMost = 6
const customer = { do: 'file', type: 'customer' } as const
const EDIT =
  /^(?:(?:修改|编辑|更改|打开|查看)客户(?:信息|资料|档案)?|(?:edit|change|update|open|show)[ -](?:(?:a|the|my) )?(?:customer|client))(?:$|[\s:：,，]+(.*)$)/i

/**
 * Opens what is named: a record by nothing but its number, a customer by a whole name, with 修改客户 or 客户 before it or
 * not. 修改客户 alone asks which one. Undefined where nothing is named, or where a name is what a form asks for.
 * @throws NotFound for a number that is not there, or whose record may not be read: the answer tells the two not apart
 */
export async function openNamed(chat: Chat, actor: Actor, text: string): Promise<Reply | undefined> {
  if (text.includes('\n') || text.length > 120) return undefined
  const [isEdit, name] = EDIT.exec(text.normalize('NFKC')) ?? []
  if (isEdit !== undefined) return openCustomer(chat, actor, name?.trim() ?? '')
  const asked = await findAsked(chat, actor)
  if (asked === 'name' || asked === 'words') return undefined
  const found = findCommand(text)
  const isHeaded = found.kind === 'command' && found.command.id === 'customer' && found.rest !== ''
  const named = isHeaded ? found.rest : text
  const id = await findId(chat, actor, named)
  if (id !== undefined) return show(chat, actor, id)
  return asked === 'which' && found.kind !== 'command' ? openCustomer(chat, actor, named) : undefined
}

async function openCustomer(chat: Chat, actor: Actor, name: string): Promise<Reply> {
  const { office, platform } = chat
  const id = name === '' ? undefined : await findId(chat, actor, name)
  if (id !== undefined) return show(chat, actor, id)
  const t = speak(actor.language)
  const offered =
    name === ''
      ? await lastCustomers(office, actor, offeredAtMost)
      : (await meanName(office, actor, { of: 'customer', typed: name })).known.slice(0, offeredAtMost)
  // Where nobody is near it may have been said of something else: the next words are not taken for a name again.
  if (name === '' || offered.length > 0)
    await keepQuestion(office, actor, platform, { about: customer, field: whichField })
  else await dropWhich(chat, actor)
  const title =
    name === '' ? t('chat.whichCustomer') : t(offered.length > 0 ? 'chat.whichName' : 'chat.noName', { name })
  return say({
    title,
    ...(offered.length > 0 ? { buttons: offered.map(toButton) } : {}),
    footer: t('chat.anotherName'),
  })
}

const toButton = ({ value, label }: Option) => ({ label, press: { do: 'show', recordId: value } as const })

async function show(chat: Chat, actor: Actor, recordId: string): Promise<Reply> {
  const card = await describeRecord(chat.office, actor, { recordId })
  await dropWhich(chat, actor)
  return say(card)
}

async function findId({ office }: Chat, actor: Actor, text: string): Promise<string | undefined> {
  const numbered = await findNumbered(office, text)
  // Said in the same words as of one that may not be read.
  if (numbered) return numbered.recordId ?? ''
  return findCustomer(office, actor, text)
}

async function dropWhich({ office, platform }: Chat, actor: Actor): Promise<void> {
  const question = await findQuestion(office, actor, platform)
  if (question?.field === whichField) await dropQuestion(office, actor, platform)
}
