import type { Actor } from '../access/actor.ts'
import { type Command, commands } from '../commands/commands.ts'
import { findCommand } from '../commands/find-command.ts'
import { speak } from '../i18n/translate.ts'
import { logIfActivity, logLine } from '../services/activity/log-line.ts'
import { postRank } from '../services/metrics/post-rank.ts'
import { answerQuestion } from './answer-question.ts'
import { helpCard, homeCard, linkCard, nameOf } from './cards.ts'
import { type Chat, type Reply, say } from './chat.ts'
import { beginForm, continueForm, type Sureness } from './form-dialogue.ts'

export interface Said {
  text: string
  deliveryId: string
}

/**
 * Answers what somebody wrote: a command in words, the answer to a question, a line of their log, or something that
 * wants a kind answer.
 */
export async function answerText(chat: Chat, actor: Actor, said: Said): Promise<Reply> {
  const text = said.text.trim()
  const found = findCommand(text)
  // A command alone is a command; followed by more it may be the beginning of a sentence.
  if (found.kind === 'command' && (found.rest === '' || found.command.aim.kind === 'log'))
    return run(chat, actor, found.command, { ...said, text: found.rest })
  const answered =
    (await readAtOnce(chat, actor, found, 'sure')) ?? (await answerQuestion(chat, actor, text, 'sure'))
  if (answered) return answered
  const given = { text, deliveryId: said.deliveryId, platform: chat.platform }
  if (await logIfActivity(chat.office, actor, given)) return say()
  const guessed =
    (await readAtOnce(chat, actor, found, 'loose')) ?? (await answerQuestion(chat, actor, text, 'loose'))
  if (guessed) return guessed
  if (found.kind === 'command') return run(chat, actor, found.command, { ...said, text: '' })
  const nearest = found.kind === 'unknown' ? found.nearest : []
  return say(unknownCard(actor, nearest))
}

/** `请假 明天一天`: the word and what the form asks, in one. */
function readAtOnce(chat: Chat, actor: Actor, found: ReturnType<typeof findCommand>, sureness: Sureness) {
  if (found.kind !== 'command' || found.command.aim.kind !== 'file') return undefined
  const { type } = found.command.aim
  return continueForm(chat, actor, { about: { do: 'file', type } }, found.rest, sureness)
}

async function run(chat: Chat, actor: Actor, command: Command, { text, deliveryId }: Said): Promise<Reply> {
  const { aim } = command
  const { office, platform } = chat
  const { language } = actor
  const t = speak(language)
  switch (aim.kind) {
    case 'file':
      return beginForm(chat, actor, { kind: 'file', type: aim.type })
    case 'log':
      if (text !== '') {
        await logLine(office, actor, { text, deliveryId, platform })
        return say()
      }
      return beginForm(chat, actor, { kind: 'file', type: aim.type })
    case 'rank':
      await postRank(office, actor, { platform, deliveryId })
      return say()
    case 'home':
      return say(await homeCard(chat, actor))
    case 'pages':
      return say(await linkCard(chat, actor, { purpose: 'login' }, t('chat.pages')))
    case 'help':
      return say(helpCard(actor))
  }
}

function unknownCard({ language }: Actor, nearest: readonly Command[]) {
  const t = speak(language)
  const names = nearest.map((command) => nameOf(command, language)).join(t('chat.comma'))
  const [help] = commands.filter(({ aim }) => aim.kind === 'help').map((each) => nameOf(each, language))
  return {
    title: nearest.length > 0 ? t('chat.near', { names }) : t('chat.unknown'),
    sections: [{ text: t('chat.unknownHelp', { help: help ?? '' }) }],
  }
}
