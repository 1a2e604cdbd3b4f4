import { createHash } from 'node:crypto'
import type { Message } from '../../bots/wecom/client/wecom-client.ts'
import { renderCard } from '../../bots/wecom/render/render-card.ts'
import { readPlace } from '../../bots/wecom/send/standing-cards.ts'
import { findTeamChannel } from '../../bots/wecom/send/team-channel.ts'
import { newsKeyOf } from '../../src/store/outbox.ts'
import { type FindPlace, nameRow, type Row } from './outbox-row.ts'
import type { AllTold } from './read-told.ts'

/**
 * What began a message in WeCom stands in the member's chat or in the group, and the cards where we say they stand. What
 * became of a message there no card need say, for a card can be changed once.
 * @param userIds by target
 */
export function checkWecomRows(
  due: readonly Row[],
  findPlace: FindPlace,
  userIds: ReadonlyMap<string, string>,
  told: AllTold,
): string[] {
  const takeFromChat = openChats(told)
  return findBeginnings(due).flatMap((row) => {
    const name = nameRow(row)
    const place = findPlace(row)
    const unnoted = row.slotKey !== null && !place ? [`${name}, and where it stands is not noted`] : []
    if (row.target.startsWith('channel:'))
      return isInGroup(row, told) ? unnoted : [...unnoted, `${name}, and the group does not have it`]
    const userId = userIds.get(row.target) ?? ''
    const lost = (place ? readPlace(place) : []).filter(
      ({ msgId }) => !told.chats.some((each) => each.to === userId && each.msgId === msgId),
    )
    const missing = isSaidWithCard(row, due, told)
      ? []
      : renderCard(row.card, { key: row.dedupeKey, pagesUrl: '' }).filter(
          (message) => !takeFromChat(userId, message),
        )
    return [
      ...unnoted,
      ...lost.map(({ msgId }) => `${name}, and ${userId} does not have ${msgId}`),
      ...missing.map(() => `${name}, and ${userId} does not have it`),
    ]
  })
}

/** Of what is changed where it stands, the first. */
function findBeginnings(due: readonly Row[]): Row[] {
  const begun = new Set<string>()
  return due.filter(({ target, slotKey }) => {
    const slot = `${target} ${slotKey}`
    if (slotKey !== null && begun.has(slot)) return false
    begun.add(slot)
    return true
  })
}

function isInGroup({ target, card }: Row, { groups }: AllTold): boolean {
  const channel = findTeamChannel(target.replace(/^channel:/, ''))
  const said = channel?.kind === 'group' ? (groups.get(channel.name) ?? []) : []
  return said.some((words) => words.includes(card.title))
}

/** Whether somebody's chat has a message: the same words are counted as often as they are asked for. */
function openChats({ chats, wecomSends }: AllTold) {
  const sentAs = new Map(wecomSends.map(({ taskId, msgId }) => [taskId, msgId]))
  const taken = new Map<string, number>()
  return (userId: string, message: Message): boolean => {
    const chat = chats.filter(({ to }) => to === userId)
    if (message.msgtype === 'template_card')
      return idsOf(String(message.template_card.task_id)).some((id) =>
        chat.some(({ msgId }) => msgId === sentAs.get(id)),
      )
    if (message.msgtype !== 'text') return true
    const { content } = message.text
    const nth = (taken.get(`${userId} ${content}`) ?? 0) + 1
    taken.set(`${userId} ${content}`, nth)
    return chat.filter((each) => each.content === content).length >= nth
  }
}

/** A line about a card's news is not said where the card came anew with it. */
function isSaidWithCard({ dedupeKey }: Row, due: readonly Row[], { wecomSends }: AllTold): boolean {
  const card = due.find((each) => dedupeKey === newsKeyOf(each.dedupeKey))
  const ids = card ? [...cardsOf(card.dedupeKey).keys()] : []
  return wecomSends.some(({ taskId }) => ids.includes(taskId))
}

/** As often as a card is sent under another id (`bots/wecom/send/sender.ts`). */
const mostIds = 12
/** More cards than one message takes. */
const mostCards = 5

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/** The ids under which one card may have come: the next one follows from the one before. */
function idsOf(first: string): string[] {
  const ids = [first]
  while (ids.length < mostIds) ids.push(hash(ids.at(-1) ?? ''))
  return ids
}

/** Of all cards that a message may have, by each of their ids which one it is. */
const cardsOf = (key: string): Map<string, string> =>
  new Map(
    Array.from({ length: mostCards }, (_, at) => hash(`${key} ${at}`)).flatMap((first) =>
      idsOf(first).map((id): [string, string] => [id, first]),
    ),
  )

/**
 * WeCom cannot be asked what it has; it knows a message for the same that comes again within 73 minutes at least
 * (`bots/wecom/send/round-of.ts`). After that whoever lost the receipt tells it twice.
 */
const sameForMs = 4_400_000

/**
 * Nothing comes twice to anybody while WeCom knows it for the same: no card, by its ids, whatever it says by now, and
 * no words. A card that was changed where it stands may be said once more under its change's key: whoever lost the
 * receipt of the change cannot make it again.
 */
export function checkWecomTwice(keys: readonly string[], { chats, wecomSends }: AllTold): string[] {
  const cards = new Map(
    keys.flatMap((key) => [...cardsOf(key)].map(([id, card]) => [id, { card, what: key }] as const)),
  )
  const byCard = wecomSends.flatMap(({ to, taskId, atMs }) => {
    const found = cards.get(taskId)
    return found ? [{ to, same: found.card, what: found.what, atMs }] : []
  })
  const byWords = chats
    .filter(({ isChanged }) => !isChanged)
    .map(({ to, words, atMs }) => ({ to, same: words, what: words, atMs }))
  return [byCard, byWords].flatMap((said) =>
    said.flatMap(({ to, same, what, atMs }, at) => {
      const before = said.slice(0, at).findLast((each) => each.to === to && each.same === same)
      return before && atMs - before.atMs < sameForMs
        ? [`WeCom told ${to} twice within ${Math.round((atMs - before.atMs) / 1000)} s: ${what}`]
        : []
    }),
  )
}
