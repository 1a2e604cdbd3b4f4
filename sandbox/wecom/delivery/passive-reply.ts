import { timingSafeEqual } from 'node:crypto'
import type { JsonObject } from '../../world/json.ts'
import { makeOpaqueId, putIntoChat } from '../corp/chats.ts'
import { type CardUpdate, updateCards } from '../corp/update-cards.ts'
import { CryptoError, decryptMessage, signCallback } from '../crypto.ts'
import type { LocalWecom } from '../local-wecom.ts'
import { updatedCard } from '../validation/cards.ts'
import { describeMedia } from '../validation/messages.ts'
import { check, checkContent, widths } from '../validation/rules.ts'
import { WecomError } from '../wecom-error.ts'
import { childText, parseXml, XmlError, type XmlNode } from '../xml.ts'
import { cardFromXml } from './card-from-xml.ts'
import type { Callback } from './send-callback.ts'

export type ReplyKind = 'none' | 'text' | 'image' | 'update_button' | 'update_template_card' | 'refused'

interface Applied {
  reply: ReplyKind
  problem: string | null
  /** what the traffic log shows: the plain text once it could be read */
  shown: string
}

/**
 * Reads what the app answered to a callback and carries it out (document 90241). An answer that breaks a rule is
 * thrown away without a retry, for the app has said 200.
 */
export function applyReply(wecom: LocalWecom, callback: Callback, text: string): Applied {
  if (text === '' || text === 'success') return { reply: 'none', problem: null, shown: text }
  let shown = text
  try {
    shown = openEnvelope(wecom, text)
    return { reply: carryOut(wecom, callback, parseXml(shown)), problem: null, shown }
  } catch (error) {
    if (error instanceof WecomError || error instanceof XmlError || error instanceof CryptoError) {
      return { reply: 'refused', problem: error.message, shown }
    }
    throw error
  }
}

function openEnvelope(wecom: LocalWecom, text: string): string {
  const root = parseXml(text)
  const [encrypted, signature, timestamp, nonce] = ['Encrypt', 'MsgSignature', 'TimeStamp', 'Nonce'].map(
    (name) => {
      const value = childText(root, name)
      if (value === '') throw new XmlError(`the reply has no ${name}`)
      return value
    },
  ) as [string, string, string, string]
  const expected = Buffer.from(signCallback(wecom.app.token, timestamp, nonce, encrypted))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new CryptoError('the signature of the reply is wrong')
  }
  const { message, receiveId } = decryptMessage(wecom.app.encodingAesKey, encrypted)
  if (receiveId !== wecom.account.corpId)
    throw new CryptoError(`the reply is for ${JSON.stringify(receiveId)}`)
  return message
}

function carryOut(wecom: LocalWecom, callback: Callback, root: XmlNode): ReplyKind {
  if (childText(root, 'ToUserName') !== callback.userid) throw new XmlError('ToUserName is not the member')
  if (childText(root, 'FromUserName') !== wecom.account.corpId)
    throw new XmlError('FromUserName is not the corp')
  if (!/^\d{1,10}$/.test(childText(root, 'CreateTime')))
    throw new XmlError('CreateTime is no time in seconds')
  const type = childText(root, 'MsgType')
  switch (type) {
    case 'text': {
      const content = childText(root, 'Content')
      checkContent('Content', content, 2048)
      deliver(wecom, callback.userid, 'text', { content })
      return type
    }
    case 'image': {
      const image = getChild(root, 'Image')
      deliver(wecom, callback.userid, 'image', describeMedia(wecom, 'image', childText(image, 'MediaId')))
      return type
    }
    case 'update_button': {
      const replaceName = check(widths(10, 1), childText(getChild(root, 'Button'), 'ReplaceName'))
      update(wecom, callback, { replaceName })
      return type
    }
    case 'update_template_card':
      update(wecom, callback, { card: check(updatedCard, cardFromXml(getChild(root, 'TemplateCard'))) })
      return type
    default:
      throw new WecomError(40008, `MsgType ${JSON.stringify(type)}`)
  }
}

function deliver(wecom: LocalWecom, userid: string, msgtype: string, body: JsonObject): void {
  if (!wecom.corp.members.has(userid)) throw new WecomError(81013, userid)
  putIntoChat(wecom, userid, { msgid: makeOpaqueId(), from: 'app', via: 'reply', msgtype, body })
}

/** The card of whoever pressed it; the other recipients keep theirs. */
function update(wecom: LocalWecom, callback: Callback, change: CardUpdate): void {
  if (!callback.card) throw new WecomError(40058, `a ${callback.event} callback has no card to update`)
  updateCards(wecom, callback.card.msgid, [callback.userid], change)
}

function getChild(node: XmlNode, name: string): XmlNode {
  const child = node.children.find((each) => each.name === name)
  if (!child) throw new XmlError(`${name} is missing`)
  return child
}
