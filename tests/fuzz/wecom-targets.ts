import { getSignature } from '@wecom/crypto'
import fc from 'fast-check'
import { createEnvelopes, findEncrypted } from '../../bots/wecom/receive/envelope.ts'
import { readIncoming } from '../../bots/wecom/receive/incoming.ts'
import { parseXml } from '../../bots/wecom/receive/read-xml.ts'
import { writeReply } from '../../bots/wecom/receive/write-reply.ts'
import { readKey } from '../../bots/wecom/render/button-key.ts'
import { readCallback } from '../../bots/wecom/smart-bot/read-callback.ts'
import { writeMarkdown } from '../../bots/wecom/smart-bot/write-markdown.ts'
import { holdsIdentity } from '../../src/fields/identity.ts'
import { readPress } from '../../src/forms/press-value.ts'
import { type FuzzTarget, tolerate } from './fuzz-target.ts'
import { nastyJson, nastyText, spoil } from './nasty-text.ts'

const names = [
  'ToUserName',
  'FromUserName',
  'CreateTime',
  'MsgType',
  'Content',
  'MsgId',
  'Event',
  'EventKey',
  '__proto__',
]
const syntax = [
  ...[
    '<xml>',
    '</xml>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?xml version="1.0"?>',
    '<!DOCTYPE x [',
    ']>',
    '&a;',
    '/>',
  ],
  ...names.flatMap((name) => [`<${name}>`, `</${name}>`]),
]
const plausible = fc
  .array(fc.tuple(fc.constantFrom(...names), nastyText([']]>', 'event', 'text', 'voice', 'click'])), {
    maxLength: 8,
  })
  .map(
    (fields) =>
      `<xml>${fields.map(([name, text]) => `<${name}><![CDATA[${text}]]></${name}>`).join('')}</xml>`,
  )

export const xmlTarget: FuzzTarget = {
  name: 'wecom-xml',
  share: 150,
  input: fc.oneof(plausible, nastyText(syntax)),
  decode: (source: string) => {
    findEncrypted(source)
    const record = parseXml(source)
    if (!record) return undefined
    if (Object.values(record).some((text) => typeof text !== 'string')) throw new Error('no text')
    const delivered = readIncoming(record)
    if (delivered?.incoming.kind === 'text' && holdsIdentity(delivered.incoming.text))
      throw new Error('a number would be kept in clear')
    // Whatever somebody is called, an answer to them is one document that says one thing.
    if (delivered) {
      const answer = parseXml(
        writeReply({ userId: delivered.incoming.userId, corpId: 'ww1' }, source, new Date(0)),
      )
      if (answer?.MsgType !== 'text') throw new Error('an answer that says something else')
    }
    return delivered
  },
}

const keys = { token: 'tok', encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', receiveId: 'ww1' }
const envelopes = createEnvelopes(keys)
const now = new Date('2026-11-18T08:00:00Z')
const timestamp = String(now.getTime() / 1000)

/** Rightly signed, and then anything within: as if the token alone had leaked. */
export const envelopeTarget: FuzzTarget = {
  name: 'wecom-envelope',
  share: 100,
  input: fc.oneof(
    nastyText(['<Encrypt>', '</Encrypt>']),
    fc.uint8Array({ maxLength: 128 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((bytes) => Buffer.concat([bytes, bytes, bytes]).toString('base64')),
  ),
  decode: (encrypted: string) => {
    const signature = getSignature(keys.token, timestamp, 'n', encrypted)
    const opened = envelopes.open(encrypted, { signature, timestamp, nonce: 'n' }, now)
    if ('text' in opened) throw new Error('opened what nobody closed')
    return envelopes.open(encrypted, { signature: encrypted, timestamp: encrypted, nonce: encrypted }, now)
  },
}

const frame = {
  headers: { req_id: 'r1' },
  body: {
    msgid: '7',
    chattype: 'single',
    create_time: 1,
    from: { userid: 'u' },
    msgtype: 'mixed',
    text: { content: '周计划' },
    mixed: { msg_item: [{ msgtype: 'text', text: { content: '看' } }] },
    event: {
      eventtype: 'template_card_event',
      template_card_event: { event_key: '["show","x"]', task_id: 't' },
    },
  },
}

export const botFrameTarget: FuzzTarget = {
  name: 'wecom-bot-frame',
  share: 100,
  input: fc.oneof(
    spoil(frame),
    fc
      .constantFrom('text', 'voice', 'event', 'image')
      .chain((msgtype) => spoil({ ...frame, body: { ...frame.body, msgtype } })),
    nastyText().map((content) => ({ ...frame, body: { ...frame.body, msgtype: 'text', text: { content } } })),
  ),
  decode: (given: unknown) => {
    const read = readCallback(given)
    if (read?.about === 'delivery' && read.incoming.kind === 'text') {
      if (holdsIdentity(read.incoming.text)) throw new Error('a number would be kept in clear')
      writeMarkdown(read.incoming.text)
    }
    return read
  },
}

/** Values of buttons, as both platforms bring them back. */
export const pressTarget: FuzzTarget = {
  name: 'press',
  share: 150,
  input: fc.oneof(
    nastyJson.map((value) => JSON.stringify(value)),
    fc
      .tuple(
        fc.constantFrom(
          'act',
          'file',
          'show',
          'duty',
          'reveal',
          'answer',
          'page',
          '?',
          '!',
          'requeue',
          'send-draft',
        ),
        fc.array(nastyJson, { maxLength: 4 }),
      )
      .map(([kind, rest]) => JSON.stringify([kind, ...rest])),
    nastyText(['["!"', '["?"', '["act",', ']']),
  ),
  decode: (value: string) => {
    tolerate(['NotFound'], () => readPress(value))
    return tolerate(['NotFound'], () => readKey(value))
  },
}
