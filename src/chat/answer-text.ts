import type { Actor } from '../access/actor.ts'
import { type Command, commands } from '../commands/commands.ts'
import { findCommand, findHeaded } from '../commands/find-command.ts'
import { leaveOutPatient } from '../fields/patient-lines.ts'
import type { Press } from '../forms/card.ts'
import { isToCome } from '../forms/message/is-to-come.ts'
import { readListNumber } from '../forms/message/read-list-number.ts'
import { speak } from '../i18n/translate.ts'
import { logIfActivity, logLine } from '../services/activity/log-line.ts'
import { nameLine } from '../services/activity/name-line.ts'
import { postRank } from '../services/metrics/post-rank.ts'
import { findTyped, setPlain } from '../services/plain.ts'
import { findOfList } from '../services/questions.ts'
import { answerPress } from './answer-press.ts'
import { answerQuestion } from './answer-question.ts'
import { beginForm } from './begin-form.ts'
import { helpCard, homeCard, nameOf, pagesCard } from './cards.ts'
import { type Chat, type Reply, say } from './chat.ts'
import { continueForm } from './continue-form.ts'
import { continueLabelled } from './continue-labelled.ts'
import { continueNumbered } from './continue-numbered.ts'
import { findForm, isSoSure, type Sureness } from './find-form.ts'
import { secureCard } from './form-cards.ts'
import { logBeside } from './log-beside.ts'
import { openNamed } from './open-named.ts'

export interface Said {
  text: string
  deliveryId: string
}

/**
 * Answers what somebody wrote: a command in words, the answer to a question, a line of their log, or something that
 * wants a kind answer. Who a patient is is taken out before anything reads or keeps it.
 */
export async function answerText(chat: Chat, actor: Actor, said: Said): Promise<Reply> {
  const { text, isLeftOut } = leaveOutPatient(said.text)
  if (!isLeftOut) return answerOpen(chat, actor, said)
  const left = text.trim() === '' ? say() : await answerOpen(chat, actor, { ...said, text })
  const told = secureCard(actor)
  return { ...left, says: [told, ...left.says.filter(({ title }) => title !== told.title)] }
}

async function answerOpen(chat: Chat, actor: Actor, said: Said): Promise<Reply> {
  const text = said.text.trim()
  const typed = (await pressTyped(chat, actor, text)) ?? (await openListed(chat, actor, text))
  if (typed) return typed
  const found = findCommand(text)
  // A command alone is a command; followed by more it may be the beginning of a sentence.
  if (found.kind === 'command' && (found.rest === '' || found.command.aim.kind === 'log'))
    return run(chat, actor, found.command, { ...said, text: found.rest })
  const given = { text, deliveryId: said.deliveryId, platform: chat.platform }
  if ((await nameLine(chat.office, actor, given)) || (await logBeside(chat, actor, given))) return say()
  const named = await openNamed(chat, actor, text)
  if (named) return named
  const answered =
    (await continueNumbered(chat, actor, text)) ??
    (await readAtOnce(chat, actor, found, 'sure')) ??
    (await answerQuestion(chat, actor, text, 'sure')) ??
    // Nothing asks for it any more: one more of what was just filed. What is asked for may be the mending of another.
    (await readAtOnce(chat, actor, findHeaded(text), 'sure'))
  if (answered) return answered
  const labelled =
    (await continueLabelled(chat, actor, text)) ??
    // What is to come is no line of a log: it is what was just asked for, whoever speaks it without marks.
    (isToCome(text) ? await answerQuestion(chat, actor, text, 'loose') : undefined)
  if (labelled) return labelled
  if (await logIfActivity(chat.office, actor, given)) return say()
  const guessed =
    (await readAtOnce(chat, actor, found, 'loose')) ?? (await answerQuestion(chat, actor, text, 'loose'))
  if (guessed) return guessed
  if (found.kind === 'command') return run(chat, actor, found.command, { ...said, text: '' })
  // A number that nothing asked for was read on a list: the list as it stands now can be pressed.
  if (/^\d{1,2}$/.test(text.normalize('NFKC'))) return say(await homeCard(chat, actor))
  const nearest = found.kind === 'unknown' ? found.nearest : []
  return say(unknownCard(actor, nearest))
}

/** `#17`: what a client without cards types instead of pressing; the card that it would change is said. */
async function pressTyped(chat: Chat, actor: Actor, text: string): Promise<Reply | undefined> {
  const [, code] = /^[#＃]\s*(\d{2})$/.exec(text.normalize('NFKC')) ?? []
  if (code === undefined) return undefined
  const press = await findTyped(chat.office, actor, chat.platform, Number(code))
  if (!press) return say({ title: speak(actor.language)('chat.noCode', { code: `#${code}` }) })
  return pressApart(chat, actor, press)
}

/** `7`, `第8个`: a line of the list that was the last thing asked. */
async function openListed(chat: Chat, actor: Actor, text: string): Promise<Reply | undefined> {
  const number = readListNumber(text)
  const press = number === undefined ? undefined : await findOfList(chat.office, actor, chat.platform, number)
  return press && pressApart(chat, actor, press)
}

/** Does what was typed for, and says as well what a button's card would show. */
async function pressApart(chat: Chat, actor: Actor, press: Press): Promise<Reply> {
  const {
    pressed,
    unlessShown = pressed ? [pressed] : [],
    says,
  } = await answerPress(chat, actor, press, {
    isApart: true,
  })
  return say(...unlessShown, ...says)
}

/** `请假 明天一天`: the word and what the form asks, in one. */
async function readAtOnce(
  chat: Chat,
  actor: Actor,
  found: ReturnType<typeof findCommand>,
  sureness: Sureness,
): Promise<Reply | undefined> {
  if (found.kind !== 'command' || found.command.aim.kind !== 'file') return undefined
  const { type } = found.command.aim
  if (!isSoSure(undefined, found.rest, sureness)) return undefined
  const form = await findForm(chat, actor, { do: 'file', type })
  return form && continueForm(chat, actor, { form }, found.rest)
}

async function run(chat: Chat, actor: Actor, command: Command, { text, deliveryId }: Said): Promise<Reply> {
  const { aim } = command
  const { office, platform } = chat
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
      return say(await pagesCard(chat, actor))
    case 'plain':
      await setPlain(office, actor, platform, aim.isPlain)
      return say({ title: speak(actor.language)(aim.isPlain ? 'chat.plainNow' : 'chat.cardsNow') })
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
