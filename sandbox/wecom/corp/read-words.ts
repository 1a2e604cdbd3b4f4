import { isObject, type JsonObject, objectsOf, stringOf, stringsIn } from '../../world/json.ts'
import { pressablesOf, questionsOf } from './cards.ts'
import type { CardState, ChatMessage } from './model.ts'

/** What a reader sees of a message, one line after the other. */
export function readWords(message: ChatMessage): string {
  const { body, card } = message
  if (card) return lines(wordsOfCard(card))
  switch (message.msgtype) {
    case 'text':
      // The app's text may hold links, a member's is shown as it was typed.
      return message.via === 'typed'
        ? stringOf(body.content)
        : stringOf(body.content).replaceAll(/<a\s[^>]*>(.*?)<\/a>/gs, '$1')
    case 'markdown':
    case 'stream':
    case 'markdown_v2':
      return stringOf(body.content)
    case 'textcard':
      return lines([body.title, withoutTags(stringOf(body.description)), stringOf(body.btntxt) || '详情'])
    case 'file':
      return stringOf(body.filename)
    case 'recalled':
      return '[已撤回]'
    case 'image':
      return '[图片]'
    case 'news':
      return lines(objectsOf(body.articles).flatMap(({ title, description }) => [title, description]))
    case 'template_card':
      return lines(wordsOfBody(body))
    default:
      return ''
  }
}

/** Every address in a message, in the order in which it is read. */
export function readLinks(body: JsonObject): string[] {
  return [...stringsIn(body)].flatMap((text) => text.match(/https?:\/\/[^\s"'<>()[\]]+/g) ?? [])
}

function wordsOfCard(state: CardState): unknown[] {
  const { card, replacedBy } = state
  const questions = questionsOf(card).flatMap(({ title, options }) => [
    title,
    ...options.map(({ text }) => text),
  ])
  const pressables = pressablesOf(card, replacedBy).map(({ label }) => label)
  return [...wordsOfBody(card), ...questions, replacedBy, ...pressables]
}

function wordsOfBody(card: JsonObject): unknown[] {
  const titled = (name: string): unknown[] => {
    const part = card[name]
    return isObject(part) ? [part.title, part.quote_text, part.desc] : []
  }
  return [
    isObject(card.source) ? card.source.desc : null,
    ...titled('main_title'),
    ...titled('emphasis_content'),
    ...titled('quote_area'),
    card.sub_title_text,
    ...titled('image_text_area'),
    ...objectsOf(card.vertical_content_list).flatMap(({ title, desc }) => [title, desc]),
    ...objectsOf(card.horizontal_content_list).map(({ keyname, value }) =>
      `${stringOf(keyname)} ${stringOf(value)}`.trim(),
    ),
  ]
}

function withoutTags(html: string): string {
  return html
    .replaceAll(/<br\s*\/?>|<\/div>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .trim()
}

function lines(words: unknown[]): string {
  return words.filter((each) => typeof each === 'string' && each !== '').join('\n')
}
